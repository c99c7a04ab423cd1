import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { collectedTerm } from '#modules/people';
import { registerYear, slotOf, TERMS } from '../../rules/index.ts';
import { aboutThem, type People } from './fact.ts';

/** What counts without dates say of a window: sums over terms. */
export type CountedTerms = {
  person_id: PersonId;
  possible: number;
  absent: number;
  unauthorised: number;
  /** Late sessions, and the possible ones of the terms in which lateness was counted. */
  late: number;
  late_possible: number;
  /** The last day of the last term. */
  latest: PlainDate;
  source: string;
};

/**
 * Termly counts that can speak for a window. The rule, said here and nowhere else: counts have no dates, so they count
 * only for a window that covers the whole term, and only for somebody without any mark in that term; marks win, at
 * whatever setting. Of one source's counts for a setting and term the newest count, of two sources' the newer.
 */
export async function countedTerms(
  tx: Tx,
  people: People,
  from: PlainDate,
  to: PlainDate,
): Promise<CountedTerms[]> {
  const { tenantId } = people;
  const terms = termsWithin(from, to);
  if (terms.length === 0) return [];
  const { rows } = await sql<CountedTerms>`
    with term as (
      select * from json_to_recordset(${JSON.stringify(terms)}::json)
        as t (year smallint, term text, first integer, length integer, ends date)),
    counted as (
      select distinct on (c.person_id, c.setting_id, c.register_year, c.term)
             c.person_id, c.register_year, c.possible, c.absent, c.unauthorised, c.late, c.source, t.first, t.length, t.ends
      from records.register_count c
      join term t on t.year = c.register_year and t.term = c.term
      where ${aboutThem(people, 'c.person_id')}
      order by c.person_id, c.setting_id, c.register_year, c.term, c.id desc)
    select c.person_id, sum(c.possible) as possible, sum(c.absent) as absent, sum(c.unauthorised) as unauthorised,
           coalesce(sum(c.late), 0) as late, coalesce(sum(c.possible) filter (where c.late is not null), 0) as late_possible,
           max(c.ends) as latest, max(c.source) as source
    from counted c
    where not exists (
      select from records.register r
      where r.tenant_id = ${tenantId} and r.person_id = c.person_id and r.register_year = c.register_year
        and substr(r.marks, c.first, c.length) <> repeat(' ', c.length))
    group by c.person_id`.execute(tx);
  return rows;
}

/** The terms that lie in a window from their first to their last day, with their place in a register, counted from 1. */
function termsWithin(from: PlainDate, to: PlainDate) {
  const terms = [];
  for (let year = registerYear(from); year <= registerYear(to); year += 1) {
    for (const term of TERMS) {
      const dates = collectedTerm(year, term);
      if (dates.from < from || dates.to > to) continue;
      const first = slotOf(dates.from, 0) + 1;
      terms.push({ year, term, first, length: slotOf(dates.to, 1) + 2 - first, ends: dates.to });
    }
  }
  return terms;
}
