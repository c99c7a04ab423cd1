import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { newId, type PersonId, type SettingId, type Tx, type Who } from '#db';
import { type Doer, record } from '#modules/audit';
import { onRoll } from '#modules/people';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';

/** Whom a campaign means. */
export type Meant = {
  id: CampaignId;
  settingId: SettingId;
  ncYear: number | undefined;
  /** Only these, as far as they are within reach at the setting. */
  personIds?: readonly PersonId[] | undefined;
};

/**
 * Invites everybody within reach who is meant by a campaign and not invited yet.
 *
 * @returns how many were invited
 */
export async function inviteAll(
  tx: Tx,
  who: Who,
  { id, settingId, ncYear, personIds }: Meant,
): Promise<number> {
  const meant = onRoll(who, {
    settingId,
    ...(ncYear === undefined ? {} : { ncYear }),
    ...(personIds === undefined ? {} : { personIds }),
  });
  const { rows } = await sql<{ personId: PersonId }>`
    select roll.person_id as "personId" from people.roll as roll where ${meant} and roll.left_on is null
      and not exists (select from instruments.invitation as invitation where invitation.tenant_id = roll.tenant_id
        and invitation.campaign_id = ${id} and invitation.person_id = roll.person_id)`.execute(tx);
  if (rows.length === 0) return 0;
  const ids = rows.map(() => newId<InvitationId>());
  await sql`
    insert into instruments.invitation
      (tenant_id, id, campaign_id, person_id, setting_id, definition_id, title, respondent, opens_on, closes_on, told_id, told)
    select campaign.tenant_id, each.id, campaign.id, each.person_id, campaign.setting_id, campaign.definition_id, campaign.title,
      campaign.respondent, campaign.opens_on, campaign.closes_on, campaign.told_id, campaign.author
    from unnest(${ids}::uuid[], ${rows.map(({ personId }) => personId)}::uuid[]) as each (id, person_id)
    join instruments.campaign as campaign on campaign.tenant_id = ${who.tenantId} and campaign.id = ${id}`.execute(
    tx,
  );
  return rows.length;
}

type Open = { id: CampaignId; settingId: SettingId; ncYear: number | null };

/**
 * Invites whoever has come since to what a setting or year is being asked, or will be: once a day. Takes the reach of the whole
 * organisation.
 *
 * @returns how many were invited
 */
export async function followRoll(tx: Tx, doer: Doer & Who & { today: PlainDate }): Promise<number> {
  const { tenantId, today } = doer;
  const { rows } = await sql<Open>`
    update instruments.campaign as campaign set followed_on = ${today}
    where campaign.tenant_id = ${tenantId} and campaign.followed_on < ${today}::date and campaign.closes_on >= ${today}::date
      and campaign.ended_at is null
    returning campaign.id, campaign.setting_id as "settingId", campaign.nc_year as "ncYear"`.execute(tx);
  let invited = 0;
  for (const { id, settingId, ncYear } of rows) {
    const number = await inviteAll(tx, doer, { id, settingId, ncYear: ncYear ?? undefined });
    if (number > 0)
      await record(tx, doer, { act: 'campaign.followed', subjectId: id, why: 'came since', number });
    invited += number;
  }
  return invited;
}
