import { z } from 'zod';
import { type PlainDate, plainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { DOMAINS, joinClasses, type RuleSet, TIERS, type Tier } from '../rules/index.ts';
import { type RuleSetId, ruleSetInUse } from './rule-sets.ts';

const reason = z.object({
  indicator: z.string(),
  factor: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  threshold: z.string(),
  points: z.number(),
  date: z.string().transform(plainDate),
  source: z.string(),
  says: z.string(),
});
const unknown = z.object({
  indicator: z.string(),
  factor: z.string(),
  measure: z.string(),
  says: z.string(),
  highest: z.number(),
});
const domain = z.object({
  mark: z.enum(['0', '✓', '✓✓', 'unknown']),
  points: z.number(),
  reasons: z.array(reason),
  unknown: z.array(unknown),
});

/** `detail` of a kept profile: each domain with its reasons and what is not known. */
const detailSchema = z.record(z.enum(DOMAINS), domain);
export type ProfileDetail = z.infer<typeof detailSchema>;
export type KeptReason = z.infer<typeof reason>;

/**
 * Reads what is kept of a profile.
 *
 * @param sensitive what of it is for fewer, where it may be read
 */
export function readDetail(detail: unknown, sensitive: unknown): ProfileDetail {
  return joinClasses(detailSchema.parse(detail), sensitive === null ? null : detailSchema.parse(sensitive));
}

export type KeptProfile = {
  asOf: PlainDate;
  tier: Tier;
  points: { known: number; highest: number };
  domains: ProfileDetail;
  /** Some of what it says, or does not know, is not for whoever asks. */
  isPartial: boolean;
};

export type ProfileOf = {
  ruleSet: RuleSet | undefined;
  ruleSetId: RuleSetId | undefined;
  profile: KeptProfile | undefined;
};

/**
 * The profile that is kept of a young person under the rule set in use, and that rule set as it was when it was chosen.
 *
 * @example const { ruleSet, profile } = await profileOf(tx, { tenantId, personId });
 */
export async function profileOf(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
): Promise<ProfileOf> {
  const inUse = await ruleSetInUse(tx, tenantId);
  if (!inUse) return { ruleSet: undefined, ruleSetId: undefined, profile: undefined };
  const { ruleSet, id: ruleSetId } = inUse;
  const row = await tx
    .selectFrom('risk.profile as profile')
    .leftJoin('risk.sensitive_detail as sensitive', (join) =>
      join.onRef('sensitive.tenant_id', '=', 'profile.tenant_id').onRef('sensitive.id', '=', 'profile.id'),
    )
    .select(['profile.as_of', 'profile.tier', 'profile.points', 'profile.highest', 'profile.detail'])
    .select(['profile.is_split', 'sensitive.detail as sensitive'])
    .where('profile.tenant_id', '=', tenantId)
    .where('profile.rule_set_id', '=', inUse.id)
    .where('profile.person_id', '=', personId)
    .where('profile.is_current', '=', true)
    .executeTakeFirst();
  if (!row) return { ruleSet, ruleSetId, profile: undefined };
  const profile = {
    asOf: row.as_of,
    tier: z.enum(TIERS).parse(row.tier),
    points: { known: row.points, highest: row.highest },
    domains: readDetail(row.detail, row.sensitive),
    isPartial: row.is_split && row.sensitive === null,
  };
  return { ruleSet, ruleSetId, profile };
}
