/**
 * Fifteen hundred young people behind one address answer a questionnaire by links and cards of their own, each answer kept as it is given: by a server
 * in a process of its own, over real connections. At last the server is killed and started again under them, and lines are lost.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { plainDate } from '#dates';
import type { TenantId } from '#db';
import { type Instrument, loadInstruments } from '#modules/instruments';
import { freePort } from '../../scripts/testing/free-port.ts';
import { itemsOn, optionsOf } from '../../src/modules/instruments/rules/index.ts';
import type { Ground } from '../rig/ground.ts';
import { compare, type Pair, rounded, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';
import { makeProgram, type Server, startServer } from '../rig/server.ts';
import { askAll } from './council.ts';
import { type Offered, offer } from './offer.ts';
import { type Item, Phone, send } from './phone.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

const TODAY = plainDate('2026-11-20');
const NAME = 'resilience-wellbeing';
/** As many as are under way at once, where it goes as fast as it goes. */
const AT_ONCE = 50;
const ITEMS = 30;
/** What a second brings: sign-ins, and answers. */
const SIGN_INS = 250;
const ANSWERS = 500;
/** The rates at which answers come before that, and which share of them: where it begins to be too much shows. */
const STEPS = [
  [200, 0.1],
  [300, 0.15],
  [400, 0.2],
  [ANSWERS, 0.55],
] as const;
/** Of so many answers one is on a line that is lost, while the server is killed as well. */
const CUT_ONE_IN = 50;
const DOORS = ['link', 'card'] as const;
/** How often it is killed, and the answers that are left for then, about as many for each. */
const KILLS = 2;
const LAST = 5;

export async function measureAnswering(open: () => Promise<Ground>, quick: boolean): Promise<Measured> {
  makeProgram();
  const people = quick ? 60 : 1_500;
  const ground = await open();
  let server: Server | undefined;
  try {
    const instrument = named(NAME);
    const { tenantId, doors } = await askAll(ground, instrument, people, TODAY);
    await ground.rest();
    await ground.letGo();
    const port = await freePort();
    const start = () => startServer(ground, TODAY, port);
    server = await start();
    const phones = doors.map((door) => new Phone(port, door, itemsIn(instrument)));

    // A server that has just started has to find its way first.
    await each(phones, (phone) => looked(port, phone));
    const entered = await offer(
      SIGN_INS,
      people,
      inTurn(phones, (phone) => phone.enter()),
    );
    await each(phones, (phone) => phone.begin());
    const fast = phones.slice(0, Math.round(people / 5));
    const byLink = fast.filter(({ door }) => 'token' in door);
    const byCard = fast.filter(({ door }) => !('token' in door));
    const flatOut = [await asFastAsItGoes(port, byLink), await asFastAsItGoes(port, byCard)];
    const slow = phones.slice(fast.length);
    const paced: Figure[] = [];
    const next = whoIsFree(slow, (phone) => phone.answerNext());
    for (const [rate, share] of STEPS) {
      const many = Math.floor(slow.length * (ITEMS - LAST) * share);
      paced.push(...offered(`${rate} answers a second`, await offer(rate, many, next)));
    }

    const outages: number[] = [];
    const rest = answerTheRest(slow);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(quick ? 100 : 4_000);
      const killed = performance.now();
      await server.kill();
      server = await start();
      outages.push((performance.now() - killed) / 1000);
    }
    const again = await rest;
    await server.stop();

    const stored = await storedIn(ground, tenantId);
    return {
      sizes: { people, items: ITEMS, atOnce: AT_ONCE },
      comparisons: [
        ...flatOut.map((pair, at) =>
          compare(
            {
              what: `${byLink.length * ITEMS} answers by ${DOORS[at]}, each kept as it is given, as fast as it goes`,
              ours: 'answers kept over HTTP',
              bare: 'as many requests that ask nothing',
            },
            [pair],
          ),
        ),
      ],
      figures: [
        ...offered(`${SIGN_INS} a second begin by a link or sign in by a card`, entered),
        ...flatOut.map(({ ours }, at) =>
          count(
            `answers kept by ${DOORS[at]}, as fast as it goes, a second`,
            Math.round((byLink.length * ITEMS) / (ours / 1000)),
          ),
        ),
        ...paced,
        count('then the server was killed, and started again', outages.length),
        { what: 'longest until it answered again', unit: 's', value: rounded(Math.max(0, ...outages)) },
        count('answers sent again, for nobody heard that they were kept', again),
        count(
          'answers acknowledged',
          phones.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0),
        ),
        count(
          'answers acknowledged that are not stored as they were given',
          phones.reduce((sum, phone) => sum + lostBy(phone, stored), 0),
        ),
      ],
    };
  } finally {
    await server?.stop();
    await ground.close();
  }
}

function named(name: string): Instrument {
  const found = loadInstruments().find((instrument) => instrument.name === name);
  if (!found) throw new Error(`No instrument ${name}`);
  return found;
}

function itemsIn(instrument: Instrument): Item[] {
  const items = instrument.pages.flatMap((page, at) =>
    itemsOn(page).flatMap((item) =>
      item.kind === 'scale'
        ? [{ page: at + 1, code: item.code, answers: optionsOf(instrument, item).map(({ code }) => code) }]
        : [],
    ),
  );
  return items.slice(0, ITEMS);
}

async function looked(port: number, { door }: Phone): Promise<void> {
  const { status } = await send(port, 'GET', 'token' in door ? `/q/${door.token}` : '/card');
  if (status !== 200) throw new Error(`A first look was answered ${status}`);
}

function asFastAsItGoes(port: number, phones: readonly Phone[]): Promise<Pair> {
  const bare = () => each(phones, () => repeat(ITEMS, () => health(port)));
  return timed(() => each(phones, answerAll)).then(async (ours) => ({ ours, bare: await timed(bare) }));
}

async function answerAll(phone: Phone): Promise<void> {
  while (phone.left > 0) await phone.answerNext();
}

/** Everybody gives the answers that are left, at the same rate, on lines that may be lost, to a server that may be gone. Answers how many were sent again. */
async function answerTheRest(phones: readonly Phone[]): Promise<number> {
  const many = phones.reduce((sum, { left }) => sum + left, 0);
  let sent = 0;
  let turn = 0;
  const isCut = () => {
    turn += 1;
    return turn % CUT_ONE_IN === 0;
  };
  const next = whoIsFree(phones, async (phone) => {
    const times = await phone.answerWhateverHappens(isCut);
    sent += times;
  });
  await offer(ANSWERS, many, next);
  return sent - many;
}

/** Whoever has no answer under way gives the next one. */
function whoIsFree(phones: readonly Phone[], act: (phone: Phone) => Promise<void>) {
  const free = phones.filter(({ left }) => left > 0);
  return () => {
    const phone = free.shift();
    return phone && (() => act(phone).then(() => void (phone.left === 0 || free.push(phone))));
  };
}

function inTurn<T>(all: readonly T[], act: (one: T) => Promise<void>) {
  const left = all.values();
  return () => {
    const { value } = left.next();
    return value && (() => act(value));
  };
}

/** What is stored, by the invitation and the item: the answers that stand. */
async function storedIn(ground: Ground, tenantId: TenantId): Promise<Map<string, string>> {
  const rows = await ground.asOwner((ask) =>
    ask(
      `select distinct on (answer.response_id, answer.item) response.invitation_id as invitation, answer.item, answer.given ->> 'is' as said
       from instruments.answer as answer
       join instruments.response as response on response.tenant_id = answer.tenant_id and response.id = answer.response_id
       where answer.tenant_id = $1 order by answer.response_id, answer.item, answer.revision desc`,
      [tenantId],
    ),
  );
  return new Map(rows.map(({ invitation, item, said }) => [`${invitation} ${item}`, String(said)]));
}

function lostBy({ door, acknowledged }: Phone, stored: ReadonlyMap<string, string>): number {
  return [...acknowledged].filter(([item, said]) => stored.get(`${door.invitationId} ${item}`) !== said)
    .length;
}

function offered(what: string, { aSecond, half, ninetyNine }: Offered): Figure[] {
  return [
    count(`${what}: done, a second`, aSecond),
    { what: `${what}: half within`, unit: 'ms', value: half },
    { what: `${what}: 99 of 100 within`, unit: 'ms', value: ninetyNine },
  ];
}

function count(what: string, value: number): Figure {
  return { what, unit: '', value };
}

/** As many at once as a school does. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work();
}

async function health(port: number): Promise<void> {
  const { status } = await send(port, 'GET', '/health');
  if (status !== 200) throw new Error(`GET /health was answered ${status}`);
}
