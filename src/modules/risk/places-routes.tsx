import { z } from 'zod';
import { type SettingId, type Tx, withActor } from '#db';
import type { Actor } from '#modules/access';
import { rollChoices } from '#modules/people';
import { type Ask, notFound, page, type Reply, type Route, readForm, redirect } from '#web';
import { setCapacity } from './actions/set-capacity.ts';
import { PlacesPage, type SettingPlaces } from './pages/places-page.tsx';
import { capacities, cutsOf } from './queries/cuts.ts';
import { ruleSetInUse } from './queries/rule-sets.ts';

/** How many places each setting has, and where that puts the line. */
export const placesRoutes: readonly Route[] = [
  { method: 'GET', path: '/places', permission: 'places.set', handle: showPlaces },
  { method: 'POST', path: '/places/:settingId', permission: 'places.set', handle: savePlaces },
];

async function showPlaces({ db, actor, frame }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const settings = await placesOf(tx, actor);
    return page(<PlacesPage frame={frame} settings={settings} />);
  });
}

/** The settings whose people the actor reaches by setting, or by all of the organisation. */
async function placesOf(tx: Tx, actor: Actor): Promise<SettingPlaces[]> {
  const { settings } = await rollChoices(tx, actor);
  const inUse = await ruleSetInUse(tx, actor.tenantId);
  const places = await capacities(tx, actor.tenantId);
  const found: SettingPlaces[] = [];
  for (const { id, name } of settings) {
    if (actor.reach !== 'whole' && !actor.reach.settings.includes(id)) continue;
    const cuts = inUse ? ((await cutsOf(tx, actor.tenantId, inUse, id)).get(id) ?? []) : [];
    found.push({ id, name, places: places.get(id) ?? {}, cuts });
  }
  return found;
}

const number = z
  .string()
  .trim()
  .regex(/^\d{0,5}$/, 'places.number-wrong')
  .transform((text) => (text === '' ? undefined : Number(text)));
const schema = z.object({ targeted: number.optional(), intensive: number.optional() });

async function savePlaces(ask: Ask): Promise<Reply> {
  const { db, actor, form, params, say } = ask;
  const settingId = params['settingId'] as SettingId; // the path was checked to hold an id
  const { targeted, intensive } = readForm(schema, form, say);
  return withActor(db, actor, async (tx) => {
    const known = await placesOf(tx, actor);
    if (!known.some(({ id }) => id === settingId)) return notFound();
    await setCapacity(tx, actor, settingId, {
      ...(targeted === undefined ? {} : { targeted }),
      ...(intensive === undefined ? {} : { intensive }),
    });
    return redirect('/places', { key: 'places.saved' });
  });
}
