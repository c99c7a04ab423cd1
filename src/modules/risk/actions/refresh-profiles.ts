import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, insertRows, newId, type TenantId, type Tx } from '#db';
import { type Reviewed, reviewRoll, type Scope } from '../queries/review.ts';
import {
  chooseRuleSet,
  defaultRuleSet,
  type RuleSetId,
  ruleSetInUse,
  ruleSetNamed,
} from '../queries/rule-sets.ts';
import { DOMAINS, type Domain, type Mark, type Profile } from '../rules/index.ts';

const numbers: Record<Mark, number | null> = { '0': 0, '✓': 1, '✓✓': 2, unknown: null };
type ProfileId = string & { __brand: 'risk.profile' };

/**
 * Brings the kept profiles up to date with the records, under the rule set in use. A profile that comes to the same as the
 * one before stays, with what its reasons say as of today; one that comes to something else becomes the current one, and
 * the old one is kept.
 *
 * @returns how many profiles are new
 * @example await refreshProfiles(tx, actor, actor.today);
 */
export async function refreshProfiles(
  tx: Tx,
  who: { tenantId: TenantId; accountId: AccountId | null },
  asOf: PlainDate,
  scope: Omit<Scope, 'tenantId'> = {},
): Promise<number> {
  const { tenantId } = who;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`review ${tenantId}`}, 0))`.execute(tx);
  const inUse =
    (await ruleSetInUse(tx, tenantId)) ??
    (await chooseRuleSet(tx, who, ruleSetNamed(defaultRuleSet), 'the default'));
  let fresh = 0;
  for await (const batch of reviewRoll(tx, { tenantId, ...scope }, inUse.rules, asOf)) {
    fresh += await keepProfiles(tx, { tenantId, ruleSetId: inUse.id, asOf }, batch);
  }
  if (scope.people === undefined && scope.settingId === undefined)
    await keepWholeReview(tx, tenantId, inUse.id, asOf);
  return fresh;
}

async function keepWholeReview(
  tx: Tx,
  tenantId: TenantId,
  ruleSetId: RuleSetId,
  asOf: PlainDate,
): Promise<void> {
  await sql`
    insert into risk.whole_review (tenant_id, id, rule_set_id, as_of)
    values (${tenantId}, ${newId()}, ${ruleSetId}, ${asOf})
    on conflict on constraint whole_review_once do update set at = now()`.execute(tx);
}

async function keepProfiles(
  tx: Tx,
  { tenantId, ruleSetId, asOf }: { tenantId: TenantId; ruleSetId: RuleSetId; asOf: PlainDate },
  batch: readonly Reviewed[],
): Promise<number> {
  const ids = batch.map(({ person_id }) => person_id);
  const { rows: standing } = await sql<Standing>`
    select id, person_id, setting_id, setting_ids, verdict, md5(detail::text) as detail from risk.profile
    where tenant_id = ${tenantId} and rule_set_id = ${ruleSetId} and is_current
      and person_id = any(${ids}::uuid[])`.execute(tx);
  const rows = batch.map((person) => rowOf(tenantId, ruleSetId, asOf, person));
  const details = rows.map((row) => JSON.stringify(row.detail));
  const { rows: digests } = await sql<{ digest: string }>`
    select md5(detail::jsonb::text) as digest from unnest(${details}::text[])
      with ordinality as each (detail, at) order by at`.execute(tx);
  const known = new Map(standing.map((row) => [row.person_id, row]));
  const fresh = rows.filter((row) => !comesToTheSame(row, known.get(row.person_id)));
  const replaced = fresh.flatMap((row) => known.get(row.person_id)?.id ?? []);
  const moved = rows.flatMap((row, at) => {
    const before = known.get(row.person_id);
    const isMoved = comesToTheSame(row, before) && before?.detail !== digests[at]?.digest;
    return isMoved && before ? [{ id: before.id, detail: details[at] ?? '' }] : [];
  });
  await sql`update risk.profile set is_current = false where tenant_id = ${tenantId} and id = any(${replaced}::uuid[])`.execute(
    tx,
  );
  await sql`
    update risk.profile as p set detail = each.detail::jsonb, as_of = ${asOf}
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ detail }) => detail)}::text[]) as each (id, detail)
    where p.tenant_id = ${tenantId} and p.id = each.id`.execute(tx);
  return insertRows(tx, 'risk.profile', fresh);
}

type Standing = {
  id: ProfileId;
  person_id: string;
  setting_id: string | null;
  setting_ids: string[];
  verdict: string | null;
  detail: string;
};

function comesToTheSame(
  row: { verdict: string; setting_id: string | null; setting_ids: readonly string[] },
  before: Standing | undefined,
): boolean {
  return (
    before?.verdict === row.verdict &&
    before.setting_id === row.setting_id &&
    before.setting_ids.join() === row.setting_ids.join()
  );
}

/** What a profile comes to: its marks and points, and which indicators they and the unknowns are of. */
function verdictOf({ tier, points, domains }: Profile): string {
  const parts = DOMAINS.map((domain) => {
    const { mark, reasons, unknown } = domains[domain];
    return [
      mark,
      reasons.map(({ indicator, points: each }) => [indicator, each]),
      unknown.map(({ indicator, highest }) => [indicator, highest]),
    ];
  });
  return createHash('sha1')
    .update(JSON.stringify([tier, points, parts]))
    .digest('base64url');
}

function rowOf(
  tenantId: TenantId,
  ruleSetId: RuleSetId,
  asOf: PlainDate,
  { person_id, setting_id, setting_ids, profile }: Reviewed,
) {
  const marks = Object.fromEntries(DOMAINS.map((domain) => [domain, numbers[profile.domains[domain].mark]]));
  return {
    tenant_id: tenantId,
    id: newId<ProfileId>(),
    person_id,
    setting_id,
    setting_ids,
    rule_set_id: ruleSetId,
    as_of: asOf,
    since: asOf,
    verdict: verdictOf(profile),
    is_current: true,
    tier: profile.tier,
    points: profile.points.known,
    lowest: profile.points.lowest,
    highest: profile.points.highest,
    ...(marks as Record<Domain, number | null>),
    detail: profile.domains,
  };
}
