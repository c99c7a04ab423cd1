import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import type { Database, RunId } from '#db';
import { type ImportCall, undoRun } from '#modules/sources';
import { emptyDatabase } from '#test/database';
import { ADA, BEN, openSchool, type School } from '#test/files/register-school';
import { registersKind } from './index.ts';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const folder = mkdtempSync(join(tmpdir(), 'waymark-called-'));
const HEADER = 'upn,date,session,code';
const days = (count: number, code: string, who: string | undefined = ADA) =>
  Array.from({ length: count }, (_, at) => `${who},${addDays(plainDate('2025-09-01'), at)},AM,${code}`);

function call(lines: readonly (string | Buffer)[], more: Partial<ImportCall> = {}) {
  const path = join(folder, 'marks.csv');
  writeFileSync(path, Buffer.concat(lines.map((line) => Buffer.from(line))));
  return registersKind.bringIn(db, school.actor, { path, source: 'mis', dryRun: false, ...more });
}
const file = (...lines: readonly string[]) => [`${[HEADER, ...lines].join('\n')}\n`];
const takeBack = async (runId: RunId) =>
  school.within((tx) => undoRun(tx, school.actor, [registersKind], { runId, reason: 'The wrong file' }));
const lastRun = async () => (await school.lastRun()) as RunId;

describe('a file of registers', () => {
  it('waits for a person when it would change too many of the marks that stand, and goes in when confirmed', async () => {
    await call(file(...days(30, '/')));
    expect(await call(file(...days(9, 'I')))).toMatchObject({ changed: 9 });
    await expect(call(file(...days(10, 'O')))).rejects.toThrow(
      /would change or end 10 of the 30 facts of registers that mis has said so far \(33 %\)/,
    );
    expect(await call(file(...days(10, 'O')), { confirmed: true })).toMatchObject({ changed: 10 });
  });

  it('is stopped for no share of what was not there before', async () => {
    await call(file(...days(2, '/')));
    expect(await call(file(...days(40, '/', BEN)))).toMatchObject({ added: 40 });
  });

  it('waits in the same way when its rows are weeks, counted by their marks', async () => {
    const weeks = (marks: string) => [`upn,week,marks\n${ADA},2025-11-03,${marks}\n`];
    await call(weeks('/ \\ / \\ / \\ / \\ / \\'));
    await expect(call(weeks('I I I I I I I I I I'))).rejects.toThrow(/change or end 10 of the 10 facts/);
  });

  it('tells how many rows have been read, and is called off between two blocks', async () => {
    const told: number[] = [];
    await call(file(...days(20, '/')), { progress: (rows) => told.push(rows) });
    expect(told.at(-1)).toBe(20);
    await expect(call(file(...days(20, '/', BEN)), { signal: AbortSignal.abort() })).rejects.toThrow(
      /called off before it ended/,
    );
    expect((await school.marks()).some((mark) => mark.startsWith('Ben'))).toBe(false);
  });

  it('says when it has no rows', async () => {
    const said: string[] = [];
    expect(await call(file(), { said: (text) => said.push(text) })).toMatchObject({ read: 0, added: 0 });
    expect(said.at(-1)).toBe('marks.csv: it has column names and no row under them.\n');
  });

  it('refuses a policy that registers do not have', async () => {
    await expect(call(file(...days(1, '/')), { policy: 'snapshot' })).rejects.toThrow(/snapshot/);
  });

  it('is refused by its line when that is in another encoding, however far down among lines that are known', async () => {
    const known = Buffer.from(`${ADA},2025-09-01,AM,/\n`.repeat(20_000));
    const [header = ''] = file();
    const spoilt = Buffer.from(`${ADA},2025-09-02,AM,\xeb\n`, 'latin1');
    await expect(call([header, known, spoilt])).rejects.toThrow(/not valid UTF-8/);
    const mapping = 'waymark-registers';
    await expect(call([header, known, spoilt], { mapping })).rejects.toThrow(
      /^Line 20002 is not valid UTF-8/,
    );
    const accented = Buffer.from(`${ADA},2025-09-02,AM,ë\n`);
    await expect(call([header, accented, known, spoilt], { mapping })).rejects.toThrow(
      /^Line 20003 is in another encoding than other lines/,
    );
  });
});

describe('taking a run of registers back', () => {
  it('lets go of what a run taken back before had to keep, by the same command for every kind', async () => {
    await call(file(...days(2, '/')));
    const first = await lastRun();
    await call(file(...days(1, 'I')));
    const second = await lastRun();
    await call(file(...days(1, 'O')));
    const third = await lastRun();
    expect((await takeBack(second)).kept).toHaveLength(1);
    expect(await takeBack(third)).toMatchObject({ restored: 1, kept: [] });
    // The second went as well when nothing stood in its way any more.
    expect((await school.marks())[0]).toContain(' AM / ');
    expect(await takeBack(first)).toMatchObject({ removed: 1, kept: [] });
    expect(await school.marks()).toEqual([]);
  });

  it('takes whole registers with the changes of runs that were taken back', async () => {
    await call(file(...days(1, '/')));
    const whole = await lastRun();
    await school.within((tx) =>
      tx.deleteFrom('records.register_change').where('tenant_id', '=', school.actor.tenantId).execute(),
    );
    await call(file(...days(2, '/')));
    await takeBack(await lastRun());
    expect(await takeBack(whole)).toMatchObject({ removed: 1, kept: [] });
    expect(await school.marks()).toEqual([]);
  });

  it('takes termly counts back too', async () => {
    const header =
      'STUD_ID,POSSIBLE_SESSIONS,ATTENDANCE_COUNT,AUTHORISED_ABSENCE,UNAUTHORISED_ABSENCE,TERM,ACADEMIC_YEAR';
    await call([`${header}\n1,100,95,5,0,autumn,2025/26\n`]);
    expect(await takeBack(await lastRun())).toMatchObject({ removed: 1, kept: [] });
  });
});
