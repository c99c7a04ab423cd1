import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import { LEAST_ANONYMOUS } from '../rules/hidden.ts';

type Ready = { id: CampaignId; sent: number; isOver: boolean };

/**
 * Moves anonymous answers that were sent to where they are counted: many at once, in no order, each under a new random id, so that neither
 * its place nor its moment tells whose it is. Ten at least, or what is left once the campaign is over; then whatever was begun and never
 * sent goes. Takes the reach of the whole organisation.
 *
 * @returns how many were moved
 */
export async function gatherSheets(
  tx: Tx,
  doer: Doer & { tenantId: TenantId },
  { today, only = null }: { today: PlainDate; only?: CampaignId | null },
): Promise<number> {
  const { tenantId } = doer;
  const { rows } = await sql<Ready>`
    select campaign.id, (count(*) filter (where loose_sheet.is_sent))::int as sent,
      campaign.ended_at is not null or campaign.closes_on < ${today}::date as "isOver"
    from instruments.loose_sheet as loose_sheet
    join instruments.campaign as campaign on campaign.tenant_id = loose_sheet.tenant_id and campaign.id = loose_sheet.campaign_id
    where loose_sheet.tenant_id = ${tenantId} and (${only}::uuid is null or campaign.id = ${only})
    group by campaign.tenant_id, campaign.id`.execute(tx);
  let moved = 0;
  for (const { id, sent, isOver } of rows) {
    if (sent >= LEAST_ANONYMOUS || (isOver && sent > 0)) {
      const number = await move(tx, tenantId, id);
      await record(tx, doer, {
        act: 'sheets.gathered',
        subjectId: id,
        why: isOver ? 'it is over' : 'enough were sent',
        number,
      });
      moved += number;
    }
    if (isOver)
      await sql`delete from instruments.loose_sheet as loose_sheet
        where loose_sheet.tenant_id = ${tenantId} and loose_sheet.campaign_id = ${id}`.execute(tx);
  }
  return moved;
}

/** Moves all in one statement: what is sent meanwhile waits for the next time. */
async function move(tx: Tx, tenantId: TenantId, id: CampaignId): Promise<number> {
  const { numAffectedRows } = await sql`
    with taken as (
      delete from instruments.loose_sheet as loose_sheet
      where loose_sheet.tenant_id = ${tenantId} and loose_sheet.campaign_id = ${id} and loose_sheet.is_sent
      returning loose_sheet.answers, loose_sheet.on_date
    ), shuffled as (
      select taken.answers, taken.on_date from taken order by gen_random_uuid()
    )
    insert into instruments.sheet (tenant_id, id, campaign_id, setting_id, answers, on_date)
    select campaign.tenant_id, gen_random_uuid(), campaign.id, campaign.setting_id, shuffled.answers, shuffled.on_date
    from shuffled
    join instruments.campaign as campaign on campaign.tenant_id = ${tenantId} and campaign.id = ${id}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0n);
}
