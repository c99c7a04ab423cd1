import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { permissionTable } from '#modules/access';
import { castStaff, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { roles } from '../modules/access/permissions.ts';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const OURS = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
const routes = permissionTable.flatMap(({ what, permission }) => {
  const [method = '', path = ''] = what.split(' ');
  return method === 'GET' || method === 'POST' ? [{ method, path, permission } as const] : [];
});
const posts = routes.filter(({ method }) => method === 'POST');
const staff = Object.keys(castStaff) as StaffKey[];
const SCRIPT = '"><script>alert(1)</script>';

/** A path with somebody of the cast in it, and for the rest what is there for nobody. */
const filled = (path: string) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'personId' ? test.people.amara : randomUUID()));

function ask(
  method: 'GET' | 'POST',
  url: string,
  who: StaffKey | undefined,
  payload?: string,
  headers: object = OURS,
) {
  const cookie = who === undefined ? {} : { cookie: `waymark=${who}` };
  return site.app.inject({
    method,
    url,
    headers: { ...headers, ...cookie },
    ...(payload === undefined ? {} : { payload }),
  });
}

/** An empty form, as one with files where that is what is taken. */
async function sent(url: string, who: StaffKey | undefined) {
  const plain = await ask('POST', url, who, '');
  if (plain.statusCode !== 415) return plain;
  return ask('POST', url, who, '--b--\r\n', { ...OURS, 'content-type': 'multipart/form-data; boundary=b' });
}

/** What no database is asked for, or every one alike, is tried on the embedded one. */
const onServer = inject('server') !== null;

describe.skipIf(onServer)('every form', () => {
  it('is there for those whose role allows it and for nobody else, and sends whoever has not signed in to do so', async () => {
    expect(posts.length).toBeGreaterThan(40);
    // Each form is tried by three who may not, and each of those in turn at each permission: which form it is makes no difference.
    const tried = new Set<string>();
    for (const [at, { path, permission }] of posts.entries()) {
      if (permission === 'public') continue;
      const url = filled(path);
      const nobody = await sent(url, undefined);
      expect(nobody.statusCode, `nobody: ${path}`).toBe(303);
      expect(nobody.headers.location, path).toMatch(/^\/sign-in/);
      if (permission === 'signed_in') continue;
      const refused = staff.filter(
        (who) => !(roles[castStaff[who].role].may as readonly string[]).includes(permission),
      );
      const turned = [...refused.slice(at % refused.length), ...refused.slice(0, at % refused.length)];
      for (const [turn, who] of turned.entries()) {
        if (turn >= 3 && tried.has(`${who} ${permission}`)) continue;
        tried.add(`${who} ${permission}`);
        expect((await sent(url, who)).statusCode, `${who}: POST ${path}`).toBe(404);
      }
    }
  });

  it('is taken from our own pages only', async () => {
    for (const { path } of posts)
      for (const headers of [
        { ...OURS, 'sec-fetch-site': 'cross-site' },
        { ...OURS, 'sec-fetch-site': 'same-site' },
        { 'content-type': OURS['content-type'], origin: 'https://evil.example', host: 'waymark.example' },
      ]) {
        const { statusCode } = await ask('POST', filled(path), 'alison', 'reason=x', headers);
        expect(statusCode, `${path} ${JSON.stringify(headers)}`).toBe(403);
      }
  });
});

/** What a form is not: each is answered, and none breaks anything. */
const BODIES: readonly [what: string, body: (fields: readonly string[]) => string, type?: string][] = [
  ['nothing', () => ''],
  ['every field empty', (fields) => fields.map((name) => `${name}=`).join('&')],
  [
    'script in every field',
    (fields) => fields.map((name) => `${name}=${encodeURIComponent(SCRIPT)}`).join('&'),
  ],
  [
    'every field thrice',
    (fields) => fields.flatMap((name) => [1, 2, 3].map((n) => `${name}=${n}`)).join('&'),
  ],
  [
    'a formula',
    (fields) =>
      fields.map((name) => `${name}=${encodeURIComponent('=HYPERLINK("https://evil.example")')}`).join('&'),
  ],
  ['half a pair of letters', (fields) => fields.map((name) => `${name}=%ED%A0%80%F0%9F`).join('&')],
  ['the letter that no text holds', (fields) => fields.map((name) => `${name}=a%00b`).join('&')],
  [
    'a hundred thousand letters',
    (fields) =>
      fields
        .map((name) => `${name}=${'x'.repeat(20_000)}`)
        .join('&')
        .slice(0, 100_000),
  ],
  ['a number beyond numbers', (fields) => fields.map((name) => `${name}=9e999`).join('&')],
  [
    'an address elsewhere',
    (fields) =>
      fields.map((name) => `${name}=${encodeURIComponent('//evil.example/\r\nSet-Cookie: a=b')}`).join('&'),
  ],
  [
    'keys of objects',
    () => '__proto__[may]=yes&constructor.prototype.may=yes&__proto__=x&toString=x&hasOwnProperty=x',
  ],
  ['another id in every field', (fields) => fields.map((name) => `${name}=${randomUUID()}`).join('&')],
  ['JSON', () => '{"reason":{"$ne":null},"__proto__":{"may":true}}', 'application/json'],
  ['XML', () => '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>', 'application/xml'],
  ['no type at all', () => 'reason=x', ''],
  [
    'half of a form with files',
    () => '--b\r\nContent-Disposition: form-data; name="file"; filename="../../x.csv"\r\n\r\nab',
    'multipart/form-data; boundary=b',
  ],
];

/** Somebody who is let in: what is not allowed is not read at all. */
function whoMay(permission: string): StaffKey {
  const may = (who: StaffKey) => (roles[castStaff[who].role].may as readonly string[]).includes(permission);
  return staff.find(may) ?? 'alison';
}

/** Names that forms of ours have: a form that does not know one leaves it. */
const FIELDS =
  'reason name email password role setting from until from-day until-day left-day left-month left-year decision do chosen which parts basis basisNote recipient organisation contact body on-day on-month on-year restricted domain mark tier review_on to back secret words token code current leavers places targeted intensive rules source kind which year justified review upn familyName born-day submission shared'.split(
    ' ',
  );

/** What a database may make something else of than another. */
const OF_DATABASES = [
  'every field thrice',
  'half a pair of letters',
  'the letter that no text holds',
  'a hundred thousand letters',
  'a number beyond numbers',
  'another id in every field',
];

const toCase = ([what, body, type]: (typeof BODIES)[number]) => ({ what, body, type });

describe('what is sent instead of a form', () => {
  it.each(BODIES.filter(([what]) => !onServer || OF_DATABASES.includes(what)).map(toCase))(
    'is answered: $what',
    async ({ body, type }) => {
      const headers = type === undefined ? OURS : { ...OURS, 'content-type': type };
      for (const { path, permission } of posts) {
        const who = whoMay(permission);
        const reply = await ask('POST', filled(path), who, body(FIELDS), headers);
        const said = `${who}: POST ${path}`;
        expect([200, 303, 400, 403, 404, 409, 413, 415, 422], said).toContain(reply.statusCode);
        expect(reply.body, said).not.toContain(SCRIPT);
        expect(reply.headers['set-cookie'] ?? '', said).not.toContain('a=b');
        const to = String(reply.headers.location ?? '/');
        expect(to.startsWith('/') && !to.startsWith('//'), `${said} leads to ${to}`).toBe(true);
      }
      expect(site.faults).toEqual([]);
      expect(({} as Record<string, unknown>)['may']).toBeUndefined();
    },
    120_000,
  );
});

/** Addresses that are none. */
const TRICKS = [
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%ED%A0%80',
  "1'%20or%20'1'='1",
  '%3Cscript%3E',
  'a'.repeat(3_000),
  '%252e%252e',
  ';id=1',
  '~',
];

/** What is no id is an address; on a page without one it is a word to search for, of which the first three are the worst. */
function tricksFor(path: string): readonly string[] {
  const some = path.includes(':') ? TRICKS : TRICKS.slice(0, 3);
  return onServer ? some.filter((each) => each.includes('%')) : some;
}

describe('an address that is none', () => {
  it('is answered on every page', async () => {
    for (const { path, permission } of routes.filter(({ method }) => method === 'GET'))
      for (const trick of tricksFor(path)) {
        const url = path.includes(':')
          ? path.replaceAll(/:\w+/g, trick)
          : `${path}?q=${trick}&page=${trick}&to=//${trick}`;
        const reply = await ask('GET', url, 'alison');
        expect([200, 303, 400, 404, 414, 422], `GET ${url} (${permission})`).toContain(reply.statusCode);
        expect(reply.body, url).not.toMatch(/<script>(?!<)/);
      }
    expect(site.faults).toEqual([]);
  }, 120_000);
});
