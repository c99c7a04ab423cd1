/**
 * Brings a database to the shape this code knows, in one transaction.
 *
 * Policies and views freeze the columns they name, so all of them are dropped first and made again from the modules'
 * files afterwards. Under FORCE a backfill by the owner would touch no rows and say nothing, so the owner gets a
 * policy of its own for as long as the migrations run.
 */
import { Refused } from '../outcome.ts';
import { inSchemas, type Migration, readDefinitions, readMigrations } from './definitions.ts';
import { refuseBare } from './extensions.ts';

/** Runs SQL as the owner: one statement with parameters, or several without. */
export type OwnerLine = {
  query(sql: string, parameters?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  run(sql: string): Promise<void>;
};

export type Migrated = { applied: string[]; redefined: boolean };

/** What an empty database is filled with on the way: rows of tables as they were after these migrations. */
export type Filling = {
  migrations: readonly { name: string; sha256: string }[];
  fill: () => Promise<void>;
};

const LOCK = 7_306_241_118; // any number, the same for every process

/**
 * Safe to run twice and from two processes at once: the second waits, then finds nothing to do.
 * Refuses a database that holds migrations this code does not know, or knows differently.
 *
 * @param filling fills it as well; refuses a database that is not empty
 */
export async function migrate(
  owner: OwnerLine,
  migrations: Migration[] = readMigrations(),
  filling?: Filling,
): Promise<Migrated> {
  await owner.run('begin');
  try {
    await owner.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const done = await bringUp(owner, migrations, filling);
    await owner.run('commit');
    return done;
  } catch (error) {
    await owner.run('rollback');
    throw error;
  }
}

async function bringUp(
  owner: OwnerLine,
  migrations: Migration[],
  filling: Filling | undefined,
): Promise<Migrated> {
  const definitions = readDefinitions();
  await owner.run(`
    create schema if not exists waymark;
    create table if not exists waymark.migration
      (name text primary key, sha256 text not null, applied_at timestamptz not null default now());
    create table if not exists waymark.definition (sha256 text primary key, made_at timestamptz not null default now());`);
  const applied = await appliedMigrations(owner);
  const pending = pendingOf(migrations, applied);
  const filledAfter = filling && lastOf(filling, migrations, applied);
  const current = await owner.query('select sha256 from waymark.definition where sha256 = $1', [
    definitions.sha256,
  ]);
  if (!filling && pending.length === 0 && current.rows.length > 0) return { applied: [], redefined: false };

  await refuseBare((sql, parameters) => owner.query(sql, parameters));
  await owner.run(definitions.roles);
  await owner.run(dropDefinitions);
  await owner.run(openToOwner);
  if (filling && applied.size > 0) {
    await refuseInhabited(owner);
    await filling.fill();
  }
  for (const migration of pending) {
    await owner.run(migration.sql);
    await owner.query('insert into waymark.migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    if (migration.name === filledAfter) await filling?.fill();
  }
  await owner.run(dropDefinitions);
  await owner.run(definitions.everyTable);
  await owner.run(definitions.functions);
  await owner.run(definitions.views || 'select 1');
  await owner.run(definitions.policies);
  await owner.run(`
    grant usage on schema waymark to waymark_login;
    grant select on waymark.migration, waymark.definition to waymark_login;
    delete from waymark.definition;`);
  await owner.query('insert into waymark.definition (sha256) values ($1)', [definitions.sha256]);
  return { applied: pending.map((migration) => migration.name), redefined: true };
}

async function appliedMigrations(owner: OwnerLine): Promise<Map<string, string>> {
  const { rows } = await owner.query('select name, sha256 from waymark.migration');
  return new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
}

/**
 * The migration after which a database is filled. Refuses rows of a newer or another code, and a database that has gone through
 * other migrations than they.
 */
function lastOf(
  filling: Filling,
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): string | undefined {
  const theirs = filling.migrations;
  const isOurs = theirs.every(
    ({ name, sha256 }, at) => migrations[at]?.name === name && migrations[at].sha256 === sha256,
  );
  if (!isOurs || theirs.length === 0)
    throw new Refused(
      'The backup was written by a newer or another Waymark. Install that one, and restore with it.',
    );
  if (applied.size > 0 && applied.size !== theirs.length)
    throw new Refused(
      'This database has gone through other changes than the backup. Restore into one that nothing has used yet.',
    );
  return theirs.at(-1)?.name;
}

async function refuseInhabited(owner: OwnerLine): Promise<void> {
  const { rows } = await owner.query('select from identity.tenant limit 1');
  if (rows.length > 0)
    throw new Refused('An organisation lives in this database already. Restore into one that is empty.');
}

/** What is still to run; refuses a database from newer or different code. Shared with the check at start. */
export function pendingOf(
  migrations: readonly Migration[],
  applied: ReadonlyMap<string, string>,
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, sha256] of applied) {
    const ours = known.get(name);
    if (!ours)
      throw new Refused(
        `This database is newer than this Waymark: it holds the change "${name}", which is not known here. Install the newer version.`,
      );
    if (ours.sha256 !== sha256)
      throw new Refused(
        `The database change "${name}" was edited after it ran here. Put the file back as it was and write a new one.`,
      );
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

const dropDefinitions = `
do $$
declare it record;
begin
  for it in select p.polname, c.oid::regclass::text as relation from pg_policy p join pg_class c on c.oid = p.polrelid
            join pg_namespace n on n.oid = c.relnamespace where ${inSchemas} loop
    execute format('drop policy %I on %s', it.polname, it.relation);
  end loop;
  for it in select c.oid::regclass::text as relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'v' and ${inSchemas} loop
    execute format('drop view if exists %s cascade', it.relation);
  end loop;
  for it in select p.oid::regprocedure::text as routine from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where ${inSchemas} loop
    execute format('drop function if exists %s', it.routine);
  end loop;
  for it in select c.oid::regclass::text as relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and ${inSchemas} loop
    execute format('revoke all on %s from waymark_login, waymark_whole, waymark_scoped, waymark_sign_in', it.relation);
  end loop;
end $$;`;

const openToOwner = `
do $$
declare it record;
begin
  for it in select c.oid::regclass::text as relation from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and c.relrowsecurity and ${inSchemas} loop
    execute format('create policy maintenance on %s to current_user using (true) with check (true)', it.relation);
  end loop;
end $$;`;
