import { describe, expect, it } from 'vitest';
import { newId } from '#db';
import { admin, lead, ours, serveTrial, trialGate } from '#test/trial-server';
import { download, Layout, notFound, page, type Route, redirect } from './index.ts';

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
    handle: async ({ params }) => (params.personId ? notFound() : redirect('/')),
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
  { method: 'POST', path: '/write', permission: 'signed_in', handle: async () => redirect('/people') },
];

describe('who is not signed in', () => {
  it('signs in first and comes back, with the query', async () => {
    const answer = await (await serveTrial(routes)).app.inject('/people?q=sam');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in?to=%2Fpeople%3Fq%3Dsam']);
  });

  it('does not come back to a write', async () => {
    const answer = await (await serveTrial(routes)).app.inject({
      method: 'POST',
      url: '/write',
      headers: ours,
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
  });
});

describe('home', () => {
  it('is the first place one may go to, or says that there is none', async () => {
    const { app } = await serveTrial(routes);
    expect((await app.inject({ url: '/', headers: lead })).headers.location).toBe('/people');
    const nowhere = await app.inject({ url: '/', headers: admin });
    expect([nowhere.statusCode, nowhere.headers.location]).toEqual([200, undefined]);
    expect(nowhere.body).toContain('Nothing to see here yet');
    expect(nowhere.body).not.toContain('href="/people"');
  });
});

describe('what is not allowed', () => {
  it('looks exactly like what is not there', async () => {
    const { app } = await serveTrial(routes);
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
    const { app, kept } = await serveTrial(routes);
    await app.inject({ url: '/people?q=sam', headers: admin });
    expect(kept.refused).toEqual(['GET /people']);
  });

  it.each([`/people/${newId()}`, '/people/1', "/people/'or'1", '/people/%00', '/people/%E0%A4%A'])(
    'nor is %s anywhere',
    async (url) => {
      const answer = await (await serveTrial(routes)).app.inject({ url, headers: lead });
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('Page not found');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    },
  );
});

describe('every answer', () => {
  it('tells the browser what to refuse, and keeps pages nowhere', async () => {
    const { app } = await serveTrial(routes);
    for (const url of ['/people', '/nowhere', '/file', '/health']) {
      const answer = await app.inject({ url, headers: lead });
      expect(answer.headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
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
    const { app } = await serveTrial(routes);
    const answer = await app.inject({ url: '/file', headers: lead });
    expect(answer.body).toBe('a,b\n1,2\n');
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="-ci-10F.csv"; filename*=UTF-8''${encodeURIComponent('Žáci 10F.csv')}`,
    );
  });

  it('that is an asset is kept for ever when its name holds a hash, and hidden files are not there', async () => {
    const { app } = await serveTrial(routes);
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
    expect((await (await serveTrial(routes)).app.inject('/health')).body).toBe('ok');
  });
});

describe('the start of the server', () => {
  it('shows every route to the permission table, and fails when that does', async () => {
    const found: string[] = [];
    await serveTrial(routes, {
      gate: {
        ...trialGate(),
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
    await expect(serveTrial(routes, { gate: { ...trialGate(), check: strict } })).rejects.toThrow(
      'GET /people has no row',
    );
  });
});
