import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import {
  type AccountId,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  type Tx,
} from '#db';
import { isSensitiveKind, sensitiveMeasures } from '#modules/records';
import { loadFactors } from '../library.ts';
import { type Reviewed, reviewRoll, type Scope } from '../queries/review.ts';
import {
  chooseRuleSet,
  defaultRuleSet,
  type RuleSetId,
  ruleSetInUse,
  ruleSetNamed,
} from '../queries/rule-sets.ts';
import {
  DOMAINS,
  type Domain,
  type Mark,
  type Profile,
  partByClass,
  sensitiveIndicators,
} from '../rules/index.ts';

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
  await readsEverything(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`review ${tenantId}`}, 0))`.execute(tx);
  const inUse =
    (await ruleSetInUse(tx, tenantId)) ??
    (await chooseRuleSet(tx, who, ruleSetNamed(defaultRuleSet), 'the default'));
  const sensitive = sensitiveIndicators(
    inUse.ruleSet.indicators,
    loadFactors(),
    isSensitiveKind,
    await sensitiveMeasures(tx, tenantId),
  );
  let fresh = 0;
  for await (const batch of reviewRoll(tx, { tenantId, ...scope }, inUse.rules, asOf)) {
    fresh += await keepProfiles(tx, { tenantId, ruleSetId: inUse.id, asOf, sensitive }, batch);
  }
  if (scope.people === undefined && scope.settingId === undefined)
    await keepWholeReview(tx, tenantId, inUse.id, asOf);
  return fresh;
}

/** Facts that are hidden would look like facts that nobody knows. */
async function readsEverything(tx: Tx): Promise<void> {
  const { rows } = await sql<{ all: boolean }>`select access.sensitive_everywhere() as all`.execute(tx);
  if (!rows[0]?.all)
    throw new Error('A review reads every fact: whoever has it made needs the sensitive ones everywhere.');
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

type Keeping = {
  tenantId: TenantId;
  ruleSetId: RuleSetId;
  asOf: PlainDate;
  /** Indicators whose reasons are for fewer. */
  sensitive: ReadonlySet<string>;
};

async function keepProfiles(tx: Tx, keeping: Keeping, batch: readonly Reviewed[]): Promise<number> {
  const { tenantId, ruleSetId, asOf } = keeping;
  const ids = batch.map(({ person_id }) => person_id);
  const { rows: standing } = await sql<Standing>`
    select profile.id, profile.person_id, profile.setting_id, profile.setting_ids, profile.verdict, profile.is_split,
      md5(profile.detail::text) || coalesce(md5(fewer.detail::text), '') as detail
    from risk.profile as profile
    left join risk.sensitive_detail as fewer on fewer.tenant_id = profile.tenant_id and fewer.id = profile.id
    where profile.tenant_id = ${tenantId} and profile.rule_set_id = ${ruleSetId} and profile.is_current
      and profile.person_id = any(${ids}::uuid[])`.execute(tx);
  const kept = batch.map((person) => keptOf(keeping, person));
  const details = kept.map(({ row }) => JSON.stringify(row.detail));
  const fewer = kept.map(({ fewer }) => fewer && JSON.stringify(fewer));
  const { rows: digests } = await sql<{ digest: string }>`
    select md5(detail::jsonb::text) || coalesce(md5(fewer::jsonb::text), '') as digest
    from unnest(${details}::text[], ${fewer}::text[]) with ordinality as each (detail, fewer, at) order by at`.execute(
    tx,
  );
  const known = new Map(standing.map((row) => [row.person_id, row]));
  const fresh = kept.filter(({ row }) => !comesToTheSame(row, known.get(row.person_id)));
  const replaced = fresh.flatMap(({ row }) => known.get(row.person_id)?.id ?? []);
  const moved = kept.flatMap(({ row }, at) => {
    const before = known.get(row.person_id);
    const isMoved = comesToTheSame(row, before) && before?.detail !== digests[at]?.digest;
    return isMoved && before
      ? [{ ...row, id: before.id, detail: details[at], fewer: fewer[at] ?? null }]
      : [];
  });
  await sql`update risk.profile set is_current = false where tenant_id = ${tenantId} and id = any(${replaced}::uuid[])`.execute(
    tx,
  );
  await moveDetails(tx, { tenantId, asOf }, moved);
  const number = await insertRows(
    tx,
    'risk.profile',
    fresh.map(({ row }) => row),
  );
  await insertRows(
    tx,
    'risk.sensitive_detail',
    fresh.flatMap(({ row: { tenant_id, id, person_id, setting_ids }, fewer: detail }) =>
      detail ? [{ tenant_id, id, person_id, setting_ids, detail }] : [],
    ),
  );
  return number;
}

type Moved = {
  id: ProfileId;
  person_id: PersonId;
  setting_ids: SettingId[];
  detail: string | undefined;
  fewer: string | null;
};

/** What the reasons of profiles say that come to the same as before: a date, a number, the class of an indicator. */
async function moveDetails(
  tx: Tx,
  { tenantId, asOf }: Pick<Keeping, 'tenantId' | 'asOf'>,
  moved: readonly Moved[],
): Promise<void> {
  if (moved.length === 0) return;
  const ids = moved.map(({ id }) => id);
  await sql`
    update risk.profile as p set detail = each.detail::jsonb, as_of = ${asOf}, is_split = each.is_split
    from unnest(${ids}::uuid[], ${moved.map(({ detail }) => detail)}::text[], ${moved.map(({ fewer }) => fewer !== null)}::boolean[])
      as each (id, detail, is_split)
    where p.tenant_id = ${tenantId} and p.id = each.id`.execute(tx);
  await sql`delete from risk.sensitive_detail where tenant_id = ${tenantId} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  await insertRows(
    tx,
    'risk.sensitive_detail',
    moved.flatMap(({ id, person_id, setting_ids, fewer }) =>
      fewer === null ? [] : [{ tenant_id: tenantId, id, person_id, setting_ids, detail: JSON.parse(fewer) }],
    ),
  );
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

/** The row of a profile, and what of it is kept apart because it is for fewer. */
function keptOf(
  { tenantId, ruleSetId, asOf, sensitive }: Keeping,
  { person_id, setting_id, setting_ids, profile }: Reviewed,
) {
  const marks = Object.fromEntries(DOMAINS.map((domain) => [domain, numbers[profile.domains[domain].mark]]));
  const { open, sensitive: fewer } = partByClass(profile.domains, sensitive);
  const row = {
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
    is_split: fewer !== undefined,
    tier: profile.tier,
    points: profile.points.known,
    lowest: profile.points.lowest,
    highest: profile.points.highest,
    ...(marks as Record<Domain, number | null>),
    detail: open,
  };
  return { row, fewer };
}
