import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type RunId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { suspensionsKind } from '#modules/records';
import { type ImportKind, undoRun } from '#modules/sources';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { addSetting, peopleKind } from '../index.ts';

const { path: place, remove } = temporary();
/** Made up: their three digits after the check letter are of no council; the second is temporary. */
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
  await withActor(db, actor, async (tx) => {
    await addSetting(tx, actor.tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    await addSetting(tx, actor.tenantId, { name: 'Birchwood School', kind: 'secondary', urn: '123457' });
  });
});

async function bring(kind: ImportKind, source: string, lines: readonly string[]): Promise<RunId> {
  const path = join(place, `${kind.kind}.csv`);
  writeFileSync(path, lines.join('\n'));
  let run: RunId | undefined;
  const done = async (_tx: unknown, id: RunId) => {
    run = id;
  };
  const { refusals } = await kind.bringIn(db, actor, { path, source, dryRun: false, confirmed: true, done });
  expect(refusals).toEqual([]);
  if (!run) throw new Error('The import ended without a run');
  return run;
}

const header = 'upn,source_id,setting_urn,given_name,family_name,nc_year';
const people = (source: string, ...rows: string[]) => bring(peopleKind, source, [header, ...rows]);
const suspended = (source: string, row: string) =>
  bring(suspensionsKind, source, ['upn,source_id,setting_urn,kind,starts_on', row]);
const back = (runId: RunId, kinds: readonly ImportKind[] = [peopleKind, suspensionsKind]) =>
  withActor(db, actor, (tx) => undoRun(tx, actor, kinds, { runId, reason: 'A test' }));
const keys = async () =>
  (await dump(db, actor))['people.name_key']?.map((row) => (row as { key: string }).key).sort();

describe('a run of people taken back', () => {
  it('lets everybody be found by the names they had before, and by no others', async () => {
    await people('mis', `${A},1,123456,Ada,Lovelace,9`);
    const before = await dump(db, actor);
    const renamed = await people('mis', `${A},1,123456,Ada,Byron,9`);
    expect(await keys()).toEqual(['ada', 'byron']);
    expect(await back(renamed)).toMatchObject({ removed: 0, restored: 1, kept: [] });
    expect(await keys()).toEqual(['ada', 'lovelace']);
    expect((await dump(db, actor))['people.person']).toEqual(before['people.person']);
  });

  it('leaves whoever has to stay the place they are at and the key by which the next file finds them', async () => {
    const first = await people('mis', ',1,123456,Ada,Lovelace,9', ',2,123456,Grace,Hopper,9');
    await suspended('mis', ',1,123456,suspension,2026-10-05');
    const undone = await back(first);
    expect(undone).toMatchObject({ removed: 4, restored: 0 });
    expect(undone.kept.map(({ says }) => says)).toEqual([
      'enrolment: suspension at that setting rests on it',
      'person: suspension rests on it',
    ]);
    const all = await dump(db, actor);
    expect(all['people.enrolment']).toHaveLength(1);
    expect(all['people.person_source']).toHaveLength(1);
    await people('mis', ',1,123456,Ada,Byron,9');
    expect((await dump(db, actor))['people.person']).toMatchObject([{ family_name: 'Byron' }]);
  });

  it('does not take somebody from a setting where something is on record about them', async () => {
    await people('mis', `${A},1,123456,Ada,Lovelace,9`);
    const moved = await people('mis', `${A},1,123457,Ada,Lovelace,9`);
    await suspended('mis', `${A},,123457,suspension,2026-10-05`);
    const undone = await back(moved);
    expect(undone).toMatchObject({ removed: 0, restored: 0 });
    expect(undone.kept).toMatchObject([{ says: 'enrolment: suspension at that setting rests on it' }]);
    expect((await dump(db, actor))['people.enrolment']).toHaveLength(2);
  });

  it('keeps an enrolment changed since, and with it the rest of what the run said of that young person', async () => {
    const first = await people('mis', `${A},1,123456,Ada,Lovelace,9`);
    await people('admissions', `${A},1,123456,Ada,Lovelace,10`);
    const undone = await back(first);
    expect(undone).toMatchObject({ removed: 0, restored: 0 });
    expect(new Set(undone.kept.map(({ says }) => says))).toEqual(
      new Set(['enrolment: changed by a later run or by hand since', 'person: person source rests on it']),
    );
    expect((await dump(db, actor))['people.person_source']).toHaveLength(2);
  });

  it('is refused where the UPN that would come back belongs to somebody else by now', async () => {
    await people('mis', `${TEMPORARY},1,123456,Ada,Lovelace,9`);
    const permanent = await people('mis', `${A},1,123456,Ada,Lovelace,9`);
    await people('mis', `${TEMPORARY},2,123456,Grace,Hopper,9`);
    await expect(back(permanent)).rejects.toThrow(/belongs to somebody else by now/);
  });
});

describe('runs taken back', () => {
  it('leave nothing behind, whatever their order', async () => {
    const before = await dump(db, actor);
    const runs = [
      await people('mis', `${A},1,123456,Ada,Lovelace,9`),
      await people('admissions', `${A},7,123457,Ada,Byron,10`),
      await suspended('mis', `${A},,123457,suspension,2026-10-05`),
      await people('mis', `${A},1,123456,Augusta,Byron,10`),
    ];
    expect(await back(runs[0] as RunId)).toMatchObject({ removed: 0, restored: 0 });
    expect((await back(runs[1] as RunId)).kept).not.toEqual([]);
    expect(await back(runs[3] as RunId)).toMatchObject({ restored: 2, kept: [] });
    expect(await back(runs[2] as RunId)).toMatchObject({ removed: 1, kept: [] });
    const after = await dump(db, actor);
    for (const table of ['people.person', 'people.person_source', 'people.name_key', 'people.enrolment'])
      expect(after[table], table).toEqual(before[table]);
  });

  it('keep a tutor group that comes back with the run that changed it, and let it go with that run', async () => {
    const grouped = (group: string) =>
      bring(peopleKind, 'mis', [`${header},tutor_group`, `${A},1,123456,Ada,Lovelace,9,${group}`]);
    const [first, second] = [await grouped('9A'), await grouped('9B')];
    const undone = await back(first);
    expect(undone.kept.map(({ says }) => says)).toContain(
      'tutor group: what named it was changed by a later run',
    );
    expect(await back(second)).toMatchObject({ kept: [] });
    const after = await dump(db, actor);
    for (const table of ['people.person', 'people.enrolment', 'people.tutor_group'])
      expect(after[table], table).toEqual([]);
  });

  it('are refused where a kind has no way back', async () => {
    const run = await people('mis', `${A},1,123456,Ada,Lovelace,9`);
    await expect(back(run, [{ ...peopleKind, undo: [] }])).rejects.toThrow(
      /run of people cannot be taken back/,
    );
  });
});
