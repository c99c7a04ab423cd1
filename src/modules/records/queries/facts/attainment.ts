import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { RECORDS_BEGIN } from './covered.ts';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';

/** Scales of which somebody has one result at a time, so that the latest can be asked for. */
const numbers: Readonly<Record<string, string>> = {
  'attainment.attainment_8': 'attainment_8',
  'attainment.reading_age': 'reading_age',
};

const BELOW = 'attainment.below_expected';

/**
 * Attainment: of the results at the latest assessment point, how many are below what was expected; and the latest
 * Attainment 8 or reading age. A result of which nobody knows whether it meets anything is not counted on either side;
 * without any other there is nothing to say.
 */
export async function attainmentFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  for (const { wanted, position } of asked) {
    // What holds on a day is the latest up to it, however long ago.
    const days = { from: (wanted.current ? undefined : wanted.from) ?? RECORDS_BEGIN, to: wanted.to };
    const scale = wanted.kind === 'number' ? numbers[wanted.measure] : undefined;
    if (wanted.measure === BELOW && wanted.kind === 'ratio')
      for (const { person_id, ...counts } of await belowExpected(tx, people, days))
        keep(person_id, position, { kind: 'ratio', ...counts });
    else if (scale !== undefined)
      for (const { person_id, ...latest } of await latestOn(tx, people, scale, days))
        keep(person_id, position, { kind: 'number', ...latest });
  }
}

type Days = { from: PlainDate; to: PlainDate };
type Below = { person_id: PersonId; part: number; whole: number; date: PlainDate; source: string };

/**
 * The latest point is that of the newest result: its name within one academic year and source, or its day where it has no
 * name. A subject counts once, by its newest result at that point.
 */
async function belowExpected(tx: Tx, people: People, { from, to }: Days): Promise<Below[]> {
  const { rows } = await sql<Below>`
    with result as (
      select person_id, subject, scale, on_date, met_expected, source, coalesce(point, on_date::text) as point,
             extract(year from on_date - interval '8 months') as academic_year
      from records.attainment
      where ${aboutThem(people)}
        and on_date between ${from} and ${to} and met_expected is not null),
    latest as (
      select distinct on (person_id) person_id, point, academic_year, source from result
      order by person_id, on_date desc, point, source),
    counted as (
      select distinct on (r.person_id, r.subject, r.scale) r.* from result r
      join latest l on l.person_id = r.person_id and l.point = r.point and l.academic_year = r.academic_year and l.source = r.source
      order by r.person_id, r.subject, r.scale, r.on_date desc)
    select person_id, count(*) filter (where not met_expected) as part, count(*) as whole, max(on_date) as date, max(source) as source
    from counted group by person_id`.execute(tx);
  return rows;
}

type Latest = { person_id: PersonId; value: number; date: PlainDate; source: string };

async function latestOn(tx: Tx, people: People, scale: string, { from, to }: Days): Promise<Latest[]> {
  const { rows } = await sql<Latest>`
    select distinct on (person_id) person_id, number as value, on_date as date, source from records.attainment
    where ${aboutThem(people)} and scale = ${scale}
      and number is not null and on_date between ${from} and ${to}
    order by person_id, on_date desc, id desc`.execute(tx);
  return rows;
}
