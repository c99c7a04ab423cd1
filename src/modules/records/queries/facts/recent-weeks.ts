import { sql } from 'kysely';
import { addDays, type PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { registerYear, windowMask } from '../../rules/index.ts';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';

/** About half a term: long enough to be more than one illness. */
const WEEKS = 6;

const RECENT = 'absence_last_six_weeks';
const CHANGE = 'absence_change';

type Row = {
  person_id: PersonId;
  absent: number;
  possible: number;
  /** By how many percentage points absence is above that of the time before; null while that is too short. */
  change: number | null;
  latest: PlainDate;
  source: string;
};

/**
 * Absence in the last six school weeks, and by how many percentage points it is above absence in the time before, all
 * in one academic year. A school week is a week in which the young person had a session to go to, so holidays, study
 * leave and closures do not use weeks up. Unknown until there are six such weeks, and the change until there were six
 * before them too. Counts without dates cannot speak here.
 */
export async function recentWeekFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const about = asked.filter(
    ({ wanted: { measure, kind, from } }) =>
      from !== undefined &&
      ((measure === RECENT && kind === 'ratio') || (measure === CHANGE && kind === 'number')),
  );
  for (const [window, group] of Map.groupBy(about, ({ wanted }) => `${wanted.from} ${wanted.to}`)) {
    const [from, to] = window.split(' ') as [PlainDate, PlainDate];
    for (const { person_id, absent, possible, change, latest: date, source } of await recentOf(
      tx,
      people,
      from,
      to,
    ))
      for (const { wanted, position } of group) {
        if (wanted.measure === RECENT)
          keep(person_id, position, { kind: 'ratio', part: absent, whole: possible, date, source });
        else if (change !== null) keep(person_id, position, { kind: 'number', value: change, date, source });
      }
  }
}

/** Most of a school have the same possible sessions, so their weeks are looked for once. */
async function recentOf(tx: Tx, people: People, from: PlainDate, to: PlainDate): Promise<Row[]> {
  const year = registerYear(from);
  const mask = windowMask(year, from, to);
  const { rows } = await sql<Row>`
    with own as (
      select person_id, bit_or(possible & ${mask}::varbit) as possible, bit_or(absent & ${mask}::varbit) as absent,
             max(source) as source
      from records.register
      where ${aboutThem(people)} and register_year = ${year}
      group by person_id),
    shape as (
      select each.possible, weeks.* from (select distinct possible from own) each
      cross join lateral (
        select bit_or(mask) filter (where place <= ${WEEKS}) as recent, count(*) as weeks from (
          select mask, row_number() over (order by at) as place
          from unnest(${weekMasks(year, from, to)}::varbit[]) with ordinality as week (mask, at)
          where bit_count(each.possible & mask) > 0 order by at limit ${2 * WEEKS}) latest) weeks
      where weeks.weeks >= ${WEEKS}),
    counted as (
      select person_id, source, weeks, bit_count(o.absent & recent) as absent, bit_count(o.possible & recent) as possible,
             bit_count(o.absent & ~recent) as absent_before, bit_count(o.possible & ~recent) as possible_before,
             (length(rtrim(o.possible::text, '0')) - 1) / 2 as day
      from own o join shape s on s.possible = o.possible)
    select person_id, source, absent, possible, make_date(${year}::int, 8, 1) + day as latest,
           case when weeks = ${2 * WEEKS} then floor(10000 * (absent * possible_before - absent_before * possible)::numeric
             / (possible * possible_before)) / 100 end as change
    from counted`.execute(tx);
  return rows;
}

/** The weeks from Monday to Sunday of a window, the latest first. */
function weekMasks(year: number, from: PlainDate, to: PlainDate): string[] {
  const masks = [];
  for (let monday = mondayOf(to); addDays(monday, 6) >= from; monday = addDays(monday, -7))
    masks.push(windowMask(year, monday < from ? from : monday, addDays(monday, 6)));
  return masks;
}

function mondayOf(date: PlainDate): PlainDate {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}
