import { createHash } from 'node:crypto';
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest';
import {
  type OwnDatabase,
  type Owner,
  type OwnRole,
  ownDatabase,
  ownerOfDatabase,
  ownerOfServer,
  ownRole,
} from '#test/db/owner';
import { Refused } from '../outcome.ts';
import { openDatabase } from './connect.ts';
import { type Migration, readMigrations, schemas } from './definitions.ts';
import { newId } from './ids.ts';
import { migrate } from './migrate.ts';

const server = inject('server');
const known = readMigrations();
const leftovers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const leave of leftovers.splice(0).reverse()) await leave();
});

function migration(name: string, sql: string): Migration {
  return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}

/** A migrated database that nobody else uses, as its owner: on a server somebody who is no superuser. */
async function ownMigrated(): Promise<Owner> {
  if (server === null) {
    const owner = await ownerOfDatabase();
    leftovers.push(owner.close);
    return owner;
  }
  migrated ??= migratedOn(server);
  const { role, copied } = await migrated;
  const own = await ownDatabase(server, role.name, copied.name);
  leftovers.push(own.drop);
  const owner = await ownerOfServer(role.urlTo(own.url));
  leftovers.push(owner.close);
  return owner;
}

/** Migrated once on a server, by somebody who is no superuser, for all to copy. */
let migrated: Promise<{ role: OwnRole; copied: OwnDatabase }> | undefined;
afterAll(async () => {
  const made = await migrated;
  await made?.copied.drop();
  await made?.role.drop();
});

async function migratedOn(url: string): Promise<{ role: OwnRole; copied: OwnDatabase }> {
  const role = await ownRole(url, 'createrole');
  const copied = await ownDatabase(url, role.name);
  const owner = await ownerOfServer(role.urlTo(copied.url));
  await migrate(owner);
  await owner.close();
  return { role, copied };
}

async function ownedDatabase(url: string): Promise<{ owner: Owner; own: OwnDatabase; ownerUrl: string }> {
  const role = await ownRole(url, 'createrole');
  leftovers.push(role.drop);
  const own = await ownDatabase(url, role.name);
  leftovers.push(own.drop);
  const owner = await ownerOfServer(role.urlTo(own.url));
  leftovers.push(owner.close);
  return { owner, own, ownerUrl: role.urlTo(own.url) };
}

/** Everything that is dropped and made again round a migration, and what each role may do. */
async function definitionsIn(owner: Owner): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select 'policy' as kind, schemaname || '.' || tablename || ' ' || policyname as name, concat_ws('; ', permissive, roles::text, cmd, qual, with_check) as what
       from pg_policies where schemaname = any($1)
     union all select 'view', schemaname || '.' || viewname, definition from pg_views where schemaname = any($1)
     union all select 'view option', c.oid::regclass::text, c.reloptions::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and n.nspname = any($1)
     union all select 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any($1)
     union all select 'grant', table_schema || '.' || table_name || ' ' || grantee, string_agg(privilege_type, ',' order by privilege_type)
       from information_schema.role_table_grants where table_schema = any($1) and grantee like 'waymark_%' group by table_schema, table_name, grantee
     order by 1, 2`,
    [schemas],
  );
  return rows;
}

describe('migrate', () => {
  it('does nothing the second time', async () => {
    const owner = await ownMigrated();
    expect(await migrate(owner)).toEqual({ applied: [], redefined: false });
  });

  it('leaves the same policies, views, functions and grants behind', async () => {
    const owner = await ownMigrated();
    const before = await definitionsIn(owner);
    expect(before.length).toBeGreaterThan(60);
    const done = await migrate(owner, [...known, migration('9001_nothing', 'select 1')]);
    expect(done).toEqual({ applied: ['9001_nothing'], redefined: true });
    expect(await definitionsIn(owner)).toEqual(before);
  });

  it('makes the definitions anew when only they differ', async () => {
    const owner = await ownMigrated();
    const before = await definitionsIn(owner);
    await owner.run(
      `update waymark.definition set sha256 = 'of older code'; drop policy tenant on people.person; drop view people.roll`,
    );
    expect(await migrate(owner)).toEqual({ applied: [], redefined: true });
    expect(await definitionsIn(owner)).toEqual(before);
  });

  it('forces row security on a table that a migration forgot', async () => {
    const owner = await ownMigrated();
    await migrate(owner, [
      ...known,
      migration('9001_table', 'create table people.forgotten (tenant_id uuid not null)'),
    ]);
    const { rows } = await owner.query(
      `select relrowsecurity and relforcerowsecurity as forced from pg_class where oid = 'people.forgotten'::regclass`,
    );
    expect(rows).toEqual([{ forced: true }]);
  });

  it('fills rows that are there, though row security is forced on their owner', async () => {
    const owner = await ownMigrated();
    const fill = `alter table people.setting add column filled boolean; update people.setting set filled = true`;
    await whenSeeded(owner);
    await migrate(owner, [...known, migration('9001_fill', fill)]);
    expect(await filled(owner)).toEqual({ rows: 1, filled: 1 });
    const { rows: left } = await owner.query(`select polname from pg_policy where polname = 'maintenance'`);
    expect(left).toEqual([]);
  });

  it('may alter a column that views and policies name', async () => {
    const owner = await ownMigrated();
    const widen = `alter table people.person alter column nc_year type integer, alter column setting_id type uuid using setting_id::text::uuid`;
    const done = await migrate(owner, [...known, migration('9001_widen', widen)]);
    expect(done.applied).toEqual(['9001_widen']);
    await expect(owner.run('alter table people.person alter column nc_year type bigint')).rejects.toThrow(
      'view',
    );
  });

  it('keeps nothing of a migration that fails', async () => {
    const owner = await ownMigrated();
    const before = await definitionsIn(owner);
    const half = [
      migration('9001_half', 'create table people.half (id uuid)'),
      migration('9002_broken', 'select 1 / 0'),
    ];
    await expect(migrate(owner, [...known, ...half])).rejects.toThrow('division by zero');
    const { rows } = await owner.query(`select to_regclass('people.half') as half`);
    expect(rows).toEqual([{ half: null }]);
    expect(await definitionsIn(owner)).toEqual(before);
  });

  it.each([
    ['holds a change this code does not know', [], /newer than this Waymark/],
    [
      'holds a change that was edited afterwards',
      [migration('9001_first', 'select 2')],
      /edited after it ran/,
    ],
  ])('refuses a database that %s', async (_, later, words) => {
    const owner = await ownMigrated();
    await migrate(owner, [...known, migration('9001_first', 'select 1')]);
    const refused = migrate(owner, [...known, ...later]);
    await expect(refused).rejects.toThrow(Refused);
    await expect(refused).rejects.toThrow(words);
  });

  it('runs a change that was written later and sorts earlier', async () => {
    const owner = await ownMigrated();
    await migrate(owner, [...known, migration('9002_second', 'select 1')]);
    const all = [...known, migration('9001_first', 'select 1'), migration('9002_second', 'select 1')];
    expect((await migrate(owner, all)).applied).toEqual(['9001_first']);
  });
});

/** One setting, there before the migration; seeded without the owner's own policy in the way. */
async function whenSeeded(owner: Owner): Promise<void> {
  await owner.run('alter table people.setting no force row level security');
  await owner.query(
    `insert into people.setting (tenant_id, id, name, kind) values ($1, $2, 'Seeded', 'other')`,
    [newId(), newId()],
  );
  await owner.run('alter table people.setting force row level security');
}

async function filled(owner: Owner): Promise<unknown> {
  await owner.run('alter table people.setting no force row level security');
  const { rows } = await owner.query(
    'select count(*)::int as rows, count(filled)::int as filled from people.setting',
  );
  await owner.run('alter table people.setting force row level security');
  return rows[0];
}

describe.skipIf(server === null)('on a server', () => {
  it('an owner who is no superuser could not fill a row without the maintenance policy', async () => {
    const owner = await ownMigrated();
    await whenSeeded(owner);
    const { rows } = await owner.query(
      `with updated as (update people.setting set name = 'x' returning 1) select count(*)::int as count from updated`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  it('four processes may migrate an empty database at once', async () => {
    const { ownerUrl } = await ownedDatabase(server ?? '');
    const owners = await Promise.all([1, 2, 3, 4].map(() => ownerOfServer(ownerUrl)));
    const done = await Promise.all(owners.map((owner) => migrate(owner)));
    expect(done.filter(({ redefined }) => redefined)).toHaveLength(1);
    expect(done.flatMap(({ applied }) => applied)).toEqual(known.map(({ name }) => name));
    for (const owner of owners) await owner.close();
  });

  it('the owner reads nothing afterwards, although the tables are its own', async () => {
    const { ownerUrl, owner } = await ownedDatabase(server ?? '');
    await (await openDatabase({ url: ownerUrl })).close();
    await whenSeeded(owner);
    const { rows } = await owner.query('select count(*)::int as count from people.setting');
    expect(rows).toEqual([{ count: 0 }]);
  });
});
