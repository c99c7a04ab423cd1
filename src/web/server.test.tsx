import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, newId, openDatabase, type TenantId, withActor } from '#db';
import { commandActor, gate, grantRole } from '#modules/access';
import { foundTenant, newPassword, openAccount } from '#modules/identity';
import { Problems, Refused } from '#outcome';
import { identity } from '../modules/identity/module.ts';
import { buildServer, download, type Fault, Layout, type Module, notFound, page, redirect, type Route, type ServerParts } from './index.ts';

let db: Database;
const tenantId = newId<TenantId>();
const today = plainDate('2026-11-22');
const operator = commandActor(tenantId, 'jo', today);
const password = 'purple kettle stairs';
const dir = mkdtempSync(join(tmpdir(), 'waymark-assets-'));
const faults: Fault[] = [];
const running: FastifyInstance[] = [];
let written = 0;

const routes: Route[] = [
  { method: 'GET', path: '/people', permission: 'people.see', handle: async ({ frame }) => page(<Layout frame={frame} title="People"><h1>People</h1></Layout>) },
  { method: 'GET', path: '/people/:personId', permission: 'people.see', handle: async ({ params }) => (params['personId'] ? notFound() : redirect('/')) },
  { method: 'GET', path: '/file', permission: 'signed_in', handle: async () => download({ name: 'Žáci 10F.csv', type: 'text/csv; charset=utf-8', body: (async function* () { yield 'a,b\n'; yield '1,2\n'; })() }) },
  { method: 'POST', path: '/write', permission: 'signed_in', handle: async ({ form }) => { written += 1; return redirect('/people', { key: 'sign_in.wait', values: { count: Number(form['count'] ?? 1) } }); } },
  { method: 'GET', path: '/refused', permission: 'signed_in', handle: async () => { throw new Refused('This plan is closed.'); } },
  { method: 'GET', path: '/problems', permission: 'signed_in', handle: async () => { throw new Problems([{ field: 'x', message: 'Choose a day' }]); } },
  { method: 'GET', path: '/bug', permission: 'signed_in', handle: async () => { throw new Error('cannot read "Sam Hartley"'); } },
];
const trial: Module = { name: 'trial', routes, places: [{ href: '/people', label: 'domains.social', permission: 'people.see', order: 1 }] };

async function serve(parts: Partial<ServerParts> = {}): Promise<FastifyInstance> {
  const app = await buildServer({
    db, modules: [identity, trial], gate: { ...gate, check: () => {} }, today: () => today, behindProxy: false,
    assets: { css: ['/assets/style-abcdefgh.css'], js: [], dir }, report: (fault) => faults.push(fault), ...parts,
  });
  running.push(app);
  return app;
}

const ours = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const post = (app: FastifyInstance, url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers: { ...ours, ...headers }, payload: form(fields) });
type Answer = Awaited<ReturnType<typeof post>>;
const cookies = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat();
const cookieOf = (answer: Answer) => cookies(answer).map((line) => line.split(';')[0]).join('; ');

async function signedIn(app: FastifyInstance, email = 'lead@school.example'): Promise<{ cookie: string }> {
  const answer = await post(app, '/sign-in', { email, password });
  expect(answer.statusCode).toBe(303);
  return { cookie: cookieOf(answer) };
}

beforeAll(async () => {
  mkdirSync(join(dir, '.vite'));
  writeFileSync(join(dir, '.vite/manifest.json'), '{}');
  writeFileSync(join(dir, 'style-abcdefgh.css'), 'p {}');
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
  db = await openDatabase({});
  const hash = await newPassword(password, 'x@y');
  await withActor(db, operator, async (tx) => {
    await foundTenant(tx, operator, { name: 'Northmoor', kind: 'council' });
    const lead = await openAccount(tx, operator, { email: 'lead@school.example', name: 'Jo Field', password: hash });
    await grantRole(tx, operator, { accountId: lead, role: 'participation_lead', settingId: null, reason: 'a test' });
    const admin = await openAccount(tx, operator, { email: 'admin@school.example', name: 'Pat Stone', password: hash });
    await grantRole(tx, operator, { accountId: admin, role: 'administrator', settingId: null, reason: 'a test' });
    await openAccount(tx, operator, { email: 'locked@school.example', name: 'Lou Lock', password: hash });
  });
});
afterEach(() => Promise.all(running.splice(0).map((app) => app.close())));
afterAll(async () => {
  await db.close();
  rmSync(dir, { recursive: true });
});

describe('signing in', () => {
  it('asks for e-mail and password, and shows nobody and no organisation unless it is a demonstration', async () => {
    const html = (await (await serve()).inject('/sign-in')).body;
    expect(html).toContain('<title>Sign in – Waymark</title>');
    expect(html).toContain('name="email"');
    expect(html).not.toContain('name="tenantId"');
    expect(html).not.toContain('school.example');
  });

  it('lists who can sign in to a demonstration', async () => {
    const demo = { password: 'made-up-words', people: [{ name: 'Ruth Abara', job: 'Headteacher', email: 'ruth@fernshire.example' }] };
    const html = (await (await serve({ demo })).inject('/sign-in')).body;
    for (const said of ['made-up-words', 'Ruth Abara', 'Headteacher', 'ruth@fernshire.example']) expect(html).toContain(said);
  });

  it('goes where one wanted to go, with a cookie for plain http', async () => {
    const app = await serve();
    const asked = await app.inject('/people?q=sam');
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/sign-in?to=%2Fpeople%3Fq%3Dsam']);
    expect((await app.inject(String(asked.headers.location))).body).toContain('value="/people?q=sam"');
    const answer = await post(app, '/sign-in', { email: 'LEAD@school.example', password, to: '/people?q=sam' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/people?q=sam']);
    expect(cookies(answer)).toEqual([expect.stringMatching(/^waymark=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
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
    expect(cookies(behind)).toEqual([expect.stringMatching(/^__Host-waymark=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)]);
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
    for (let tried = 0; tried < 10; tried++) await post(app, '/sign-in', { email: 'locked@school.example', password: 'not this one' });
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
    expect((await app.inject({ url: '/people', headers: { cookie: cookieOf(answer) } })).statusCode).toBe(200);
  });

  it('begins at the first place one may go to, or says that there is none', async () => {
    const app = await serve();
    const lead = await app.inject({ url: '/', headers: await signedIn(app) });
    expect(lead.headers.location).toBe('/people');
    const admin = await app.inject({ url: '/', headers: await signedIn(app, 'admin@school.example') });
    expect([admin.statusCode, admin.headers.location]).toEqual([200, undefined]);
    expect(admin.body).toContain('Nothing to see here yet');
    expect(admin.body).not.toContain('href="/people"');
  });
});

describe('what is not allowed', () => {
  it('looks like what is not there', async () => {
    const app = await serve();
    const headers = await signedIn(app, 'admin@school.example');
    const allowed = await signedIn(app);
    const plain = (answer: Answer) => answer.body.replaceAll('Jo Field', '').replaceAll('Pat Stone', '').replace(/<nav.*<\/nav>|<section class="govuk-service.*?<\/section>/s, '');
    const forbidden = await app.inject({ url: '/people', headers });
    const missing = await app.inject({ url: '/nowhere', headers });
    expect([forbidden.statusCode, missing.statusCode]).toEqual([404, 404]);
    expect(forbidden.body).toBe(missing.body);
    for (const url of [`/people/${newId()}`, '/people/1', "/people/'or'1", '/people/%00']) {
      const answer = await app.inject({ url, headers: allowed });
      expect([url, answer.statusCode]).toEqual([url, 404]);
      expect(plain(answer)).toContain('Page not found');
    }
  });

  it('is kept, without the query', async () => {
    const app = await serve();
    await app.inject({ url: '/people?q=sam', headers: await signedIn(app, 'admin@school.example') });
    const entries = await withActor(db, operator, (tx) => tx.selectFrom('audit.entry').select('why').where('act', '=', 'access.refused').execute());
    expect(entries.at(-1)).toEqual({ why: 'GET /people' });
  });
});

describe('a write', () => {
  it.each([
    ['from another site', { ...ours, 'sec-fetch-site': 'cross-site' }, 403],
    ['that says nothing of where it comes from', { 'content-type': ours['content-type'] }, 403],
    ['from another origin', { 'content-type': ours['content-type'], origin: 'https://evil.example' }, 403],
    ['as JSON', { ...ours, 'content-type': 'application/json' }, 415],
    ['as text that only looks like a form', { ...ours, 'content-type': 'application/x-www-form-urlencoded\t; a=b' }, 415],
    ['as a file', { ...ours, 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('%s is refused and does nothing', async (_what, headers, status) => {
    const app = await serve();
    const before = written;
    const answer = await app.inject({ method: 'POST', url: '/write', headers: { ...headers, ...(await signedIn(app)) }, payload: 'count=1' });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('Nothing has been changed');
    expect(written).toBe(before);
  });

  it('that is too large is refused', async () => {
    const app = await serve();
    const answer = await post(app, '/write', { count: 'x'.repeat(65 * 1024) }, await signedIn(app));
    expect(answer.statusCode).toBe(413);
  });

  it('by nobody goes to sign in, and not back to the write', async () => {
    const answer = await post(await serve(), '/write', {});
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
  });

  it('says once on the next page what was done', async () => {
    const app = await serve();
    const { cookie } = await signedIn(app);
    const done = await post(app, '/write', { count: '7' }, { cookie });
    const both = { cookie: `${cookie}; ${cookieOf(done)}` };
    const next = await app.inject({ url: '/people', headers: both });
    expect(next.body).toContain('Wait 7 minutes');
    expect(cookies(next)).toEqual([expect.stringMatching(/^waymark-flash=; Max-Age=0; Path=\/; HttpOnly/)]);
    expect((await app.inject({ url: '/people', headers: { cookie } })).body).not.toContain('Wait 7 minutes');
  });
});

describe('what goes wrong', () => {
  it('as a rule that said no is a page with its sentence', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/refused', headers: await signedIn(app) });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('This plan is closed.');
  });

  it('as problems outside a form is a page that lists them', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/problems', headers: await signedIn(app) });
    expect([answer.statusCode, answer.body.includes('Choose a day')]).toEqual([422, true]);
  });

  it('as a bug is a page with a reference, which the log has too, and no name in either', async () => {
    const app = await serve();
    faults.length = 0;
    const answer = await app.inject({ url: '/bug?name=Sam+Hartley', headers: await signedIn(app) });
    expect(answer.statusCode).toBe(500);
    expect(faults).toHaveLength(1);
    expect(answer.body).toContain(faults[0]?.reference);
    expect(faults[0]).toMatchObject({ where: 'GET /bug', message: 'cannot read "…"' });
    expect(`${answer.body}${JSON.stringify(faults)}`).not.toContain('Hartley');
  });

  it('before anybody is known is a page too', async () => {
    const broken = { ...gate, check: () => {}, recognise: () => Promise.reject(new Error('no database')) };
    const app = await serve({ gate: broken });
    for (const url of ['/people', '/sign-in', '/nowhere']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    }
  });
});

describe('every answer', () => {
  it('tells the browser what to refuse, and keeps pages nowhere', async () => {
    const app = await serve();
    const headers = await signedIn(app);
    for (const url of ['/people', '/nowhere', '/sign-in', '/bug', '/file', '/health']) {
      const answer = await app.inject({ url, headers });
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin', 'cache-control': 'no-store' });
    }
  });

  it('that is a file streams under a safe name', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/file', headers: await signedIn(app) });
    expect(answer.body).toBe('a,b\n1,2\n');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="-ci-10F.csv"; filename*=UTF-8''${encodeURIComponent('Žáci 10F.csv')}`);
  });

  it('that is an asset is kept for ever when its name holds a hash, and hidden files are not there', async () => {
    const app = await serve();
    const style = await app.inject('/assets/style-abcdefgh.css');
    expect([style.statusCode, style.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await app.inject('/assets/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
    for (const url of ['/assets/.vite/manifest.json', '/assets/../package.json', '/assets/%2e%2e/package.json', '/assets/']) {
      expect((await app.inject(url)).statusCode).toBe(404);
    }
  });

  it('to the doctor is ok and no more', async () => {
    expect((await (await serve()).inject('/health')).body).toBe('ok');
  });
});

describe('the start of the server', () => {
  it('fails while a route is missing in the permission table', async () => {
    await expect(serve({ gate })).rejects.toThrow('GET /people has no row');
  });
});
