import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, type Opening, openDatabase, type TenantId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { askErasure } from '#modules/people';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { temporary } from '#test/cli/waymark';
import { type OwnDatabase, ownDatabase, ownRole } from '#test/db/owner';
import { modules } from '../../app.ts';
import { fillDemo } from '../../demo/index.ts';
import { eraseOne } from '../../frame/kept/erase-one.ts';
import { keptTables } from '../../frame/kept/kept-rows.ts';

const { path: place, remove } = temporary();
const server = inject('server');
let own: OwnDatabase | undefined;
let opening: Opening;
let tenantId: TenantId;

beforeAll(async () => {
  own = server === null ? undefined : await ownDatabase(server);
  opening = own ? { url: own.url } : { directory: join(place, 'data') };
  ({ tenantId } = await within((db) => fillDemo(db, { youngPeople: 60, seed: 1, today: castToday })));
});
afterAll(async () => {
  await own?.drop();
  remove();
});

async function within<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(opening);
  return work(db).finally(() => db.close());
}
const asked = (...words: string[]) => within((db) => command(words, { cwd: place, db }));
const actorOf = (name: string) => commandActor(tenantId, name, castToday);

/** A word that stands nowhere else, in a name, a note and a reason. */
const CANARY = 'Quaxolotine';

describe('waymark retention', () => {
  it('lists what waits without a name, and proposes who is due', async () => {
    expect((await asked('retention', 'list')).out).toContain('0 records wait');
    await within((db) =>
      withActor(db, actorOf('test'), (tx) =>
        tx
          .updateTable('people.person')
          .set({ date_of_birth: '2000-01-01' as never, given_name: CANARY })
          .where('upn', 'is not', null)
          .where('id', '=', (eb) =>
            eb.selectFrom('people.person as first').select('first.id').orderBy('first.id').limit(1),
          )
          .execute(),
      ),
    );
    expect(await asked('retention', 'propose')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 more record is due'),
    });
    const { out } = await asked('retention', 'list', '--json');
    expect(JSON.parse(out)).toMatchObject([{ rule: 'birthday-25', isHeld: false }]);
    expect(out).not.toContain(CANARY);
    expect((await asked('retention', 'list')).out).toContain('1 record waits');
  });

  it.runIf(server === null)('sweeps every byte of an erased record from the data directory', async () => {
    const erased = await within(async (db) => {
      const actor = actorOf('asks');
      const personId = await withActor(db, actor, async (tx) => {
        const { id, setting_id } = await tx
          .selectFrom('people.person')
          .select(['id', 'setting_id'])
          .where('given_name', '<>', CANARY)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow();
        await tx
          .updateTable('people.person')
          .set({ family_name: `${CANARY}ova` })
          .where('id', '=', id)
          .execute();
        const author = await tx
          .selectFrom('identity.account')
          .select('id')
          .limit(1)
          .executeTakeFirstOrThrow();
        await tx
          .insertInto('records.note')
          .values({
            tenant_id: tenantId,
            id: id as never,
            person_id: id,
            setting_id,
            account_id: author.id,
            author: 'A',
            on_date: castToday,
            body: `Said ${CANARY} twice`,
          })
          .execute();
        await askErasure(tx, actor, id, 'asked for');
        return id;
      });
      await db.settle();
      const proposal = await withActor(db, actor, (tx) =>
        tx
          .selectFrom('people.erasure')
          .select('id')
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow(),
      );
      return eraseOne(db, actorOf('approves'), keptTables(modules), proposal.id);
    });
    expect(erased).toBeGreaterThan(3);
    const first = await within((db) =>
      withActor(db, actorOf('test'), async (tx) => {
        const { id } = await tx
          .selectFrom('people.erasure')
          .select('id')
          .where('decision', 'is', null)
          .executeTakeFirstOrThrow();
        return id;
      }),
    );
    await within((db) => eraseOne(db, actorOf('approves'), keptTables(modules), first));
    expect(bytesWith(CANARY)).not.toEqual([]);
    expect((await asked('retention', 'sweep')).out).toContain('written anew');
    expect(bytesWith(CANARY)).toEqual([]);
  });

  it.runIf(server !== null)(
    'sweeps a server as the role that owns the tables, and refuses another',
    async () => {
      expect((await asked('retention', 'sweep')).out).toContain('written anew');
      const login = await ownRole(server ?? '', '');
      const url = login.urlTo(own?.url ?? '');
      try {
        const db = await openDatabase({ url, ownerUrl: own?.url });
        await db.close();
        const other = await openDatabase({ url });
        await expect(other.sweep().finally(() => other.close())).rejects.toThrow('does not own the tables');
      } finally {
        await own?.drop();
        own = undefined;
        await login.drop();
      }
    },
  );
});

/** Files of the data directory that hold a word. */
function bytesWith(word: string): string[] {
  const root = opening.directory ?? '';
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path).includes(word));
}
