import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { admin, lead, ours, serveTrial } from '#test/trial-server';
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

describe('a form with files', () => {
  const came: { name: string; value?: string; file?: string; bytes?: number }[] = [];
  const route: Route = {
    method: 'POST',
    path: '/bring',
    permission: 'people.see',
    takesFiles: true,
    handle: async ({ parts }) => {
      for await (const part of parts) {
        if ('value' in part) came.push(part);
        else {
          let bytes = 0;
          for await (const piece of part.content) bytes += piece.length;
          came.push({ name: part.name, file: part.file, bytes });
        }
      }
      return redirect('/people');
    },
  };
  beforeEach(() => void came.splice(0));

  const boundary = '----of-a-test';
  const headers = {
    'sec-fetch-site': 'same-origin',
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  const field = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = (name: string, content: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n`;
  const end = `--${boundary}--\r\n`;
  const send = (app: FastifyInstance, payload: string, more: object = {}) =>
    app.inject({ method: 'POST', url: '/bring', headers: { ...headers, ...lead, ...more }, payload });

  it('comes part by part, in its order, longer than any other form may be', async () => {
    const { app } = await serveTrial([route]);
    const content = 'x'.repeat(300_000);
    const answer = await send(app, field('kind', 'people') + file('Ré sumé.csv', content) + end);
    expect(answer.statusCode).toBe(303);
    expect(came).toEqual([
      { name: 'kind', value: 'people' },
      { name: 'file', file: 'Ré sumé.csv', bytes: 300_000 },
    ]);
  });

  it('has its file cut one byte after the longest that is taken', async () => {
    const { app } = await serveTrial([route], { largestFile: 1000 });
    expect(
      (await send(app, file('long.csv', 'x'.repeat(5000)) + field('kind', 'people') + end)).statusCode,
    ).toBe(303);
    expect(came).toEqual([
      { name: 'file', file: 'long.csv', bytes: 1001 },
      { name: 'kind', value: 'people' },
    ]);
  });

  it('is as careful as any other about where it comes from and who sends it', async () => {
    const { app, kept } = await serveTrial([route]);
    const form = file('a.csv', 'a') + end;
    expect((await send(app, form, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await send(app, form, admin)).statusCode).toBe(404);
    expect((await send(app, form, { cookie: '' })).headers.location).toBe('/sign-in');
    expect(came).toEqual([]);
    expect(kept.refused).toEqual(['POST /bring']);
  });

  it.each([
    ['ends in the middle of a file', file('a.csv', 'a').slice(0, -5)],
    ['has no end', field('kind', 'people')],
    ['is none', 'nonsense'],
    ['holds two files', file('a.csv', 'a') + file('b.csv', 'b') + end],
  ])('that %s is said to be unreadable, and is no fault of ours', async (_what, payload) => {
    const { app, kept } = await serveTrial([route]);
    const answer = await send(app, payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('This could not be read');
    expect(kept.faults).toEqual([]);
  });

  it.each([
    ['a plain form', 'application/x-www-form-urlencoded'],
    ['a form without a boundary', 'multipart/form-data'],
    ['something that only looks like one', 'multipart/form-data\t; boundary=x'],
  ])('cannot be %s', async (_what, type) => {
    const { app } = await serveTrial([route]);
    expect((await send(app, 'kind=people', { 'content-type': type })).statusCode).toBe(415);
  });
});
