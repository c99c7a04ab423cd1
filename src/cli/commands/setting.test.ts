import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';

const { path: place, remove } = temporary();
const tenantId = newId<TenantId>();
let db: Database;

beforeAll(async () => {
  db = await emptyDatabase();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) =>
    foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' }),
  );
});
afterAll(async () => {
  await db.close();
  remove();
});

const asked = (...words: string[]) => command([...words, '--tenant', tenantId], { cwd: place, db });

describe('waymark setting', () => {
  it('adds by hand, takes the register beside it, and lists both by name', async () => {
    await asked('setting', 'add', '--name', 'The Turnstile', '--kind', 'alternative_provider');
    const rows = [
      'urn,name,open_date,town,postcode',
      '990901,St Aud’s,,Ashby,',
      '990902,St Aud’s,,Brackley,',
    ];
    writeFileSync(join(place, 'gias.csv'), rows.join('\n'));
    const brought = await asked('import', 'establishments', 'gias.csv', '--source', 'gias', '--json');
    expect(JSON.parse(brought.out)).toMatchObject({ kind: 'establishments', added: 2, refused: 0 });
    const { code, out } = await asked('setting', 'list');
    expect([code, out.split('\n')]).toEqual([
      0,
      [
        '990901  St Aud’s, Ashby: other, status not known, from gias',
        '990902  St Aud’s, Brackley: other, status not known, from gias',
        'no URN  The Turnstile: alternative provider, status not known, added by hand',
        '',
      ],
    ]);
    const listed = await asked('setting', 'list', '--name', 'turn', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([{ name: 'The Turnstile', urn: null, source: null }]);
  });

  it('refuses a name that is there, and one that means several', async () => {
    const again = await asked('setting', 'add', '--name', 'St Aud’s', '--kind', 'primary');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('give its URN') });
    const review = await asked('review', '--setting', 'St Aud’s');
    expect(review).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        '2 settings have the name St Aud’s: St Aud’s with the URN 990901 in Ashby',
      ),
    });
  });

  it('is used wrongly without a verb, a name or a kind', async () => {
    expect(await asked('setting')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Say add or list'),
    });
    expect((await asked('setting', 'add', '--kind', 'primary')).code).toBe(2);
    expect((await asked('setting', 'add', '--name', 'x', '--kind', 'palace')).code).toBe(2);
  });
});
