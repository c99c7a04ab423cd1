import { sql } from 'kysely';
import { addDays } from '#dates';
import type { AccountId, SettingId } from '#db';
import { whoMayAt } from '#modules/access';
import type { ToldPart } from '#web';

/** So many days before a questionnaire closes whoever asks is reminded. */
const REMIND_DAYS = 7;

type Call = { id: string; toldId: AccountId | null; settingId: SettingId | null };

/** A young person asked for an adult: the one who was named to them, else those who answer such calls where they are. */
const calls: ToldPart = {
  kind: 'adult-called',
  href: '/calls',
  async find(tx, { actor: { tenantId, today }, since }) {
    const { rows } = await sql<Call>`
      select call.id, call.told_id as "toldId", call.setting_id as "settingId" from instruments.call as call
      where call.tenant_id = ${tenantId} and call.called_at > ${since}::timestamptz and call.seen_at is null
      order by call.id`.execute(tx);
    if (rows.length === 0) return [];
    const nearest = await whoMayAt(tx, 'call.answer', { tenantId, today });
    return rows.map(({ id, toldId, settingId }) => ({
      aboutId: id,
      to: toldId === null ? nearest(settingId === null ? [] : [settingId]) : [toldId],
    }));
  },
};

/** A questionnaire closes soon and not everybody has answered: whoever asks may remind them. */
const closing: ToldPart = {
  kind: 'campaign-closes',
  href: '/instruments',
  async find(tx, { actor: { tenantId, today } }) {
    const { rows } = await sql<{ id: string; accountId: AccountId }>`
      select campaign.id, campaign.account_id as "accountId" from instruments.campaign as campaign
      where campaign.tenant_id = ${tenantId} and campaign.ended_at is null and campaign.opens_on <= ${today}::date
        and campaign.closes_on between ${today}::date and ${addDays(today, REMIND_DAYS)}::date and campaign.account_id is not null
        and (campaign.is_anonymous or exists (select from instruments.invitation as invitation
          where invitation.tenant_id = campaign.tenant_id and invitation.campaign_id = campaign.id and invitation.ended_at is null
            and not exists (select from instruments.response as response
              where response.tenant_id = invitation.tenant_id and response.invitation_id = invitation.id and response.ended_at is not null)))
      order by campaign.id`.execute(tx);
    return rows.map(({ id, accountId }) => ({ aboutId: id, to: [accountId] }));
  },
};

export const instrumentsTold: readonly ToldPart[] = [calls, closing];
