import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { emptyDatabase } from '#test/database';
import { ownDatabase, ownerOfServer, ownRole } from '#test/db/owner';
import { pendingMigrations, refuseBypass, refuseUnpatched } from './checks.ts';
import { type Database, openDatabase } from './connect.ts';
import { refuseBare } from './extensions.ts';
import { newId } from './ids.ts';
import type { TenantId } from './schema.ts';
import { withActor } from './within.ts';

const server = inject('server') ?? '';
const whole = { tenantId: newId<TenantId>(), reach: 'whole' } as const;

describe('the version of PostgreSQL', () => {
  it.each([
    [90_624, 'too old'],
    [140_020, 'too old'],
    [150_013, '15.13'],
    [160_009, '16.9'],
    [170_005, '17.5'],
  ])('%i is refused', (version, says) => {
    expect(() => refuseUnpatched(version)).toThrow(says);
  });

  it.each([150_014, 150_018, 160_010, 170_006, 180_000, 180_006, 190_000])('%i is taken', (version) => {
    expect(() => refuseUnpatched(version)).not.toThrow();
  });
});

describe('a role that could see round row security', () => {
  const ask = (role: object) => async () => ({
    rows: [{ role: 'waymark_whole', bypasses: false, owns: false, ...role }],
  });

  it('is refused with the remedy, whether it bypasses or owns', async () => {
    await expect(refuseBypass(ask({ bypasses: true }))).rejects.toThrow(
      'alter role waymark_whole nosuperuser nobypassrls',
    );
    await expect(refuseBypass(ask({ owns: true }))).rejects.toThrow('owns tables');
    await expect(refuseBypass(ask({}))).resolves.toBeUndefined();
  });
});

describe('a server without the additional modules', () => {
  it('is refused with what to install', async () => {
    await expect(refuseBare(async () => ({ rows: [] }))).rejects.toThrow('postgresql-contrib');
    await expect(refuseBare(async () => ({ rows: [{}] }))).resolves.toBeUndefined();
  });
});

describe('an error of the database', () => {
  let db: Database;
  beforeAll(async () => {
    db = await emptyDatabase();
  });
  afterAll(() => db.close());
  const secret = `Ciarán${randomBytes(4).toString('hex')}`;

  it.each([
    ['a value of the wrong type', `select $1::int4`],
    ['a date there is not', `select $1::date`],
    ['a broken array', `select $1::uuid[]`],
    ['broken JSON', `select $1::jsonb`],
    [
      'a value twice',
      `insert into people.setting (tenant_id, id, name, kind) values ('${whole.tenantId}', gen_random_uuid(), $1, 'other'), ('${whole.tenantId}', gen_random_uuid(), $1, 'other')`,
    ],
    [
      'a value no constraint allows',
      `insert into people.setting (tenant_id, id, name, kind) values ('${whole.tenantId}', gen_random_uuid(), 'x', $1)`,
    ],
    ['no such column', `select $1::text, nonsense`],
  ])('says what is wrong and never with what: %s', async (_, statement) => {
    const query = { sql: statement, parameters: [secret] };
    const fault: unknown = await withActor(db, whole, (tx) =>
      tx.executeQuery({
        ...query,
        query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
        queryId: { queryId: 'one' },
      }),
    ).catch((error) => error);
    expect(fault).toBeInstanceOf(Error);
    if (!(fault instanceof Error)) return;
    const all = [
      fault.message,
      fault.stack,
      JSON.stringify(fault, Object.getOwnPropertyNames(fault)),
      JSON.stringify({ ...fault }),
      String(fault.cause),
    ];
    expect(all.join('\n')).not.toContain(secret);
    expect(fault.message).not.toBe('');
    expect((fault as { code?: string }).code).toMatch(/^\w{5}$/);
  });
});

describe('settling', () => {
  it('takes a checkpoint on the embedded database, or the write-ahead log would be kept for ever', async () => {
    const db = await emptyDatabase();
    onTestFinished(() => db.close());
    if (db.kind === 'server') return;
    const checkpoint = async () => {
      const { rows } = await sql<{ at: string }>`
        select redo_lsn::text as at from pg_control_checkpoint()`.execute(db.kysely);
      return rows[0]?.at;
    };
    const before = await checkpoint();
    await db.settle();
    expect(before).toBeDefined();
    expect(await checkpoint()).not.toBe(before);
  });
});

describe.skipIf(server === '')('a server', () => {
  async function freshDatabase(attributes: string) {
    const role = await ownRole(server, attributes);
    onTestFinished(role.drop);
    const own = await ownDatabase(server);
    onTestFinished(own.drop);
    return { role, own, url: role.urlTo(own.url) };
  }

  it('is asked not to compile statements, whatever its settings are', async () => {
    const { own } = await freshDatabase('');
    const owner = await ownerOfServer(own.url);
    onTestFinished(owner.close);
    await owner.run(`alter database ${own.name} set jit = on`);
    const db = await openDatabase({ url: own.url });
    const { rows } = await sql<{ jit: string }>`show jit`.execute(db.kysely);
    await db.close();
    expect(rows).toEqual([{ jit: 'off' }]);
  });

  it('is refused when the login may bypass row security', async () => {
    const { url, role } = await freshDatabase('bypassrls');
    await expect(openDatabase({ url })).rejects.toThrow(`alter role ${role.name} nobypassrls`);
  });

  it('is refused when one of our roles owns a table', async () => {
    const { own } = await freshDatabase('');
    await (await openDatabase({ url: own.url })).close();
    const owner = await ownerOfServer(own.url);
    onTestFinished(owner.close);
    await owner.run('alter table people.person owner to waymark_login');
    await expect(openDatabase({ url: own.url })).rejects.toThrow('waymark_login owns tables');
  });

  it('is refused when the database is newer than the code', async () => {
    const { own } = await freshDatabase('');
    await (await openDatabase({ url: own.url })).close();
    const owner = await ownerOfServer(own.url);
    onTestFinished(owner.close);
    await owner.run(`insert into waymark.migration values ('9999_from_next_year', 'x')`);
    await expect(openDatabase({ url: own.url })).rejects.toThrow('newer than this Waymark');
  });

  it('serves a login that owns nothing once the owner has let it in, and a second one later', async () => {
    const { own, url } = await freshDatabase('');
    await expect(openDatabase({ url })).rejects.toThrow('WAYMARK_OWNER_URL');
    await (await openDatabase({ url, ownerUrl: own.url })).close();
    const db = await openDatabase({ url });
    expect(db.warnings).toEqual([]);
    expect(await withActor(db, whole, (tx) => tx.selectFrom('people.person').selectAll().execute())).toEqual(
      [],
    );
    await expect(db.kysely.selectFrom('people.person').selectAll().execute()).rejects.toThrow(
      'permission denied',
    );
    await db.close();
    const second = await ownRole(server, '');
    onTestFinished(second.drop);
    await expect(openDatabase({ url: second.urlTo(own.url) })).rejects.toThrow('WAYMARK_OWNER_URL');
    await (await openDatabase({ url: second.urlTo(own.url), ownerUrl: own.url })).close();
    await (await openDatabase({ url: second.urlTo(own.url) })).close();
  });

  it('is not served under policies of older code', async () => {
    const { own, url } = await freshDatabase('');
    await (await openDatabase({ url, ownerUrl: own.url })).close();
    const owner = await ownerOfServer(own.url);
    onTestFinished(owner.close);
    const ask = (sql: string, parameters?: readonly unknown[]) => owner.query(sql, parameters);
    expect(await pendingMigrations(ask)).toEqual([]);
    await owner.run(`update waymark.definition set sha256 = 'of older code'`);
    expect(await pendingMigrations(ask)).toEqual(['policies, views and functions']);
    await expect(openDatabase({ url })).rejects.toThrow('must be brought up to date');
  });

  it('warns of a superuser, and steps down from it', async () => {
    const db = await openDatabase({ url: server });
    expect(db.warnings).toEqual([expect.stringContaining('a superuser')]);
    await expect(db.kysely.selectFrom('people.person').selectAll().execute()).rejects.toThrow(
      'permission denied',
    );
    await db.close();
  });

  it.each([
    ['nothing listens there', { port: '1' }, 'No PostgreSQL answers'],
    ['the password is wrong', { password: 'wrong' }, 'refuses the login'],
    ['there is no such database', { pathname: '/waymark_nowhere' }, 'does not exist'],
  ])('is refused in a sentence when %s', async (_, spoilt, says) => {
    const url = Object.assign(new URL(server), spoilt);
    await expect(openDatabase({ url: url.href })).rejects.toThrow(says);
  });
});
