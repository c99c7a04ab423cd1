import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { peopleKind } from '#modules/people';
import { runsOf, undoRun } from '#modules/sources';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { suspensionsKind } from './import-suspensions.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-suspensions-'));
let test: TestDatabase;
let files = 0;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(() => test.close());

const upns = Object.values(castYoungPeople).flatMap(({ upn }) => upn ?? []);
const actor = () => commandActor(test.tenantId, 'test', test.today);

function bringIn(source: string, rows: readonly string[], more: object = {}) {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, ['upn,kind,starts_on,sessions,reason', ...rows].join('\n'));
  return suspensionsKind.bringIn(test.db, actor(), { path, source, dryRun: false, ...more });
}

async function held(source: string): Promise<string[]> {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{ says: string }>`select concat_ws(' ', p.upn, s.kind, s.starts_on, s.sessions, s.reason) as says
      from records.suspension s join people.roll p on p.tenant_id = s.tenant_id and p.person_id = s.person_id
      where s.tenant_id = ${test.tenantId} and s.source = ${source} order by 1`.execute(tx),
  );
  return rows.map(({ says }) => says);
}

async function lastRun(source: string): Promise<RunId> {
  const runs = await withActor(test.db, test.whole, (tx) => runsOf(tx, test.tenantId, { source, most: 1 }));
  const [run] = runs;
  if (!run) throw new Error('no run');
  return run.id;
}

function takeBack(runId: RunId) {
  const kinds = [peopleKind, suspensionsKind];
  return withActor(test.db, test.whole, (tx) => undoRun(tx, actor(), kinds, { runId, reason: 'A test' }));
}

describe('suspensions from a file', () => {
  it('are added once, mended by the same source and left alone by the same file', async () => {
    const [one, two] = upns;
    const rows = [`${one},suspension,2026-10-05,4,PP`, `${two},P,2026-10-06,,`];
    expect(await bringIn('mend', rows)).toMatchObject({ read: 2, added: 2, refused: 0 });
    expect(await bringIn('mend', rows)).toMatchObject({ read: 2, added: 0, same: 2 });
    expect(await bringIn('mend', [`${one},S,2026-10-05,6,PP`])).toMatchObject({ changed: 1, added: 0 });
    expect((await held('mend')).sort()).toEqual(
      [`${one} suspension 2026-10-05 6 PP`, `${two} permanent_exclusion 2026-10-06`].sort(),
    );
  });

  it('keep what was said where a later file has blank cells', async () => {
    const [one] = upns;
    const row = `${one},suspension,2026-10-05`;
    await bringIn('blanks', [`${row},4,PP`]);
    expect(await bringIn('blanks', [`${row},,`])).toMatchObject({ same: 1, changed: 0 });
    expect(await bringIn('blanks', [`${row},6,`])).toMatchObject({ changed: 1 });
    expect(await held('blanks')).toEqual([`${row.replaceAll(',', ' ')} 6 PP`]);
  });

  it('are refused row by row with every fault, and the good rows go in', async () => {
    const [one] = upns;
    const outcome = await bringIn('faulty', [
      `${one},suspension,2026-10-05,4,PP`,
      `${one},detention,2026-02-31,-1,QQ`,
      `${one},suspension,,,`,
      'H801200001001,suspension,2026-10-05,1,PP',
    ]);
    expect(outcome).toMatchObject({ read: 4, added: 1, refused: 3 });
    expect(outcome.refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [3, 'kind', 'code.unknown'],
      [3, 'starts_on', 'date.exists'],
      [3, 'sessions', 'number.range'],
      [3, 'reason', 'code.unknown'],
      [4, 'starts_on', 'field.missing'],
      [5, 'identity', 'person.unknown'],
    ]);
  });

  it('keep the first where a file says two things of the same one', async () => {
    const [one] = upns;
    const row = `${one},suspension,2026-10-05`;
    const outcome = await bringIn('twice', [`${row},4,PP`, `${row},4,PP`, `${row},5,PP`]);
    expect(outcome).toMatchObject({ read: 3, added: 1, same: 1, refused: 1 });
    expect(outcome.refusals[0]).toMatchObject({ line: 4, rule: 'fact.twice' });
  });

  it('are not changed by a source that only adds', async () => {
    const [one] = upns;
    await bringIn('adding', [`${one},suspension,2026-10-05,4,PP`]);
    const outcome = await bringIn('adding', [`${one},suspension,2026-10-05,5,PP`], { policy: 'adds' });
    expect(outcome).toMatchObject({ changed: 0, refused: 1, refusals: [{ rule: 'policy.adds' }] });
  });

  it('cannot be a snapshot, because a suspension has no end', async () => {
    await expect(
      bringIn('snap', [`${upns[0]},suspension,2026-10-05,4,PP`], { policy: 'snapshot' }),
    ).rejects.toThrow(/cannot be a snapshot/);
  });

  it('wait for a person when ten or more and over 30 % of what stood would change', async () => {
    const days = Array.from({ length: 20 }, (_, day) => `2026-10-${String(day + 1).padStart(2, '0')}`);
    const all = (sessions: (index: number) => number) =>
      days.map((day, index) => `${upns[0]},suspension,${day},${sessions(index)},PP`);
    await bringIn(
      'moving',
      all(() => 1),
    );
    expect(
      await bringIn(
        'moving',
        all((index) => (index < 6 ? 2 : 1)),
      ),
    ).toMatchObject({ changed: 6 });
    const many = all((index) => (index < 14 ? 3 : 1));
    await expect(bringIn('moving', many)).rejects.toThrow(/change or end 14 of the 20 facts.*70 %/);
    expect((await held('moving')).filter((says) => says.includes(' 3 ')).length).toBe(0);
    expect(await bringIn('moving', many, { confirmed: true })).toMatchObject({ changed: 14 });
  });

  it('are the same number in a dry run, and none of them stays', async () => {
    const rows = [`${upns[0]},suspension,2026-10-05,4,PP`];
    expect(await bringIn('dry', rows, { dryRun: true })).toMatchObject({ added: 1 });
    expect(await held('dry')).toEqual([]);
  });
});

describe('a run taken back', () => {
  it('takes out what it added and puts back what it changed', async () => {
    const [one, two] = upns;
    await bringIn('back', [`${one},suspension,2026-10-05,4,PP`]);
    const before = await held('back');
    await bringIn('back', [`${one},suspension,2026-10-05,6,VA`, `${two},suspension,2026-10-06,2,PP`]);
    expect(await takeBack(await lastRun('back'))).toEqual({ removed: 1, restored: 1, kept: [] });
    expect(await held('back')).toEqual(before);
  });

  it('keeps by name what a later run has changed since, until that one is taken back', async () => {
    const [one, two] = upns;
    await bringIn('later', [`${one},suspension,2026-10-05,4,PP`, `${two},suspension,2026-10-05,1,PP`]);
    const first = await lastRun('later');
    await bringIn('later', [`${one},suspension,2026-10-05,6,PP`]);
    const second = await lastRun('later');
    await takeBack(second);
    expect(await held('later')).toContain(`${one} suspension 2026-10-05 4 PP`);
    await bringIn('later', [`${one},suspension,2026-10-05,7,PP`]);
    const undone = await takeBack(first);
    expect(undone).toMatchObject({ removed: 1, restored: 0 });
    expect(undone.kept).toHaveLength(1);
    expect(undone.kept[0]?.says).toMatch(/changed by a later run/);
    expect(await held('later')).toEqual([`${one} suspension 2026-10-05 7 PP`]);
  });

  it('is refused a second time', async () => {
    await bringIn('once', [`${upns[0]},suspension,2026-10-05,4,PP`]);
    const run = await lastRun('once');
    await takeBack(run);
    await expect(takeBack(run)).rejects.toThrow(/taken back already/);
  });
});
