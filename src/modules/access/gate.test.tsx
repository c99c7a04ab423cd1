import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { foundTenant, newPassword, openAccount, requireSecondStep } from '#modules/identity';
import { emptyDatabase } from '#test/database';
import { buildServer, page, type Route } from '#web';
import { identity } from '../identity/module.ts';
import { commandActor } from './actor.ts';
import { gate, grantRole } from './index.ts';

let db: Database;
let app: FastifyInstance;
const tenantId = newId<TenantId>();
const today = plainDate('2026-11-22');
const command = commandActor(tenantId, 'a test', today);
const email = 'lead@northmoor.example';
const password = 'purple kettle stairs';

const list: Route = {
  method: 'GET',
  path: '/people',
  permission: 'people.see',
  handle: async ({ actor }) => page(<p>Young people, for {actor.name}</p>),
};
const weighty: Route = { ...list, path: '/weighty', stepUp: true };
const weightyForm: Route = { ...weighty, method: 'POST' };

beforeAll(async () => {
  db = await emptyDatabase();
  const hash = await newPassword(password, email);
  await withActor(db, command, async (tx) => {
    await foundTenant(tx, command, { name: 'Northmoor', kind: 'council' });
    for (const [address, name] of [
      [email, 'Jo Field'],
      ['nobody@northmoor.example', 'No Role'],
    ] as const) {
      const accountId = await openAccount(tx, command, { email: address, name, password: hash });
      if (address === email)
        await grantRole(tx, command, { accountId, role: 'analyst', settingId: null, reason: 'a test' });
    }
  });
  app = await buildServer({
    db,
    modules: [identity],
    extraRoutes: [list, weighty, weightyForm],
    gate: { ...gate, check() {} },
    today: () => today,
    behindProxy: false,
    assets: { css: [], early: [], js: [], dir: import.meta.dirname },
  });
});
afterAll(async () => {
  await app.close();
  await db.close();
});

const ours = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
type Answer = { statusCode: number; body: string; location: string; cookie: string };

/** A browser: keeps its cookie. */
function browser() {
  let cookie = '';
  const went = async (method: 'GET' | 'POST', url: string, fields: Record<string, string> = {}) => {
    const answer = await app.inject({
      method,
      url,
      headers: { ...ours, cookie },
      ...(method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat())
      if (line.startsWith('waymark=')) cookie = line.split(';')[0] ?? '';
    const { statusCode, body } = answer;
    return { statusCode, body, location: String(answer.headers.location ?? ''), cookie } satisfies Answer;
  };
  return {
    get: (url: string) => went('GET', url),
    post: (url: string, fields?: Record<string, string>) => went('POST', url, fields),
    signIn: (who = email, more: Record<string, string> = {}) =>
      went('POST', '/sign-in', { tenantId, email: who, password, ...more }),
  };
}
const age = (change: string) =>
  withSignIn(db, tenantId, (tx) =>
    sql`update identity.session set ${sql.raw(change)} where ended_at is null`.execute(tx),
  );

describe('whoever may see young people', () => {
  it('has to set up a second step first, and is led there whatever they ask for', async () => {
    const { get, signIn } = browser();
    await signIn();
    expect(await get('/people')).toMatchObject({ statusCode: 303, location: '/account/second-step' });
    expect((await get('/account')).location).toBe('/account/second-step');
    expect((await get('/account/second-step')).body).toContain('Your organisation asks for this');
  });

  it('need not where they may see nobody', async () => {
    const { get, signIn } = browser();
    await signIn('nobody@northmoor.example');
    expect((await get('/account')).statusCode).toBe(200);
    expect((await get('/people')).statusCode).toBe(404);
  });

  it('need not where the organisation leaves it to them', async () => {
    await withActor(db, command, (tx) => requireSecondStep(tx, command, false));
    const { get, signIn } = browser();
    await signIn();
    expect((await get('/people')).statusCode).toBe(200);
    await withActor(db, command, (tx) => requireSecondStep(tx, command, true));
    expect((await get('/people')).statusCode).toBe(303);
  });

  it('sets it up, and from then on the password alone opens nothing', async () => {
    const { get, post, signIn } = browser();
    await signIn();
    expect((await post('/account/second-step/app/new')).location).toBe('/account/second-step/app');
    const shown = (await get('/account/second-step/app')).body;
    const secret = /<code class="wm-key">([A-Z2-7 ]+)</.exec(shown)?.[1]?.replaceAll(' ', '') ?? '';
    const totp = new TOTP({ secret });
    const wrong = await post('/account/second-step/app', { code: 'abcdef' });
    expect([wrong.statusCode, wrong.body.includes('not the code that the app shows')]).toEqual([422, true]);
    const codes = (await post('/account/second-step/app', { code: totp.generate(), name: 'telephone' })).body;
    const [first = ''] = codes.match(/[a-z0-9]{4}(-[a-z0-9]{4}){3}/) ?? [];
    expect((await get('/people')).statusCode).toBe(200);

    const other = browser();
    const half = await other.signIn(email, { to: '/people?year=9' });
    expect(half.location).toBe('/sign-in/second-step?to=%2Fpeople%3Fyear%3D9');
    for (const url of ['/people', '/account', '/account/password', '/account/second-step/codes', '/weighty'])
      expect((await other.get(url)).location || 'not there').toMatch(/^\/sign-in\/second-step$|^not there$/);
    expect(
      (await other.post('/account/password', { current: password, password: 'another one entirely' }))
        .location,
    ).toBe('/sign-in/second-step');
    const refused = await other.post('/sign-in/second-step', { code: 'zzzz-zzzz-zzzz-zzzz' });
    expect([refused.statusCode, refused.body.includes('This code is not right')]).toEqual([422, true]);
    expect(refused.body).not.toContain('zzzz');
    const whole = await other.post('/sign-in/second-step', { code: first, to: '/people?year=9' });
    expect(whole).toMatchObject({ statusCode: 303, location: '/people?year=9' });
    expect(whole.cookie).not.toBe(half.cookie);
    expect((await other.get('/people')).body).toContain('Jo Field');
    // The cookie of before is worth nothing.
    const stale = await app.inject({ method: 'GET', url: '/people', headers: { cookie: half.cookie } });
    expect(stale.headers.location).toBe('/sign-in?to=%2Fpeople');
  });
});

describe('what matters', () => {
  it('asks whoever has not shown lately who they are, and goes on where they were', async () => {
    await withActor(db, command, (tx) => requireSecondStep(tx, command, false));
    await withSignIn(db, tenantId, (tx) =>
      sql`update identity.authenticator set removed_at = now()`.execute(tx),
    );
    const { get, post, signIn } = browser();
    await signIn();
    expect((await get('/weighty')).statusCode).toBe(200);
    await age(`proved_at = now() - interval '16 minutes'`);
    expect((await get('/weighty?a=1')).location).toBe('/account/again?to=%2Fweighty%3Fa%3D1');
    expect((await get('/people')).statusCode).toBe(200);
    expect((await post('/weighty')).statusCode).toBe(200);
    await age(`proved_at = now() - interval '46 minutes'`);
    expect((await post('/weighty')).location).toBe('/account/again?to=%2F');
    const wrong = await post('/account/again', { code: 'not my password', to: '/weighty' });
    expect([wrong.statusCode, wrong.body.includes('This is not your password')]).toEqual([422, true]);
    expect((await post('/account/again', { code: password, to: '/weighty' })).location).toBe('/weighty');
    expect((await get('/weighty')).statusCode).toBe(200);
    expect(
      (await post('/account/again', { code: password, to: 'https://elsewhere.example/' })).location,
    ).toBe('/');
  });
});

describe('a session that was left alone', () => {
  it('ends, and stays ended', async () => {
    const { get, signIn } = browser();
    await signIn();
    await age(`last_seen_at = now() - interval '59 minutes'`);
    expect((await get('/people')).statusCode).toBe(200);
    await age(`last_seen_at = now() - interval '61 minutes'`);
    expect((await get('/people')).location).toBe('/sign-in?to=%2Fpeople');
    expect((await get('/people')).location).toBe('/sign-in?to=%2Fpeople');
  });

  it('ends sooner where others use the computer', async () => {
    const { get, signIn } = browser();
    await signIn(email, { shared: 'yes' });
    await age(`last_seen_at = now() - interval '16 minutes'`);
    expect((await get('/people')).location).toBe('/sign-in?to=%2Fpeople');
  });
});
