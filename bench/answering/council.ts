/** A setting where everybody is asked: half of them have a link of their own, the others a card. */
import { addDays, type PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { foundTenant, makeCard } from '#modules/identity';
import type { Instrument } from '#modules/instruments';
import { addSetting, openOwnAccount } from '#modules/people';
import type { CampaignId } from '../../src/db/generated/instruments/Campaign.ts';
import { makeLinks, runCampaign } from '../../src/modules/instruments/actions/run-campaign.ts';
import { invitedTo } from '../../src/modules/instruments/queries/campaigns.ts';
import type { Ground } from '../rig/ground.ts';

/** How somebody comes to what they are asked: by a link of their own, or signed in with a card. */
export type Door = { invitationId: string } & ({ token: string } | { personId: PersonId; card: Card });
export type Card = { words: string; secret: string };

/** @returns links and cards in turns */
export async function askAll(
  { db }: Ground,
  instrument: Instrument,
  many: number,
  today: PlainDate,
): Promise<{ tenantId: TenantId; doors: Door[] }> {
  const tenantId = newId<TenantId>();
  const actor = commandActor(tenantId, 'bench', today);
  return withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Northmoor', kind: 'council' });
    const settingId: SettingId = await addSetting(tx, tenantId, { name: 'Marsh School', kind: 'secondary' });
    await addPeople(tx, tenantId, settingId, many);
    const campaignId = await ask(tx, actor, settingId, instrument);
    const invited = await invitedTo(tx, tenantId, campaignId);
    const linked = invited.filter((_, at) => at % 2 === 0).map(({ id }) => id);
    const tokens = await makeLinks(tx, actor, campaignId, linked);
    const doors: Door[] = [];
    for (const { id, personId } of invited) {
      const token = tokens.get(id);
      doors.push({
        invitationId: id,
        ...(token === undefined ? { personId, card: await cardFor(tx, actor, personId) } : { token }),
      });
    }
    return { tenantId, doors };
  });
}

async function addPeople(tx: Tx, tenantId: TenantId, settingId: SettingId, many: number): Promise<void> {
  const people = Array.from({ length: many }, (_, at) => ({
    tenant_id: tenantId,
    id: newId<PersonId>(),
    given_name: 'Jo',
    family_name: `Marsh ${at}`,
    setting_id: settingId,
    setting_ids: [settingId],
    nc_year: 10,
    source: 'bench',
    source_key: String(at),
  }));
  await insertRows(tx, 'people.person', people);
}

async function cardFor(tx: Tx, actor: Actor, personId: PersonId): Promise<Card> {
  const accountId = await openOwnAccount(tx, actor, personId, { relation: 'self' });
  return makeCard(tx, actor, accountId, 'young_person');
}

async function ask(tx: Tx, actor: Actor, settingId: SettingId, instrument: Instrument): Promise<CampaignId> {
  const { id } = await runCampaign(
    tx,
    actor,
    { instrument, origin: 'library' },
    {
      id: newId<CampaignId>(),
      title: 'How I am doing',
      settingId,
      asks: 'Year 10',
      ncYear: 10,
      respondent: 'young_person',
      isAnonymous: false,
      meant: undefined,
      opensOn: actor.today,
      closesOn: addDays(actor.today, 7),
    },
  );
  return id;
}
