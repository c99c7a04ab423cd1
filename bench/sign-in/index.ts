/** Fifteen hundred people behind one address sign in at once; and whether anybody gets in who only guesses. */
import type { FastifyInstance } from 'fastify';
import { plainDate } from '#dates';
import type { TenantId } from '#db';
import { type AccountId, newId, type Tx, withActor } from '#db';
import { commandActor, gate, giveOwnRole } from '#modules/access';
import {
  foundTenant,
  makeCard,
  newPassword,
  openAccount,
  openHolder,
  type PasswordHash,
} from '#modules/identity';
import { buildServer, loadAssets } from '#web';
import { frameRoutes, modules } from '../../src/app.ts';
import { isPassword } from '../../src/modules/identity/passwords.ts';
import type { Ground } from '../rig/ground.ts';
import { compare, type Pair, rounded, timed } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';

type Measured = Pick<Result, 'sizes' | 'comparisons' | 'figures'>;

const TODAY = plainDate('2026-11-20');
const PASSWORD = 'purple kettle stairs';
/** As many as a browser of a school sends at once, all together. */
const AT_ONCE = 50;
/** Accounts that are guessed at. */
const GUESSED = 100;
const SCHOOL = '198.51.100.7';

type Person = { email: string; words: string; secret: string };

export async function measureSignIn(open: () => Promise<Ground>, quick: boolean): Promise<Measured> {
  loadAssets();
  const people = quick ? 50 : 1_500;
  const guesses = quick ? 500 : 100_000;
  const runs = quick ? 1 : 3;
  const ground = await open();
  try {
    const tenantId = newId<TenantId>();
    const known = await openAll(ground, tenantId, people);
    await ground.rest();
    const app = await serverOn(ground.db);
    const hash = await newPassword(PASSWORD, 'x@y.example');
    const passwords: Pair[] = [];
    const cards: Pair[] = [];
    for (let run = 0; run < runs; run += 1) {
      passwords.push({
        ours: await timed(() =>
          each(known, ({ email }) => letIn(app, '/sign-in', { email, password: PASSWORD })),
        ),
        bare: await timed(() => each(known, () => checked(hash))),
      });
      cards.push({
        ours: await timed(() => each(known, ({ words, secret }) => letIn(app, '/card', { words, secret }))),
        bare: await timed(() => each(known, () => health(app))),
      });
    }
    const figures = await guessed(app, known, guesses);
    await app.close();
    const what = (how: string) => `${people} people sign in ${how}, from one address`;
    return {
      sizes: { people, guesses, atOnce: AT_ONCE },
      comparisons: [
        compare(
          {
            what: what('by password'),
            ours: 'sign-in over HTTP',
            bare: 'the same passwords checked, and nothing else',
          },
          passwords,
        ),
        compare(
          { what: what('by card'), ours: 'sign-in over HTTP', bare: 'as many requests that ask nothing' },
          cards,
        ),
      ],
      figures,
    };
  } finally {
    await ground.close();
  }
}

async function openAll({ db }: Ground, tenantId: TenantId, many: number): Promise<Person[]> {
  const actor = commandActor(tenantId, 'bench', TODAY);
  const password = await newPassword(PASSWORD, 'x@y.example');
  return withActor(db, actor, async (tx) => {
    await foundTenant(tx, actor, { name: 'Northmoor', kind: 'council' });
    const people: Person[] = [];
    for (let at = 0; at < many; at += 1) people.push(await openOne(tx, actor, password, at));
    return people;
  });
}

async function openOne(
  tx: Tx,
  actor: ReturnType<typeof commandActor>,
  password: PasswordHash,
  at: number,
): Promise<Person> {
  const email = `person-${at}@northmoor.example`;
  await openAccount(tx, actor, { email, name: `Person ${at}`, password });
  const accountId: AccountId = await openHolder(tx, actor, 'young_person');
  await giveOwnRole(tx, actor, { accountId, role: 'young_person' });
  const { words, secret } = await makeCard(tx, actor, accountId, 'young_person');
  return { email, words, secret };
}

function serverOn(db: Ground['db']): Promise<FastifyInstance> {
  return buildServer({ db, modules, extraRoutes: frameRoutes, gate, today: () => TODAY, behindProxy: true });
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

async function send(app: FastifyInstance, url: string, form: Record<string, string>, address: string) {
  return app.inject({
    method: 'POST',
    url,
    headers: {
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': address,
    },
    payload: new URLSearchParams(form).toString(),
  });
}

async function letIn(app: FastifyInstance, url: string, form: Record<string, string>): Promise<void> {
  const { statusCode } = await send(app, url, form, SCHOOL);
  if (statusCode !== 303) throw new Error(`POST ${url} answered ${statusCode}: somebody was not let in`);
}

async function checked(hash: PasswordHash): Promise<void> {
  if (!(await isPassword(PASSWORD, hash))) throw new Error('The password is another');
}

async function health(app: FastifyInstance): Promise<void> {
  const { statusCode } = await app.inject({ url: '/health' });
  if (statusCode !== 200) throw new Error(`GET /health answered ${statusCode}`);
}

/** Guesses from as many addresses as there are guesses, at a hundred accounts and a hundred cards. */
async function guessed(app: FastifyInstance, known: readonly Person[], many: number): Promise<Figure[]> {
  const found = { in: 0, wait: 0 };
  const turns = Array.from({ length: many }, (_, turn) => turn);
  const took = await timed(() =>
    each(turns, async (turn) => {
      const { email, words } = known[turn % Math.min(GUESSED, known.length)] ?? { email: '', words: '' };
      const address = `10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`;
      const secret = String(turn % 10_000).padStart(4, '0');
      const { statusCode, body } =
        turn % 2 === 0
          ? await send(app, '/sign-in', { email, password: `guess number ${turn}` }, address)
          : await send(app, '/card', { words, secret }, address);
      if (statusCode === 303) found.in += 1;
      if (/Wait \d|too many/.test(body)) found.wait += 1;
    }),
  );
  return [
    { what: `${many} guesses: let in`, unit: '', value: found.in },
    { what: `${many} guesses: told to wait, or the card shut`, unit: '', value: found.wait },
    { what: `${many} guesses: time of each`, unit: 'ms', value: rounded(took / many) },
  ];
}
