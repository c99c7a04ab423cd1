/** A setting where everybody is asked: each young person has a link of their own, and a card. */
import { addDays, type PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type SettingId, type TenantId, type Tx, withActor } from '#db';
import { type Actor, commandActor, giveOwnRole } from '#modules/access';
import { foundTenant, makeCard, openHolder } from '#modules/identity';
import type { Instrument } from '#modules/instruments';
import { addSetting } from '#modules/people';
import type { CampaignId } from '../../src/db/generated/instruments/Campaign.ts';
import { makeLinks, runCampaign } from '../../src/modules/instruments/actions/run-campaign.ts';
import { invitedTo } from '../../src/modules/instruments/queries/campaigns.ts';
import type { Ground } from '../rig/ground.ts';

export type Card = { words: string; secret: string };
export type Asked = { tenantId: TenantId; tokens: string[]; cards: Card[] };

export async function askAll(
  { db }: Ground,
  instrument: Instrument,
  many: number,
  today: PlainDate,
): Promise<Asked> {
  const tenantId = newId<TenantId>();
  const actor = commandActor(tenantId, 'bench', today);
  return withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Northmoor', kind: 'council' });
    const settingId: SettingId = await addSetting(tx, tenantId, { name: 'Marsh School', kind: 'secondary' });
    await addPeople(tx, tenantId, settingId, many);
    const cards: Card[] = [];
    for (let at = 0; at < many; at += 1) cards.push(await cardFor(tx, actor));
    return { tenantId, cards, tokens: await linksFor(tx, actor, settingId, instrument) };
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

async function cardFor(tx: Tx, actor: Actor): Promise<Card> {
  const accountId = await openHolder(tx, actor, 'young_person');
  await giveOwnRole(tx, actor, { accountId, role: 'young_person' });
  return makeCard(tx, actor, accountId, 'young_person');
}

async function linksFor(
  tx: Tx,
  actor: Actor,
  settingId: SettingId,
  instrument: Instrument,
): Promise<string[]> {
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
  const invited = await invitedTo(tx, actor.tenantId, id);
  const links = await makeLinks(
    tx,
    actor,
    id,
    invited.map((one) => one.id),
  );
  return [...links.values()];
}
