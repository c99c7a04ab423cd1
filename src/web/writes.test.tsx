import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { lead, ours, serveTrial } from '#test/trial-server';
import { Layout, page, type Route, redirect } from './index.ts';

let written = 0;
beforeEach(() => {
  written = 0;
});

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
    method: 'POST',
    path: '/write',
    permission: 'signed_in',
    handle: async ({ form }) => {
      written += 1;
      return redirect('/people', { key: 'sign_in.wait', values: { count: Number(form.count ?? 1) } });
    },
  },
];

const post = (app: FastifyInstance, url: string, payload: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url, headers: { ...ours, ...headers }, payload });
type Answer = Awaited<ReturnType<typeof post>>;
const cookies = (answer: Answer) => [answer.headers['set-cookie'] ?? []].flat();

describe('a write', () => {
  it.each([
    ['from another site', { ...ours, 'sec-fetch-site': 'cross-site' }, 403],
    ['from another origin', { 'content-type': ours['content-type'], origin: 'https://evil.example' }, 403],
    ['as JSON', { ...ours, 'content-type': 'application/json' }, 415],
    [
      'as text that only looks like a form',
      { ...ours, 'content-type': 'application/x-www-form-urlencoded\t; a=b' },
      415,
    ],
    ['as a file', { ...ours, 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ])('%s is refused and does nothing', async (_what, headers, status) => {
    const { app } = await serveTrial(routes);
    const answer = await app.inject({
      method: 'POST',
      url: '/write',
      headers: { ...headers, ...lead },
      payload: 'count=1',
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('Nothing has been changed');
    expect(written).toBe(0);
  });

  it('that is too large is refused', async () => {
    const { app } = await serveTrial(routes);
    const answer = await post(app, '/write', `count=${'x'.repeat(129 * 1024)}`, lead);
    expect(answer.statusCode).toBe(413);
  });

  it('says once on the next page what was done', async () => {
    const { app } = await serveTrial(routes);
    const done = await post(app, '/write', 'count=7', lead);
    const both = { cookie: `${lead.cookie}; ${cookies(done)[0]?.split(';')[0]}` };
    const next = await app.inject({ url: '/people', headers: both });
    expect(next.body).toContain('Wait 7 minutes');
    expect(cookies(next)).toEqual([expect.stringMatching(/^waymark-flash=; Max-Age=0; Path=\/; HttpOnly/)]);
    expect((await app.inject({ url: '/people', headers: lead })).body).not.toContain('Wait 7 minutes');
  });
});
