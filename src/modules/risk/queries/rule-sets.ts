import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { type AccountId, newId, type TenantId, type Tx } from '#db';
import { Refused } from '#outcome';
import { listRuleSets, loadRuleSet } from '../library.ts';
import { type CompiledRuleSet, compileRuleSet, type RuleSet, ruleSetSchema } from '../rules/index.ts';

export type RuleSetId = string & { __brand: 'risk.rule_set' };
export type RuleSetInUse = { id: RuleSetId; ruleSet: RuleSet; rules: CompiledRuleSet };

/** The rule set a tenant reviews by until it chooses another. */
export const defaultRuleSet = 'five-domain';

/** A rule set of the library, ready to use; refuses a name that is not there, with those that are. */
export function ruleSetNamed(name: string): RuleSet {
  const names = listRuleSets();
  if (!names.includes(name))
    throw new Refused(`There is no rule set called ${name}. There are: ${names.join(', ')}.`);
  return loadRuleSet(name);
}

/** The rule set the tenant uses now, as it was when it was chosen; nothing before the first review is kept. */
export async function ruleSetInUse(tx: Tx, tenantId: TenantId): Promise<RuleSetInUse | undefined> {
  const [row] = await tx
    .selectFrom('risk.rule_set_choice as choice')
    .innerJoin('risk.rule_set as rules', (join) =>
      join.onRef('rules.tenant_id', '=', 'choice.tenant_id').onRef('rules.id', '=', 'choice.rule_set_id'),
    )
    .select(['rules.id', 'rules.definition'])
    .where('choice.tenant_id', '=', tenantId)
    .orderBy('choice.at', 'desc')
    .orderBy('choice.id', 'desc')
    .limit(1)
    .execute();
  if (!row) return undefined;
  const ruleSet = ruleSetSchema.parse(row.definition);
  return { id: row.id, ruleSet, rules: compileRuleSet(ruleSet) };
}

/** Keeps a rule set exactly as it is now and makes it the tenant's. A published version is never changed. */
export async function chooseRuleSet(
  tx: Tx,
  who: { tenantId: TenantId; accountId: AccountId | null; name?: string },
  ruleSet: RuleSet,
  reason: string,
): Promise<RuleSetInUse> {
  const { tenantId, accountId } = who;
  const sha256 = digestOf(ruleSet);
  const version = String(ruleSet.version);
  const [known] = await tx
    .selectFrom('risk.rule_set')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', ruleSet.name)
    .where('version', '=', version)
    .where('sha256', '=', sha256)
    .execute();
  const id = known?.id ?? newId<RuleSetId>();
  if (!known)
    await tx
      .insertInto('risk.rule_set')
      .values({ tenant_id: tenantId, id, name: ruleSet.name, version, sha256, definition: ruleSet })
      .execute();
  await tx
    .insertInto('risk.rule_set_choice')
    .values({
      tenant_id: tenantId,
      id: newId<never>(),
      rule_set_id: id,
      account_id: accountId,
      author: who.name ?? null,
      reason,
    })
    .execute();
  return { id, ruleSet, rules: compileRuleSet(ruleSet) };
}

/** What tells one definition from another, to the letter. */
export function digestOf(ruleSet: RuleSet): string {
  return createHash('sha256').update(JSON.stringify(ruleSet)).digest('hex');
}

/** Who switched which rules on, when and why: the latest first. */
export type Choice = { title: string; version: string; author: string | null; reason: string; at: string };

/** The choices of a tenant, the one in force first. */
export async function choicesOf(tx: Tx, tenantId: TenantId): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select rules.definition->>'title' as title, rules.version, choice.author, choice.reason, choice.at
    from risk.rule_set_choice choice
    join risk.rule_set rules on rules.tenant_id = choice.tenant_id and rules.id = choice.rule_set_id
    where choice.tenant_id = ${tenantId} order by choice.at desc, choice.id desc limit 20`.execute(tx);
  return rows;
}
