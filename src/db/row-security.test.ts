import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import {
  about,
  EVERY_CLASS,
  first,
  type Given,
  ours,
  type Policy,
  policyRows,
  type Role,
  roles,
  second,
  stranger,
  theirs,
} from '#test/db/policy-rows';
import { addRow, rowOf, type Table } from '#test/db/seed-rows';
import { unprotectedTables } from './checks.ts';
import { schemas } from './definitions.ts';
import { newId } from './ids.ts';

const world = policyRows();
const { as, count, policies, seed } = world;
const has = (table: Table, column: string) => table.columns.some(({ name }) => name === column);
const ofPeople = () =>
  world.tables.filter((table) => has(table, 'person_id') || table.name === 'people.person');
/** The sign-in page offers the organisations by name before anybody is known; this one table is open to that role. */
const isOffered = (table: string, role: Role) => table === 'identity.tenant' && role === 'waymark_sign_in';

/** Which tables about young people a scoped reader gets wrong: too much, or too little. */
async function reachFaults(only: readonly Table[] = ofPeople()): Promise<string[]> {
  const faults: string[] = [];
  for (const table of only) {
    const bySetting = await as(
      'waymark_scoped',
      { tenant: ours, ...EVERY_CLASS, settings: [first.settingId], people: [] },
      () => found(table),
    );
    const byPerson = await as(
      'waymark_scoped',
      { tenant: ours, ...EVERY_CLASS, settings: [], people: [second.personId] },
      () => found(table),
    );
    const byNothing = await as('waymark_scoped', { tenant: ours, ...EVERY_CLASS }, () => found(table));
    const byElsewhere = await as(
      'waymark_scoped',
      { tenant: ours, ...EVERY_CLASS, settings: [stranger.settingId], people: [stranger.personId] },
      () => found(table),
    );
    if (bySetting === '42501') continue;
    const hasSetting = has(table, 'setting_id') || has(table, 'setting_ids');
    if (bySetting !== (hasSetting ? 'first' : '')) faults.push(`${table.name} by setting: ${bySetting}`);
    if (byPerson !== 'second') faults.push(`${table.name} by person: ${byPerson}`);
    if (byNothing !== '') faults.push(`${table.name} by nothing: ${byNothing}`);
    if (byElsewhere !== '') faults.push(`${table.name} elsewhere: ${byElsewhere}`);
  }
  return faults;
}

async function found(table: Table): Promise<string> {
  const column = table.name === 'people.person' ? 'id' : 'person_id';
  const { rows } = await world.owner.query(`select ${column} as id from ${table.name}`);
  const names = new Map([
    [first.personId, 'first'],
    [second.personId, 'second'],
    [stranger.personId, 'stranger'],
  ]);
  return rows
    .map(({ id }) => names.get(String(id)) ?? 'somebody')
    .sort()
    .join(' ');
}

describe('every table', () => {
  it('has row security on and forced, and a policy', async () => {
    expect(world.tables.length).toBeGreaterThan(30);
    expect(await unprotectedTables((sql, parameters) => world.owner.query(sql, parameters))).toEqual([]);
  });

  it.each([
    ['no row security', 'create table people.leak (tenant_id uuid)'],
    [
      'row security that is not forced',
      'create table people.leak (tenant_id uuid); alter table people.leak enable row level security; create policy tenant on people.leak using (true)',
    ],
    [
      'no policy',
      'create table people.leak (tenant_id uuid); alter table people.leak enable row level security, force row level security',
    ],
  ])('is found out when it has %s', async (_, seed) => {
    await world.owner.run(seed);
    expect(await unprotectedTables((sql, parameters) => world.owner.query(sql, parameters))).toEqual([
      'people.leak',
    ]);
  });

  it('has a row of ours and one of theirs here, or the rest would prove nothing', async () => {
    for (const { name } of world.tables) expect(world.rows.get(name)?.length, name).toBeGreaterThan(1);
  });
});

describe.each(roles)('%s', (role) => {
  it.each([
    ['nothing set', {}],
    ['a blank tenant', { tenant: '', settings: [], people: [] }],
    ['nothing but people and settings', { settings: [first.settingId], people: [first.personId] }],
    ['a tenant without rows', { tenant: newId(), settings: [first.settingId], people: [first.personId] }],
  ])('sees no row with %s', async (_, set) => {
    for (const { name } of world.tables) {
      if (isOffered(name, role)) continue;
      expect([0, '42501'], name).toContain(await as(role, set, () => count(name)));
    }
  });

  it('sees no row of another tenant', async () => {
    const set = { tenant: theirs, settings: [first.settingId, stranger.settingId], people: [first.personId] };
    for (const { name } of world.tables) {
      if (isOffered(name, role)) continue;
      expect([0, '42501'], name).toContain(await as(role, set, () => count(name, 'tenant_id = $1', [ours])));
    }
  });

  it.each([
    ['nothing set', {}],
    ['another tenant', { tenant: theirs, settings: [first.settingId], people: [first.personId] }],
  ])('writes nothing with %s', async (_, set) => {
    for (const table of world.tables) {
      const row = { ...rowOf(table, about(ours)), tenant_id: ours };
      expect(await as(role, set, () => addRow(world.owner, table, row)), `insert into ${table.name}`).toBe(
        '42501',
      );
      const touched = await as(role, set, async () => {
        const { rows } = await world.owner.query(
          `with touched as (update ${table.name} set tenant_id = tenant_id where tenant_id = $1 returning 1) select count(*) as count from touched`,
          [ours],
        );
        return Number(rows[0]?.count);
      });
      expect([0, '42501'], `update ${table.name}`).toContain(touched);
      const removed = await as(role, set, async () => {
        const { rows } = await world.owner.query(
          `with removed as (delete from ${table.name} where tenant_id = $1 returning 1) select count(*) as count from removed`,
          [ours],
        );
        return Number(rows[0]?.count);
      });
      expect([0, '42501'], `delete from ${table.name}`).toContain(removed);
    }
  });

  it('moves no row of its own to another tenant', async () => {
    const set = {
      tenant: ours,
      settings: [first.settingId],
      people: [first.personId],
      ...EVERY_CLASS,
    };
    for (const { name } of world.tables) {
      const moved = await as(role, set, () =>
        world.owner.query(`update ${name} set tenant_id = $1 where tenant_id = $2`, [theirs, ours]),
      );
      expect(moved, name).toBe('42501');
    }
  });
});

describe('reach', () => {
  it('is by setting and by person in every table about young people that a scoped role may read', async () => {
    expect(await reachFaults()).toEqual([]);
    const reached = (await policies()).filter(({ name }) => name === 'reach');
    expect(reached.length).toBeGreaterThan(9);
  });

  it('is restrictive, for the scoped role alone, and never unknown', async () => {
    for (const { table, name, kind, roles, using } of await policies()) {
      if (name !== 'reach') continue;
      expect(kind, table).toBe('RESTRICTIVE');
      expect(roles, table).toBe('{waymark_scoped}');
      expect(using, table).toMatch(/^COALESCE\(.*, false\)$/s);
    }
  });

  it('hides a row without a setting from those who reach settings, and shows it to those who reach the person', async () => {
    for (const table of ofPeople()) {
      const setting = table.columns.find(({ name, nullable }) => name === 'setting_id' && nullable);
      if (!setting || has(table, 'setting_ids')) continue;
      const nowhere = about(ours);
      await seed(() => addRow(world.owner, table, { ...rowOf(table, nowhere), setting_id: null }));
      const seen = (set: Given) =>
        as('waymark_scoped', { tenant: ours, ...EVERY_CLASS, ...set }, () =>
          count(table.name, 'person_id = $1', [nowhere.personId]),
        );
      const bySetting = await seen({ settings: [first.settingId], people: [] });
      if (bySetting === '42501') continue;
      expect(bySetting, table.name).toBe(0);
      expect(await seen({ settings: [], people: [nowhere.personId] }), table.name).toBe(1);
    }
  });

  it.each([
    [
      'without its setting',
      (using: string) =>
        using.replace(/\b(setting_id = ANY|setting_ids &&) /, (clause) => `false AND ${clause}`),
      'by setting',
    ],
    [
      'without its person',
      (using: string) => using.replace(/\b(person_id|id) = ANY /, (clause) => `false AND ${clause}`),
      'by person',
    ],
    ['wide open', () => 'true', 'by nothing'],
  ])('is found out when a policy is %s', async (_, broken, fault) => {
    for (const { table, name, using } of await policies()) {
      if (name !== 'reach') continue;
      await world.broken(`alter policy reach on ${table} using (${broken(using)})`, async () => {
        const about = ofPeople().filter((each) => each.name === table);
        expect(await reachFaults(about), `${table}: ${broken(using)}`).toContainEqual(
          expect.stringContaining(`${table} ${fault}`),
        );
      });
    }
  });
});

describe('what is about a setting and nobody in particular', () => {
  const seenAt = (table: string, settings: string[], people: string[] = []) =>
    as('waymark_scoped', { tenant: ours, settings, people }, () => count(table, 'tenant_id = $1', [ours]));
  const broken = async () => {
    const faults: string[] = [];
    for (const { table, name } of await policies()) {
      if (name !== 'at_setting') continue;
      const [here, elsewhere] = [
        await seenAt(table, [first.settingId]),
        await seenAt(table, [stranger.settingId]),
      ];
      if (here === 0) faults.push(`${table} hides its own`);
      if (elsewhere !== 0 || (await seenAt(table, [], [first.personId])) !== 0)
        faults.push(`${table} shows others`);
    }
    return faults;
  };

  it('is seen by whoever reaches the setting and by nobody else', async () => {
    expect((await policies()).filter(({ name }) => name === 'at_setting').length).toBeGreaterThan(1);
    expect(await broken()).toEqual([]);
  });

  it.each([
    ['true', 'shows others'],
    ['false', 'hides its own'],
  ])('is found out when its policy is %s', async (using, fault) => {
    for (const { table, name } of await policies()) {
      if (name !== 'at_setting') continue;
      await world.broken(`alter policy at_setting on ${table} using (${using})`, async () =>
        expect(await broken()).toEqual([`${table} ${fault}`]),
      );
    }
  });
});

/** What a role gets wrong with one table: rows of another tenant seen or written, or its own not seen. */
async function tenantFaults({ name, ...table }: Table, role: Role): Promise<string[]> {
  const faults: string[] = [];
  const everybody = {
    restricted: 'all' as const,
    ...EVERY_CLASS,
    settings: [first.settingId, second.settingId, stranger.settingId],
    people: [first.personId, second.personId, stranger.personId],
  };
  const seen = (tenant: string) =>
    as(role, { tenant, ...everybody }, () => count(name, 'tenant_id = $1', [ours]));
  const [own, foreign] = [await seen(ours), await seen(theirs)];
  if (own === 0) faults.push('misses its own');
  if (typeof foreign === 'number' && foreign > 0) faults.push('sees theirs');
  const row = { ...rowOf({ name, ...table }, about(ours)), tenant_id: ours };
  const written = await as(role, { tenant: theirs, ...everybody }, async () => {
    // Where there is no policy in the way, it is written, or refused for want of what it points at.
    await addRow(world.owner, { name, ...table }, row);
    return 'written';
  });
  if (written !== '42501') faults.push('writes theirs');
  return faults;
}

describe('a policy about tenants', () => {
  const wrong = async (policy: Policy): Promise<string[]> => {
    const table = world.tables.find(({ name }) => name === policy.table);
    if (!table) throw new Error(`No table ${policy.table}`);
    const of = roles.filter((role) => policy.roles.includes(role) && !isOffered(policy.table, role));
    const faults: string[] = [];
    for (const role of of) faults.push(...(await tenantFaults(table, role)));
    return faults;
  };
  const may = async ({ table, roles: of }: Policy, what: 'select' | 'insert') => {
    const { rows } = await world.owner.query(
      'select bool_or(has_any_column_privilege(role, $1, $2)) as may from unnest($3::text[]) as role',
      [table, what, roles.filter((role) => of.includes(role) && !isOffered(table, role))],
    );
    return rows[0]?.may === true;
  };

  // What is broken here is the text of each policy in turn, hundreds of them, and that is the same on either database.
  it.runIf(inject('server') !== null).each([
    ['lets everything be seen', 'select', 'using (true)', 'sees theirs'],
    ['lets everything be written', 'insert', 'with check (true)', 'writes theirs'],
    ['is gone', 'select', undefined, 'misses its own'],
  ] as const)('is found out when it %s', { timeout: 120_000 }, async (_, needs, broken, fault) => {
    let tried = 0;
    for (const policy of await policies()) {
      const { table, name, kind, check } = policy;
      if (kind !== 'PERMISSIVE' || name === 'backup' || !(await may(policy, needs))) continue;
      if (needs === 'insert' && check === null) continue;
      const change = broken
        ? `alter policy ${name} on ${table} ${broken}`
        : `drop policy ${name} on ${table}`;
      await world.broken(change, async () =>
        expect(await wrong(policy), `${name} on ${table}: ${broken ?? 'dropped'}`).toContain(fault),
      );
      tried += 1;
    }
    expect(tried).toBeGreaterThan(50);
  });

  it('is right as it is', { timeout: 120_000 }, async () => {
    for (const policy of await policies())
      if (policy.kind === 'PERMISSIVE' && policy.name !== 'backup')
        expect(await wrong(policy), `${policy.name} on ${policy.table}`).toEqual([]);
  });
});

describe('every policy', () => {
  it('reads no table', async () => {
    for (const { table, name, using, check } of await policies()) {
      expect(`${using} ${check}`, `${name} on ${table}`).not.toMatch(/\bfrom\b|\bexists\b/i);
    }
    expect(await tablesReadByPolicies()).toEqual([]);
  });

  it('is found out when it reads one', async () => {
    await world.owner.run(
      `create policy peeking on risk.profile using (exists (select from people.person p where p.id = profile.person_id))`,
    );
    expect(await tablesReadByPolicies()).toEqual(['peeking on risk.profile reads people.person']);
  });

  it('says which table each of its columns belongs to', () => {
    for (const module of schemas) {
      const path = new URL(`../modules/${module}/policies.sql`, import.meta.url);
      if (existsSync(path)) expect(unqualified(readFileSync(path, 'utf8')), module).toEqual([]);
    }
  });

  it.each([
    'create policy tenant on people.person to waymark_whole using (tenant_id = access.tenant());',
    'create policy reach on risk.profile as restrictive to waymark_scoped using (coalesce(profile.setting_id = any((select access.settings())::uuid[]) or person_id = any((select access.people())::uuid[]), false));',
    'create policy tenant on people.person to waymark_whole using (person.tenant_id = access.tenant()) with check (tenant_id = access.tenant());',
  ])('is found out when it does not: %s', (policy) => {
    expect(unqualified(policy)).toHaveLength(1);
  });

  it('that shows everything is for whoever owns the tables, to read, on every table, and only while they say so', async () => {
    const backup = (await policies()).filter(({ name }) => name === 'backup');
    expect(backup.map(({ table }) => table).sort()).toEqual(world.tables.map(({ name }) => name).sort());
    for (const { cmd, using, roles } of backup) {
      expect(cmd).toBe('SELECT');
      expect(using).toBe(`(current_setting('waymark.backup'::text, true) = 'on'::text)`);
      expect(roles).not.toMatch(/waymark_(login|whole|scoped|sign_in)/);
    }
  });

  it('lets a row be written only where it could be seen', async () => {
    for (const { table, name, kind, cmd, check, using } of await policies()) {
      if (kind !== 'PERMISSIVE' || cmd === 'SELECT') continue;
      expect(check, `${name} on ${table}`).toBe(using);
    }
  });

  it('calls only functions that are stable, parallel safe and read no table', async () => {
    const { rows } = await world.owner.query(
      `select n.nspname || '.' || p.proname as name, p.provolatile::text as volatile, p.proparallel::text as parallel, l.lanname::text as language, p.prosrc as source, p.prosecdef as definer
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where n.nspname = any($1)`,
      [schemas],
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['access.tenant', 'access.settings', 'access.people']),
    );
    for (const { name, source, ...kind } of rows) {
      expect(kind, String(name)).toEqual({ volatile: 's', parallel: 's', language: 'sql', definer: false });
      expect(source, String(name)).not.toMatch(/\bfrom\b/i);
    }
  });
});

async function tablesReadByPolicies(): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select distinct p.polname || ' on ' || p.polrelid::regclass || ' reads ' || d.refobjid::regclass as name
     from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
     where d.refclassid = 'pg_class'::regclass and d.refobjid <> p.polrelid order by 1`,
  );
  return rows.map(({ name }) => String(name));
}

/** Columns in the policies of a file that do not say whose they are: inside a sub-query they would mean another table. */
function unqualified(file: string): string[] {
  const text = file.replace(/--.*$/gm, '');
  const found = [...text.matchAll(/create policy (\w+) on (\w+\.\w+)([^;]*);/g)];
  if (found.length === 0 && /create policy/.test(text)) throw new Error('No policy could be read');
  return found.flatMap(([, name, table = '', body = '']) => {
    const columns = world.tables.find((each) => each.name === table)?.columns ?? [];
    const conditions = body.slice(body.search(/\b(using|with check)\b/));
    const bare = columns.filter((column) => new RegExp(`(?<![.\\w])${column.name}\\b`).test(conditions));
    return bare.map((column) => `${name} on ${table}: ${column.name}`);
  });
}
