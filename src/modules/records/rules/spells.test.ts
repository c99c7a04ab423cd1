import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type PlainDate, plainDate } from '#dates';
import { endUnnamed, laySaying, type Saying, type Spell } from './spells.ts';

type Value = { present: boolean; level: string | null };
const comparison = {
  agrees: (known: Value, said: Value) =>
    known.present === said.present &&
    (known.level === null || said.level === null || known.level === said.level),
  join: (known: Value, said: Value) => ({ ...known, level: said.level ?? known.level }),
};

const yes: Value = { present: true, level: null };
const no: Value = { present: false, level: null };
const at = (text: string) => plainDate(`2026-${text}`);
const spell = (from: string, to: string | null, value = yes): Spell<Value> => ({
  startsOn: at(from),
  endsOn: to === null ? null : at(to),
  value,
});
const on = (day: string, value = yes): Saying<Value> => ({ since: null, until: null, day: at(day), value });
const since = (from: string, to: string | null = null, value = yes, day = '12-31'): Saying<Value> => ({
  since: at(from),
  until: to === null ? null : at(to),
  day: at(day),
  value,
});
const context = { newest: null, fixed: new Set<PlainDate>() };
const lay = (spells: readonly Spell<Value>[], saying: Saying<Value>, more: object = {}) => {
  const laid = laySaying(spells, saying, comparison, { ...context, ...more });
  return 'spells' in laid ? laid.spells : laid;
};

describe('something said as on a day', () => {
  it('begins on it when nothing held, until the day before something else', () => {
    expect(lay([], on('05-01'))).toEqual([spell('05-01', null)]);
    expect(lay([spell('07-01', null, no)], on('05-01'))).toEqual([
      spell('05-01', '06-30'),
      spell('07-01', null, no),
    ]);
  });

  it('changes nothing on the first and on the last day on which it held', () => {
    const held = [spell('03-01', '04-30')];
    expect(lay(held, on('03-01'))).toEqual(held);
    expect(lay(held, on('04-30'))).toEqual(held);
    expect(lay(held, on('05-01'))).toEqual([...held, spell('05-01', null)]);
    expect(lay(held, on('02-28'))).toEqual([spell('02-28', '02-28'), ...held]);
  });

  it('ends what held otherwise the day before, and mends what began on that very day', () => {
    expect(lay([spell('03-01', null)], on('05-01', no))).toEqual([
      spell('03-01', '04-30'),
      spell('05-01', null, no),
    ]);
    expect(lay([spell('05-01', null)], on('05-01', no))).toEqual([spell('05-01', null, no)]);
  });

  it('of an older file adds what nothing was known of and contradicts nothing', () => {
    const newest = at('09-01');
    expect(lay([spell('03-01', null)], on('05-01', no), { newest })).toEqual({ older: true });
    expect(lay([spell('06-01', null)], on('05-01', no), { newest })).toEqual([
      spell('05-01', '05-31', no),
      spell('06-01', null),
    ]);
    expect(lay([spell('03-01', null)], on('09-01', no), { newest })).toHaveLength(2);
  });

  it('fills in what was blank, and is another thing where the two differ', () => {
    const level = (value: string) => ({ present: true, level: value });
    expect(lay([spell('03-01', null)], on('05-01', level('B')))).toEqual([spell('03-01', null, level('B'))]);
    expect(lay([spell('03-01', null, level('B'))], on('05-01'))).toEqual([spell('03-01', null, level('B'))]);
    expect(lay([spell('03-01', null, level('B'))], on('05-01', level('C')))).toEqual([
      spell('03-01', '04-30', level('B')),
      spell('05-01', null, level('C')),
    ]);
  });
});

describe('something said since a day', () => {
  it('is a spell of its own, found again by its first day', () => {
    const [held] = [lay([], since('03-01', '04-30'))];
    expect(held).toEqual([spell('03-01', '04-30')]);
    expect(lay([spell('03-01', '04-30')], since('03-01', '05-31'))).toEqual([spell('03-01', '05-31')]);
    expect(lay([spell('03-01', null)], since('03-01', null, no))).toEqual([spell('03-01', null, no)]);
  });

  it('holds again when its last day has passed and the row gives none', () => {
    const held = [spell('03-01', '04-30')];
    expect(lay(held, since('03-01', null, yes, '04-30'))).toEqual(held);
    expect(lay(held, since('03-01', null, yes, '05-01'))).toEqual([spell('03-01', null)]);
    const others = [...held, spell('05-01', null, no)];
    expect(lay([spell('05-01', null)], since('03-01'))).toEqual([
      spell('03-01', '04-30'),
      spell('05-01', null),
    ]);
    expect(lay(others, since('03-01', null, yes, '05-01'))).toEqual(others);
  });

  it('ends what held otherwise the day before, unless the same file has said until when that holds', () => {
    const held = [spell('03-01', '06-30')];
    expect(lay(held, since('05-01', null, no))).toEqual([spell('03-01', '04-30'), spell('05-01', null, no)]);
    expect(lay(held, since('05-01', null, no), { fixed: new Set([at('03-01')]) })).toEqual({
      twice: at('03-01'),
    });
    expect(lay(held, since('07-01', null, no), { fixed: new Set([at('03-01')]) })).toHaveLength(2);
  });
});

describe('a snapshot', () => {
  it('ends what it no longer names the day before, unless that began on its day or had ended', () => {
    const spells = [spell('01-01', '02-01'), spell('03-01', null), spell('05-01', null)];
    expect(endUnnamed(spells, new Set(), at('05-01'))).toEqual([spell('03-01', '04-30')]);
    expect(endUnnamed(spells, new Set([at('03-01')]), at('05-01'))).toEqual([]);
  });
});

describe('every file', () => {
  const days = fc.integer({ min: 0, max: 30 }).map((days) => addDays(at('03-01'), days));
  /** Nothing blank: what is blank agrees with two things that do not agree with each other. */
  const values = fc.record({ present: fc.boolean(), level: fc.constantFrom('A', 'B') });
  const sayings = fc
    .record({ isDated: fc.boolean(), from: days, length: fc.option(fc.nat(9)), value: values })
    .map(({ isDated, from, length, value }): Saying<Value> => {
      if (!isDated) return { since: null, until: null, day: from, value };
      return { since: from, until: length === null ? null : addDays(from, length), day: at('04-30'), value };
    });
  const files = fc.uniqueArray(sayings, { maxLength: 8, selector: ({ since: from, day }) => from ?? day });
  const whenOf = ({ since: from, day }: Saying<Value>) => from ?? day;

  /** As the import does it: in the order of days, what is refused left out. */
  function bringIn(
    standing: readonly Spell<Value>[],
    file: readonly Saying<Value>[],
    newest: PlainDate | null,
  ) {
    let spells = standing;
    const fixed = new Set<PlainDate>();
    for (const saying of file.toSorted((one, other) => (whenOf(one) < whenOf(other) ? -1 : 1))) {
      const laid = laySaying(spells, saying, comparison, { newest, fixed });
      if (!('spells' in laid)) continue;
      spells = laid.spells;
      if (saying.until !== null) fixed.add(laid.named);
    }
    return spells;
  }
  const newestOf = (file: readonly Saying<Value>[]) =>
    file.reduce<PlainDate | null>(
      (newest, { since: from, day }) => (from === null && (newest === null || day > newest) ? day : newest),
      null,
    );

  it('says the same a second time', () => {
    fc.assert(
      fc.property(files, files, (before, file) => {
        const standing = bringIn([], before, null);
        const once = bringIn(standing, file, newestOf(before));
        const newest = newestOf([...before, ...file]);
        expect(bringIn(once, file, newest)).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('says the same in whatever order its rows are', () => {
    fc.assert(
      fc.property(files, fc.infiniteStream(fc.nat()), (file, numbers) => {
        const shuffled = file
          .map((saying) => ({ saying, by: numbers.next().value }))
          .sort((one, other) => one.by - other.by)
          .map(({ saying }) => saying);
        expect(bringIn([], shuffled, null)).toEqual(bringIn([], file, null));
      }),
    );
  });

  it('is true on the day it speaks of, whatever was said before', () => {
    fc.assert(
      fc.property(files, sayings, (before, saying) => {
        const laid = laySaying(bringIn([], before, null), saying, comparison, context);
        if (!('spells' in laid)) throw new Error('refused');
        const from = whenOf(saying);
        const held = laid.spells.filter(
          ({ startsOn, endsOn }) => startsOn <= from && (endsOn === null || endsOn >= from),
        );
        expect(held.length).toBeGreaterThan(0);
        for (const { value } of held) expect(value.present).toBe(saying.value.present);
      }),
    );
  });

  it('leaves no spell that ends before it begins and no two that begin on one day', () => {
    fc.assert(
      fc.property(files, files, (before, file) => {
        const spells = bringIn(bringIn([], before, null), file, newestOf(before));
        for (const { startsOn, endsOn } of spells) expect(endsOn === null || endsOn >= startsOn).toBe(true);
        expect(new Set(spells.map(({ startsOn }) => startsOn)).size).toBe(spells.length);
      }),
    );
  });
});
