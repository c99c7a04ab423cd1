import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, askPlanned, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import type { Respondent } from '../rules/index.ts';

/** Somebody who is asked to answer something. */
export type Invitation = {
  id: InvitationId;
  campaignId: CampaignId;
  definitionId: DefinitionId;
  personId: PersonId;
  settingId: SettingId | null;
  title: string;
  respondent: Respondent;
  opensOn: PlainDate;
  closesOn: PlainDate;
  toldId: AccountId | null;
  /** Who hears of it when they ask for an adult. */
  told: string | null;
  endedAt: string | null;
  responseId: ResponseId | null;
  /** When it was sent. */
  answeredAt: string | null;
};

const columns = sql`invitation.id, invitation.campaign_id as "campaignId", invitation.definition_id as "definitionId",
  invitation.person_id as "personId", invitation.setting_id as "settingId", invitation.title, invitation.respondent,
  invitation.opens_on as "opensOn", invitation.closes_on as "closesOn", invitation.told_id as "toldId", invitation.told, invitation.ended_at as "endedAt"`;

const response = sql`left join instruments.response as response
  on response.tenant_id = invitation.tenant_id and response.invitation_id = invitation.id`;

/** What somebody is asked now, and has not sent: what ends first comes first. */
export async function openInvitations(
  tx: Tx,
  tenantId: TenantId,
  { personId, respondent, today }: { personId: PersonId; respondent: Respondent; today: PlainDate },
): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select ${columns}, response.id as "responseId", response.ended_at as "answeredAt"
    from instruments.invitation as invitation ${response}
    where invitation.tenant_id = ${tenantId} and invitation.person_id = ${personId} and invitation.respondent = ${respondent}
      and invitation.opens_on <= ${today}::date and invitation.closes_on >= ${today}::date and invitation.ended_at is null
      and response.ended_at is null
    order by invitation.closes_on, invitation.id`.execute(tx);
  return rows;
}

/** One invitation within reach, whether it is open or not. */
export async function invitationOf(
  tx: Tx,
  tenantId: TenantId,
  id: InvitationId,
): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select ${columns}, response.id as "responseId", response.ended_at as "answeredAt"
    from instruments.invitation as invitation ${response}
    where invitation.tenant_id = ${tenantId} and invitation.id = ${id}`.execute(tx);
  return rows[0];
}

/** The invitation of a link, found by the role that signs people in: without what was answered. */
export async function invitationByToken(
  tx: Tx,
  tenantId: TenantId,
  sha256: string,
): Promise<Omit<Invitation, 'responseId' | 'answeredAt'> | undefined> {
  const [invitation] = await askPlanned(
    tx,
    sql<Invitation>`
      select ${columns} from instruments.invitation as invitation
      where invitation.tenant_id = ${tenantId} and invitation.token_sha256 = ${sha256}`,
  );
  return invitation;
}

/** Whether it can be answered on a day. */
export function isOpen(
  { opensOn, closesOn, endedAt }: Pick<Invitation, 'opensOn' | 'closesOn' | 'endedAt'>,
  today: PlainDate,
): boolean {
  return endedAt === null && opensOn <= today && today <= closesOn;
}
