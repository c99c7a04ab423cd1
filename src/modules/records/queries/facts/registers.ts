import { sql } from 'kysely';
import { type PlainDate, plainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { registerYear, windowMask } from '../../rules/index.ts';
import type { Asked, Keep, People } from './fact.ts';

type Counts = {
  person_id: PersonId;
  possible: number;
  absent: number;
  unauthorised: number;
  late: number;
  /** The last day with a session that counts. */
  latest: PlainDate;
  source: string;
};

/** Shares of possible sessions (DfE session arithmetic); the part of each measure. */
const parts: Record<string, (counts: Counts) => number> = {
  attendance: ({ possible, absent }) => possible - absent,
  absence: ({ absent }) => absent,
  unauthorised_absence: ({ unauthorised }) => unauthorised,
  lateness: ({ late }) => late,
};

/** Before any register that can be imported: where "every day up to it" begins. */
const RECORDS_BEGIN = plainDate('1980-08-01');

/** Attendance, absence, unauthorised absence and lateness, counted from the masks of the registers in one pass a window. */
export async function registerFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const byWindow = Map.groupBy(
    asked.filter(({ wanted }) => wanted.kind === 'ratio' && Object.hasOwn(parts, wanted.measure)),
    ({ wanted }) => `${wanted.from ?? RECORDS_BEGIN} ${wanted.to}`,
  );
  for (const [window, group] of byWindow) {
    const [from, to] = window.split(' ') as [PlainDate, PlainDate];
    for (const counts of await countsOf(tx, people, from, to)) {
      if (counts.possible === 0) continue;
      for (const { wanted, position } of group) {
        const part = parts[wanted.measure]?.(counts) ?? 0;
        keep(counts.person_id, position, {
          kind: 'ratio',
          part,
          whole: counts.possible,
          date: counts.latest,
          source: counts.source,
        });
      }
    }
  }
}

async function countsOf(
  tx: Tx,
  { tenantId, first, last }: People,
  from: PlainDate,
  to: PlainDate,
): Promise<Counts[]> {
  const years = [];
  for (let year = registerYear(from); year <= registerYear(to); year += 1) years.push(year);
  const masks = years.map((year) => windowMask(year, from, to));
  const { rows } = await sql<Counts>`
    select r.person_id, sum(bit_count(r.possible & w.mask)) as possible, sum(bit_count(r.absent & w.mask)) as absent,
           sum(bit_count(r.unauthorised & w.mask)) as unauthorised, sum(bit_count(r.late & w.mask)) as late, max(r.source) as source,
           max(make_date(r.register_year, 8, 1) + (length(rtrim((r.possible & w.mask)::text, '0')) - 1) / 2) as latest
    from records.register r
    join unnest(${years}::smallint[], ${masks}::varbit[]) as w (year, mask) on w.year = r.register_year
    where r.tenant_id = ${tenantId} and r.person_id between ${first} and ${last}
    group by r.person_id`.execute(tx);
  return rows;
}
