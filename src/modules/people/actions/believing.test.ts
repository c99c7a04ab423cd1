import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type RunId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { undoRun } from '#modules/sources';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { addSetting, importPeople, peopleKind, trustSource } from '../index.ts';

const { path: place, remove } = temporary();
/** Made up: their three digits after the check letter are of no council. */
const [A, TEMPORARY] = ['K990399916001', 'W99039991600A'];
let db: Database;
let actor: Actor;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.close();
  remove();
});
beforeEach(async () => {
  actor = commandActor(newId<TenantId>(), 'test', castToday);
  await withActor(db, actor, (tx) =>
    addSetting(tx, actor.tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' }),
  );
});

async function bring(source: string, lines: string[]) {
  const path = join(place, 'people.csv');
  writeFileSync(path, ['upn,source_id,setting_urn,family_name,date_of_birth,nc_year', ...lines].join('\n'));
  let run: RunId | undefined;
  const done = async (_: unknown, id: RunId) => {
    run = id;
  };
  const outcome = await importPeople(db, actor, { path, source, dryRun: false, done });
  return { ...outcome, run: run as RunId };
}

const person = () =>
  withActor(db, actor, (tx) =>
    tx
      .selectFrom('people.person')
      .select(['family_name', 'date_of_birth', 'nc_year', 'upn', 'contradicted'])
      .where('tenant_id', '=', actor.tenantId)
      .executeTakeFirstOrThrow(),
  );
const trust = (source: string, far: number) =>
  withActor(db, actor, (tx) => trustSource(tx, actor, { source, trust: far }));
const undo = (runId: RunId) =>
  withActor(db, actor, (tx) => undoRun(tx, actor, [peopleKind], { runId, reason: 'a test' }));
const standing = async () => {
  const { 'sources.change': _, 'people.name_key': keys = [], ...all } = await dump(db, actor);
  // The keys of a name are made anew when it is another and back; which ids they have says nothing.
  return { ...all, keys: keys.map((row) => ({ ...(row as object), id: '' })) };
};

describe('two sources that differ', () => {
  it('are both kept, and what was said last is believed where they are trusted alike', async () => {
    await bring('mis', [`${A},1,123456,Lovelace,2010-03-04,9`]);
    expect(await bring('council', [`${A},9,123456,Lovelace,2010-04-03,`])).toMatchObject({ changed: 1 });
    expect(await person()).toEqual({
      family_name: 'Lovelace',
      date_of_birth: '2010-04-03',
      nc_year: 9,
      upn: A,
      contradicted: ['date_of_birth'],
    });
    expect(await bring('mis', [`${A},1,123456,Lovelace,2010-03-04,9`])).toMatchObject({ same: 1 });
    expect(await person()).toMatchObject({ date_of_birth: '2010-04-03' });
    const said = (await dump(db, actor))['people.person_said'];
    expect(said).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'mis', date_of_birth: '2010-03-04', nc_year: 9 }),
        expect.objectContaining({ source: 'council', date_of_birth: '2010-04-03', nc_year: null }),
      ]),
    );
  });

  it('are believed by trust, which holds for what is there already and for what comes', async () => {
    await bring('mis', [`${A},1,123456,Lovelace,2010-03-04,9`]);
    await bring('council', [`${A},9,123456,Byron,2010-04-03,`]);
    expect(await trust('council', 3)).toBe(1);
    expect(await person()).toMatchObject({
      family_name: 'Lovelace',
      date_of_birth: '2010-03-04',
      contradicted: ['family_name', 'date_of_birth'],
    });
    expect(await trust('council', 3)).toBe(0);
    expect(await bring('council', [`${A},9,123456,Byron,2010-05-05,`])).toMatchObject({ changed: 1 });
    expect(await person()).toMatchObject({ date_of_birth: '2010-03-04' });
    await bring('mis', [`${A},1,123456,Byron,2010-05-05,9`]);
    expect(await person()).toMatchObject({ family_name: 'Byron', contradicted: [] });
    await expect(trust('nobody', 3)).rejects.toThrow('has brought no people yet');
    await expect(trust('mis', 10)).rejects.toThrow('from 1, least, to 9');
  });

  it('are found by the name that is believed', async () => {
    const keys = async () =>
      ((await dump(db, actor))['people.name_key'] as { key: string }[]).map(({ key }) => key);
    await bring('mis', [`${A},1,123456,Lovelace,,`]);
    await bring('council', [`${A},9,123456,Byron,,`]);
    expect(await keys()).toEqual(['byron']);
    await trust('council', 3);
    expect(await keys()).toEqual(['lovelace']);
  });

  it('leave a permanent UPN alone that a temporary one comes after', async () => {
    await bring('mis', [`${A},1,123456,Lovelace,,`]);
    await bring('council', [`${TEMPORARY},9,123456,Lovelace,,`]);
    const people = (await dump(db, actor))['people.person'] as { upn: string }[];
    expect(people.map(({ upn }) => upn).sort()).toEqual([A, TEMPORARY].sort());
    await bring('mis2', [`${TEMPORARY},5,123456,,,`, `${A},6,123456,,,`]);
    expect(await bring('mis2', [`${A},5,123456,,,`])).toMatchObject({ refused: 1 });
  });
});

describe('taking a run back', () => {
  it('brings back what was believed before it, also when another source has spoken since', async () => {
    await bring('mis', [`${A},1,123456,Lovelace,2010-03-04,9`]);
    const before = await standing();
    const { run } = await bring('council', [`${A},9,123456,Byron,2010-04-03,10`]);
    await undo(run);
    expect(await standing()).toEqual(before);

    const second = await bring('council', [`${A},9,123456,Byron,2010-04-03,10`]);
    await bring('registry', [`${A},5,123456,,2010-05-05,`]);
    await undo(second.run);
    expect(await person()).toMatchObject({
      family_name: 'Lovelace',
      date_of_birth: '2010-05-05',
      nc_year: 9,
      contradicted: ['date_of_birth'],
    });
  });

  it('brings back what its source said before it', async () => {
    await bring('mis', [`${A},1,123456,Lovelace,2010-03-04,9`]);
    const before = await standing();
    const { run } = await bring('mis', [`${A},1,123456,Lovelace,2010-04-03,10`]);
    await undo(run);
    expect(await standing()).toEqual(before);
  });
});
