import { readFileSync } from 'node:fs';
import { afterEach, expect, inject, it } from 'vitest';
import { type Owner, ownDatabase, ownerOfServer } from '#test/db/owner';
import { newId } from './ids.ts';
import { startPglite } from './pglite.ts';

const leftovers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const leave of leftovers.splice(0).reverse()) await leave();
});

const sqlOf = (name: string) =>
  readFileSync(new URL(`../../db/migrations/${name}.sql`, import.meta.url), 'utf8');

/** A database without any table, which nobody else uses. */
async function emptyOwner(): Promise<Owner> {
  const server = inject('server');
  if (server === null) {
    const pglite = startPglite({});
    leftovers.push(() => pglite.close());
    return { kind: 'embedded', query: pglite.query, run: pglite.run, close: pglite.close };
  }
  const own = await ownDatabase(server);
  leftovers.push(own.drop);
  const owner = await ownerOfServer(own.url);
  leftovers.push(owner.close);
  return owner;
}

it('names in half terms and closures the setting of their calendar, and holds them to it', async () => {
  const owner = await emptyOwner();
  await owner.run(sqlOf('0001_house'));
  const [tenant, setting, own, common] = [newId(), newId(), newId(), newId()];
  await owner.run(`
    insert into people.setting (tenant_id, id, name, kind) values ('${tenant}', '${setting}', 'Ashdale', 'other');
    insert into people.calendar (tenant_id, id, setting_id, academic_year, weekdays) values
      ('${tenant}', '${own}', '${setting}', 2026, '{1,2,3,4,5}'), ('${tenant}', '${common}', null, 2026, '{1,2,3,4,5}');
    insert into people.half_term (tenant_id, id, calendar_id, term, half, starts_on, ends_on)
      select tenant_id, gen_random_uuid(), id, 'autumn', 1, '2026-09-01', '2026-10-23' from people.calendar;
    insert into people.closure (tenant_id, id, calendar_id, on_date, kind, label)
      select tenant_id, gen_random_uuid(), id, '2026-09-01', 'inset', 'INSET day' from people.calendar;`);
  await owner.run('begin');
  await owner.run(sqlOf('0004_calendars'));
  await owner.run('commit');
  for (const table of ['half_term', 'closure']) {
    const { rows } = await owner.query(
      `select calendar_id, setting_id from people.${table} order by setting_id`,
    );
    expect(rows, table).toEqual([
      { calendar_id: own, setting_id: setting },
      { calendar_id: common, setting_id: null },
    ]);
  }
  const smuggled = owner.query(`update people.half_term set setting_id = $1 where calendar_id = $2`, [
    setting,
    common,
  ]);
  await expect(smuggled).rejects.toMatchObject({ code: '23503' });
});
