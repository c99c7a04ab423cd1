import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import type { Respondent } from '../rules/index.ts';

/** Many who are asked, and how far they are. */
export type Campaign = {
  id: CampaignId;
  definitionId: DefinitionId;
  name: string;
  version: number;
  settingId: SettingId | null;
  settingName: string | null;
  title: string;
  asks: string;
  respondent: Respondent;
  isAnonymous: boolean;
  meant: number | null;
  opensOn: PlainDate;
  closesOn: PlainDate;
  author: string;
  endedAt: string | null;
  invited: number;
  begun: number;
  answered: number;
  declined: number;
};

/** One campaign, or those of the same instrument at the same place as another. */
type Which = { id?: CampaignId; like?: Pick<Campaign, 'name' | 'settingId'> };

/** Campaigns within reach, the latest hundred first; only some of them when it is said which. */
export async function campaignsOf(tx: Tx, tenantId: TenantId, { id, like }: Which = {}): Promise<Campaign[]> {
  const { rows } = await sql<Campaign>`
    select campaign.id, campaign.definition_id as "definitionId", definition.name, definition.version, campaign.setting_id as "settingId",
      place.name as "settingName", campaign.title, campaign.asks, campaign.respondent, campaign.is_anonymous as "isAnonymous",
      campaign.meant, campaign.opens_on as "opensOn", campaign.closes_on as "closesOn", campaign.author,
      campaign.ended_at as "endedAt",
      (select count(*)::int from instruments.invitation as invitation
        where invitation.tenant_id = campaign.tenant_id and invitation.campaign_id = campaign.id) as invited,
      coalesce(response.begun, 0) as begun,
      case when campaign.is_anonymous then (select count(*)::int from instruments.sheet as sheet
        where sheet.tenant_id = campaign.tenant_id and sheet.campaign_id = campaign.id) else coalesce(response.answered, 0) end as answered,
      coalesce(response.declined, 0) as declined
    from instruments.campaign as campaign
    join instruments.definition as definition
      on definition.tenant_id = campaign.tenant_id and definition.id = campaign.definition_id
    left join people.place as place on place.tenant_id = campaign.tenant_id and place.setting_id = campaign.setting_id
    left join lateral (
      select count(*)::int as begun, (count(*) filter (where response.outcome = 'answered'))::int as answered,
        (count(*) filter (where response.outcome = 'declined'))::int as declined
      from instruments.response as response
      where response.tenant_id = campaign.tenant_id and response.campaign_id = campaign.id
    ) as response on true
    where campaign.tenant_id = ${tenantId} and (${id ?? null}::uuid is null or campaign.id = ${id ?? null})
      and (${like?.name ?? null}::text is null
        or definition.name = ${like?.name ?? null} and campaign.setting_id is not distinct from ${like?.settingId ?? null}::uuid)
    order by campaign.made_at desc, campaign.id desc limit 100`.execute(tx);
  return rows;
}

export async function campaignOf(tx: Tx, tenantId: TenantId, id: CampaignId): Promise<Campaign | undefined> {
  const [campaign] = await campaignsOf(tx, tenantId, { id });
  return campaign;
}

/** Somebody who was asked in a campaign, and how far they are. */
export type Invited = {
  id: InvitationId;
  personId: PersonId;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  upn: string | null;
  ncYear: number | null;
  hasLink: boolean;
  responseId: ResponseId | null;
  state: 'asked' | 'begun' | 'answered' | 'declined';
};

/** Whoever was asked in a campaign and is within reach, by name. */
export async function invitedTo(tx: Tx, tenantId: TenantId, campaignId: CampaignId): Promise<Invited[]> {
  const { rows } = await sql<Invited>`
    select invitation.id, roll.person_id as "personId", roll.given_name, roll.family_name, roll.known_as, roll.source, roll.source_key, roll.upn,
      roll.nc_year as "ncYear", invitation.token_sha256 is not null as "hasLink", response.id as "responseId",
      case when response.id is null then 'asked' when response.outcome is null then 'begun' else response.outcome end as state
    from instruments.invitation as invitation
    join people.roll as roll on roll.tenant_id = invitation.tenant_id and roll.person_id = invitation.person_id
    left join instruments.response as response
      on response.tenant_id = invitation.tenant_id and response.invitation_id = invitation.id
    where invitation.tenant_id = ${tenantId} and invitation.campaign_id = ${campaignId}
    order by roll.family_name, roll.given_name, roll.person_id`.execute(tx);
  return rows;
}

/** Campaigns of the same instrument with the same respondents at the same place that were over before, the latest first. */
export async function campaignsBefore(tx: Tx, tenantId: TenantId, campaign: Campaign): Promise<Campaign[]> {
  const all = await campaignsOf(tx, tenantId, { like: campaign });
  return all
    .filter(
      (one) =>
        one.id !== campaign.id &&
        one.respondent === campaign.respondent &&
        one.isAnonymous === campaign.isAnonymous &&
        one.asks === campaign.asks &&
        one.closesOn < campaign.opensOn,
    )
    .sort((one, other) => (one.closesOn > other.closesOn ? -1 : 1));
}

/** A campaign that ends soon, and how many have not sent an answer. */
export type Closing = Pick<Campaign, 'id' | 'title' | 'settingId' | 'settingName' | 'closesOn'> & {
  waiting: number;
};

/** Campaigns with names that close within some days and for which somebody waits, what closes first first. */
export async function campaignsClosing(
  tx: Tx,
  tenantId: TenantId,
  { today, until, settingId }: { today: PlainDate; until: PlainDate; settingId: SettingId | undefined },
): Promise<Closing[]> {
  const { rows } = await sql<Closing>`
    select campaign.id, campaign.title, campaign.setting_id as "settingId", place.name as "settingName",
      campaign.closes_on as "closesOn", waiting.number as waiting
    from instruments.campaign as campaign
    left join people.place as place on place.tenant_id = campaign.tenant_id and place.setting_id = campaign.setting_id
    cross join lateral (
      select count(*)::int as number from instruments.invitation as invitation
      left join instruments.response as response
        on response.tenant_id = invitation.tenant_id and response.invitation_id = invitation.id
      where invitation.tenant_id = campaign.tenant_id and invitation.campaign_id = campaign.id and response.ended_at is null
    ) as waiting
    where campaign.tenant_id = ${tenantId} and campaign.ended_at is null and not campaign.is_anonymous
      and campaign.opens_on <= ${today}::date and campaign.closes_on between ${today}::date and ${until}::date
      and (${settingId ?? null}::uuid is null or campaign.setting_id = ${settingId ?? null}) and waiting.number > 0
    order by campaign.closes_on, campaign.title, campaign.id limit 100`.execute(tx);
  return rows;
}
