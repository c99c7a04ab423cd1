import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx, Who } from '#db';
import type { ControlledTable } from '#disclosure';
import { onRoll } from '#modules/people';
import { linesOf, rankOf, suggestedRank } from './lines.ts';
import type { RuleSetInUse } from './rule-sets.ts';

/** Numbers that left the organisation, as they left. */
export type NumbersOutside = {
  month: PlainDate;
  settings: number;
  tables: ControlledTable[];
  author: string;
  madeAt: string;
};

/** Every month's, the latest first. */
export async function numbersOutside(tx: Tx, { tenantId }: Who): Promise<NumbersOutside[]> {
  const { rows } = await sql<NumbersOutside>`
    select month, settings, tables, author, made_at as "madeAt" from risk.numbers_outside
    where tenant_id = ${tenantId} order by month desc`.execute(tx);
  return rows;
}

/** How many young people of one school year and one sex have one level of help. */
export type LevelCount = { ncYear: number | null; sex: string; level: number; people: number };

/** Everybody who is at a setting now and has been reviewed, by school year, sex and level of help (as decided, else as suggested), and at how many settings. */
export async function countLevels(
  tx: Tx,
  who: Who,
  inUse: RuleSetInUse,
): Promise<{ counts: LevelCount[]; settings: number }> {
  const lines = await linesOf(tx, who, inUse);
  const { rows } = await sql<LevelCount>`
    select roll.nc_year as "ncYear", coalesce(roll.sex, 'U') as sex, found.level, count(*)::int as people
    from people.roll as roll
    cross join lateral (
      select coalesce((select ${rankOf(sql`decision.tier`)} from risk.decision as decision
          where decision.tenant_id = roll.tenant_id and decision.person_id = roll.person_id
          order by decision.decided_at desc, decision.id desc limit 1), ${suggestedRank(lines)}) as level
      from risk.profile as profile
      where profile.tenant_id = roll.tenant_id and profile.rule_set_id = ${inUse.id}
        and profile.person_id = roll.person_id and profile.is_current) as found
    where ${onRoll(who)} and roll.setting_id is not null and roll.left_on is null
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  const { rows: places } = await sql<{ settings: number }>`
    select count(distinct roll.setting_id)::int as settings from people.roll as roll
    where ${onRoll(who)} and roll.left_on is null`.execute(tx);
  return { counts: rows, settings: places[0]?.settings ?? 0 };
}
