import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant, signIn } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { emptyDatabase } from '#test/database';

const tenantId = newId<TenantId>();
const email = `lee-${tenantId}@ashdale.example`;
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) =>
    foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' }),
  );
  expect((await asked('setting', 'add', '--name', 'Ashdale School', '--kind', 'secondary')).code).toBe(0);
});
afterAll(() => db.close());

const asked = (...words: string[]) => command([...words, '--tenant', tenantId], { cwd: '/', db });
const passwordIn = (out: string) => /password (\S+)/.exec(out)?.[1] ?? '';
const enter = async (password: string) =>
  (await signIn(db, { email, password, tenantId, address: '127.0.0.1' })).outcome;
const listed = async () =>
  JSON.parse((await asked('user', 'list', '--json')).out).find(
    (each: { email: string }) => each.email === email,
  );

describe('waymark user and waymark role', () => {
  it('open an account, give it another password, close it and open it again', async () => {
    const add = ['user', 'add', '--email', email, '--name', 'Lee Ward', '--role', 'pastoral_lead'];
    expect(await asked(...add)).toMatchObject({
      code: 2,
      err: expect.stringContaining('say which with --setting'),
    });
    const first = passwordIn((await asked(...add, '--setting', 'Ashdale School')).out);
    expect(await enter(first)).toBe('signed_in');
    expect((await asked('user', 'list')).out).toContain(`${email}  Lee Ward: pastoral_lead; last here 20`);

    const second = passwordIn((await asked('user', 'password', '--email', email.toUpperCase())).out);
    expect([await enter(first), await enter(second)]).toEqual(['wrong', 'signed_in']);
    expect(await listed()).toMatchObject({ mustChange: true, closedAt: null });

    expect(await asked('user', 'close', '--email', email)).toMatchObject({
      code: 0,
      out: `${email} is closed and signed out everywhere.\n`,
    });
    expect(await enter(second)).toBe('wrong');
    expect((await asked('user', 'list')).out).toContain('Lee Ward: pastoral_lead; closed');
    await asked('user', 'open', '--email', email);
    expect(await enter(second)).toBe('signed_in');
  });

  it('give a role and end it, with a reason', async () => {
    const analyst = ['--email', email, '--role', 'analyst', '--reason', 'Counts for a year'];
    expect(await asked('role', 'grant', ...analyst)).toMatchObject({
      code: 0,
      out: `${email} has the role analyst.\n`,
    });
    expect((await listed()).roles.map(({ role }: { role: string }) => role)).toEqual([
      'pastoral_lead',
      'analyst',
    ]);
    expect((await asked('role', 'end', ...analyst)).code).toBe(0);
    expect((await listed()).roles.map(({ role }: { role: string }) => role)).toEqual(['pastoral_lead']);
    expect(await asked('role', 'end', ...analyst)).toMatchObject({
      code: 1,
      err: `${email} has no such role now.\n`,
    });
  });

  it('refuse what cannot be', async () => {
    const nobody = ['--email', 'nobody@ashdale.example'];
    for (const verb of ['password', 'close', 'open'])
      expect(await asked('user', verb, ...nobody)).toMatchObject({
        code: 1,
        err: 'Nobody signs in with nobody@ashdale.example.\n',
      });
    expect(await asked('role', 'grant', '--email', email, '--role', 'king', '--reason', 'x')).toMatchObject({
      code: 2,
    });
    expect(await asked('user', 'rename')).toMatchObject({ code: 2 });
    expect(await asked('role', 'rename')).toMatchObject({ code: 2 });
  });
});
