import { type PlainDate, plainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import type { Wanted } from '#modules/records';
import { type CompiledRuleSet, compileRuleSet, type Leaver, reviewPerson } from '../../rules/index.ts';
import { wantedBy } from '../review.ts';
import { ruleSetNamed } from '../rule-sets.ts';
import { eachOf } from './each-of.ts';
import { groupsBy } from './groups.ts';
import { type Left, leftIn } from './left.ts';
import { outcomesOf } from './outcomes.ts';
import { schoolRates } from './school-rates.ts';

/** The scores that leavers are given: the rules that are validated, then the simplest rivals. */
export const SCORES = ['rules', 'absence', 'indicators', 'roni', 'school'] as const;

/**
 * Everybody who finished year 11 in an academic year, with what became of them and what the rules would have said:
 * at the end of five terms, from the first of year 10 to the second of year 11, by the records of each day alone.
 * Nothing of the months in which the outcome lies is read, and school rates are those of earlier leavers only.
 *
 * @param year the academic year in which they were in year 11, by its first calendar year
 */
export async function leaversOf(
  tx: Tx,
  tenantId: TenantId,
  rules: CompiledRuleSet,
  year: number,
  places: (leavers: number) => number,
): Promise<Leaver[]> {
  const left = await leftIn(tx, tenantId, year);
  if (left.length === 0) return [];
  const outcomes = await outcomesOf(tx, tenantId, year);
  const rates = await schoolRates(tx, tenantId, year);
  const roni = compileRuleSet(ruleSetNamed('oxfordshire-roni-weighted'));
  const dates = reviewDates(year);
  const last = dates.at(-1) ?? plainDate(`${year + 1}-03-31`);
  const points: number[][] = [];
  for (const date of dates) points.push(await pointsOn(tx, tenantId, left, rules, date));
  const rivals = await rivalsOn(tx, tenantId, left, roni, last);
  const groups = await groupsBy(tx, tenantId, left, last);
  const limit = places(left.length);
  const cuts = points.map((each) => cutAt(each, limit));
  return left.flatMap(({ person_id, setting_id }, index) => {
    const outcome = outcomes.get(person_id) ?? 'not_known';
    if (outcome === 'out') return [];
    const [absence = 0, indicators = 0, weighted = 0] = rivals[index] ?? [];
    const known = points.at(-1)?.[index] ?? 0;
    const scores = [known, absence, indicators, weighted, rates.get(setting_id) ?? rates.get(null) ?? 0];
    return [{ outcome, scores, foundEarlier: firstFound(points, cuts, index), groups: groups[index] ?? {} }];
  });
}

/** The last day of five terms, the first in year 10; the last in time to help before they leave. */
export function reviewDates(year: number): PlainDate[] {
  return [`${year - 1}-12-20`, `${year}-03-31`, `${year}-07-20`, `${year}-12-20`, `${year + 1}-03-31`].map(
    plainDate,
  );
}

/** Known points of each leaver on a day, in their order. */
async function pointsOn(
  tx: Tx,
  tenantId: TenantId,
  left: readonly Left[],
  rules: CompiledRuleSet,
  date: PlainDate,
): Promise<number[]> {
  return eachOf(
    tx,
    tenantId,
    left,
    wantedBy(rules, date),
    (facts) => reviewPerson(rules, (_, position) => facts?.[position]).points.known,
  );
}

/** Absence alone, how many published indicators hold, and their published points. */
async function rivalsOn(
  tx: Tx,
  tenantId: TenantId,
  left: readonly Left[],
  roni: CompiledRuleSet,
  date: PlainDate,
): Promise<number[][]> {
  const absence: Wanted = {
    measure: 'absence',
    kind: 'ratio',
    from: plainDate(`${Number(date.slice(0, 4)) - 1}-09-01`),
    to: date,
    current: false,
  };
  return eachOf(tx, tenantId, left, [absence, ...wantedBy(roni, date)], (facts) => {
    const [own, ...others] = facts ?? [];
    const share = own?.kind === 'ratio' && own.whole > 0 ? own.part / own.whole : 0;
    const { points, domains } = reviewPerson(roni, (_, position) => others[position]);
    const reasons = Object.values(domains).reduce((sum, domain) => sum + domain.reasons.length, 0);
    return [share, reasons, points.known];
  });
}

/** From how many points somebody is among the places on a day; nobody is by having none. */
function cutAt(points: readonly number[], places: number): number {
  const most = points.toSorted((one, other) => other - one);
  return Math.max(most[places - 1] ?? 1, 1);
}

/** How many reviews before the last one they were among the places for the first time, and ever since. */
function firstFound(
  points: readonly (readonly number[])[],
  cuts: readonly number[],
  index: number,
): number | undefined {
  let back: number | undefined;
  for (let review = points.length - 1; review >= 0; review -= 1) {
    if ((points[review]?.[index] ?? 0) < (cuts[review] ?? 1)) break;
    back = points.length - 1 - review;
  }
  return back;
}
