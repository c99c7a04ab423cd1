import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

type Row = {
  people: string;
  moves: number;
  latest: PlainDate | null;
  first_known: PlainDate;
  undated: boolean;
  source: string;
};

/**
 * How often somebody changed setting in the middle of an academic year: enrolments elsewhere begun after September, the
 * first known one aside. Only when what is known begins before the window and every enrolment has its date is a number exact,
 * and none said: otherwise it is the least it can be, and none is unknown.
 */
export async function moveFacts(tx: Tx, people: People, asked: readonly Asked[], keep: Keep): Promise<void> {
  for (const { wanted, position } of asked) {
    if (wanted.measure !== 'moves' || wanted.kind !== 'number') continue;
    const { rows } = await sql<Row>`
      with started as (
        select person_id, setting_id, min(starts_on) as starts_on, max(source) as source,
               min(min(starts_on)) over (partition by person_id) as first_known,
               bool_or(min(starts_on) is null) over (partition by person_id) as undated
        from people.enrolled
        where ${aboutThem(people)} and status <> 'S'
          and (starts_on is null or starts_on <= ${wanted.to})
        group by person_id, setting_id)
      select moves, latest, first_known, undated, source, ${sharedBy} as people from (
      select person_id, max(source) as source, min(first_known) as first_known, bool_or(undated) as undated,
             count(*) filter (where counts) as moves, max(starts_on) filter (where counts) as latest
      from (select *, starts_on > first_known and starts_on >= ${wanted.from ?? '1900-01-01'}
              and extract(month from starts_on) not in (8, 9) as counts from started) each
      group by person_id) counted
      group by moves, latest, first_known, undated, source`.execute(tx);
    for (const row of rows) {
      const isOpen = row.undated || wanted.from === undefined || row.first_known > wanted.from;
      if (row.moves === 0 && isOpen) continue;
      const fact = {
        kind: 'number',
        value: row.moves,
        date: row.latest ?? wanted.to,
        source: row.source,
        ...(isOpen ? { atLeast: true } : {}),
      } as const;
      for (const personId of peopleOf(row.people)) keep(personId, position, fact);
    }
  }
}
