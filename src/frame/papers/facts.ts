/** What an organisation's papers are made from: how its Waymark stands now. */
import { type Database, withActor } from '#db';
import {
  type Actor,
  type Organisation,
  organisationsOf,
  type Role,
  roles,
  rolesGiven,
} from '#modules/access';
import { isSecondStepRequired, tenantsOf } from '#modules/identity';
import { type RetentionRule, retentionRules } from '#modules/people';
import { type RuleSet, ruleSetInUse } from '#modules/risk';
import { type KnownSource, sourcesOf } from '#modules/sources';
import type { KeptTable, Permission } from '#web';

export type PaperFacts = {
  organisation: string;
  on: string;
  /** The rules that suggest who needs noticing; undefined before anybody was reviewed. */
  rules: RuleSet | undefined;
  /** Each role that somebody holds: what it may, and how many hold it. */
  roles: readonly { role: Role; may: readonly Permission[]; holders: number }[];
  /** Agencies and employers whose people have roles, and the agreements to share with them. */
  organisations: readonly Organisation[];
  kept: readonly KeptTable[];
  retention: readonly RetentionRule[];
  sources: readonly Pick<KnownSource, 'source' | 'kind'>[];
  secondStepRequired: boolean;
};

/** Reads them, in one transaction, as they are now. */
export async function paperFacts(
  db: Database,
  actor: Actor,
  kept: readonly KeptTable[],
): Promise<PaperFacts> {
  const { tenantId, today } = actor;
  const organisation = (await tenantsOf(db)).find(({ id }) => id === tenantId)?.name ?? '';
  return withActor(db, actor, async (tx) => {
    const given = (await rolesGiven(tx, tenantId)).filter(({ endedAt }) => endedAt === null);
    const holders = (role: string) =>
      new Set(given.filter((grant) => grant.role === role).map(({ accountId }) => accountId)).size;
    return {
      organisation,
      on: today,
      rules: (await ruleSetInUse(tx, tenantId))?.ruleSet,
      roles: (Object.keys(roles) as Role[])
        .map((role) => ({ role, may: roles[role].may, holders: holders(role) }))
        .filter((each) => each.holders > 0),
      organisations: await organisationsOf(tx, tenantId),
      kept,
      retention: retentionRules(),
      sources: await sourcesOf(tx, tenantId),
      secondStepRequired: await isSecondStepRequired(tx, tenantId),
    };
  });
}
