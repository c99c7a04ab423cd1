import { sql } from 'kysely';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { gate } from '#modules/access';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { dayBoxes, textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { buildServer } from '#web';
import { frameRoutes, modules } from '../app.ts';
import { tendOnce } from './tend-modules.ts';

let test: TestDatabase;
let site: Visited;
/** With the real gate: for whoever holds a card, or nothing but a link. */
let app: Awaited<ReturnType<typeof buildServer>>;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  app = await buildServer({
    db: test.db,
    modules,
    extraRoutes: frameRoutes,
    gate,
    today: () => test.today,
    behindProxy: false,
    assets: { css: [], early: [], js: [], dir: '/' },
  });
});
afterAll(async () => {
  await site.app.close();
  await app.close();
  await test.close();
});

const rows = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  withActor(test.db, test.whole, async (tx) => (await query.execute(tx)).rows);

type Asked = { status: number; body: string; text: string; to: string };

async function ask(url: string, form?: Record<string, string>, cookie = ''): Promise<Asked> {
  const reply = await app.inject({
    method: form ? 'POST' : 'GET',
    url,
    headers: {
      cookie,
      ...(form
        ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
        : {}),
    },
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
  });
  const { statusCode: status, body, headers } = reply;
  return { status, body, text: textOf(body), to: String(headers.location ?? '') };
}

async function post(who: StaffKey, url: string, form: Record<string, string | string[]>) {
  const reply = await site.post(who, url, form);
  return { ...reply, text: textOf(reply.body), to: String(reply.headers['location'] ?? '') };
}
const get = async (who: StaffKey, url: string) => {
  const reply = await site.get(who, url);
  return { ...reply, text: textOf(reply.body) };
};

/** Signs the young person in with a new card and answers the cookie. */
async function cardOf(key: keyof TestDatabase['people']): Promise<string> {
  const { body } = await site.post('dev', '/people/cards', { chosen: test.people[key], which: 'all' });
  const words = /wm-own-card__words">([^<]+)</.exec(body)?.[1] ?? '';
  const secret = /wm-secret">([^<]+)</.exec(body)?.[1] ?? '';
  const reply = await app.inject({
    method: 'POST',
    url: '/card',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ tenantId: test.tenantId, words, secret }).toString(),
  });
  return `waymark=${reply.cookies.find(({ name }) => name === 'waymark')?.value}`;
}

const dates = () => ({ ...dayBoxes('opens', test.today), ...dayBoxes('closes', test.today) });

describe('an adult', () => {
  it('sits with a young person, saves, goes on, sends, and reads what it came to', async () => {
    const about = `/people/${test.people.amara}`;
    expect((await get('dev', `${about}/questions`)).text).toContain('My pathway');
    const begun = await post('dev', `${about}/questions`, { begin: 'pathway-to-change young_person' });
    const base = begun.to.replace(/\/1$/, '');
    expect(begun.status).toBe(303);
    expect((await get('dev', `${base}/1`)).text).toContain('Which level suits you best?');
    const next = await post('dev', `${base}/1`, { revision: '0', a_best_fit: 'confidence', go: 'next' });
    expect(next.to).toBe(`${base}/2`);
    const help = { revision: '1', a_help_1: 'A quiet place at break', a_help_2: '', a_help_3: '' };
    expect((await post('dev', `${base}/2`, help)).to).toBe(`${base}/check`);
    expect((await get('dev', `${base}/check`)).text).toContain('A quiet place at break');
    await post('dev', `${base}/check`, { outcome: 'answered' });
    const page = await get('dev', base);
    expect(page.text).toContain('Level 3: confidence');
    expect(page.text).toMatch(/young person with the help of Dev/);
    const person = (await get('dev', about)).text;
    expect(person).toContain('Level 3: confidence');
    expect(person).toContain('A quiet place at break');
    // Somebody who does not reach her learns of nothing.
    expect((await get('tomasz', base)).status).toBe(404);
    expect((await get('tomasz', `${base}/1`)).status).toBe(404);
  });

  it('is told what still needs an answer, and may send that they would rather not', async () => {
    const { to } = await post('dev', `/people/${test.people.amara}/questions`, {
      begin: 'pathway-to-change young_person',
    });
    const base = to.replace(/\/1$/, '');
    const refused = await post('dev', `${base}/check`, { outcome: 'answered' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('1 question still needs an answer');
    await post('dev', `${base}/check`, { outcome: 'declined' });
    expect((await get('dev', base)).text).toContain('Would rather not');
  });

  it('overwrites nothing with a page that is stale, and keeps what only one side changed', async () => {
    const { to } = await post('dev', `/people/${test.people.amara}/questions`, {
      begin: 'pathway-to-change young_person',
    });
    const base = to.replace(/\/1$/, '');
    await post('dev', `${base}/2`, { revision: '0', a_help_1: 'First', a_help_2: 'Second', a_help_3: '' });
    // Two pages shown at revision 1. One changes the first answer, the other the second.
    await post('dev', `${base}/2`, {
      revision: '1',
      a_help_1: 'First, changed',
      a_help_2: 'Second',
      a_help_3: '',
    });
    const other = await post('ruth', `${base}/2`, {
      revision: '1',
      a_help_1: 'First',
      a_help_2: 'Second, changed',
      a_help_3: '',
      go: 'next',
    });
    expect(other.status).toBe(303);
    expect((await get('dev', `${base}/check`)).text).toContain('First, changed');
    expect((await get('dev', `${base}/check`)).text).toContain('Second, changed');
    // Both change the first: what is there stays, and whoever comes second is told.
    const late = await post('ruth', `${base}/2`, {
      revision: '1',
      a_help_1: 'Mine',
      a_help_2: 'Second, changed',
      a_help_3: '',
    });
    expect(late.status).toBe(422);
    expect(late.text).toContain('This was changed in another place');
    expect(late.body).toContain('value="First, changed"');
    expect((await get('dev', `${base}/check`)).text).not.toContain('Mine');
  });

  it('is told what is wrong with one answer while the others on the page are kept', async () => {
    const { to } = await post('dev', `/people/${test.people.amara}/questions`, {
      begin: 'pathway-to-change young_person',
    });
    const base = to.replace(/\/1$/, '');
    const long = 'x'.repeat(301);
    const wrong = await post('dev', `${base}/2`, {
      revision: '0',
      a_help_1: long,
      a_help_2: 'Kept',
      a_help_3: '',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Use at most 300 characters. It is 1 too long.');
    expect(wrong.body).toContain(`value="${long}"`);
    expect((await get('dev', `${base}/2`)).body).toContain('value="Kept"');
    const strange = await post('dev', `${base}/1`, { revision: '1', a_best_fit: 'nonsense' });
    expect(strange.text).toContain('Choose one of the answers that are there');
  });
});

describe('what a browser may send', () => {
  const begin = async () =>
    (
      await post('dev', `/people/${test.people.amara}/questions`, { begin: 'pathway-to-change young_person' })
    ).to.replace(/\/1$/, '');
  const answersAt = async (base: string) =>
    rows(sql<{ item: string; revision: number }>`
      select item, revision from instruments.answer
      where tenant_id = ${test.tenantId} and response_id = ${base.split('/')[2] ?? ''} order by revision, item`);

  it('is kept once when the line is lost after it was kept, and it is sent again', async () => {
    const base = await begin();
    const form = { revision: '0', a_help_1: 'Once', a_help_2: '', a_help_3: '', go: 'keep' };
    const first = JSON.parse((await post('dev', `${base}/2`, form)).body);
    const again = JSON.parse((await post('dev', `${base}/2`, form)).body);
    expect([first, again]).toEqual([
      { revision: 1, problems: [], conflicts: [] },
      { revision: 1, problems: [], conflicts: [] },
    ]);
    expect(await answersAt(base)).toEqual([{ item: 'help_1', revision: 1 }]);
    await post('dev', `${base}/1`, { revision: '1', a_best_fit: 'identity' });
    await post('dev', `${base}/check`, { outcome: 'answered' });
    // Sent twice it is sent once, and nothing is written to it afterwards.
    await post('dev', `${base}/check`, { outcome: 'declined' });
    await post('dev', `${base}/2`, { ...form, a_help_1: 'Too late' });
    const [response] = await rows(sql<{ outcome: string }>`
      select outcome from instruments.response where tenant_id = ${test.tenantId} and id = ${base.split('/')[2] ?? ''}`);
    expect(response?.outcome).toBe('answered');
    expect((await answersAt(base)).filter(({ item }) => item === 'help_1')).toHaveLength(1);
  });

  it('is refused in words when it is a million characters, and is no key of an object', async () => {
    const base = await begin();
    const long = await post('dev', `${base}/2`, {
      revision: '0',
      a_help_1: 'x'.repeat(1_000_000),
      a_help_2: 'Kept',
    });
    expect([413, 422]).toContain(long.status);
    const odd = await post('dev', `${base}/2`, {
      revision: '1e99',
      a_help_1: 'Fine',
      a_help_2: ['two', 'values'],
      __proto__: 'x',
      a_constructor: 'x',
      'a_help_3.on': 'x',
    });
    expect(odd.status).toBeLessThan(500);
    expect((await answersAt(base)).every(({ item }) => item.startsWith('help_'))).toBe(true);
    for (const page of ['0', '9', '-1', '1.5', 'all%00', '__proto__', 'check/x'])
      expect((await get('dev', `${base}/${page}`)).status, page).toBeGreaterThanOrEqual(400);
  });
});

describe('a young person with a card', () => {
  it('answers what they are asked, calls an adult by an answer, and cannot read what adults say', async () => {
    const asked = await post('dev', '/instruments/pathway-to-change/campaign', {
      title: 'My pathway, autumn',
      setting: test.settings.fernlow,
      year: '',
      respondent: 'young_person',
      ...dates(),
    });
    expect(asked.status).toBe(303);
    const cookie = await cardOf('ollie');
    const mine = `/mine/${test.people.ollie}`;
    const page = await ask(mine, undefined, cookie);
    const href = /href="(\/mine\/[^"]+\/asked\/[^"]+)"/.exec(page.body)?.[1] ?? '';
    expect(page.text).toContain('My pathway, autumn');
    expect((await ask(href, undefined, cookie)).text).toContain(
      'If I say that I am not safe, or ask for an adult',
    );
    const begun = await ask(href, {}, cookie);
    expect(begun.to).toMatch(/\/answers\/[^/]+\/1$/);
    const base = begun.to.replace(/\/1$/, '');
    // Begun again from another device, it is the same one.
    expect((await ask(href, {}, cookie)).to).toBe(begun.to);
    await ask(
      `${base}/1`,
      { revision: '0', a_best_fit: 'wellbeing', a_both_first: 'yes', go: 'stop' },
      cookie,
    );
    // The call is there at once, before anything is sent.
    const today = await get('dev', '/today');
    expect(today.text).toContain('Asking for an adult');
    const calls = await get('dev', '/calls');
    expect(calls.text).toContain('Do you want to talk with an adult about this soon? Yes please');
    const [call] = await rows(sql<{ id: string }>`
      select id from instruments.call where tenant_id = ${test.tenantId} and person_id = ${test.people.ollie}`);
    expect((await post('dev', `/calls/${call?.id}`, { done: '' })).text).toContain('Say what was done');
    await post('dev', `/calls/${call?.id}`, { done: 'Spoke with him at break' });
    expect((await get('dev', '/calls')).text).toContain('Spoke with him at break');
    await ask(`${base}/check`, { outcome: 'answered' }, cookie);
    const sent = await ask(`${base}/1`, undefined, cookie);
    expect(sent.text).toContain('Thank you');
    expect(sent.text).toContain('Level 1. I need to feel better or safer first.');
    const after = await ask(mine, undefined, cookie);
    expect(after.text).not.toContain('My pathway, autumn');
    expect(after.body).toContain(`href="${base}/1"`);
    // What an adult began about him is not his to open, nor another's anything.
    const { to } = await post('dev', `/people/${test.people.ollie}/questions`, {
      begin: 'pathway-to-change young_person',
    });
    const theirs = to.split('/')[2];
    expect((await ask(`${mine}/answers/${theirs}/1`, undefined, cookie)).status).toBe(404);
    expect((await ask(`/mine/${test.people.amara}/begin/pathway-to-change`, undefined, cookie)).status).toBe(
      404,
    );
  });
});

describe('a link of their own', () => {
  it('answers without an account, and reads nothing back once it is sent', async () => {
    const asked = await post('dev', '/instruments/pathway-to-change/campaign', {
      title: 'By link',
      setting: test.settings.fernlow,
      year: '',
      respondent: 'young_person',
      ...dates(),
    });
    const { body } = await post('dev', `${asked.to}/links`, {});
    const links = [...body.matchAll(/\/q\/[0-9a-f-]{36}\.[\w-]{43}/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(1);
    const [link = ''] = links;
    expect((await ask(link)).text).toContain('It takes about 5 minutes.');
    expect((await ask(`${link}/1`)).to).toBe(link);
    const begun = await ask(link, {});
    expect(begun.to).toBe(`${link}/1`);
    await ask(`${link}/1`, { revision: '0', a_best_fit: 'identity' });
    await ask(`${link}/check`, { outcome: 'answered' });
    const after = await ask(`${link}/1`);
    expect(after.text).toContain('Thank you');
    expect(after.text).not.toContain('Level 5');
    expect((await get('dev', asked.to)).text).toMatch(/Answered: 1 \/ \d+/);
    // What comes back on paper is typed in as theirs, and says who typed it.
    const waiting = await get('dev', asked.to);
    const invitation = /name="invitation" value="([^"]+)"/.exec(waiting.body)?.[1] ?? '';
    const typing = await post('dev', `${asked.to}/paper`, { invitation });
    expect(typing.to).toMatch(/^\/responses\/[^/]+\/all$/);
    await post('dev', typing.to, { revision: '0', a_best_fit: 'autonomy', a_help_1: 'From paper' });
    await post('dev', typing.to.replace('all', 'check'), { outcome: 'answered' });
    expect((await get('dev', typing.to.replace('/all', ''))).text).toContain(
      'young person with the help of Dev',
    );
    expect((await get('dev', asked.to)).text).toMatch(/Answered: 2 \/ \d+/);
    expect((await post('dev', `${asked.to}/paper`, { invitation })).status).toBe(404);
    // Other links: made again, those before are no use.
    const file = await post('dev', `${asked.to}/links`, { as: 'file' });
    expect((await ask(links.at(-1) ?? '')).status).toBe(404);
    const [head, ...rows] = Papa.parse<string[]>(file.body.replace(/^\uFEFF/, ''), {
      skipEmptyLines: true,
    }).data;
    expect(head).toEqual(['UPN', 'Given name', 'Family name', 'Year', 'Link', 'Closes on']);
    // Whoever has answered by now is not reminded.
    expect(rows.length).toBe(links.length - 2);
    expect(rows.every(([upn = '']) => /^[A-Z]\d{11}[\dA-Z]$/.test(upn))).toBe(true);
    const address = rows.at(-1)?.[4] ?? '';
    expect((await ask(new URL(address).pathname)).text).toContain('It takes about 5 minutes.');
    await post('dev', `${asked.to}/end`, {});
    expect((await ask(link)).text).toContain('It is over');
  });
});

describe('a setting', () => {
  it('watches for words, which bring an adult when somebody writes them', async () => {
    await post('dev', '/calls/phrases', { phrase: 'run away', setting: test.settings.fernlow });
    const cookie = await cardOf('amara');
    const mine = `/mine/${test.people.amara}`;
    const begun = await ask(`${mine}/begin/pathway-to-change`, {}, cookie);
    const base = begun.to.replace(/\/1$/, '');
    await ask(
      `${base}/2`,
      { revision: '0', a_help_1: 'I want to RUN  AWAY!', a_help_2: 'runaway trains' },
      cookie,
    );
    const found = await rows(sql<{ item: string }>`
      select item from instruments.call where tenant_id = ${test.tenantId} and person_id = ${test.people.amara}`);
    expect(found).toEqual([{ item: 'help_1' }]);
  });
});

describe('one link for a class', () => {
  async function anonymous(title: string) {
    const { body } = await post('dev', '/instruments/class-pulse/campaign', {
      title,
      setting: test.settings.fernlow,
      year: '',
      respondent: 'young_person',
      ...dates(),
    });
    return /\/c\/[0-9a-f-]{36}\.[\w-]{43}/.exec(body)?.[0] ?? '';
  }
  async function answer(link: string) {
    const begun = await ask(link, {});
    const sheet = begun.to.replace(/\/1$/, '');
    const { body } = await ask(begun.to);
    const field = /name="(a_[a-z_]+)" type="radio" value="([a-z_]+)"/.exec(body);
    await ask(`${sheet}/1`, { revision: '0', [field?.[1] ?? '']: field?.[2] ?? '' });
    await ask(`${sheet}/check`, { outcome: 'answered' });
    return sheet;
  }
  const tend = () => tendOnce(test.db, modules, test.today, (fault) => expect(fault).toBeUndefined());
  const idOf = async (title: string) =>
    (
      await rows(
        sql<{
          id: string;
        }>`select id from instruments.campaign where tenant_id = ${test.tenantId} and title = ${title}`,
      )
    )[0]?.id;

  it('keeps nine answers to itself, shows ten rounded to five, and nothing leads back to anybody', async () => {
    const link = await anonymous('Pulse');
    for (let at = 0; at < 9; at += 1) await answer(link);
    await tend();
    const results = `/campaigns/${await idOf('Pulse')}/results`;
    expect((await get('dev', results)).text).toContain('There are fewer than 10 answers');
    const last = await answer(link);
    await tend();
    expect((await get('dev', results)).text).toContain('10 answered');
    // The job twice, or at once with itself, moves nothing twice.
    await Promise.all([tend(), tend()]);
    // The browser's own token finds nothing any more, and no table has both.
    expect((await ask(`${last}/1`)).status).toBe(404);
    const kept = await rows(sql<{ id: string; row: string }>`
      select id, to_jsonb(sheet)::text as row from instruments.sheet as sheet where tenant_id = ${test.tenantId}`);
    expect(kept).toHaveLength(10);
    const columns = await rows(sql<{ name: string }>`
      select column_name as name from information_schema.columns where table_schema = 'instruments' and table_name = 'sheet' order by 1`);
    expect(columns.map(({ name }) => name)).toEqual([
      'answers',
      'campaign_id',
      'id',
      'on_date',
      'setting_id',
      'tenant_id',
    ]);
    // Random ids: no moment and no order in them.
    for (const { id, row } of kept) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
      expect(row).not.toMatch(/\d{2}:\d{2}/);
    }
    // Nobody's act is on record but one for the batch.
    const acts = await rows(sql<{ act: string; number: number }>`
      select act, number from audit.entry where tenant_id = ${test.tenantId} and (act like 'sheet%' or subject_id = any(${kept.map(({ id }) => id)}::uuid[]))`);
    expect(acts).toEqual([{ act: 'sheets.gathered', number: 10 }]);
  });

  it('lets no adult read a sheet that somebody is still answering', async () => {
    const link = await anonymous('Half');
    await ask(link, {});
    const scoped = { tenantId: test.tenantId, reach: { settings: [test.settings.fernlow], people: [] } };
    await expect(
      withActor(test.db, scoped, (tx) => sql`select 1 from instruments.loose_sheet`.execute(tx)),
    ).rejects.toThrow(/permission denied/);
  });
});
