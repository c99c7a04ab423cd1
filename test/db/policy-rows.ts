/**
 * A row of every table of the modules' schemas for some young people, as each role would meet it, in one transaction that is taken back, so that on a server
 * nobody else meets these rows or the policies that a test breaks on purpose.
 */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { newId } from '#db';
import { schemas } from '../../src/db/definitions.ts';
import { type Owner, ownerOfDatabase, type Row } from './owner.ts';
import { type About, addRow, rowOf, type Table, tablesOf } from './seed-rows.ts';

export const roles = ['waymark_whole', 'waymark_scoped', 'waymark_sign_in'] as const;
export type Role = (typeof roles)[number];

/** What a transaction has set. */
export type Given = {
  tenant?: string | null;
  settings?: string[];
  people?: string[];
  referrals?: string[];
  restricted?: 'all';
  sensitive?: 'all' | string[];
  confidential?: 'all' | string[];
};

export const EVERY_CLASS = { sensitive: 'all', confidential: 'all' } as const;

export type Policy = {
  table: string;
  name: string;
  kind: string;
  cmd: string;
  roles: string;
  using: string;
  check: string | null;
};

export const [ours, theirs] = [newId(), newId()];
export const about = (tenantId: string): About => ({ tenantId, personId: newId(), settingId: newId() });
export const [first, second, stranger] = [about(ours), about(ours), about(theirs)];

export type PolicyRows = {
  owner: Owner;
  tables: Table[];
  /** The rows of each table, ours first. */
  rows: ReadonlyMap<string, Row[]>;
  /** Runs as a role with something set, and takes everything back. Answers the code of a refusal. */
  as<T>(role: Role, given: Given, act: () => Promise<T>): Promise<T | string>;
  count(table: string, where?: string, parameters?: unknown[]): Promise<number>;
  policies(): Promise<Policy[]>;
  /** Adds rows in any order: row security does not look at it, and nobody else sees them. */
  seed(work: () => Promise<void>): Promise<void>;
  /** Tries something with a policy changed, and has it as it was afterwards. */
  broken(change: string, look: () => Promise<void>): Promise<void>;
};

/**
 * Seeds before the tests of a file, and takes back after each test what it did.
 *
 * @example const world = policyRows(); it('…', () => world.as('waymark_scoped', { tenant: ours }, () => world.count('people.person')));
 */
export function policyRows(): PolicyRows {
  const rows = new Map<string, Row[]>();
  const world: PolicyRows = {
    owner: undefined as unknown as Owner,
    tables: [],
    rows,
    as: (role, given, act) => actAs(world.owner, role, given, act),
    async count(table, where = 'true', parameters = []) {
      const found = await world.owner.query(
        `select count(*) as count from ${table} where ${where}`,
        parameters,
      );
      return Number(found.rows[0]?.count);
    },
    policies: () => policiesOf(world.owner),
    async seed(work) {
      await world.owner.run('set local session_replication_role = replica');
      await work();
      await world.owner.run('set local session_replication_role = origin');
    },
    async broken(change, look) {
      await world.owner.run('savepoint breaking');
      await world.owner.run(change);
      await look();
      await world.owner.run('rollback to savepoint breaking');
    },
  };
  beforeAll(async () => {
    world.owner = await ownerOfDatabase();
    world.tables = await tablesOf(world.owner);
    await world.owner.run('begin');
    // On a server two files that change policies at once would wait for each other for ever.
    await world.owner.run(`select pg_advisory_xact_lock(hashtextextended('policies on trial', 0))`);
    await world.seed(async () => {
      for (const table of world.tables) {
        const each = table.name === 'identity.tenant' ? [first, stranger] : [first, second, stranger];
        const seeded = each.map((who) => rowOf(table, who));
        for (const row of seeded) await addRow(world.owner, table, row);
        rows.set(table.name, seeded);
      }
    });
  }, 240_000);
  beforeEach(() => world.owner.run('savepoint each_test'));
  afterEach(() => world.owner.run('rollback to savepoint each_test'));
  afterAll(async () => {
    await world.owner.run('rollback');
    await world.owner.close();
  });
  return world;
}

const listed = (where: Given['sensitive']) => (Array.isArray(where) ? `{${where.join(',')}}` : where);

async function actAs<T>(owner: Owner, role: Role, given: Given, act: () => Promise<T>): Promise<T | string> {
  const set = Object.entries({
    tenant: given.tenant,
    settings: listed(given.settings),
    people: listed(given.people),
    referrals: listed(given.referrals),
    restricted: given.restricted,
    sensitive: listed(given.sensitive),
    confidential: listed(given.confidential),
  }).flatMap(([name, value]) =>
    typeof value === 'string' ? `select set_config('waymark.${name}', '${value}', true);` : [],
  );
  await owner.run('savepoint acting');
  try {
    await owner.run(`set local role ${role}; ${set.join(' ')}`);
    return await act();
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await owner.run('rollback to savepoint acting');
  }
}

async function policiesOf(owner: Owner): Promise<Policy[]> {
  const { rows } = await owner.query(
    `select schemaname || '.' || tablename as table, policyname as name, permissive as kind, cmd, roles::text as roles, qual as using, with_check as "check"
     from pg_policies where schemaname = any($1) order by 1, 2`,
    [schemas],
  );
  return rows as Policy[];
}
