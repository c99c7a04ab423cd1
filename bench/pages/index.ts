/** The list of people, a young person's page, Today and finding: what a request takes, and what row security costs in their SQL. */
import type { FastifyInstance } from 'fastify';
import { plainDate } from '#dates';
import { type PersonId, withActor } from '#db';
import { commandActor, gate } from '#modules/access';
import { refreshProfiles } from '#modules/risk';
import { Refused } from '#outcome';
import { castPassword, castSettings, castStaff, type StaffKey } from '#test/cast';
import { buildServer, loadAssets, type Route } from '#web';
import { frameRoutes, modules } from '../../src/app.ts';
import { fillDemo } from '../../src/demo/index.ts';
import type { Ask, Ground } from '../rig/ground.ts';
import { type Comparison, compare, type Pair, quantile, rounded, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { type Recorder, recording, replay, type Visit } from './statements.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;
type Known = { id: PersonId; name: string };
type Visitor = { who: string; cookie: string; people: readonly Known[] };
type Page = { what: string; urlOf: (turn: number, visitor: Visitor) => string };

const TODAY = plainDate('2026-11-20');
const WARM_UP = 20;
const ORIGIN = 'http://localhost:3000';

/** One who reaches the whole council, one who reaches a single school. */
const VISITORS: readonly [who: string, key: StaffKey][] = [
  ['whole reach', 'alison'],
  ['one setting', 'ruth'],
];

/** @param youngPeople 100,000 is a large council */
export async function measurePages(
  open: () => Promise<Ground>,
  quick: boolean,
  youngPeople = quick ? 300 : 100_000,
): Promise<Measured> {
  // Before a hundred thousand are made up.
  loadAssets();
  const personPath = pathOfPerson();
  const pages: Page[] = [
    { what: 'list', urlOf: () => '/people' },
    {
      what: 'person',
      urlOf: (turn, { people }) => personPath.replace(/:\w+/, people[turn % people.length]?.id ?? ''),
    },
    { what: 'today', urlOf: () => '/today' },
    {
      what: 'find',
      urlOf: (turn, { people }) => `/find?q=${encodeURIComponent(people[turn % people.length]?.name ?? '')}`,
    },
    {
      what: 'find, misspelt',
      urlOf: (turn, { people }) =>
        `/find?q=${encodeURIComponent(misspelt(people[turn % people.length]?.name ?? ''))}`,
    },
  ];
  const ground = await open();
  try {
    return await measureOn(ground, pages, youngPeople, quick ? 20 : 200);
  } finally {
    await ground.close();
  }
}

async function measureOn(
  ground: Ground,
  pages: readonly Page[],
  youngPeople: number,
  requests: number,
): Promise<Measured> {
  const { tenantId } = await fillDemo(ground.db, { youngPeople, seed: 1, today: TODAY });
  const command = commandActor(tenantId, 'bench', TODAY);
  await withActor(ground.db, command, (tx) => refreshProfiles(tx, command, TODAY));
  await ground.rest();
  const recorder = recording(ground.db);
  const app = await serverOn(ground.db);
  const listener = await serverOn(recorder.db);
  const comparisons: Comparison[] = [];
  const figures: Figure[] = [];
  for (const [who, key] of VISITORS) {
    const visitor = {
      who,
      cookie: await signIn(app, key),
      people: await peopleFor(ground, tenantId, key, requests),
    };
    for (const page of pages) {
      const what = `${page.what}, ${who}`;
      figures.push(...(await measureRequests(app, page, visitor, requests, what)));
      const found = await measureSql(
        ground,
        await statementsOf(listener, recorder, page, visitor, requests),
        what,
      );
      comparisons.push(found.comparison);
      figures.push(found.p95);
    }
  }
  await app.close();
  await listener.close();
  return { sizes: { youngPeople, requests }, comparisons, figures };
}

function serverOn(db: Ground['db']): Promise<FastifyInstance> {
  return buildServer({ db, modules, extraRoutes: frameRoutes, gate, today: () => TODAY });
}

function pathOfPerson(): string {
  const routes: readonly Route[] = [...modules.flatMap((module) => module.routes), ...frameRoutes];
  const has = (path: RegExp) => routes.find((route) => route.method === 'GET' && path.test(route.path));
  const person = has(/^\/people\/:\w+$/);
  if (!has(/^\/people$/) || !person)
    throw new Refused('There is no list of people, or no page of a person, to measure yet.');
  return person.path;
}

async function signIn(app: FastifyInstance, key: StaffKey): Promise<string> {
  const reply = await app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: {
      host: new URL(ORIGIN).host,
      origin: ORIGIN,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ email: castStaff[key].email, password: castPassword, to: '/' }).toString(),
  });
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  if (reply.statusCode !== 303 || cookie === '')
    throw new Error(`Signing in as ${key} answered ${reply.statusCode}`);
  return cookie;
}

/** Young people this account may open, spread over all of them. */
async function peopleFor(
  { db }: Ground,
  tenantId: Parameters<typeof commandActor>[0],
  key: StaffKey,
  many: number,
): Promise<Known[]> {
  const [setting] = castStaff[key].settings;
  const rows = await withActor(db, { tenantId, reach: 'whole' }, (tx) => {
    const all = tx
      .selectFrom('people.person as person')
      .select(['person.id', 'person.given_name', 'person.family_name'])
      .where('person.tenant_id', '=', tenantId)
      .orderBy('person.id');
    if (setting === undefined) return all.execute();
    const { id } = castSettings[setting];
    return all.where('person.setting_id', '=', id).execute();
  });
  const step = Math.max(1, Math.floor(rows.length / many));
  return rows
    .filter((_, index) => index % step === 0)
    .map(({ id, given_name, family_name }) => ({
      id,
      name: `${given_name ?? ''} ${family_name ?? ''}`.trim(),
    }))
    .slice(0, many);
}

/** Two letters in the middle of the last word changed round: a slip of the finger. */
function misspelt(name: string): string {
  const letters = [...name];
  const at = Math.max(0, letters.length - 3);
  [letters[at], letters[at - 1]] = [letters[at - 1] ?? '', letters[at] ?? ''];
  return letters.join('');
}

async function measureRequests(
  app: FastifyInstance,
  page: Page,
  visitor: Visitor,
  requests: number,
  what: string,
): Promise<Figure[]> {
  const times: number[] = [];
  for (let turn = 0; turn < requests + WARM_UP; turn += 1) {
    const took = await timed(() => get(app, page.urlOf(turn, visitor), visitor));
    if (turn >= WARM_UP) times.push(took);
  }
  return [
    { what: `${what}: request, median`, unit: 'ms', value: rounded(share(times, 0.5)) },
    { what: `${what}: request, p95`, unit: 'ms', value: rounded(share(times, 0.95)) },
  ];
}

async function get(app: FastifyInstance, url: string, { cookie }: Visitor): Promise<void> {
  const reply = await app.inject({ url, headers: { host: new URL(ORIGIN).host, cookie } });
  if (reply.statusCode !== 200) throw new Error(`GET ${url} answered ${reply.statusCode}`);
}

/** The SQL of every request once, whatever other requests it belongs beside. */
async function statementsOf(
  app: FastifyInstance,
  recorder: Recorder,
  page: Page,
  visitor: Visitor,
  requests: number,
): Promise<Visit[][]> {
  const all: Visit[][] = [];
  for (let turn = 0; turn < requests; turn += 1) {
    recorder.taken();
    await get(app, page.urlOf(turn, visitor), visitor);
    all.push(recorder.taken());
  }
  return all;
}

/** Each request's SQL in turns as the actor and past row security, on one connection. */
async function measureSql(
  ground: Ground,
  requests: readonly Visit[][],
  what: string,
): Promise<{ comparison: Comparison; p95: Figure }> {
  const pairs = await ground.asOwner(async (ask: Ask) => {
    const found: Pair[] = [];
    for (const [turn, visits] of [...requests.slice(0, WARM_UP), ...requests].entries()) {
      const pair = { ours: await replay(ask, visits, 'actor'), bare: await replay(ask, visits, 'owner') };
      if (turn >= Math.min(WARM_UP, requests.length)) found.push(pair);
    }
    return found;
  });
  const sides = {
    ours: 'the SQL of the page under row security',
    bare: 'the same statements past row security',
  };
  const comparison = compare({ what: `SQL of ${what}`, ...sides }, pairs);
  const [ours, bare] = [pairs.map((pair) => pair.ours), pairs.map((pair) => pair.bare)];
  const p95 = share(ours, 0.95) / share(bare, 0.95);
  const says = `${rounded(share(ours, 0.95))} ms / ${rounded(share(bare, 0.95))} ms`;
  return {
    comparison: { ...comparison, pairs: [] },
    p95: { what: `SQL of ${what}: p95 / p95 (${says})`, unit: '×', value: rounded(p95) },
  };
}

function share(values: readonly number[], at: number): number {
  return quantile(
    values.toSorted((one, other) => one - other),
    at,
  );
}
