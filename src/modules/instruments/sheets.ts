import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { SettingId, TenantId, Tx } from '#db';
import { newToken } from '#modules/identity';
import type { CampaignId } from '../../db/generated/instruments/Campaign.ts';
import type { DefinitionId } from '../../db/generated/instruments/Definition.ts';
import type { Answer, Answers } from './rules/answer.ts';
import type { Respondent } from './rules/index.ts';

/** What a link for everybody asks. */
export type SharedLink = {
  campaignId: CampaignId;
  definitionId: DefinitionId;
  settingId: SettingId | null;
  respondent: Respondent;
  opensOn: PlainDate;
  closesOn: PlainDate;
  endedAt: string | null;
};

/** The anonymous campaign of a link. As the role that signs people in: nobody is known here, and nobody is to be. */
export async function campaignByToken(
  tx: Tx,
  tenantId: TenantId,
  sha256: string,
): Promise<SharedLink | undefined> {
  const { rows } = await sql<SharedLink>`
    select campaign.id as "campaignId", campaign.definition_id as "definitionId", campaign.setting_id as "settingId",
      campaign.respondent, campaign.opens_on as "opensOn", campaign.closes_on as "closesOn", campaign.ended_at as "endedAt"
    from instruments.campaign as campaign
    where campaign.tenant_id = ${tenantId} and campaign.token_sha256 = ${sha256}`.execute(tx);
  return rows[0];
}

/** Answers that somebody is still giving, found by what their browser alone holds. */
export type LooseSheet = { id: string; answers: Answers; revision: number; isSent: boolean };

/**
 * Begins an empty sheet. Its id is random, and it says the day and nothing narrower: nothing about it leads to who asked for it.
 *
 * @returns the token that the browser keeps in its address
 */
export async function beginSheet(
  tx: Tx,
  tenantId: TenantId,
  { campaignId, today }: { campaignId: CampaignId; today: PlainDate },
): Promise<string> {
  const { cookie: token, sha256 } = newToken(tenantId);
  await sql`insert into instruments.loose_sheet (tenant_id, id, campaign_id, token_sha256, answers, on_date)
    values (${tenantId}, ${randomUUID()}, ${campaignId}, ${sha256}, '{}', ${today})`.execute(tx);
  return token;
}

/** A sheet by its token, held until the transaction ends. */
export async function heldSheet(
  tx: Tx,
  tenantId: TenantId,
  of: { campaignId: CampaignId; sha256: string },
): Promise<LooseSheet | undefined> {
  const { rows } = await sql<LooseSheet>`
    select loose_sheet.id, loose_sheet.answers, loose_sheet.revision, loose_sheet.is_sent as "isSent"
    from instruments.loose_sheet as loose_sheet
    where loose_sheet.tenant_id = ${tenantId} and loose_sheet.campaign_id = ${of.campaignId}
      and loose_sheet.token_sha256 = ${of.sha256} for update`.execute(tx);
  return rows[0];
}

/** Keeps answers of a sheet: what is typed takes the place of what was there, for only one browser has it. */
export async function keepSheet(
  tx: Tx,
  tenantId: TenantId,
  sheet: LooseSheet,
  typed: ReadonlyMap<string, Answer | null>,
): Promise<LooseSheet> {
  const answers: Record<string, Answer> = { ...sheet.answers };
  for (const [item, answer] of typed) {
    if (answer) answers[item] = answer;
    else delete answers[item];
  }
  const revision = sheet.revision + 1;
  await sql`update instruments.loose_sheet set answers = ${JSON.stringify(answers)}::jsonb, revision = ${revision}
    where tenant_id = ${tenantId} and id = ${sheet.id}`.execute(tx);
  return { ...sheet, answers, revision };
}

/** Sends a sheet: from now on it is nobody's. One that was declined is emptied, so that only its number is left. */
export async function sendSheet(
  tx: Tx,
  tenantId: TenantId,
  { id }: LooseSheet,
  outcome: 'answered' | 'declined',
): Promise<void> {
  await sql`update instruments.loose_sheet set is_sent = true,
      answers = case when ${outcome === 'declined'} then '{}'::jsonb else answers end
    where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
}
