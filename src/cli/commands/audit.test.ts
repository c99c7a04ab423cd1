import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { tamper } from '#test/db/tamper';

const { path: place, remove } = temporary();
const heads = join(place, 'heads.jsonl');
const tenantId = newId<TenantId>();
const name = `Council ${tenantId}`;
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) => foundTenant(tx, actor, { name, kind: 'council' }));
});
afterAll(async () => {
  await db.close();
  remove();
});

const asked = (...words: string[]) => command(['audit', ...words, '--tenant', tenantId], { cwd: place, db });

describe('waymark audit', () => {
  it('seals what waits, keeps where the chain ends, and finds it whole', async () => {
    const before = await asked('verify', '--json', '--heads', heads);
    expect(before.code).toBe(0);
    const [{ waiting }] = JSON.parse(before.out);
    expect(waiting).toBeGreaterThan(0);

    const sealed = await asked('seal', '--heads', 'heads.jsonl');
    expect(sealed).toMatchObject({
      code: 0,
      out: `${waiting} ${waiting === 1 ? 'entry' : 'entries'} sealed. Where the chain ends is kept in ${heads}.\n`,
    });
    expect(readFileSync(heads, 'utf8').trim().split('\n')).toHaveLength(1);
    expect((await asked('seal', '--heads', heads)).out).toBe('0 entries sealed.\n');
    expect(readFileSync(heads, 'utf8').trim().split('\n'), 'the same end is kept once').toHaveLength(1);

    const found = await asked('verify', '--heads', heads);
    expect(found.code).toBe(0);
    expect(found.out).toContain(`${name}: ${waiting} `);
    expect(found.out).toContain('The chain is whole.');
    expect(found.out).toContain(`held against 1 end of it that ${heads} has kept`);
    expect(found.out).not.toContain('to be sealed');
  });

  it('names what waits, and says when no end was kept', async () => {
    await command(['setting', 'add', '--name', 'A School', '--kind', 'secondary', '--tenant', tenantId], {
      cwd: place,
      db,
    });
    const { code, out } = await asked('verify', '--heads', join(place, 'none.jsonl'));
    expect(code).toBe(0);
    expect(out).toContain('1 entry waits to be sealed, the oldest since 20');
    expect(out).toContain('nobody could tell that its end was cut off: say --heads FILE');
  });

  it('ends with 1 and names the entry when one was changed', async () => {
    await asked('seal', '--heads', heads);
    await tamper(db, `update audit.entry set why = 'nothing' where tenant_id = $1 and act = 'setting.add'`, [
      tenantId,
    ]);
    const { code, out } = await asked('verify', '--heads', heads);
    expect(code).toBe(1);
    expect(out).toMatch(
      /The chain is NOT whole: 1 fault\.\n {2}- Entry [\da-f-]{36} was changed after seal 2/,
    );
  });

  it('says what it takes', async () => {
    expect(await asked('look')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Say verify or seal'),
    });
    const elsewhere = await command(['audit', 'verify', '--tenant', 'Nowhere'], { cwd: place, db });
    expect(elsewhere).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no organisation called "Nowhere".'),
    });
  });
});
