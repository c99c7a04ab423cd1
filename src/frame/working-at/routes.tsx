import { z } from 'zod';
import { type SettingId, withActor } from '#db';
import { workAt } from '#modules/identity';
import { rollChoices } from '#modules/people';
import {
  type Ask,
  addressAt,
  EVERYWHERE,
  localPath,
  type Place,
  page,
  type Reply,
  type Route,
  redirect,
} from '#web';
import { WorkingAtPage } from './working-at-page.tsx';

/** `GET` and `POST /working-at`: the setting and the year group that somebody has before them. */
export function workingAtRoutes(places: readonly Place[]): Route[] {
  return [
    { method: 'GET', path: '/working-at', permission: 'people.see', handle: show },
    { method: 'POST', path: '/working-at', permission: 'people.see', handle: (ask) => choose(ask, places) },
  ];
}

async function show({ db, actor, frame, query }: Ask): Promise<Reply> {
  const choices = await withActor(db, actor, (tx) => rollChoices(tx, actor));
  const workingAt = frame.workingAt ?? EVERYWHERE;
  const back = localPath(query.back);
  return page(<WorkingAtPage frame={frame} workingAt={workingAt} choices={choices} back={back} />);
}

/** What is not among the choices, such as a setting where nobody is any more, is every one of them. */
const schema = z.object({
  setting: z.string().catch(''),
  year: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .nullable()
    .catch(null),
});

async function choose({ db, actor, form }: Ask, places: readonly Place[]): Promise<Reply> {
  const { setting: settingId, year } = schema.parse(form);
  const { tenantId, accountId } = actor;
  const chosen = await withActor(db, actor, async (tx) => {
    const { settings, ncYears } = await rollChoices(tx, actor);
    const setting = settings.find(({ id }) => id === (settingId.toLowerCase() as SettingId)) ?? null;
    const workingAt = { setting, ncYear: year !== null && ncYears.includes(year) ? year : null };
    if (accountId) await workAt(tx, { tenantId, accountId }, workingAt);
    return workingAt;
  });
  const back = localPath(form.back);
  const place = places.find(({ href }) => href === back);
  return redirect(place ? addressAt(place, chosen) : back);
}
