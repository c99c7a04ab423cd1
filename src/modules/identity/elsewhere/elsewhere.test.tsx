import type { FastifyInstance } from 'fastify';
import { TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { emptyDatabase } from '#test/database';
import { type RunningProvider, startProvider } from '#test/oidc-provider';
import { buildServer, EVERYWHERE, type Gate, page, type Route } from '#web';
import { closeAccount, foundTenant, newPassword, openAccount, sessionOf } from '../index.ts';
import { identity } from '../module.ts';
import { beginApp, confirmApp, pendingSecret } from '../second-step/ways.ts';
import { providerFrom } from './provider.ts';

let db: Database;
let app: FastifyInstance;
let provider: RunningProvider;
const tenantId = newId<TenantId>();
const doer = { tenantId, accountId: null };
const origin = 'https://waymark.northmoor.example';
const today = plainDate('2026-11-22');

const gate: Gate = {
  async recognise(database, { cookie }) {
    const session = await sessionOf(database, cookie);
    if (!session) return undefined;
    const { organisation, madeUp, proved } = session;
    const actor = {
      ...session,
      roles: [],
      may: new Set<never>(),
      mayAt: () => false,
      mayOwn: () => false,
      reach: 'whole' as const,
      why: () => undefined,
      today,
    };
    return { actor, organisation, madeUp, proved, workingAt: EVERYWHERE };
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

async function account(email: string, name: string) {
  const password = await newPassword('purple kettle stairs', email);
  return withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    openAccount(tx, doer, { email, name, password }),
  );
}

beforeAll(async () => {
  db = await emptyDatabase();
  await withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    foundTenant(tx, doer, { name: 'Northmoor', kind: 'council' }),
  );
  provider = await startProvider(`${origin}/sign-in/elsewhere/back`);
  app = await buildServer({
    db,
    modules: [identity],
    extraRoutes: [inside],
    gate,
    today: () => today,
    behindProxy: false,
    assets: { css: [], early: [], js: [], dir: import.meta.dirname },
  });
});
afterAll(async () => {
  await app.close();
  await provider.close();
  await db.close();
});
const SETTINGS = [
  'WAYMARK_OIDC_ISSUER',
  'WAYMARK_OIDC_CLIENT_ID',
  'WAYMARK_OIDC_CLIENT_SECRET',
  'WAYMARK_OIDC_NAME',
  'WAYMARK_ORIGIN',
  'WAYMARK_OIDC_SECOND_STEP',
  'WAYMARK_OIDC_EMAIL',
];
beforeEach(() => {
  Object.assign(process.env, {
    WAYMARK_OIDC_ISSUER: provider.issuer,
    WAYMARK_OIDC_CLIENT_ID: provider.clientId,
    WAYMARK_OIDC_CLIENT_SECRET: provider.clientSecret,
    WAYMARK_OIDC_NAME: 'Northmoor sign-in',
    WAYMARK_ORIGIN: origin,
  });
});
afterEach(() => {
  for (const name of SETTINGS) delete process.env[name];
});

/** Our side, as a browser keeps it. */
function browser() {
  const jar = new Map<string, string>();
  return {
    jar,
    async get(url: string) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await app.inject({ url, headers: { cookie } });
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
        const [pair = ''] = line.split(';');
        const [name = '', ...value] = pair.split('=');
        if (/Max-Age=0/.test(line)) jar.delete(name);
        else jar.set(name, value.join('='));
      }
      return { status: answer.statusCode, body: answer.body, to: String(answer.headers.location ?? '') };
    },
  };
}
/** Goes there and comes back, and answers what we say then. */
async function signInElsewhere(at = browser(), to = '/people') {
  const away = await at.get(`/sign-in/elsewhere?to=${encodeURIComponent(to)}`);
  expect(away.status).toBe(303);
  const back = await provider.visit(away.to);
  expect(back.startsWith(`${origin}/sign-in/elsewhere/back?`)).toBe(true);
  return { ...(await at.get(back.slice(origin.length))), back: back.slice(origin.length), at };
}

describe('signing in elsewhere', () => {
  it('is offered where there is a provider, by its name, beside the password', async () => {
    const { body } = await browser().get('/sign-in');
    expect(body).toContain('Sign in with Northmoor sign-in');
    expect(body).toContain('Password');
    delete process.env['WAYMARK_OIDC_ISSUER'];
    expect((await browser().get('/sign-in')).body).not.toContain('Sign in with');
    expect((await browser().get('/sign-in/elsewhere')).to).toBe('/sign-in');
  });

  it('lets in the account with the verified address, and takes it where it was going', async () => {
    await account('jo@northmoor.example', 'Jo Field');
    provider.next = { subject: 'jo-1', email: 'JO@northmoor.example' };
    const { status, to, at } = await signInElsewhere();
    expect([status, to]).toEqual([303, '/people']);
    expect((await at.get('/people')).body).toContain('Hello Jo Field');
    expect(at.jar.has('waymark-elsewhere')).toBe(false);
  });

  it('stays the account of that person whatever their address becomes, and is nobody else’s', async () => {
    provider.next = { subject: 'jo-1', email: 'jo.married@northmoor.example' };
    const again = await signInElsewhere();
    expect((await again.at.get('/people')).body).toContain('Hello Jo Field');
    // Somebody new was given the old address.
    provider.next = { subject: 'jo-2', email: 'jo@northmoor.example' };
    expect((await signInElsewhere()).body).toContain('You have no account here yet');
  });

  it('opens no account, and takes no address that is not verified', async () => {
    provider.next = { subject: 'new', email: 'new@northmoor.example' };
    const { status, body, at } = await signInElsewhere();
    expect([status, body.includes('You have no account here yet')]).toEqual([422, true]);
    expect((await at.get('/people')).to).toContain('/sign-in');
    await account('ann@northmoor.example', 'Ann Lee');
    provider.next = { subject: 'thief', email: 'ann@northmoor.example', verified: false };
    expect((await signInElsewhere()).body).toContain('You have no account here yet');
    provider.next = { subject: 'ann-1' };
    expect((await signInElsewhere()).body).toContain('You have no account here yet');
    process.env['WAYMARK_OIDC_EMAIL'] = 'trusted';
    provider.next = { subject: 'ann-1', email: 'ann@northmoor.example', verified: false };
    expect((await signInElsewhere()).to).toBe('/people');
  });

  it('lets in nobody whose account is closed', async () => {
    const accountId = await account('left@northmoor.example', 'Left Us');
    provider.next = { subject: 'left', email: 'left@northmoor.example' };
    expect((await signInElsewhere()).status).toBe(303);
    await withActor(db, { tenantId, reach: 'whole' }, (tx) => closeAccount(tx, doer, accountId));
    expect((await signInElsewhere()).status).toBe(422);
  });

  it('takes what came back once, in the browser that was sent, and only as it came', async () => {
    provider.next = { subject: 'jo-1', email: 'jo@northmoor.example' };
    const { back, at } = await signInElsewhere();
    expect((await at.get(back)).status, 'a second time').toBe(422);
    const mine = browser();
    const away = await mine.get('/sign-in/elsewhere');
    const came = (await provider.visit(away.to)).slice(origin.length);
    expect((await browser().get(came)).status, 'another browser').toBe(422);
    const other = browser();
    await other.get('/sign-in/elsewhere');
    expect((await other.get(came)).status, 'a browser that was sent with something else').toBe(422);
    expect((await mine.get(came.replace(/code=[^&]+/, 'code=made-up'))).status, 'another code').toBe(422);
    expect((await mine.get('/sign-in/elsewhere/back?error=access_denied&state=x')).status).toBe(422);
    expect((await mine.get('/sign-in/elsewhere/back')).status).toBe(422);
  });

  it('goes nowhere else afterwards', async () => {
    provider.next = { subject: 'jo-1', email: 'jo@northmoor.example' };
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example'])
      expect((await signInElsewhere(browser(), to)).to).toBe('/');
  });

  it('asks for our own second step, unless the provider’s counts', async () => {
    const accountId = await account('two@northmoor.example', 'Two Steps');
    const whose = { tenantId, accountId };
    await withSignIn(db, tenantId, async (tx) => {
      await beginApp(tx, whose);
      const secret = (await pendingSecret(tx, whose)) ?? '';
      const at = Date.now();
      await confirmApp(tx, whose, { typed: new TOTP({ secret }).generate({ timestamp: at }), name: 'x', at });
    });
    provider.next = { subject: 'two', email: 'two@northmoor.example' };
    expect((await signInElsewhere()).to).toBe('/sign-in/second-step?to=%2Fpeople');
    process.env['WAYMARK_OIDC_SECOND_STEP'] = 'trusted';
    const { to, at } = await signInElsewhere();
    expect(to).toBe('/people');
    const session = await sessionOf(db, at.jar.get('waymark'));
    expect(session).toMatchObject({ isFederated: true, secondStepElsewhere: true, secondStepDue: false });
  });

  it('shows once more who one is where one signed in', async () => {
    provider.next = { subject: 'jo-1', email: 'jo@northmoor.example' };
    const { at } = await signInElsewhere();
    const again = await at.get('/account/again?to=%2Fpeople');
    expect(again.to).toBe('/sign-in/elsewhere?again=yes&to=%2Fpeople');
    const away = new URL((await at.get(again.to)).to);
    expect([away.searchParams.get('prompt'), away.searchParams.get('max_age')]).toEqual(['login', '0']);
  });
});

describe('a provider', () => {
  it('that does not answer is said kindly, and the password still lets in', async () => {
    process.env['WAYMARK_OIDC_ISSUER'] = 'http://127.0.0.1:9';
    const { status, body } = await browser().get('/sign-in/elsewhere');
    expect([status, body.includes('does not answer')]).toEqual([503, true]);
    expect((await browser().get('/sign-in')).body).toContain('Password');
  });

  it('that is half said is refused by name', () => {
    expect(providerFrom({})).toBeUndefined();
    expect(() => providerFrom({ WAYMARK_OIDC_ISSUER: 'https://x.example' })).toThrow(
      'WAYMARK_OIDC_CLIENT_ID and WAYMARK_OIDC_CLIENT_SECRET and WAYMARK_ORIGIN',
    );
  });
});
