import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, type PersonId, withActor } from '#db';
import { commandActor, gate, organisationNamed } from '#modules/access';
import { type PrintedCard, sessionOf } from '#modules/identity';
import { convenePanel, giveSeat, type PanelId, type SeatId } from '#modules/meetings';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { writeReferral } from '#test/referrals';
import { type Visited, visited } from '#test/visitors';
import { buildServer } from '#web';
import { frameRoutes, modules } from '../../app.ts';
import { eraseOne } from '../kept/erase-one.ts';
import { keptTables } from '../kept/kept-rows.ts';

let test: TestDatabase;
let site: Visited;
/** With the real gate: whoever comes in has signed in. */
let app: Awaited<ReturnType<typeof buildServer>>;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  const assets = { css: [], early: [], js: [], dir: '/' };
  app = await buildServer({
    db: test.db,
    modules,
    extraRoutes: frameRoutes,
    gate,
    today: () => test.today,
    behindProxy: false,
    assets,
  });
});
afterAll(async () => {
  await site.app.close();
  await app.close();
  await test.close();
});

type Card = Omit<PrintedCard, 'token'>;

/** What is printed on a sheet of cards, from the page. */
function cardsOn(body: string): Card[] {
  const words = [...body.matchAll(/wm-own-card__words">([^<]+)</g)].map(([, text]) => text ?? '');
  const secrets = [...body.matchAll(/wm-secret">([^<]+)</g)].map(([, text]) => text ?? '');
  return words.map((each, at) => ({ words: each, secret: secrets[at] ?? '' }));
}

async function makeFor(who: StaffKey, ...chosen: PersonId[]): Promise<Card[]> {
  const { body, status } = await site.post(who, '/people/cards', { chosen, which: 'all' });
  expect(status).toBe(200);
  return cardsOn(body);
}

async function signIn(form: Record<string, string>) {
  const reply = await app.inject({
    method: 'POST',
    url: '/card',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ tenantId: test.tenantId, ...form }).toString(),
  });
  const cookie = reply.cookies.find(({ name }) => name === 'waymark')?.value;
  return { status: reply.statusCode, body: textOf(reply.body), cookie };
}

async function asHolder(cookie: string | undefined, url: string) {
  const { statusCode, body, headers } = await app.inject({ url, headers: { cookie: `waymark=${cookie}` } });
  return { status: statusCode, body, text: textOf(body), to: headers.location };
}

async function acts(act: string) {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{ why: string }>`select why from audit.entry
      where tenant_id = ${test.tenantId} and act = ${act} order by id`.execute(tx),
  );
  return rows.map(({ why }) => why);
}

describe('a card', () => {
  it('signs a young person in by its words and its secret, and shows who can see them and why', async () => {
    const { amara } = test.people;
    const [card] = await makeFor('dev', amara);
    if (!card) throw new Error('no card');
    expect(card.words.split(' ')).toHaveLength(5);
    expect(card.secret).toMatch(/^\d{4}$/);
    const { status, cookie } = await signIn({ words: card.words.toUpperCase(), secret: card.secret });
    expect(status).toBe(303);
    const home = await asHolder(cookie, '/');
    expect(home.to).toBe('/mine');
    expect((await asHolder(cookie, '/mine')).to).toBe(`/mine/${amara}`);
    const { text } = await asHolder(cookie, `/mine/${amara}`);
    expect(text).toContain('Hello, Amara');
    expect(text).toContain('They work at Fernlow High School Dev Chaudhuri, Pastoral lead');
    expect(text).toContain('Dev');
    expect(text).not.toContain('It is about me');
    expect(await sessionOf(test.db, cookie)).toMatchObject({ isStaff: false, shared: true });
  });

  it('shows that a panel reads something, unless somebody gave a reason against it', async () => {
    const { rosie } = test.people;
    const operator = commandActor(test.tenantId, 'test', test.today);
    const panel = newId<PanelId>();
    await withActor(test.db, operator, async (tx) => {
      const health = await organisationNamed(tx, test.tenantId, 'Fernshire Community Health');
      await convenePanel(tx, operator, { id: panel, name: 'Card clinic', about: 'A test.' });
      const seat = { id: newId<SeatId>(), panelId: panel, accountId: test.accounts.idris } as const;
      await giveSeat(tx, operator, { ...seat, duty: 'chair', organisationId: health.id, endsOn: null });
    });
    const [card] = await makeFor('dev', rosie);
    const { cookie } = await signIn({ ...card });
    const path = `/people/${rosie}`;
    const put = async (more: Record<string, string>) => {
      const form = await writeReferral(site, 'dev', path, 'A test');
      const reply = await site.post('dev', `${path}/referrals`, {
        form,
        panel,
        submission: newId(),
        ...more,
      });
      expect(reply.status).toBe(303);
      return (await asHolder(cookie, `/mine/${rosie}`)).text;
    };
    const said = 'They are in a group that helps, called Card clinic Idris Vaughan, Community nurse';
    expect(await put({ told: 'yes' })).toContain(said);
    expect(await put({ told: 'no', why: 'It would put her in danger' })).not.toContain('Card clinic');
  });

  it('opens nothing else: not the page that staff have of them, nobody else, no list and no password', async () => {
    const { amara, siobhan } = test.people;
    const [card] = await makeFor('dev', amara);
    const { cookie } = await signIn({ ...card });
    for (const url of [
      `/people/${amara}`,
      `/people/${amara}/notes`,
      `/people/${amara}/kept.json`,
      `/mine/${siobhan}`,
      '/people',
      '/people.csv',
      '/find?q=am',
      '/today',
      '/account/password',
      '/account/second-step',
      '/account/again',
    ])
      expect((await asHolder(cookie, url)).status, url).toBe(404);
    const { text } = await asHolder(cookie, '/account');
    expect(text).not.toContain('Password');
  });

  it('is no use with another secret, after it was replaced, and once it is ended', async () => {
    const { amara } = test.people;
    const [first] = await makeFor('dev', amara);
    if (!first) throw new Error('no card');
    const wrong = String((Number(first.secret) + 1) % 10_000).padStart(4, '0');
    expect(await signIn({ ...first, secret: wrong })).toMatchObject({ status: 422, cookie: undefined });
    const { cookie } = await signIn({ ...first });
    const [second] = await makeFor('dev', amara);
    expect((await signIn({ ...first })).status).toBe(422);
    // Whoever was signed in with the one before is out.
    expect((await asHolder(cookie, '/mine')).status).toBe(303);
    expect(await sessionOf(test.db, cookie)).toBeUndefined();
    expect((await signIn({ ...second })).status).toBe(303);
    const { body } = await site.get('dev', `/people/${amara}/own-accounts`);
    const accountId = new RegExp(`/people/${amara}/own-accounts/([0-9a-f-]{36})`).exec(body)?.[1];
    const end = await site.post('dev', `/people/${amara}/own-accounts/${accountId}`, { do: 'end' });
    expect(end.status).toBe(303);
    expect((await signIn({ ...second })).status).toBe(422);
    expect((await acts('own_account.ended')).length).toBe(1);
  });

  it('is shut after ten wrong secrets in a row, whoever tries, until staff make another', async () => {
    const { zainab } = test.people;
    const [card] = await makeFor('alison', zainab);
    if (!card) throw new Error('no card');
    const wrong = String((Number(card.secret) + 1) % 10_000).padStart(4, '0');
    for (let time = 1; time <= 9; time += 1)
      expect((await signIn({ ...card, secret: wrong })).body, `${time}`).toContain('do not fit');
    expect((await signIn({ ...card, secret: wrong })).body).toContain('too many times');
    expect((await signIn({ ...card })).status).toBe(422);
    expect(await acts('card.shut')).toEqual(['too many failures']);
  });

  it('is made for those who are reached, and by those who may', async () => {
    const { amara, zainab } = test.people;
    expect((await site.get('meiling', `/people/cards?chosen=${amara}`)).status).toBe(404);
    expect((await site.post('meiling', '/people/cards', { chosen: [amara] })).status).toBe(404);
    expect((await site.get('tomasz', `/people/${amara}/own-accounts`)).status).toBe(404);
    expect((await site.post('tomasz', '/people/cards', { chosen: [amara, zainab] })).status).toBe(303);
  });

  it('is left alone for whoever has one, unless everybody gets a new one', async () => {
    const { amara } = test.people;
    const [card] = await makeFor('dev', amara);
    const { status, headers } = await site.post('dev', '/people/cards', {
      chosen: [amara],
      which: 'missing',
    });
    expect([status, headers.location]).toEqual([303, '/people']);
    expect((await signIn({ ...card })).status).toBe(303);
    expect((await site.get('dev', `/people/cards?chosen=${amara}`)).body).toContain('Has a card since');
  });

  it('is found by nobody who guesses: unknown words and tokens are answered alike', async () => {
    const words = await signIn({ words: 'acorn acorn acorn acorn acorn', secret: '0000' });
    const token = await signIn({ token: `${test.tenantId}.${'A'.repeat(43)}`, secret: '0000' });
    const none = await signIn({ token: '<script>', secret: '0000' });
    for (const { status, body } of [words, token, none]) {
      expect(status).toBe(422);
      expect(body).toContain('The card and the secret do not fit');
    }
    expect((await app.inject({ url: '/card/%3Cscript%3E' })).body).not.toContain('<script>"');
  });
});

describe('a parent or carer', () => {
  const rowan = { name: 'Rowan Okonkwo', contact: '01632 960123' };

  it('signs in with the picture and a code that is good once, and sees whose parent they are', async () => {
    const { amara } = test.people;
    const missing = await site.post('dev', `/people/${amara}/own-accounts`, { name: '', contact: '' });
    expect(missing.status).toBe(422);
    const { body } = await site.post('dev', `/people/${amara}/own-accounts`, rowan);
    const [card] = cardsOn(body);
    expect(card?.secret).toMatch(/^\d{8}$/);
    const { status, cookie } = await signIn({ ...card });
    expect(status).toBe(303);
    const { text } = await asHolder(cookie, `/mine/${amara}`);
    expect(text).toContain('who can see what is kept about Amara');
    // The code was good once.
    expect((await signIn({ ...card })).status).toBe(422);
    const seen = await site.get('dev', `/people/${amara}/who-sees`);
    expect(textOf(seen.body)).toContain('Their parent or carer Rowan Okonkwo');
  });

  it('gets another code when they ring, told once, and none where the account has ended', async () => {
    const { amara } = test.people;
    const { body: made } = await site.post('dev', `/people/${amara}/own-accounts`, {
      ...rowan,
      name: 'Kit Okonkwo',
    });
    const [card] = cardsOn(made);
    const { body } = await site.get('dev', `/people/${amara}/own-accounts`);
    const ids = [...body.matchAll(/own-accounts\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? '');
    const path = `/people/${amara}/own-accounts/${ids.at(-1)}`;
    const told = await site.post('dev', path, { do: 'secret' });
    expect(textOf(told.body)).toContain('Tell Kit Okonkwo this code by 01632 960123');
    const code = /wm-secret">(\d{8})</.exec(told.body)?.[1] ?? '';
    expect((await signIn({ words: card?.words ?? '', secret: code })).status).toBe(303);
    expect((await site.post('dev', path, { do: 'end' })).status).toBe(303);
    expect((await site.post('dev', path, { do: 'secret' })).status).toBe(404);
    expect((await site.post('dev', path, { do: 'nonsense' })).status).toBe(404);
  });
});

describe('an account of their own', () => {
  it('is closed, and nothing in it names anybody, when the record is erased', async () => {
    const { lukasz } = test.people;
    const [card] = await makeFor('alison', lukasz);
    await site.post('alison', `/people/${lukasz}/own-accounts`, {
      name: 'Ewa Wiśniewska',
      contact: '01632 960456',
    });
    const { cookie } = await signIn({ ...card });
    await site.post('alison', `/people/${lukasz}/erasure`, { reason: 'asked for' });
    const actor = commandActor(test.tenantId, 'jo', test.today);
    const id = await withActor(test.db, test.whole, async (tx) => {
      const { rows } = await sql<{ id: string }>`select id from people.erasure
        where tenant_id = ${test.tenantId} and person_id = ${lukasz}`.execute(tx);
      return rows[0]?.id ?? '';
    });
    expect(await eraseOne(test.db, actor, keptTables(modules), id)).toBeGreaterThan(0);
    expect(await sessionOf(test.db, cookie)).toBeUndefined();
    expect((await signIn({ ...card })).status).toBe(422);
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ name: string }>`select distinct name from identity.account
        where tenant_id = ${test.tenantId} and kind <> 'staff'`.execute(tx),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(['Parent or carer', 'Young person']);
  });
});
