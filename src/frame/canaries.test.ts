import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { withActor } from '#db';
import { gate, permissionTable } from '#modules/access';
import { type TestDatabase, testDatabase } from '#test/database';
import { buildServer } from '#web';
import { frameRoutes, modules } from '../app.ts';

/** Words that are nowhere but where somebody typed them: what the server writes down must not have them. */
const CANARY = 'Kanarienvogel';
const MAIL = `${CANARY.toLowerCase()}@nest.example`;
const NUMBER = '9078563412';

let test: TestDatabase;
const written: string[] = [];

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  for (const stream of [process.stdout, process.stderr] as const)
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, name).mockImplementation(
      (...said: unknown[]) => void written.push(said.map(String).join(' ')),
    );
});
afterEach(() => {
  written.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await test.close();
});

/** The server as it runs, with its own way of writing faults down. */
async function server(db = test.db) {
  return buildServer({
    db,
    modules,
    extraRoutes: frameRoutes,
    gate,
    today: () => test.today,
    behindProxy: false,
    assets: { css: [], early: [], js: [], dir: '/' },
  });
}

const FIELDS = [
  'name',
  'email',
  'password',
  'code',
  'words',
  'secret',
  'reason',
  'text',
  'q',
  'title',
  'phrase',
];
const form = new URLSearchParams(
  FIELDS.map((name): [string, string] => [name, name === 'email' ? MAIL : `${CANARY} ${NUMBER}`]),
).toString();

/** Asks every address with a canary in its path, its query and its form. */
async function askEverything(app: Awaited<ReturnType<typeof server>>): Promise<number[]> {
  const statuses: number[] = [];
  for (const { what } of permissionTable) {
    const [method = '', path = ''] = what.split(' ');
    if (method !== 'GET' && method !== 'POST') continue;
    const url = path.replaceAll(/:(\w+)/g, (_, part: string) =>
      /[iI]d$/.test(part) ? randomUUID() : CANARY,
    );
    const { statusCode } = await app.inject({
      method,
      url: `${url}?q=${CANARY}&email=${MAIL}`,
      headers: {
        'sec-fetch-site': 'same-origin',
        cookie: `waymark=${CANARY}; theme=${CANARY}`,
        'user-agent': CANARY,
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      ...(method === 'POST' ? { payload: form } : {}),
    });
    statuses.push(statusCode);
  }
  return statuses;
}

const found = () => written.filter((line) => new RegExp(`${CANARY}|${NUMBER}`, 'i').test(line));

describe('what the server writes down', () => {
  it('has nothing of what was asked, typed or sent', async () => {
    const app = await server();
    expect((await askEverything(app)).length).toBeGreaterThan(100);
    await app.close();
    expect(found()).toEqual([]);
  });

  it('has nothing of it either when the database fails under it, and says that it failed', async () => {
    const broken = new Proxy(test.db, {
      get(db, key) {
        if (key !== 'kysely') return Reflect.get(db, key);
        throw new Error(`insert into people values ("${CANARY}") of ${MAIL} with ${NUMBER}`);
      },
    });
    const app = await server(broken);
    const statuses = await askEverything(app);
    await app.close();
    expect(statuses.filter((status) => status === 500).length).toBeGreaterThan(0);
    expect(written.join('').match(/"reference"/g)?.length ?? 0).toBeGreaterThan(0);
    expect(found()).toEqual([]);
  });

  it('has nothing of what a rule of the database was broken by', async () => {
    const fault = await withActor(test.db, test.whole, (tx) =>
      sql`insert into people.person (tenant_id, id, given_name, source, source_key, sex)
        values (${test.tenantId}, ${randomUUID()}, ${CANARY}, ${CANARY}, ${NUMBER}, ${CANARY})`.execute(tx),
    ).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(`${(fault as Error).message} ${(fault as Error).stack}`).not.toContain(CANARY);
  });
});
