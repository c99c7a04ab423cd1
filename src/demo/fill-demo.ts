/** Fills a database with the made-up council. */
import type { PlainDate } from '#dates';
import { type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { newPassword, type PasswordHash } from '#modules/identity';
import { Refused } from '#outcome';
import { castPassword, castStaff, castYoungPeople } from '#test/cast';
import { castPerson } from './cast-person.ts';
import { type Council, planCouncil } from './council.ts';
import { crowdOf } from './crowd/index.ts';
import { openCouncil } from './open-council.ts';
import { addRows, type Batch, emptyBatch, writeBatch } from './rows.ts';
import { writeStructure } from './structure.ts';
import type { YoungPerson } from './young-person.ts';

export type DemoWish = {
  /** How many in all, the cast counted in; at least 50. */
  youngPeople: number;
  seed: number;
  /** Registers are filled up to and including this day. */
  today: PlainDate;
  progress?: ((done: number, of: number) => void) | undefined;
};

export type DemoAccount = { name: string; job: string; email: string; password: string };
export type FilledDemo = { tenantId: TenantId; people: number; settings: number; accounts: DemoAccount[] };

const CAST = Object.keys(castYoungPeople).length;
const FEWEST = 50;
const MOST = 2_000_000;
/**
 * Young people in one transaction. More would hold more in memory; far fewer would have the database plan its checks of
 * foreign keys for a tiny table, and keep to that plan until it is slow (nothing gathers statistics when embedded).
 */
const AT_ONCE = 2_000;

/**
 * Founds the made-up council and everybody in it. The same wish gives the same data, ids included (only the password
 * hash and audit times differ). Refuses a database that holds an organisation already, and a crowd out of bounds.
 *
 * @example await fillDemo(db, { youngPeople: 2_000, seed: 1, today: plainDate('2026-11-20') });
 */
export async function fillDemo(db: Database, wish: DemoWish): Promise<FilledDemo> {
  const { youngPeople, seed } = wish;
  if (!Number.isSafeInteger(youngPeople) || youngPeople < FEWEST || youngPeople > MOST) {
    throw new Refused(
      `The made-up council has from ${FEWEST} to ${MOST} young people: ask for a whole number between them.`,
    );
  }
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Refused('The seed is a whole number from 0 on.');
  await refuseInhabited(db);
  return fillTenant(db, newId<TenantId>(), wish);
}

/** As `fillDemo`, as a tenant of its own in a database that may hold others: for tests and benchmarks. */
export function fillTenant(db: Database, tenantId: TenantId, wish: DemoWish): Promise<FilledDemo> {
  const { youngPeople, seed, today, progress } = wish;
  const crowd = Math.max(0, youngPeople - CAST);
  return writeCouncil(db, planCouncil({ tenantId, crowd, seed, today }), progress);
}

/** Only the cast. */
export function writeCast(db: Database, tenantId: TenantId, today: PlainDate): Promise<FilledDemo> {
  return fillTenant(db, tenantId, { youngPeople: CAST, seed: 0, today });
}

async function refuseInhabited(db: Database): Promise<void> {
  const found = await withSignIn(db, null, (tx) =>
    tx.selectFrom('identity.tenant').select('name').executeTakeFirst(),
  );
  if (found)
    throw new Refused(`This database already holds ${found.name}. The made-up council needs an empty one.`);
}

async function writeCouncil(
  db: Database,
  council: Council,
  progress?: DemoWish['progress'],
): Promise<FilledDemo> {
  const actor = commandActor(council.tenantId, 'demo', council.today);
  const of = council.crowd.reduce((sum, { heads }) => sum + heads, CAST);
  const password = await passwordOfAll();
  await withActor(db, actor, (tx) => writeStructure(tx, council));
  let people = 0;
  let batch = emptyBatch();
  for (const person of everybody(council)) {
    people += 1;
    addRows(batch, council, person, people);
    if (people % AT_ONCE > 0) continue;
    await keep(db, actor, batch);
    batch = emptyBatch();
    progress?.(people, of);
  }
  await keep(db, actor, batch);
  progress?.(people, of);
  await withActor(db, actor, (tx) => openCouncil(tx, actor, council, password));
  return { tenantId: council.tenantId, people, settings: council.places.length, accounts: accounts() };
}

function keep(db: Database, actor: Actor, batch: Batch): Promise<void> {
  return withActor(db, actor, (tx) => writeBatch(tx, batch));
}

function* everybody(council: Council): Generator<YoungPerson> {
  for (const cast of Object.values(castYoungPeople)) yield castPerson(council, cast);
  yield* crowdOf(council);
}

let hashed: Promise<PasswordHash> | undefined;

/** One hash for all: each takes some 30 ms, and they share the password anyway. */
function passwordOfAll(): Promise<PasswordHash> {
  hashed ??= newPassword(castPassword, castStaff.priya.email);
  return hashed;
}

function accounts(): DemoAccount[] {
  return Object.values(castStaff).map(({ givenName, familyName, job, email }) => ({
    name: `${givenName} ${familyName}`,
    job,
    email,
    password: castPassword,
  }));
}
