import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { wholeCircumstances } from '../../rules/index.ts';
import { type Asked, aboutThem, type Fact, type Keep, type People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

const PREFIX = 'circumstance.';

type Row = {
  people: string;
  kind: string;
  present: boolean;
  starts_on: PlainDate;
  ends_on: PlainDate | null;
  source: string;
};

/**
 * Circumstances: yes when one held on any day of the window, no when a source says so from before its first day to its
 * last, else unknown. A circumstance that is one of several ways in which another holds is a yes to that one too, and
 * where the ways are all there are, a no to each is a no.
 */
export async function circumstanceFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const byKind = Map.groupBy(
    asked.filter(({ wanted }) => wanted.kind === 'yes_no' && wanted.measure.startsWith(PREFIX)),
    ({ wanted }) => wanted.measure.slice(PREFIX.length),
  );
  if (byKind.size === 0) return;
  const wholes = [...byKind.keys()].flatMap((kind) => {
    const whole = Object.hasOwn(wholeCircumstances, kind) ? wholeCircumstances[kind] : undefined;
    return whole ? [{ kind, ...whole, denied: denials(whole.isAll ? whole.parts.length : Infinity) }] : [];
  });
  const kinds = [...byKind.keys(), ...wholes.flatMap(({ parts }) => parts)];
  const { rows } = await sql<Row>`
    select kind, present, starts_on, ends_on, source, ${sharedBy} as people from records.circumstance
    where ${aboutThem(people)} and kind = any(${kinds})
    group by kind, present, starts_on, ends_on, source
    order by present desc, starts_on desc, source`.execute(tx);
  for (const row of rows) {
    const fact = { kind: 'yes_no', value: row.present, date: row.starts_on, source: row.source } as const;
    for (const { position } of countingIn(row, byKind.get(row.kind)))
      for (const personId of peopleOf(row.people)) keep(personId, position, fact);
    for (const { kind, denied } of wholes.filter(({ parts }) => parts.some((part) => part === row.kind)))
      for (const { position } of countingIn(row, byKind.get(kind)))
        for (const personId of peopleOf(row.people))
          if (row.present) keep(personId, position, fact);
          else denied.add(position, personId, { kind: row.kind, fact });
  }
  for (const { denied } of wholes) denied.tell(keep);
}

/** Those of the questions about a kind that a row answers. */
function countingIn(row: Row, group: readonly Asked[] = []): readonly Asked[] {
  return group.filter(({ wanted }) => {
    const since = row.present && !wanted.current ? wanted.from : wanted.to;
    const begun = row.starts_on <= (row.present || wanted.current ? wanted.to : (wanted.from ?? wanted.to));
    return begun && (row.ends_on === null || since === undefined || row.ends_on >= since);
  });
}

/** Gathers each "no" to a part, and says no to the whole once every part has one. */
function denials(parts: number) {
  const met = new Map<string, { personId: PersonId; position: number; kinds: Set<string>; fact: Fact }>();
  return {
    add(position: number, personId: PersonId, { kind, fact }: { kind: string; fact: Fact }): void {
      const key = `${position} ${personId}`;
      const known = met.get(key);
      if (known) known.kinds.add(kind);
      else met.set(key, { personId, position, kinds: new Set([kind]), fact });
    },
    tell(keep: Keep): void {
      for (const { personId, position, kinds, fact } of met.values())
        if (kinds.size === parts) keep(personId, position, fact);
    },
  };
}
