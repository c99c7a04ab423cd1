import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { bringer } from '#test/imports';
import { addSetting, directoryOf, importPeople, peopleKind } from '../index.ts';

const { path: place, remove } = temporary();
/** Made up: their three digits after the check letter are of no council. */
const [A, B] = ['K990399916001', 'N990399915002'];
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
  await withActor(db, actor, async (tx) => {
    await addSetting(tx, actor.tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    await addSetting(tx, actor.tenantId, { name: 'Birchwood School', kind: 'secondary', urn: '123457' });
  });
});

type Asked = { source?: string; mapping?: string; dryRun?: boolean };

/** Imports a file of these lines; the outcome without where it came from. */
async function bring(lines: string[], { source = 'mis', mapping, dryRun = false }: Asked = {}) {
  const path = join(place, 'people.csv');
  writeFileSync(path, lines.join('\n'));
  const {
    kind,
    source: from,
    file,
    refusals,
    ...counts
  } = await importPeople(db, actor, { path, source, mapping, dryRun });
  expect(counts.read).toBe(counts.added + counts.changed + counts.same + counts.refused);
  return { ...counts, rules: refusals.map(({ line, field, rule }) => `${line} ${field} ${rule}`) };
}

const people = () =>
  withActor(db, actor, (tx) =>
    tx
      .selectFrom('people.person')
      .selectAll()
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('source_key')
      .execute(),
  );
const changes = () =>
  withActor(db, actor, (tx) =>
    tx
      .selectFrom('sources.change')
      .select(['entity', 'before', 'after'])
      .where('tenant_id', '=', actor.tenantId)
      .orderBy('entity', 'desc')
      .execute(),
  );

const header = 'upn,source_id,setting_urn,given_name,family_name,nc_year,tutor_group,house,started_on';

describe('importing people', () => {
  it('adds them with their names to be found by, their enrolment, group and house', async () => {
    const outcome = await bring([header, `${A},1,123456,Łukasz,O'Brien-Ní Bhraonáin,10,10B,Oak,2025-09-03`]);
    expect(outcome).toMatchObject({
      read: 1,
      added: 1,
      changed: 0,
      same: 0,
      ended: 0,
      refused: 0,
      rules: [],
    });
    const all = await dump(db, actor);
    expect(all['people.person']).toMatchObject([
      { upn: A, given_name: 'Łukasz', nc_year: 10, source: 'mis', source_key: '1' },
    ]);
    expect(all['people.name_key']?.map((row) => (row as { key: string }).key).sort()).toEqual([
      'bhraonain',
      'lukasz',
      'ni',
      'obrienni',
    ]);
    expect(all['people.enrolment']).toMatchObject([
      { academic_year: 2026, nc_year: 10, starts_on: '2025-09-03' },
    ]);
    expect(all['people.tutor_group']).toMatchObject([{ name: '10B', academic_year: 2026 }]);
    expect(all['people.house']).toMatchObject([{ name: 'Oak' }]);
  });

  it('changes nothing when the same file comes again', async () => {
    const lines = [
      header,
      `${A},1,123456,Ada,Lovelace,10,10B,Oak,2025-09-03`,
      `,2,123456,Grace,Hopper,,,,`,
      `${B},,123457,Alan,Turing,11,,,03/09/2025`,
    ];
    expect(await bring(lines)).toMatchObject({ added: 3 });
    const before = await dump(db, actor);
    expect(await bring(lines)).toMatchObject({ read: 3, added: 0, changed: 0, same: 3, refused: 0 });
    expect(await dump(db, actor)).toEqual(before);
  });

  it('knows somebody by UPN from one source and by identifier from another', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,10,,,`]);
    expect(await bring([header, `${A},900,123456,,,,,,`], { source: 'screening' })).toMatchObject({
      changed: 1,
      added: 0,
    });
    expect(await bring([header, `,900,123456,,Byron,,,,`], { source: 'screening' })).toMatchObject({
      changed: 1,
      added: 0,
    });
    expect(await people()).toMatchObject([{ upn: A, given_name: 'Ada', family_name: 'Byron' }]);
  });

  it('keeps what a blank cell says nothing about, and what it was before a change', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,9A,Oak,2025-09-03`]);
    expect(await bring([header, `${A},1,123456,,,10,,,`])).toMatchObject({ changed: 1, same: 0 });
    expect(await people()).toMatchObject([{ given_name: 'Ada', family_name: 'Lovelace', nc_year: 10 }]);
    const all = await dump(db, actor);
    expect(all['people.enrolment']).toMatchObject([
      {
        nc_year: 10,
        starts_on: '2025-09-03',
        tutor_group_id: expect.any(String),
        house_id: expect.any(String),
      },
    ]);
    expect(await changes()).toMatchObject([
      { entity: 'person_said', before: { nc_year: 9 }, after: { nc_year: 10 } },
      { entity: 'person', before: { nc_year: 9 }, after: { nc_year: 10 } },
      { entity: 'enrolment', before: { nc_year: 9 }, after: { nc_year: 10 } },
    ]);
  });

  it('finds somebody under a new name and no longer under the old one', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    await bring([header, `${A},1,123456,Ada,Byron,9,,,`]);
    const keys = (await dump(db, actor))['people.name_key']
      ?.map((row) => (row as { key: string }).key)
      .sort();
    expect(keys).toEqual(['ada', 'byron']);
  });

  it('gives somebody known by identifier a UPN, once', async () => {
    await bring([header, `,1,123456,Ada,Lovelace,9,,,`]);
    const outcome = await bring([header, `${A},1,123456,,,,,,`, `${A},2,123456,Somebody,Else,,,,`]);
    expect(outcome).toMatchObject({ changed: 1, added: 0, refused: 1, rules: ['3 identity identity.twice'] });
    expect(await people()).toMatchObject([{ upn: A, given_name: 'Ada' }]);
  });

  it('keeps the first of two rows about one person, however they are named', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    const outcome = await bring([
      header,
      `${A},,123456,Ada,First,,,,`,
      `,1,123456,Ada,Second,,,,`,
      `${B},5,123456,Alan,Turing,,,,`,
      `${B},5,123456,Alan,Twice,,,,`,
    ]);
    expect(outcome).toMatchObject({
      changed: 1,
      added: 1,
      refused: 2,
      rules: ['3 identity identity.twice', '5 identity identity.twice'],
    });
    expect((await people()).map(({ family_name }) => family_name)).toEqual(['First', 'Turing']);
  });

  it('refuses to merge two people, or to give one another UPN', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`, `,2,123456,Grace,Hopper,9,,,`]);
    const before = await dump(db, actor);
    const outcome = await bring([header, `${B},1,123456,,,,,,`, `${A},2,123456,,,,,,`]);
    expect(outcome).toMatchObject({
      refused: 2,
      rules: ['2 identity identity.conflict', '3 identity identity.conflict'],
    });
    expect(await dump(db, actor)).toEqual(before);
  });

  it('keeps an identifier apart by source and by setting', async () => {
    await bring([header, `,1,123456,Ada,Lovelace,9,,,`]);
    expect(await bring([header, `,1,123457,Grace,Hopper,9,,,`])).toMatchObject({ added: 1 });
    expect(await bring([header, `,1,123456,Alan,Turing,9,,,`], { source: 'other' })).toMatchObject({
      added: 1,
    });
    expect(await people()).toHaveLength(3);
  });

  it('moves nobody because another setting names them: both have them, the first stays theirs', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    expect(await bring([header, `${A},7,123457,,,,,,`])).toMatchObject({ changed: 1 });
    const [person] = await people();
    expect(person?.setting_ids).toHaveLength(2);
    const all = await dump(db, actor);
    expect(person?.setting_id).toBe(person?.setting_ids[0]);
    expect(all['people.second_setting']).toMatchObject([{ setting_id: person?.setting_ids[1] }]);
  });

  it('refuses a setting nobody has added, and keeps the other rows', async () => {
    const outcome = await bring([
      header,
      `${A},1,999999,Ada,Lovelace,9,,,`,
      `${B},2,123456,Alan,Turing,9,,,`,
    ]);
    expect(outcome).toMatchObject({ read: 2, added: 1, refused: 1, rules: ['2 setting setting.unknown'] });
  });

  it('knows people by the number of the row, and adds only settings that the mapping names', async () => {
    mkdirSync(join(place, 'mappings'), { recursive: true });
    const mapping = join(place, 'mappings', 'rows.yaml');
    writeFileSync(
      mapping,
      `name: rows\nversion: 1\ntitle: Rows\nabout: Rows\npeople:\n  identity: { source_id: { row_number: true, reason: No identifier } }\n  setting: { column: school, as: name, codes: { A: Aldgrove School } }\n  academic_year: { value: 2005, reason: The year of the file }\n`,
    );
    const outcome = await bring(['school', 'A', 'A', 'Z'], { source: 'rows', mapping });
    expect(outcome).toMatchObject({ added: 2, refused: 1 });
    expect((await people()).map(({ source_key }) => source_key)).toEqual(['1', '2']);
    const all = await dump(db, actor);
    expect(all['people.setting']).toHaveLength(3);
    expect(all['people.enrolment']).toMatchObject([{ academic_year: 2005 }, { academic_year: 2005 }]);
    expect(await bring(['school', 'A', 'A'], { source: 'rows', mapping })).toMatchObject({ same: 2 });
  });

  it('counts a dry run as the real one and writes nothing', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    const before = await dump(db, actor);
    const lines = [
      header,
      `${A},1,123456,Ada,Byron,10,10X,Elm,`,
      `${B},2,123456,Alan,Turing,9,,,`,
      ',,123456,,,,,,',
    ];
    const tried = await bring(lines, { dryRun: true });
    expect(await dump(db, actor)).toEqual(before);
    expect(await bring(lines)).toEqual(tried);
    expect(tried).toMatchObject({ read: 3, added: 1, changed: 1, refused: 1 });
  });

  it('keeps nothing when whoever asked has gone', async () => {
    const path = join(place, 'gone.csv');
    writeFileSync(path, `${header}\n${A},1,123456,Ada,Lovelace,9,,,\n`);
    const before = await dump(db, actor);
    const gone = importPeople(db, actor, { path, source: 'mis', dryRun: false, signal: AbortSignal.abort() });
    await expect(gone).rejects.toThrow('called off');
    expect(await dump(db, actor)).toEqual(before);
  });
});

describe('a run of people taken back', () => {
  it('takes the tutor groups with it that it had named first, and no others', async () => {
    const files = bringer({ db, tenantId: actor.tenantId, today: castToday }, peopleKind);
    await files.bring([header, `${A},1,123456,Ada,Lovelace,9,9A,,`]);
    await files.bring([header, `${B},2,123456,Alan,Turing,9,9B,,`]);
    expect((await files.undoLast()).kept).toEqual([]);
    const all = await dump(db, actor);
    expect(all['people.tutor_group']).toMatchObject([{ name: '9A' }]);
    files.remove();
  });
});

describe('finding people whom a file names', () => {
  const find = (sourceId: string) =>
    withActor(db, actor, async (tx) =>
      (await directoryOf(tx, actor.tenantId, 'mis')).find({ upn: null, sourceId }),
    );

  it('takes somebody with one identifier at two settings for one person, at the setting of now', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    await bring([header, `${A},1,123457,Ada,Lovelace,9,,,`]);
    const [person] = await people();
    expect(await find('1')).toEqual({ personId: person?.id, settingId: person?.setting_id });
  });

  it('refuses to guess between two people', async () => {
    await bring([header, `${A},1,123456,Ada,Lovelace,9,,,`]);
    await bring([header, `${B},1,123457,Alan,Turing,9,,,`]);
    expect(await find('1')).toMatchObject({ rule: 'person.ambiguous' });
    expect(await find('2')).toMatchObject({ rule: 'person.unknown' });
  });
});
