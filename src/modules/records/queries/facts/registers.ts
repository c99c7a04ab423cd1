import { sql } from 'kysely';
import { type PlainDate, plainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { registerYear, windowMask } from '../../rules/index.ts';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';
import { countedTerms } from './register-counts.ts';

type Counts = {
  person_id: PersonId;
  possible: number;
  absent: number;
  unauthorised: number;
  late: number;
  /** The possible sessions of which it is known who came late. */
  late_possible: number;
  /** The last day with a session that counts. */
  latest: PlainDate;
  source: string;
};

/** Shares of possible sessions (DfE session arithmetic); the part and the whole of each measure. */
const shares: Record<string, (counts: Counts) => [part: number, whole: number]> = {
  attendance: ({ possible, absent }) => [possible - absent, possible],
  absence: ({ absent, possible }) => [absent, possible],
  unauthorised_absence: ({ unauthorised, possible }) => [unauthorised, possible],
  lateness: ({ late, late_possible }) => [late, late_possible],
};

/** Before any register that can be imported: where "every day up to it" begins. */
const RECORDS_BEGIN = plainDate('1980-08-01');

/**
 * Attendance, absence, unauthorised absence and lateness, counted from the masks of the registers in one pass a window,
 * and from termly counts where there are no marks.
 */
export async function registerFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const byWindow = Map.groupBy(
    asked.filter(({ wanted }) => wanted.kind === 'ratio' && Object.hasOwn(shares, wanted.measure)),
    ({ wanted }) => `${wanted.from ?? RECORDS_BEGIN} ${wanted.to}`,
  );
  for (const [window, group] of byWindow) {
    const [from, to] = window.split(' ') as [PlainDate, PlainDate];
    const marks = await countsOf(tx, people, from, to);
    for (const counts of together(marks, await countedTerms(tx, people, from, to))) {
      for (const { wanted, position } of group) {
        const [part, whole] = shares[wanted.measure]?.(counts) ?? [0, 0];
        if (whole === 0) continue;
        const { person_id, latest: date, source } = counts;
        keep(person_id, position, { kind: 'ratio', part, whole, date, source });
      }
    }
  }
}

/** Marks and counts speak for different terms, so what both say of somebody is added up. */
function together(marks: readonly Counts[], counted: readonly Counts[]): Iterable<Counts> {
  if (counted.length === 0) return marks;
  const all = new Map(marks.map((counts) => [counts.person_id, counts]));
  for (const counts of counted) {
    const known = all.get(counts.person_id);
    all.set(counts.person_id, known && known.possible > 0 ? sum(known, counts) : counts);
  }
  return all.values();
}

function sum(one: Counts, other: Counts): Counts {
  return {
    person_id: one.person_id,
    possible: one.possible + other.possible,
    absent: one.absent + other.absent,
    unauthorised: one.unauthorised + other.unauthorised,
    late: one.late + other.late,
    late_possible: one.late_possible + other.late_possible,
    latest: one.latest > other.latest ? one.latest : other.latest,
    source: one.source === other.source ? one.source : `${one.source}, ${other.source}`,
  };
}

async function countsOf(tx: Tx, people: People, from: PlainDate, to: PlainDate): Promise<Counts[]> {
  const years = [];
  for (let year = registerYear(from); year <= registerYear(to); year += 1) years.push(year);
  const masks = years.map((year) => windowMask(year, from, to));
  const { rows } = await sql<Counts>`
    select r.person_id, sum(bit_count(r.possible & w.mask)) as possible, sum(bit_count(r.absent & w.mask)) as absent,
           sum(bit_count(r.unauthorised & w.mask)) as unauthorised, sum(bit_count(r.late & w.mask)) as late,
           sum(bit_count(r.possible & w.mask)) as late_possible, max(r.source) as source,
           max(make_date(r.register_year, 8, 1) + (length(rtrim((r.possible & w.mask)::text, '0')) - 1) / 2) as latest
    from records.register r
    join unnest(${years}::smallint[], ${masks}::varbit[]) as w (year, mask) on w.year = r.register_year
    where ${aboutThem(people, 'r.person_id')}
    group by r.person_id`.execute(tx);
  return rows;
}
