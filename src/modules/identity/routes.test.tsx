import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, newId, type TenantId, withActor } from '#db';
import { loneDatabase } from '#test/database';
import { buildServer, EVERYWHERE, type Gate, page, type Route, type ServerParts } from '#web';
import { foundTenant, newPassword, openAccount, sessionOf } from './index.ts';
import { identity } from './module.ts';

let db: Database;
const tenantId = newId<TenantId>();
const doer = { tenantId, accountId: null };
const today = plainDate('2026-11-22');
const password = 'purple kettle stairs';
const running: FastifyInstance[] = [];

/** Lets in whoever has a session. */
const gate: Gate = {
  async recognise(database, { cookie }) {
    const session = await sessionOf(database, cookie);
    if (!session) return undefined;
    const { organisation, madeUp } = session;
    return {
      actor: {
        ...session,
        roles: [],
        may: new Set(),
        mayAt: () => false,
        mayOwn: () => false,
        reach: 'whole',
        why: () => undefined,
        today,
      },
      organisation,
      madeUp,
      proved: 0,
      workingAt: EVERYWHERE,
    };
  },
  async refused() {},
  check() {},
};
const inside: Route = {
  method: 'GET',
  path: '/people',
  permission: 'signed_in',
  handle: async ({ actor }) => page(<p>Hello {actor.name}</p>),
};

async function serve(parts: Partial<ServerParts> = {}): Promise<FastifyInstance> {
  const assets = { css: [], early: [], js: [], dir: import.meta.dirname };
  const app = await buildServer({
    db,
    modules: [identity],
    extraRoutes: [inside],
    gate,
    today: () => today,
    behindProxy: false,
    assets,
    ...parts,
  });
  running.push(app);
  return app;
}

const ours = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const post = (
  app: FastifyInstance,
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) =>
  app.inject({
    method: 'POST',
    url,
    headers: { ...ours, ...headers },
    payload: new URLSearchParams({ tenantId, ...fields }).toString(),
  });
type Answer = Awaited<ReturnType<typeof post>>;
const cookies = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat();
const cookieOf = (answer: Answer) =>
  cookies(answer)
    .map((line) => line.split(';')[0])
    .join('; ');
const signedIn = async (app: FastifyInstance) => ({
  cookie: cookieOf(await post(app, '/sign-in', { email: 'lead@school.example', password })),
});

beforeAll(async () => {
  db = await loneDatabase();
  const hash = await newPassword(password, 'x@y');
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    await foundTenant(tx, doer, { name: 'Northmoor', kind: 'council' });
    await openAccount(tx, doer, { email: 'lead@school.example', name: 'Jo Field', password: hash });
    await openAccount(tx, doer, { email: 'locked@school.example', name: 'Lou Lock', password: hash });
  });
});
afterEach(() => Promise.all(running.splice(0).map((app) => app.close())));
afterAll(() => db.close());

describe('signing in', () => {
  it('asks for e-mail and password, and shows nobody and no organisation unless it is a demonstration', async () => {
    const html = (await (await serve()).inject('/sign-in')).body;
    expect(html).toContain('<title>Sign in – Waymark</title>');
    expect(html).toContain('name="email"');
    if (db.kind === 'embedded') expect(html).not.toContain('name="tenantId"');
    expect(html).not.toContain('school.example');
  });

  it('lists who can sign in to a demonstration', async () => {
    const demo = {
      password: 'made-up-words',
      people: [{ name: 'Ruth Abara', job: 'Headteacher', email: 'ruth@fernshire.example' }],
    };
    const html = (await (await serve({ demo })).inject('/sign-in')).body;
    for (const said of ['made-up-words', 'Ruth Abara', 'Headteacher', 'ruth@fernshire.example'])
      expect(html).toContain(said);
  });

  it('goes where one wanted to go, with a cookie for plain http', async () => {
    const app = await serve();
    const asked = await app.inject('/people?q=sam');
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/sign-in?to=%2Fpeople%3Fq%3Dsam']);
    expect((await app.inject(String(asked.headers.location))).body).toContain('value="/people?q=sam"');
    const answer = await post(app, '/sign-in', {
      email: 'LEAD@school.example',
      password,
      to: '/people?q=sam',
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/people?q=sam']);
    expect(cookies(answer)).toEqual([
      expect.stringMatching(/^waymark=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it('never goes to another site', async () => {
    const app = await serve();
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const answer = await post(app, '/sign-in', { email: 'lead@school.example', password, to });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
    }
  });

  it('sets a __Host- cookie when the proxy in front says HTTPS, and does not believe anybody else', async () => {
    const fields = { email: 'lead@school.example', password };
    const https = { 'x-forwarded-proto': 'https' };
    const behind = await post(await serve({ behindProxy: true }), '/sign-in', fields, https);
    expect(cookies(behind)).toEqual([
      expect.stringMatching(/^__Host-waymark=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect(behind.headers['strict-transport-security']).toBe('max-age=31536000');
    const straight = await post(await serve(), '/sign-in', fields, https);
    expect(cookies(straight)[0]).toMatch(/^waymark=/);
  });

  it('with the wrong password keeps the address, forgets the password and says neither was right', async () => {
    const app = await serve();
    const wrong = await post(app, '/sign-in', { email: 'lead@school.example', password: 'not-this-one' });
    const unknown = await post(app, '/sign-in', { email: 'nobody@school.example', password: 'not-this-one' });
    for (const answer of [wrong, unknown]) {
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('<a href="#email">The e-mail address or the password is not right</a>');
      expect(answer.body).toContain('<title>Error: Sign in – Waymark</title>');
      expect(answer.body).not.toContain('not-this-one');
      expect(cookies(answer)).toEqual([]);
    }
    expect(wrong.body).toContain('value="lead@school.example"');
  });

  it('says how long to wait after ten failures', async () => {
    const app = await serve();
    for (let tried = 0; tried < 10; tried++)
      await post(app, '/sign-in', { email: 'locked@school.example', password: 'not this one' });
    const answer = await post(app, '/sign-in', { email: 'locked@school.example', password });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Wait 15 minutes');
  });

  it('says which answers are missing', async () => {
    const answer = await post(await serve(), '/sign-in', { email: '' });
    expect(answer.body).toContain('Enter your e-mail address');
    expect(answer.body).toContain('Check this answer');
  });
});

describe('a session', () => {
  it('lets somebody in until they sign out', async () => {
    const app = await serve();
    const headers = await signedIn(app);
    const shown = await app.inject({ url: '/people', headers });
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain('Jo Field');
    const out = await post(app, '/sign-out', {}, headers);
    expect([out.statusCode, out.headers.location]).toEqual([303, '/sign-in']);
    expect(cookies(out).some((line) => /^waymark=; Max-Age=0/.test(line))).toBe(true);
    expect((await app.inject({ url: '/people', headers })).statusCode).toBe(303);
  });

  it('is a new one at each sign-in, and the old one has ended', async () => {
    const app = await serve();
    const old = await signedIn(app);
    const answer = await post(app, '/sign-in', { email: 'lead@school.example', password }, old);
    expect(cookieOf(answer)).not.toBe(old.cookie);
    expect((await app.inject({ url: '/people', headers: old })).statusCode).toBe(303);
    expect((await app.inject({ url: '/people', headers: { cookie: cookieOf(answer) } })).statusCode).toBe(
      200,
    );
  });
});
