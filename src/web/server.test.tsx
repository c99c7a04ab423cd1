import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type AccountId, type Database, newId, type TenantId } from '#db';
import { Problems, Refused } from '#outcome';
import {
  type Actor,
  buildServer,
  download,
  type Fault,
  type Gate,
  Layout,
  type Module,
  notFound,
  type Permission,
  page,
  type Route,
  redirect,
  type ServerParts,
} from './index.ts';

const today = plainDate('2026-11-22');
const dir = mkdtempSync(join(tmpdir(), 'waymark-assets-'));
const faults: Fault[] = [];
const refused: string[] = [];
const running: FastifyInstance[] = [];
let written = 0;

/** Lets in whoever has the cookie `lead` or `admin`. */
const gate: Gate = {
  async recognise(_db, { cookie }) {
    if (cookie !== 'lead' && cookie !== 'admin') return undefined;
    const may = new Set<Permission>(cookie === 'lead' ? ['people.see'] : ['accounts.manage']);
    const who = { tenantId: newId<TenantId>(), accountId: newId<AccountId>(), reach: 'whole' } as const;
    const actor: Actor = { ...who, name: 'Jo Field', roles: [], may, why: () => 'a test', today };
    return { actor, organisation: 'Northmoor', madeUp: false };
  },
  async refused(_db, _actor, what) {
    refused.push(what);
  },
  check() {},
};

const routes: Route[] = [
  {
    method: 'GET',
    path: '/people',
    permission: 'people.see',
    handle: async ({ frame }) =>
      page(
        <Layout frame={frame} title="People">
          <h1>People</h1>
        </Layout>,
      ),
  },
  {
    method: 'GET',
    path: '/people/:personId',
    permission: 'people.see',
    handle: async ({ params }) => (params['personId'] ? notFound() : redirect('/')),
  },
  {
    method: 'GET',
    path: '/file',
    permission: 'signed_in',
    handle: async () =>
      download({
        name: 'Žáci 10F.csv',
        type: 'text/csv; charset=utf-8',
        body: (async function* () {
          yield 'a,b\n';
          yield '1,2\n';
        })(),
      }),
  },
  {
    method: 'POST',
    path: '/write',
    permission: 'signed_in',
    handle: async ({ form }) => {
      written += 1;
      return redirect('/people', { key: 'sign_in.wait', values: { count: Number(form['count'] ?? 1) } });
    },
  },
  {
    method: 'GET',
    path: '/refused',
    permission: 'signed_in',
    handle: async () => {
      throw new Refused('This plan is closed.');
    },
  },
  {
    method: 'GET',
    path: '/problems',
    permission: 'signed_in',
    handle: async () => {
      throw new Problems([{ field: 'x', message: 'Choose a day' }]);
    },
  },
  {
    method: 'GET',
    path: '/bug',
    permission: 'signed_in',
    handle: async () => {
      throw new Error('cannot read "Sam Hartley"');
    },
  },
];
const trial: Module = {
  name: 'trial',
  routes,
  places: [{ href: '/people', label: 'domains.social', permission: 'people.see', order: 1 }],
};

async function serve(parts: Partial<ServerParts> = {}): Promise<FastifyInstance> {
  const assets = { css: ['/assets/style-abcdefgh.css'], js: [], dir };
  const report = (fault: Fault) => void faults.push(fault);
  const app = await buildServer({
    db: {} as Database,
    modules: [trial],
    gate,
    today: () => today,
    behindProxy: false,
    assets,
    report,
    ...parts,
  });
  running.push(app);
  return app;
}

const ours = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const lead = { cookie: 'waymark=lead' };
const admin = { cookie: 'waymark=admin' };
const post = (app: FastifyInstance, url: string, payload: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers: { ...ours, ...headers }, payload });
type Answer = Awaited<ReturnType<typeof post>>;
const cookies = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat();

beforeAll(() => {
  mkdirSync(join(dir, '.vite'));
  writeFileSync(join(dir, '.vite/manifest.json'), '{}');
  writeFileSync(join(dir, 'style-abcdefgh.css'), 'p {}');
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>');
});
afterEach(() => Promise.all(running.splice(0).map((app) => app.close())));
afterAll(() => rmSync(dir, { recursive: true }));

describe('who is not signed in', () => {
  it('signs in first and comes back, with the query', async () => {
    const answer = await (await serve()).inject('/people?q=sam');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?to=%2Fpeople%3Fq%3Dsam']);
  });

  it('does not come back to a write', async () => {
    const answer = await post(await serve(), '/write', '');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
  });
});

describe('home', () => {
  it('is the first place one may go to, or says that there is none', async () => {
    const app = await serve();
    expect((await app.inject({ url: '/', headers: lead })).headers.location).toBe('/people');
    const nowhere = await app.inject({ url: '/', headers: admin });
    expect([nowhere.statusCode, nowhere.headers.location]).toEqual([200, undefined]);
    expect(nowhere.body).toContain('Nothing to see here yet');
    expect(nowhere.body).not.toContain('href="/people"');
  });
});

describe('what is not allowed', () => {
  it('looks exactly like what is not there', async () => {
    const app = await serve();
    const [forbidden, missing] = [
      await app.inject({ url: '/people', headers: admin }),
      await app.inject({ url: '/nowhere', headers: admin }),
    ];
    expect([forbidden.statusCode, missing.statusCode]).toEqual([404, 404]);
    expect(forbidden.body).toContain('Page not found');
    expect(forbidden.body).toBe(missing.body);
    expect(forbidden.headers).toEqual(missing.headers);
  });

  it('is kept, without the query', async () => {
    refused.length = 0;
    await (await serve()).inject({ url: '/people?q=sam', headers: admin });
    expect(refused).toEqual(['GET /people']);
  });

  it.each([`/people/${newId()}`, '/people/1', "/people/'or'1", '/people/%00', '/people/%E0%A4%A'])(
    'nor is %s anywhere',
    async (url) => {
      const answer = await (await serve()).inject({ url, headers: lead });
      expect(answer.statusCode).toBe(url.endsWith('%A') ? 400 : 404);
    },
  );
});

describe('a write', () => {
  it.each([
    ['from another site', { ...ours, 'sec-fetch-site': 'cross-site' }, 403],
    ['that says nothing of where it comes from', { 'content-type': ours['content-type'] }, 403],
    ['from another origin', { 'content-type': ours['content-type'], origin: 'https://evil.example' }, 403],
    ['as JSON', { ...ours, 'content-type': 'application/json' }, 415],
    [
      'as text that only looks like a form',
      { ...ours, 'content-type': 'application/x-www-form-urlencoded\t; a=b' },
      415,
    ],
    ['as a file', { ...ours, 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('%s is refused and does nothing', async (_what, headers, status) => {
    const app = await serve();
    const before = written;
    const answer = await app.inject({
      method: 'POST',
      url: '/write',
      headers: { ...headers, ...lead },
      payload: 'count=1',
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('Nothing has been changed');
    expect(written).toBe(before);
  });

  it('that is too large is refused', async () => {
    const app = await serve();
    const answer = await post(app, '/write', `count=${'x'.repeat(65 * 1024)}`, lead);
    expect(answer.statusCode).toBe(413);
  });

  it('says once on the next page what was done', async () => {
    const app = await serve();
    const done = await post(app, '/write', 'count=7', lead);
    const both = { cookie: `${lead.cookie}; ${cookies(done)[0]?.split(';')[0]}` };
    const next = await app.inject({ url: '/people', headers: both });
    expect(next.body).toContain('Wait 7 minutes');
    expect(cookies(next)).toEqual([expect.stringMatching(/^waymark-flash=; Max-Age=0; Path=\/; HttpOnly/)]);
    expect((await app.inject({ url: '/people', headers: lead })).body).not.toContain('Wait 7 minutes');
  });
});

describe('what goes wrong', () => {
  it('as a rule that said no is a page with its sentence', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/refused', headers: lead });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('This plan is closed.');
  });

  it('as problems outside a form is a page that lists them', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/problems', headers: lead });
    expect([answer.statusCode, answer.body.includes('Choose a day')]).toEqual([422, true]);
  });

  it('as a bug is a page with a reference, which the log has too, and no name in either', async () => {
    const app = await serve();
    faults.length = 0;
    const answer = await app.inject({ url: '/bug?name=Sam+Hartley', headers: lead });
    expect(answer.statusCode).toBe(500);
    expect(faults).toHaveLength(1);
    expect(answer.body).toContain(faults[0]?.reference);
    expect(faults[0]).toMatchObject({ where: 'GET /bug', message: 'cannot read "…"' });
    expect(`${answer.body}${JSON.stringify(faults)}`).not.toContain('Hartley');
  });

  it('before anybody is known is a page too', async () => {
    const broken = { ...gate, recognise: () => Promise.reject(new Error('no database')) };
    const app = await serve({ gate: broken });
    for (const url of ['/people', '/nowhere']) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    }
  });
});

describe('every answer', () => {
  it('tells the browser what to refuse, and keeps pages nowhere', async () => {
    const app = await serve();
    for (const url of ['/people', '/nowhere', '/bug', '/file', '/health']) {
      const answer = await app.inject({ url, headers: lead });
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    }
  });

  it('that is a file streams under a safe name', async () => {
    const app = await serve();
    const answer = await app.inject({ url: '/file', headers: lead });
    expect(answer.body).toBe('a,b\n1,2\n');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="-ci-10F.csv"; filename*=UTF-8''${encodeURIComponent('Žáci 10F.csv')}`,
    );
  });

  it('that is an asset is kept for ever when its name holds a hash, and hidden files are not there', async () => {
    const app = await serve();
    const style = await app.inject('/assets/style-abcdefgh.css');
    expect([style.statusCode, style.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect((await app.inject('/assets/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
    for (const url of [
      '/assets/.vite/manifest.json',
      '/assets/../package.json',
      '/assets/%2e%2e/package.json',
      '/assets/',
    ]) {
      expect((await app.inject(url)).statusCode).toBe(404);
    }
  });

  it('to the doctor is ok and no more', async () => {
    expect((await (await serve()).inject('/health')).body).toBe('ok');
  });
});

describe('the start of the server', () => {
  it('shows every route to the permission table, and fails when that does', async () => {
    const found: string[] = [];
    await serve({
      gate: {
        ...gate,
        check: (routes) => found.push(...routes.map(({ what, permission }) => `${what} ${permission}`)),
      },
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'GET /health public',
        'GET / signed_in',
        'GET /people people.see',
        'POST /write signed_in',
      ]),
    );
    const strict = () => {
      throw new Error('GET /people has no row');
    };
    await expect(serve({ gate: { ...gate, check: strict } })).rejects.toThrow('GET /people has no row');
  });
});
