import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#dates';
import { newId } from '#db';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { dayBoxes, textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const get = async (who: StaffKey, url: string) => {
  const { status, body } = await site.get(who, url);
  return { status, body, text: textOf(body) };
};
const post = async (who: StaffKey, url: string, form: Record<string, string>) => {
  const { status, body, headers } = await site.post(who, url, form);
  return { status, text: textOf(body), to: String(headers['location'] ?? '') };
};
const action = (more: Record<string, string> = {}) => ({
  setting: test.settings.fernlow,
  area: 'Belonging',
  purpose: 'Everybody has one adult who knows them',
  does: 'Pair every young person with an adult',
  lead: 'Dev',
  outcome: 'Nobody is without an adult on the map by Easter',
  ...dayBoxes('starts', test.today),
  ...dayBoxes('due', addDays(test.today, 30)),
  ...more,
});

describe('an audit', () => {
  it('leads straight into the action plan: its gaps, the next descriptor as a purpose, and what is planned about it', async () => {
    const begun = await post('dev', '/instruments/wellbeing-audit/begin', { setting: test.settings.fernlow });
    const audit = begun.to.replace(/\/1$/, '');
    await post('dev', `${audit}/1`, {
      revision: '0',
      a_leadership_vision: 'emerging',
      a_leadership_staff: 'advanced',
    });
    expect((await get('dev', audit)).text).not.toContain('What it leaves to do');
    await post('dev', `${audit}/check`, { outcome: 'answered' });
    const sent = await get('dev', audit);
    expect(sent.text).toContain('What it leaves to do 1 answer could be better');
    const way = /href="(\/action-plan\/new\?[^"]+)"/.exec(sent.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await get('dev', way);
    expect(form.body).toContain('A lead with time and training, and a plan that leaders look at each term.');
    expect(form.body).toContain('value="Leadership and management"');
    const hidden = Object.fromEntries(
      [...form.body.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const planned = await post('dev', '/action-plan/new', action(hidden as Record<string, string>));
    expect(planned.status).toBe(303);
    expect((await get('dev', audit)).text).toContain('Planned: Pair every young person with an adult');
    expect((await get('dev', planned.to)).text).toContain('The audit that this came out of');
  });

  it('is out of reach for whoever is at another setting, and so is what was planned', async () => {
    const made = await post('dev', '/action-plan/new', action({ submission: newId<never>() }));
    expect((await get('tomasz', made.to)).status).toBe(404);
    expect((await get('tomasz', '/action-plan')).text).not.toContain('Belonging');
    expect((await post('tomasz', made.to, { state: 'done', says: 'Ours' })).status).toBe(404);
    expect((await post('tomasz', '/action-plan/new', action())).status).toBe(404);
    expect((await get('dev', made.to)).text).toContain('Planned');
  });
});

describe('an action', () => {
  const planOne = async (more: Record<string, string> = {}) =>
    (await post('dev', '/action-plan/new', action({ submission: newId<never>(), ...more }))).to;

  it('sent twice is planned once, and what is wrong with it is said with everything kept', async () => {
    const form = action({ submission: newId<never>(), area: 'Sent twice' });
    expect((await post('dev', '/action-plan/new', form)).to).toBe(
      (await post('dev', '/action-plan/new', form)).to,
    );
    expect((await get('dev', '/action-plan')).text.match(/Sent twice/g)).toHaveLength(1);
    const wrong = await post(
      'dev',
      '/action-plan/new',
      action({ lead: '', ...dayBoxes('due', addDays(test.today, -1)) }),
    );
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Say who leads');
    const early = await post(
      'dev',
      '/action-plan/new',
      action({ ...dayBoxes('due', addDays(test.today, -1)) }),
    );
    expect(early.text).toContain('It is due on the day it starts or later');
    expect((await post('dev', '/action-plan/new', action({ ...dayBoxes('due', test.today) }))).status).toBe(
      303,
    );
  });

  it('is reviewed day by day, keeps what was agreed, and is over once it is done', async () => {
    const at = await planOne({ area: 'Reviewed' });
    expect((await post('dev', at, { says: 'Better' })).text).toContain('Say how it stands');
    expect((await post('dev', at, { state: 'working', says: 'Better' })).text).toContain(
      'Write a day that exists',
    );
    const until = dayBoxes('due', addDays(test.today, 60));
    await post('dev', at, { state: 'not_yet', says: 'Half have one', next: 'Ask the canteen too', ...until });
    const page = (await get('dev', at)).text;
    for (const says of ['Not working yet', 'Half have one', 'Ask the canteen too', 'Pair every young person'])
      expect(page).toContain(says);
    expect((await get('dev', '/action-plan')).text).toContain('Ask the canteen too');
    await post('dev', at, { state: 'done', says: 'All have one' });
    expect((await get('dev', at)).text).not.toContain('Review it');
    const again = await post('dev', at, { state: 'working', says: 'More', ...until });
    expect(again.text).toContain('This is over');
  });

  it('is on Today a week before it is due, and not eight days before', async () => {
    await planOne({ area: 'Due in a week', ...dayBoxes('due', addDays(test.today, 7)) });
    await planOne({ area: 'Due in eight days', ...dayBoxes('due', addDays(test.today, 8)) });
    const today = (await get('dev', '/today')).text;
    expect(today).toContain('Due in a week');
    expect(today).not.toContain('Due in eight days');
  });

  it('is read and not planned by whoever may answer there and no more', async () => {
    expect((await get('hannah', '/action-plan')).status).toBe(200);
    expect((await get('hannah', '/action-plan/new')).status).toBe(404);
    expect((await get('joe', '/action-plan')).text).not.toContain('Reviewed');
  });
});
