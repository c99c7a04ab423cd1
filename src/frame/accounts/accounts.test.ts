import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountId, withActor } from '#db';
import { gate } from '#modules/access';
import { castPassword, castSettings, castStaff, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { buildServer } from '#web';
import { frameRoutes, modules } from '../../app.ts';

let test: TestDatabase;
let app: FastifyInstance;
const dir = fileURLToPath(new URL('.', import.meta.url));
const ORIGIN = 'http://localhost:3000';
const administrator = Object.values(castStaff).find(({ role }) => role === 'administrator');

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

type Answered = { status: number; body: string; to: string | undefined; cookie: string };

async function ask(
  method: 'GET' | 'POST',
  url: string,
  cookie: string,
  form: Record<string, string> = {},
): Promise<Answered> {
  const isForm = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN };
  const reply = await app.inject({
    method,
    url,
    headers: { host: 'localhost:3000', cookie, ...(method === 'POST' ? isForm : {}) },
    ...(method === 'POST' ? { payload: new URLSearchParams(form).toString() } : {}),
  });
  const set = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { location } = reply.headers;
  return { status: reply.statusCode, body: reply.body, to: location?.toString(), cookie: set || cookie };
}
const get = (url: string, cookie: string) => ask('GET', url, cookie);
const post = (url: string, cookie: string, form?: Record<string, string>) => ask('POST', url, cookie, form);

/** Signs in, with whichever organisation is this test's: on a server many share a database. */
const signIn = (email: string, password: string) =>
  post('/sign-in', '', { email, password, tenantId: test.tenantId });
async function cookieOf(email: string, password: string = castPassword): Promise<string> {
  const answer = await signIn(email, password);
  expect(answer.status, email).toBe(303);
  return answer.cookie;
}

const asAdministrator = () => cookieOf(administrator?.email ?? '');
const passwordOn = (body: string) => /<code[^>]*>([^<]+)</.exec(body)?.[1] ?? '';
const accountOn = (body: string) => /href="(\/accounts\/[0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
let count = 0;

async function opened(form: Record<string, string> = {}) {
  count += 1;
  const email = `new${count}@fernshire.example`;
  const admin = await asAdministrator();
  const answer = await post('/accounts/new', admin, {
    name: `New ${count}`,
    email,
    job: '',
    role: 'pastoral_lead',
    setting: castSettings.fernlow.name,
    reason: 'From September',
    ...form,
  });
  return { admin, email, answer, password: passwordOn(answer.body), path: accountOn(answer.body) };
}

async function acts(act: string): Promise<{ subject_id: string | null; why: string }[]> {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('audit.entry')
      .select(['subject_id', 'why'])
      .where('tenant_id', '=', test.tenantId)
      .where('act', '=', act)
      .execute(),
  );
}
const idIn = (path: string) => path.split('/')[2] as AccountId;

describe('an account that is opened', () => {
  it('has a first password that opens nothing but the page for another', async () => {
    const { answer, email, password, path } = await opened();
    expect(answer.status).toBe(200);
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const cookie = await cookieOf(email, password);
    for (const url of ['/', '/today', '/people', '/account', '/accounts', path])
      expect(await get(url, cookie), url).toMatchObject({ status: 303, to: '/account/password' });
    expect((await get('/account/password', cookie)).body).toContain('given to you by somebody else');

    const wrong = await post('/account/password', cookie, { current: 'no', password: 'violet tractor hums' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('This is not the password you have now');
    const same = await post('/account/password', cookie, { current: password, password });
    expect(same.body).toContain('Choose another one than you have now');
    const short = await post('/account/password', cookie, { current: password, password: 'short' });
    expect(short.body).toContain('Use at least 12 characters');

    const own = 'violet tractor hums';
    expect(await post('/account/password', cookie, { current: password, password: own })).toMatchObject({
      status: 303,
      to: '/',
    });
    expect((await get('/people', cookie)).status).toBe(200);
    expect((await signIn(email, password)).status).toBe(422);
    expect((await get('/people', await cookieOf(email, own))).status).toBe(200);
    expect(await acts('account.password_changed')).toContainEqual({
      subject_id: idIn(path),
      why: 'by its owner',
    });
  });

  it.each([
    [{ name: '' }, 'Enter a name'],
    [{ email: 'nobody' }, 'Enter an e-mail address, like name@school.example'],
    [{ email: castStaff.alison.email }, 'Somebody already signs in with this e-mail address'],
    [{ role: 'king' }, 'Choose a role'],
    [{ role: '' }, 'Choose a role'],
    [{ setting: '' }, 'The role pastoral lead works at one setting. Enter its name or URN'],
    [{ setting: 'Hogwarts' }, 'There is no setting with the URN or name'],
    [{ role: 'analyst' }, 'The role analyst is not for one setting. Leave this empty'],
    [{ reason: ' ' }, 'Say why, in a few words'],
  ])('is not, with %j: the form comes back with what is wrong and what was typed', async (form, problem) => {
    const before = (await get('/accounts', await asAdministrator())).body.match(/accounts<\/caption>/g);
    const { answer } = await opened({ job: 'Head of Year 9', ...form });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(problem.replaceAll('"', '&quot;'));
    expect(answer.body).toContain('value="Head of Year 9"');
    expect(before).not.toBeNull();
    expect(answer.body).not.toContain('<code');
  });

  it('is found by name, address and job, and shown with its roles', async () => {
    const { admin, path } = await opened({ name: 'Wilhelmina Quist', job: 'Librarian' });
    for (const words of ['quist', 'LIBRARIAN']) {
      const { body } = await get(`/accounts?q=${words}`, admin);
      expect(body).toContain('1 account<');
      expect(body).toContain(path);
      expect(body).toContain(`Pastoral lead at ${castSettings.fernlow.name}`);
    }
    expect((await get('/accounts?q=nobody%20at%20all', admin)).body).toContain('Nobody has an account with');
  });
});

describe('a role', () => {
  it('is given and ended, at once and on record, and may be given again', async () => {
    const { admin, email, password, path } = await opened();
    const cookie = await cookieOf(email, password);
    expect((await get(`${path}/roles`, admin)).body).toContain(castSettings.fernlow.name);
    const given = { role: 'tutor', setting: '', reason: 'Takes 9C' };
    expect(await post(`${path}/roles`, admin, given)).toMatchObject({ status: 303, to: path });
    const shown = (await get(path, admin)).body;
    expect(shown).toContain('Takes 9C');
    const ending = [...shown.matchAll(/href="(\/accounts\/[\w-]+\/roles\/[\w-]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    expect(ending).toHaveLength(2);
    const [lead = ''] = ending;
    expect((await post(lead, admin, { reason: '' })).body).toContain('Say why, in a few words');
    expect(await post(lead, admin, { reason: 'Left in July' })).toMatchObject({ status: 303, to: path });
    expect((await get(path, admin)).body).toContain('Left in July');
    expect(await get('/account/password', cookie), 'signed out at once').toMatchObject({ status: 303 });
    expect((await get('/account/password', cookie)).to).toContain('/sign-in');
    expect((await get(lead, admin)).status, 'ended already').toBe(404);
    expect((await acts('role.ended')).filter(({ subject_id }) => subject_id === idIn(path))).toHaveLength(1);

    const forAWhile = (until: Record<string, string>) =>
      post(`${path}/roles`, admin, { ...given, role: 'analyst', ...until });
    const past = await forAWhile({ 'until-day': '1', 'until-month': '9', 'until-year': '2020' });
    expect([past.status, past.body.includes('The last day is today or later')]).toEqual([422, true]);
    const wrong = await forAWhile({ 'until-day': '31', 'until-month': '2', 'until-year': '2030' });
    expect([wrong.status, wrong.body.includes('Enter a real date')]).toEqual([422, true]);
    expect(wrong.body).toContain('value="31"');
    expect((await forAWhile({ 'until-day': '31', 'until-month': '8', 'until-year': '2099' })).status).toBe(
      303,
    );
    expect((await get(path, admin)).body).toContain('Until 31 August 2099, then it holds no longer.');

    const again = { role: 'pastoral_lead', setting: castSettings.fernlow.name, reason: 'Came back' };
    expect((await post(`${path}/roles`, admin, again)).status).toBe(303);
    expect((await get(path, admin)).body).toContain('Came back');
  });

  it('that has ended lets nobody see anybody', async () => {
    const { admin, email, password, path } = await opened();
    let cookie = await cookieOf(email, password);
    const own = 'violet tractor hums';
    await post('/account/password', cookie, { current: password, password: own });
    expect((await get('/people', cookie)).status).toBe(200);
    const [, lead = ''] =
      /href="(\/accounts\/[\w-]+\/roles\/[\w-]+)"/.exec((await get(path, admin)).body) ?? [];
    await post(lead, admin, { reason: 'Left in July' });
    cookie = await cookieOf(email, own);
    expect((await get('/people', cookie)).status).toBe(404);
  });

  it('is not of one’s own to end, and the last administrator stays one', async () => {
    const admin = await asAdministrator();
    const own = `/accounts/${test.accounts[administrator?.key as StaffKey]}`;
    expect((await get(own, admin)).body).toContain('Another administrator can change its roles');
    for (const url of [`${own}/closing`, `${own}/password`])
      expect((await post(url, admin)).status).toBe(409);

    const { path, email, password } = await opened({ role: 'administrator', setting: '' });
    const cookie = await cookieOf(email, password);
    await post('/account/password', cookie, { current: password, password: 'violet tractor hums' });
    // Two administrators: one may close the other, and then is the last.
    expect(await post(`${own}/closing`, cookie)).toMatchObject({ status: 303 });
    expect((await signIn(administrator?.email ?? '', castPassword)).status).toBe(422);
    expect((await post(`${path}/closing`, cookie)).status).toBe(409);
    expect((await post(`${own}/opening`, cookie)).status).toBe(303);
    await asAdministrator();
    expect((await post(`${path}/closing`, await asAdministrator())).status).toBe(303);
    expect((await get('/accounts', cookie)).to, 'signed out at once').toContain('/sign-in');
  });
});

describe('an account', () => {
  it('that is closed lets nobody in until it is opened again, with what it had', async () => {
    const { admin, email, password, path } = await opened();
    const cookie = await cookieOf(email, password);
    expect((await get(`${path}/closing`, admin)).body).toContain('cannot sign in');
    expect(await post(`${path}/closing`, admin)).toMatchObject({ status: 303, to: path });
    expect((await get('/account/password', cookie)).to).toContain('/sign-in');
    const refused = await signIn(email, password);
    expect(refused.status).toBe(422);
    expect((await get(path, admin)).body).toContain('closed');
    expect(await post(`${path}/opening`, admin)).toMatchObject({ status: 303, to: path });
    await cookieOf(email, password);
    for (const act of ['account.closed', 'account.reopened'])
      expect(
        (await acts(act)).filter(({ subject_id }) => subject_id === idIn(path)),
        act,
      ).toHaveLength(1);
  });

  it('gets another password, shown once, and the one before opens nothing', async () => {
    const { admin, email, password, path } = await opened();
    const cookie = await cookieOf(email, password);
    const handed = await post(`${path}/password`, admin);
    const next = passwordOn(handed.body);
    expect(next).not.toBe(password);
    expect((await get('/account/password', cookie)).to).toContain('/sign-in');
    expect((await signIn(email, password)).status).toBe(422);
    await cookieOf(email, next);
    expect((await get(path, admin)).body).not.toContain(next);
  });

  it('is signed out elsewhere by its owner, who stays, and everywhere by an administrator', async () => {
    const { admin, email, password, path } = await opened();
    const own = 'violet tractor hums';
    const first = await cookieOf(email, password);
    await post('/account/password', first, { current: password, password: own });
    const second = await cookieOf(email, own);
    expect((await get('/account', first)).body).toContain('Sign the others out');
    expect((await post('/account/sessions', first)).status).toBe(303);
    expect((await get('/account', second)).to).toContain('/sign-in');
    expect((await get('/account', first)).status).toBe(200);
    expect((await get(path, admin)).body).toContain('Sign all of them out');
    await post(`${path}/sessions`, admin);
    expect((await get('/account', first)).to).toContain('/sign-in');
  });

  it('is nothing to those who do not manage accounts', async () => {
    const { path } = await opened();
    const cookie = await cookieOf(castStaff.alison.email);
    for (const url of [
      '/accounts',
      '/accounts/new',
      path,
      `${path}/roles`,
      `${path}/password`,
      `${path}/closing`,
    ])
      expect((await get(url, cookie)).status, url).toBe(404);
    for (const url of [
      '/accounts/new',
      `${path}/roles`,
      `${path}/password`,
      `${path}/closing`,
      `${path}/sessions`,
    ])
      expect((await post(url, cookie)).status, url).toBe(404);
  });
});
