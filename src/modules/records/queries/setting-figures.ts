import { sql } from 'kysely';
import { academicYear, type PlainDate, plainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import { atSettings } from '#modules/people';
import { isPersistent, needTypes } from '../rules/index.ts';
import { type Fact, factsOf, type Wanted } from './facts/index.ts';

/** Groups that a review of special needs sets side by side. */
const GROUPS = ['all', 'send', 'not_send'] as const;
type Group = (typeof GROUPS)[number];

/** What can be said of a setting in one number. */
export const SETTING_FIGURES = [
  'send_support',
  'send_plan',
  ...[...needTypes].map((type) => `need_${type.toLowerCase()}` as const),
  ...GROUPS.flatMap((group) => [
    `attendance_${group}` as const,
    `persistent_absence_${group}` as const,
    `suspended_${group}` as const,
    `excluded_${group}` as const,
  ]),
] as readonly string[];

type Of = { tenantId: TenantId; settingId: SettingId; today: PlainDate };

/**
 * Figures of a setting from its records, by name (`SETTING_FIGURES`): people by SEN provision and primary type of need today; attendance and
 * persistent absence of the academic year in per cent, to one decimal; how many were suspended once or more, and permanently excluded, in that
 * year. Each for everybody, for those with SEN support or a plan, and for those on record as having neither.
 *
 * What nobody brought in is left out, not nought: no provision of anybody, no register, no exclusion of anybody in the year.
 *
 * @source DfE, Pupil absence statistics: methodology (sessions; persistent absence from a tenth on), School census (SEN provision and type)
 * @example (await settingFigures(tx, { tenantId, settingId, today })).get('send_support') // 112
 */
export async function settingFigures(tx: Tx, of: Of): Promise<Map<string, number>> {
  const from = plainDate(`${academicYear(of.today)}-09-01`);
  const people = await peopleAt(tx, of, from);
  const figures = new Map([...needsOf(people), ...absenceOf(people)]);
  for (const [name, value] of await exclusionsOf(tx, of, from)) figures.set(name, value);
  return figures;
}

type Person = { provision: string | undefined; need: string | undefined; absent: number; possible: number };

const AT_ONCE = 2_000;

async function peopleAt(tx: Tx, { tenantId, settingId, today }: Of, from: PlainDate): Promise<Person[]> {
  const { rows } = await sql<{ id: PersonId }>`
    select roll.person_id as id from people.roll as roll
    where roll.tenant_id = ${tenantId} and ${atSettings(tenantId, [settingId])} and roll.left_on is null
    order by roll.person_id`.execute(tx);
  const wanted: Wanted[] = [
    { measure: 'sen_provision', kind: 'category', from: undefined, to: today, current: true },
    { measure: 'sen_primary_need', kind: 'category', from: undefined, to: today, current: true },
    { measure: 'absence', kind: 'ratio', from, to: today, current: false },
  ];
  const people: Person[] = [];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const only = rows.slice(at, at + AT_ONCE).map(({ id }) => id);
    const [first, last] = [only[0], only.at(-1)];
    if (!first || !last) break;
    const facts = await factsOf(tx, { tenantId, first, last, only }, wanted);
    people.push(...only.map((id) => personOf(facts.get(id) ?? [])));
  }
  return people;
}

function personOf([provision, need, absence]: readonly (Fact | undefined)[]): Person {
  const { part, whole } = absence?.kind === 'ratio' ? absence : { part: 0, whole: 0 };
  return {
    provision: provision?.kind === 'category' ? provision.value : undefined,
    need: need?.kind === 'category' ? need.value : undefined,
    absent: part,
    possible: whole,
  };
}

function needsOf(people: readonly Person[]): [string, number][] {
  const withSend = people.filter(({ provision }) => isSend(provision));
  if (people.every(({ provision }) => provision === undefined)) return [];
  const needs = withSend.some(({ need }) => need !== undefined)
    ? [...needTypes].map((type): [string, number] => [
        `need_${type.toLowerCase()}`,
        withSend.filter(({ need }) => need === type).length,
      ])
    : [];
  return [
    ['send_support', people.filter(({ provision }) => provision === 'K').length],
    ['send_plan', people.filter(({ provision }) => provision === 'E').length],
    ...needs,
  ];
}

function isSend(provision: string | undefined): boolean {
  return provision === 'K' || provision === 'E';
}

function isIn(group: Group, provision: string | null | undefined): boolean {
  if (group === 'all') return true;
  return group === 'send' ? isSend(provision ?? undefined) : provision === 'N';
}

function absenceOf(people: readonly Person[]): [string, number][] {
  return GROUPS.flatMap((group): [string, number][] => {
    const known = people.filter(({ possible, provision }) => possible > 0 && isIn(group, provision));
    if (known.length === 0) return [];
    const possible = known.reduce((sum, one) => sum + one.possible, 0);
    const absent = known.reduce((sum, one) => sum + one.absent, 0);
    const persistent = known.filter((one) => isPersistent(one.absent, one.possible)).length;
    return [
      [`attendance_${group}`, inPerCent(possible - absent, possible)],
      [`persistent_absence_${group}`, inPerCent(persistent, known.length)],
    ];
  });
}

function inPerCent(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}

type Excluded = { personId: PersonId; kind: string; provision: string | null };

/** Those who have left since are in it: a permanent exclusion ends a stay. What did not stand is not. */
async function exclusionsOf(
  tx: Tx,
  { tenantId, settingId, today }: Of,
  from: PlainDate,
): Promise<[string, number][]> {
  const { rows } = await sql<Excluded>`
    select suspension.person_id as "personId", suspension.kind, need.provision
    from records.suspension as suspension
    left join lateral (
      select need.provision from records.need as need
      where need.tenant_id = suspension.tenant_id and need.person_id = suspension.person_id
        and need.starts_on <= suspension.starts_on and (need.ends_on is null or need.ends_on >= suspension.starts_on)
      order by need.starts_on desc, need.id desc limit 1
    ) as need on true
    where suspension.tenant_id = ${tenantId} and suspension.setting_id = ${settingId}
      and suspension.starts_on between ${from}::date and ${today}::date
      and suspension.kind in ('suspension', 'permanent_exclusion')
      and coalesce(suspension.outcome, 'upheld') = 'upheld'`.execute(tx);
  if (rows.length === 0) return [];
  const many = (kind: string, group: Group) =>
    new Set(
      rows.filter((one) => one.kind === kind && isIn(group, one.provision)).map(({ personId }) => personId),
    ).size;
  return GROUPS.flatMap((group): [string, number][] => [
    [`suspended_${group}`, many('suspension', group)],
    [`excluded_${group}`, many('permanent_exclusion', group)],
  ]);
}
