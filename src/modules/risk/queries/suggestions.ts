import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { academicYear, plainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import {
  type CompiledRuleSet,
  type Cut,
  cutsFor,
  reviewPerson,
  type Suggested,
  suggestTierAt,
} from '../rules/index.ts';
import { type Capacity, capacities } from './cuts.ts';
import { eachOf } from './leavers/each-of.ts';
import { groupsBy } from './leavers/groups.ts';
import { wantedBy } from './review.ts';

/** Somebody who was on a roll on the day, where, and what two rule sets suggest of them. */
export type PersonSuggested = Suggested & {
  personId: PersonId;
  settingName: string;
  name: string;
  points: { before: number; after: number };
};

type Enrolled = {
  person_id: PersonId;
  setting_id: SettingId;
  setting_name: string;
  name: string;
  sex: string | null;
};

/**
 * The days of last year to look at, the best first: the end of its spring term, late enough for records to say something;
 * the end of the year, where records began later; and today, where nothing of last year is on record.
 */
export function daysOfLastYear(today: PlainDate): PlainDate[] {
  const year = academicYear(today);
  return [plainDate(`${year}-03-31`), plainDate(`${year}-07-20`), today];
}

/**
 * What two rule sets would have suggested on a day of everybody enrolled then, by the records of that day alone and at
 * the places that settings have now. One reading serves both, so they differ by their rules and by nothing else.
 */
export async function suggestionsOn(
  tx: Tx,
  tenantId: TenantId,
  [before, after]: readonly [CompiledRuleSet, CompiledRuleSet],
  date: PlainDate,
): Promise<PersonSuggested[]> {
  const people = await enrolledOn(tx, tenantId, date);
  if (people.length === 0) return [];
  const first = wantedBy(before, date);
  const wanted = [...first, ...wantedBy(after, date)];
  const points = await eachOf(tx, tenantId, people, wanted, (facts) => ({
    before: reviewPerson(before, (_, position) => facts?.[position]).points.known,
    after: reviewPerson(after, (_, position) => facts?.[first.length + position]).points.known,
  }));
  const groups = await groupsBy(tx, tenantId, people, date);
  const places = await capacities(tx, tenantId);
  const tierOf = {
    before: linesOf(before, places, people, (at) => points[at]?.before ?? 0),
    after: linesOf(after, places, people, (at) => points[at]?.after ?? 0),
  };
  return people.map(({ person_id, setting_id, setting_name, name }, at) => {
    const own = points[at] ?? { before: 0, after: 0 };
    return {
      personId: person_id,
      settingName: setting_name,
      name,
      points: own,
      before: suggestTierAt(own.before, tierOf.before.get(setting_id) ?? []),
      after: suggestTierAt(own.after, tierOf.after.get(setting_id) ?? []),
      groups: groups[at] ?? {},
    };
  });
}

/** The lines of every setting, from the points its people would have had. */
function linesOf(
  { ruleSet }: CompiledRuleSet,
  places: Capacity,
  people: readonly Enrolled[],
  pointsAt: (at: number) => number,
): Map<SettingId, Cut[]> {
  const counts = new Map<SettingId, Map<number, number>>();
  for (const [at, { setting_id }] of people.entries()) {
    const here = counts.get(setting_id) ?? new Map<number, number>();
    here.set(pointsAt(at), (here.get(pointsAt(at)) ?? 0) + 1);
    counts.set(setting_id, here);
  }
  return new Map(
    [...counts].map(([settingId, points]) => [
      settingId,
      cutsFor(points, ruleSet, places.get(settingId) ?? {}),
    ]),
  );
}

/** Everybody enrolled on a day, at their main setting, in the order of their ids. */
async function enrolledOn(tx: Tx, tenantId: TenantId, date: PlainDate): Promise<Enrolled[]> {
  const { rows } = await sql<Enrolled>`
    select distinct on (e.person_id) e.person_id, e.setting_id, s.name as setting_name, p.sex,
           coalesce(nullif(concat_ws(' ', coalesce(p.known_as, p.given_name), p.family_name), ''), p.source_key) as name
    from people.enrolled e
    join people.roll p on p.tenant_id = e.tenant_id and p.person_id = e.person_id
    join people.place s on s.tenant_id = e.tenant_id and s.setting_id = e.setting_id
    where e.tenant_id = ${tenantId} and e.academic_year = ${academicYear(date)} and e.status not in ('S', 'G')
      and (e.starts_on is null or e.starts_on <= ${date}) and (e.ends_on is null or e.ends_on >= ${date})
    order by e.person_id, e.ends_on desc nulls first, e.setting_id`.execute(tx);
  return rows;
}
