import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { emptyDatabase } from '#test/database';

const tenantId = newId<TenantId>();
const email = `nurse-${tenantId}@health.example`;
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) =>
    foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' }),
  );
});
afterAll(() => db.close());

const asked = (...words: string[]) => command([...words, '--tenant', tenantId], { cwd: '/', db });
const listed = async () => JSON.parse((await asked('organisation', 'list', '--json')).out);
const organisation = {
  name: 'Dale Health',
  kind: 'health',
  agreement: 'Agreement 7',
  agreedUntil: null,
  roles: 1,
};

describe('waymark organisation', () => {
  it('adds one with its agreement, gives a role for it, and renews the agreement', async () => {
    const add = ['add', '--name', 'Dale Health', '--kind', 'health', '--agreement', 'Agreement 7'];
    expect(await asked('organisation', ...add)).toMatchObject({ code: 0, out: 'Added Dale Health.\n' });
    const who = ['--email', email, '--name', 'Jo Field', '--role', 'panel_member'];
    expect((await asked('user', 'add', ...who, '--from-organisation', 'dale health')).code).toBe(0);
    expect(await listed()).toEqual([organisation]);
    const renew = ['renew', '--name', 'Dale Health', '--until', '2031-08-31'];
    expect((await asked('organisation', ...renew)).code).toBe(0);
    expect(await listed()).toEqual([{ ...organisation, agreedUntil: '2031-08-31' }]);
    expect((await asked('organisation', 'list')).out).toBe(
      'Dale Health (health), 1 role: Agreement 7, until 2031-08-31\n',
    );
  });

  it('tells the roles of an account from one another by the organisation they are for', async () => {
    const role = ['--email', email, '--role', 'panel_member'];
    expect((await asked('role', 'grant', ...role)).code).toBe(0);
    expect((await asked('role', 'end', ...role)).code).toBe(0);
    expect(await listed()).toMatchObject([{ roles: 1 }]);
  });

  it('says what is wrong: no verb, no kind, no agreement, a day that is none, one there is not, a role of our own', async () => {
    expect((await asked('organisation')).code).toBe(2);
    const oak = ['organisation', 'add', '--name', 'Oak'];
    expect((await asked(...oak, '--kind', 'moon', '--agreement', 'x')).code).toBe(2);
    expect((await asked(...oak, '--kind', 'police')).code).toBe(2);
    const badDay = ['--kind', 'police', '--agreement', 'x', '--until', '31 August'];
    expect((await asked(...oak, ...badDay)).code).toBe(2);
    expect(await asked('organisation', 'renew', '--name', 'Oak')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no organisation called "Oak"'),
    });
    const analyst = ['role', 'grant', '--email', email, '--role', 'analyst'];
    expect(await asked(...analyst, '--from-organisation', 'Dale Health')).toMatchObject({
      code: 1,
      err: expect.stringContaining('for people of our own organisation'),
    });
  });

  it('ends one, with the roles that are given for it', async () => {
    expect(await asked('organisation', 'end', '--name', 'Dale Health')).toMatchObject({
      code: 0,
      out: 'Dale Health works with us no more; 1 role ended.\n',
    });
    expect(await listed()).toEqual([]);
    const users = JSON.parse((await asked('user', 'list', '--json')).out);
    expect(users).toMatchObject([{ email, roles: [] }]);
  });
});
