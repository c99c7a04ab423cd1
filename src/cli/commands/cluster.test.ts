import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { emptyDatabase } from '#test/database';

const tenantId = newId<TenantId>();
const email = `partner-${tenantId}@county.example`;
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) =>
    foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' }),
  );
  for (const name of ['Ashdale School', 'Brook School'])
    expect((await asked('setting', 'add', '--name', name, '--kind', 'secondary')).code).toBe(0);
});
afterAll(() => db.close());

const asked = (...words: string[]) => command([...words, '--tenant', tenantId], { cwd: '/', db });
const listed = async () => JSON.parse((await asked('cluster', 'list', '--json')).out);

describe('waymark cluster', () => {
  it('makes a cluster, puts settings into it, takes one out, and gives a role for it', async () => {
    expect(await asked('cluster', 'add', '--name', 'North', '--kind', 'area')).toMatchObject({
      code: 0,
      out: 'Made the cluster North.\n',
    });
    for (const setting of ['Ashdale School', 'Brook School'])
      expect((await asked('cluster', 'join', '--name', 'north', '--setting', setting)).code).toBe(0);
    await asked('cluster', 'leave', '--name', 'North', '--setting', 'Ashdale School');
    const add = ['user', 'add', '--email', email, '--name', 'Jo Field', '--role', 'inclusion_partner'];
    expect((await asked(...add, '--cluster', 'North')).code).toBe(0);
    expect(await listed()).toEqual([{ name: 'North', kind: 'area', settings: ['Brook School'], roles: 1 }]);
    expect((await asked('cluster', 'list')).out).toBe('North (area), 1 role: Brook School\n');
  });

  it('ends one for which no role is given, and no other', async () => {
    expect(await asked('cluster', 'end', '--name', 'North')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Roles are given for this cluster'),
    });
    const role = ['--email', email, '--role', 'inclusion_partner', '--cluster', 'North'];
    expect((await asked('role', 'end', ...role)).code).toBe(0);
    expect((await asked('cluster', 'end', '--name', 'North')).code).toBe(0);
    expect(await listed()).toEqual([]);
  });

  it('says what is wrong: no verb, no kind, a cluster or a setting there is not, both places at once', async () => {
    expect((await asked('cluster')).code).toBe(2);
    expect((await asked('cluster', 'add', '--name', 'South', '--kind', 'moon')).code).toBe(2);
    expect(await asked('cluster', 'join', '--name', 'South', '--setting', 'Brook School')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no cluster called "South"'),
    });
    await asked('cluster', 'add', '--name', 'South', '--kind', 'trust');
    expect((await asked('cluster', 'join', '--name', 'South', '--setting', 'Nowhere')).code).toBe(1);
    const role = [
      'role',
      'grant',
      '--email',
      email,
      '--role',
      'adviser',
      '--setting',
      'Brook School',
      '--cluster',
      'South',
    ];
    expect((await asked(...role)).code).toBe(2);
  });
});
