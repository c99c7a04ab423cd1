import type { PlainDate } from '#dates';
import type { PersonId, SettingId } from '#db';
import type { RowFault } from '#modules/people';
import type { NewFact, StandingFact } from '#modules/sources';
import { type Comparison, endUnnamed, laySaying, type Saying, type Spell } from '../../rules/index.ts';
import type { Known, Sort } from './sorts.ts';

/** One thing that a row says about one young person. */
export type Said<Value> = { personId: PersonId; kind: string; field: string; saying: Saying<Value> };

/** What a source has said of one table, and what the rows of a file make of it. */
export type Book<Value> = {
  /** Why a row cannot say it; otherwise what keeps it, once everything the row says can be. */
  say(said: Said<Value>, line: number): RowFault | { keep(): void };
  /** Ends what the file no longer names on the day it speaks of, where it speaks of it. */
  end(speaksOf: (known: Known<Value>) => boolean, day: PlainDate): void;
  /** What the rows come to, by line. */
  facts(): NewFact[];
  /** What ended because nothing names it any more. */
  ended(): NewFact[];
};

type Thing<Value> = {
  personId: PersonId;
  kind: string;
  spells: readonly Spell<Value>[];
  /** First days of what the file is about, and of what it has given a last day. */
  named: Set<PlainDate>;
  fixed: Map<PlainDate, number>;
  met: Map<string, { line: number; said: Saying<Value> }>;
  lines: { line: number; field: string; startsOn: PlainDate }[];
};

export type Settled = {
  /** The newest day of an earlier file of the same source. */
  newest: PlainDate | null;
  /** Whether a row may change what stands. */
  mayChange: boolean;
};

/** Opens the book of one table: `standing` is everything that its source has said before. */
export function openBook<Value extends { settingId: SettingId }>(
  sort: Sort<Value>,
  standing: ReadonlyMap<string, StandingFact>,
  { newest, mayChange }: Settled,
): Book<Value> {
  const comparison = mayChange ? sort.comparison : keepingSettings(sort.comparison);
  const things = new Map<string, Thing<Value>>();
  const before = new Map<string, Spell<Value>>();
  for (const row of standing.values()) {
    const { personId, kind, spell } = sort.known(row);
    const thing = thingOf(personId, kind);
    thing.spells = [...thing.spells, spell].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1));
    before.set(`${personId} ${kind} ${spell.startsOn}`, spell);
  }
  const silent: Known<Value>[] = [];
  return { say, end, facts, ended: () => silent.map((known) => factOf(known, 0, sort.called)) };

  function say({ personId, kind, field, saying }: Said<Value>, line: number): RowFault | { keep(): void } {
    const thing = thingOf(personId, kind);
    const when = saying.since ?? saying.day;
    const earlier = thing.met.get(when);
    if (earlier && !isOne(earlier.said, saying)) return twice(field, earlier.line);
    const laid = laySaying(thing.spells, saying, comparison, {
      newest,
      fixed: new Set(thing.fixed.keys()),
    });
    if ('twice' in laid) return twice(field, thing.fixed.get(laid.twice) ?? line);
    if ('older' in laid) return { ...OLDER, field };
    const { spells, named, touched } = laid;
    if (!mayChange && touched.some((startsOn) => isChanged(thing, spells, startsOn)))
      return { ...ONLY_ADDS, field };
    return {
      keep() {
        thing.spells = spells;
        thing.named.add(named);
        if (saying.until !== null) thing.fixed.set(named, line);
        if (!earlier) thing.met.set(when, { line, said: saying });
        for (const startsOn of touched) thing.lines.push({ line, field, startsOn });
      },
    };
  }

  function end(speaksOf: (known: Known<Value>) => boolean, day: PlainDate): void {
    for (const { personId, kind, spells, named } of things.values())
      for (const spell of endUnnamed(spells, named, day)) {
        const known = { personId, kind, spell };
        if (speaksOf(known)) silent.push(known);
      }
  }

  function facts(): NewFact[] {
    const all = [...things.values()].flatMap(({ personId, kind, spells, lines }) => {
      const byStart = new Map(spells.map((spell) => [spell.startsOn, spell]));
      return lines.flatMap(({ line, field, startsOn }) => {
        const spell = byStart.get(startsOn);
        return spell ? [factOf({ personId, kind, spell }, line, field)] : [];
      });
    });
    return all.sort((one, other) => one.line - other.line);
  }

  function factOf(known: Known<Value>, line: number, field: string): NewFact {
    const { personId, spell } = known;
    return { line, field, personId, settingId: spell.value.settingId, columns: sort.columns(known) };
  }

  function thingOf(personId: PersonId, kind: string): Thing<Value> {
    const key = `${personId} ${kind}`;
    const known = things.get(key);
    if (known) return known;
    const thing = {
      personId,
      kind,
      spells: [],
      named: new Set<PlainDate>(),
      fixed: new Map(),
      met: new Map(),
      lines: [],
    };
    things.set(key, thing);
    return thing;
  }

  /** Whether two rows may say both of one day. */
  function isOne(one: Saying<Value>, other: Saying<Value>): boolean {
    const hasOneEnd = one.until === null || other.until === null || one.until === other.until;
    return hasOneEnd && comparison.agrees(one.value, other.value);
  }

  function isChanged({ personId, kind }: Thing<Value>, spells: readonly Spell<Value>[], startsOn: PlainDate) {
    const old = before.get(`${personId} ${kind} ${startsOn}`);
    const fresh = spells.find((spell) => spell.startsOn === startsOn);
    if (!old || !fresh) return false;
    const words = (spell: Spell<Value>) => JSON.stringify(sort.columns({ personId, kind, spell }));
    return words(old) !== words(fresh);
  }

  function twice(field: string, line: number): RowFault {
    const message = `Line ${line} of this file says otherwise about the same ${sort.called}: the first is kept; remove the wrong row.`;
    return { rule: 'fact.twice', message, field };
  }
}

/** A source that only adds does not move what it has said to another setting either. */
function keepingSettings<Value extends { settingId: SettingId }>(
  comparison: Comparison<Value>,
): Comparison<Value> {
  return {
    ...comparison,
    join: (known, said) => ({ ...comparison.join(known, said), settingId: known.settingId }),
  };
}

const OLDER = {
  rule: 'file.older',
  message:
    'A newer file of this source says otherwise, and an older one does not change it: leave the row, or bring the file in under another source.',
};
const ONLY_ADDS = {
  rule: 'policy.adds',
  message:
    'This differs from what the source has said before, and it only adds: let it replace, or remove the row.',
};
