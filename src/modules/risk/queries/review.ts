import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import { atSettings } from '#modules/people';
import { factsOf, type Wanted } from '#modules/records';
import { type CompiledRuleSet, type Profile, reviewPerson, windowDays } from '../rules/index.ts';

/** Somebody on roll, as a review names them. */
export type OnRoll = {
  person_id: PersonId;
  setting_id: SettingId | null;
  setting_ids: SettingId[];
  setting_name: string | null;
  nc_year: number | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  upn: string | null;
  source: string;
  source_key: string;
};

export type Reviewed = OnRoll & { profile: Profile };

export type Scope = {
  tenantId: TenantId;
  /** Only this setting's young people, those with another main setting counted in. */
  settingId?: SettingId | undefined;
  /** Only these young people. */
  people?: readonly PersonId[] | undefined;
};

const AT_ONCE = 2_000;

/**
 * Reviews everybody in scope on a date, a batch at a time in the order of their ids, in bounded memory.
 *
 * @example for await (const batch of reviewRoll(tx, { tenantId }, rules, today)) print(batch);
 */
export async function* reviewRoll(
  tx: Tx,
  scope: Scope,
  rules: CompiledRuleSet,
  asOf: PlainDate,
): AsyncGenerator<Reviewed[]> {
  const wanted = wantedBy(rules, asOf);
  for await (const people of scope.people ? named(tx, scope, scope.people) : onRoll(tx, scope)) {
    const [first, last] = [people[0], people.at(-1)];
    if (!first || !last) continue;
    const only = scope.people && people.map(({ person_id }) => person_id);
    const { tenantId } = scope;
    const facts = await factsOf(tx, { tenantId, first: first.person_id, last: last.person_id, only }, wanted);
    yield people.map((person) => {
      const known = facts.get(person.person_id);
      return { ...person, profile: reviewPerson(rules, (_, position) => known?.[position]) };
    });
  }
}

/** Everybody in scope who is on roll. */
async function* onRoll(tx: Tx, scope: Scope): AsyncGenerator<OnRoll[]> {
  let after = sql`roll.person_id > '00000000-0000-0000-0000-000000000000'`;
  for (;;) {
    const people = await nextOnRoll(tx, scope, after);
    yield people;
    const last = people.at(-1);
    if (!last || people.length < AT_ONCE) return;
    after = sql`roll.person_id > ${last.person_id}`;
  }
}

/** Those who are named, as far as they are on roll and in scope. */
async function* named(tx: Tx, scope: Scope, people: readonly PersonId[]): AsyncGenerator<OnRoll[]> {
  const inOrder = [...new Set(people)].sort();
  for (let at = 0; at < inOrder.length; at += AT_ONCE) {
    const some = inOrder.slice(at, at + AT_ONCE);
    yield await nextOnRoll(tx, scope, sql`roll.person_id = any(${some}::uuid[])`);
  }
}

/** What a rule set needs to know, in the order of its indicators. */
export function wantedBy(rules: CompiledRuleSet, asOf: PlainDate): Wanted[] {
  return rules.indicators.map(({ indicator: { measure, kind, window } }) => {
    const { from, to } = windowDays(window, asOf);
    return { measure, kind, from, to, current: window === undefined || window === 'current' };
  });
}

async function nextOnRoll(
  tx: Tx,
  { tenantId, settingId }: Scope,
  which: RawBuilder<unknown>,
): Promise<OnRoll[]> {
  const atSetting = settingId === undefined ? sql`` : sql`and ${atSettings(tenantId, [settingId])}`;
  const { rows } = await sql<OnRoll>`
    select roll.person_id, roll.setting_id, roll.setting_ids, roll.setting_name, roll.nc_year, roll.given_name, roll.family_name,
           roll.known_as, roll.upn, roll.source, roll.source_key
    from people.roll as roll
    where roll.tenant_id = ${tenantId} and ${which} ${atSetting}
    order by roll.person_id limit ${AT_ONCE}`.execute(tx);
  return rows;
}
