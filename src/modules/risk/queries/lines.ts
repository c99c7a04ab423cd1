import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { SettingId, Tx, Who } from '#db';
import { type Cut, cutsFor, type RuleSet, TIERS } from '../rules/index.ts';
import { cutsOf } from './cuts.ts';
import type { RuleSetId } from './rule-sets.ts';

/** From how many points each tier is suggested: as the rules have it, and at settings with their own places. */
export type Lines = { byRules: readonly Cut[]; at: ReadonlyMap<SettingId, readonly Cut[]> };

/**
 * The lines of every setting, for lists.
 *
 * @example const lines = await linesOf(tx, actor, inUse);
 */
export async function linesOf(
  tx: Tx,
  { tenantId }: Who,
  inUse: { id: RuleSetId; ruleSet: RuleSet },
): Promise<Lines> {
  return { byRules: cutsFor(new Map(), inUse.ruleSet, {}), at: await cutsOf(tx, tenantId, inUse) };
}

/** The lines that hold at a setting. */
export function linesAt({ byRules, at }: Lines, settingId: SettingId | null): readonly Cut[] {
  return (settingId === null ? undefined : at.get(settingId)) ?? byRules;
}

/** The rank of a tier in a column: 0 what everybody gets, 3 another agency; null stays null. */
export function rankOf(column: RawBuilder<unknown>): RawBuilder<number | null> {
  const ranks = TIERS.map((tier, rank) => sql`when ${tier} then ${sql.lit(rank)}`);
  return sql`case ${column} ${sql.join(ranks, sql` `)} end`;
}

/** The rank of the tier that points suggest, over `profile`: `suggestTierAt` in SQL. */
export function suggestedRank({ byRules, at }: Lines): RawBuilder<number> {
  const own = [...at].map(
    ([settingId, cuts]) => sql`when profile.setting_id = ${settingId} then ${ladder(cuts)}`,
  );
  return own.length === 0
    ? sql`${ladder(byRules)}`
    : sql`case ${sql.join(own, sql` `)} else ${ladder(byRules)} end`;
}

function ladder(cuts: readonly Cut[]): RawBuilder<number> {
  const steps = cuts.map(
    ({ tier, from }) => sql`when profile.points >= ${sql.lit(from)} then ${sql.lit(TIERS.indexOf(tier))}`,
  );
  return sql`(case ${sql.join(steps, sql` `)} else 0 end)`;
}

/** `isWaiting` of the rules in SQL, over `profile` and `decision`. */
export function isWaitingSql(lines: Lines, today: PlainDate): RawBuilder<SqlBool> {
  const suggested = suggestedRank(lines);
  const then = sql`greatest(coalesce(${rankOf(sql`decision.suggested`)}, 0), ${rankOf(sql`decision.tier`)})`;
  return sql`(case when decision.tier is null then ${suggested} > 0
    else decision.review_on <= ${today}::date or ${suggested} > ${then} end)`;
}
