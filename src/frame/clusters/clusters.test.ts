import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gate } from '#modules/access';
import { castPassword, castStaff, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { buildServer } from '#web';
import { frameRoutes, modules } from '../../app.ts';

let test: TestDatabase;
let app: FastifyInstance;
const dir = fileURLToPath(new URL('.', import.meta.url));

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  app = await buildServer({
    db: test.db,
    modules,
    extraRoutes: frameRoutes,
    gate,
    today: () => test.today,
    assets: { css: [], early: [], js: [], dir },
    report: (fault) => {
      throw new Error(JSON.stringify(fault));
    },
  });
});
afterAll(async () => {
  await app.close();
  await test.close();
});

type Form = Record<string, string | readonly string[]>;

async function ask(method: 'GET' | 'POST', url: string, cookie: string, form: Form = {}) {
  const typed = new URLSearchParams(
    Object.entries(form).flatMap(([name, some]) =>
      [some].flat().map((value) => [name, value] as [string, string]),
    ),
  );
  const headers = { host: 'localhost:3000', cookie, origin: 'http://localhost:3000' };
  const isForm = { 'content-type': 'application/x-www-form-urlencoded' };
  return method === 'GET'
    ? app.inject({ method, url, headers })
    : app.inject({ method, url, headers: { ...headers, ...isForm }, payload: typed.toString() });
}

async function signedIn(who: StaffKey): Promise<string> {
  const form = { email: castStaff[who].email, password: castPassword, tenantId: test.tenantId };
  const answer = await ask('POST', '/sign-in', '', form);
  expect(answer.statusCode, who).toBe(303);
  return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}
const clusterOn = (body: string, name: string) =>
  new RegExp(`href="(/clusters/[0-9a-f-]{36})"[^>]*>${name}<`).exec(body)?.[1] ?? '';

describe('the clusters of an organisation', () => {
  it('are listed with their settings and whoever has a role for them', async () => {
    const { body } = await ask('GET', '/clusters', await signedIn('priya'));
    expect(body).toContain('Fernlow High School, Larkmoss Primary School');
    expect(body).toContain('Kwabena Asante');
    expect(clusterOn(body, 'Vale')).not.toBe('');
  });

  it('are for whoever manages accounts', async () => {
    for (const who of ['ruth', 'alison', 'kwabena'] as const)
      expect((await ask('GET', '/clusters', await signedIn(who))).statusCode, who).toBe(404);
  });

  it('are made, changed by what was ticked and unticked, and ended', async () => {
    const admin = await signedIn('priya');
    const { fernlow, quillbeck, turnstile } = test.settings;
    const made = await ask('POST', '/clusters/new', admin, {
      name: 'Hill Trust',
      kind: 'trust',
      settings: [fernlow, quillbeck],
    });
    expect([made.statusCode, made.headers.location]).toEqual([303, '/clusters']);
    const page = clusterOn((await ask('GET', '/clusters', admin)).body, 'Hill Trust');
    const form = {
      name: 'Hill Trust',
      kind: 'trust',
      were: [fernlow, quillbeck],
      settings: [quillbeck, turnstile],
    };
    expect((await ask('POST', page, admin, form)).statusCode).toBe(303);
    const { body } = await ask('GET', page, admin);
    const boxes = body.match(/<input class="govuk-checkboxes__input"[^>]*>/g) ?? [];
    const ticked = boxes
      .filter((box) => box.includes(' checked'))
      .map((box) => /value="([^"]+)"/.exec(box)?.[1]);
    expect(ticked.sort()).toEqual([quillbeck, turnstile].sort());
    expect((await ask('POST', `${page}/end`, admin)).statusCode).toBe(303);
    expect((await ask('GET', page, admin)).statusCode).toBe(404);
  });

  it('keep what was typed, and say what is wrong', async () => {
    const admin = await signedIn('priya');
    const answer = await ask('POST', '/clusters/new', admin, {
      name: 'vale',
      settings: test.settings.turnstile,
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Choose what it is');
    expect(answer.body).toContain('value="vale"');
    const taken = await ask('POST', '/clusters/new', admin, { name: 'vale', kind: 'area' });
    expect([taken.statusCode, taken.body.includes('There is already a cluster called vale')]).toEqual([
      422,
      true,
    ]);
  });

  it('that a role is given for are not ended, and that role is given on a page', async () => {
    const admin = await signedIn('priya');
    const list = (await ask('GET', '/clusters', admin)).body;
    const coast = clusterOn(list, 'Coast');
    const id = coast.split('/').at(-1) ?? '';
    const hannah = `/accounts/${test.accounts.hannah}`;
    const role = { role: 'adviser', reason: 'covers the coast' };
    const both = await ask('POST', `${hannah}/roles`, admin, {
      ...role,
      setting: 'Quillbeck School',
      cluster: id,
    });
    expect([both.statusCode, both.body.includes('Leave one of the two empty')]).toEqual([422, true]);
    expect((await ask('POST', `${hannah}/roles`, admin, { ...role, cluster: id })).statusCode).toBe(303);
    expect((await ask('GET', hannah, admin)).body).toContain('Adviser for the settings of Coast');
    expect((await ask('POST', `${coast}/end`, admin)).statusCode).toBe(409);
    expect((await ask('GET', '/people?setting=', await signedIn('hannah'))).statusCode).toBe(200);
  });
});
