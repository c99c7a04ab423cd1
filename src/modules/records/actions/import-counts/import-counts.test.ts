import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import type { Database, PersonId, RunId } from '#db';
import { emptyDatabase } from '#test/database';
import { ADA, BEN, openSchool, type School } from '#test/files/register-school';
import { factsOf, undoRegisters } from '../../index.ts';

let db: Database;
let school: School;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  school = await openSchool(db);
});

const fixture = (name: string) => readFileSync(`test/fixtures/files/${name}`, 'utf8').trimEnd().split('\n');
const HEADER =
  'STUD_ID,POSSIBLE_SESSIONS,ATTENDANCE_COUNT,AUTHORISED_ABSENCE,UNAUTHORISED_ABSENCE,TERM,ACADEMIC_YEAR';
const MARKS = 'upn,setting_urn,date,session,code';

const counts = () =>
  school.within((tx) =>
    tx
      .selectFrom('records.register_count')
      .select(['term', 'register_year', 'possible', 'absent', 'unauthorised', 'late', 'counts'])
      .where('tenant_id', '=', school.actor.tenantId)
      .orderBy('term')
      .orderBy('id')
      .execute(),
  );

describe('importing termly counts', () => {
  it('keeps the counts of each code and their sums, and refuses what contradicts itself', async () => {
    const found = await school.bring(fixture('attendance-counts.csv'));
    expect(found).toMatchObject({ read: 7, added: 2, refused: 5 });
    expect(found.rules).toEqual([
      '4 count.sum',
      '5 code.withdrawn',
      '6 year.value',
      '6 term.value',
      '6 count.shape',
      '6 count.shape',
      '7 count.missing',
      '8 count.future',
    ]);
    expect(found.messages.join(' ')).toContain(
      'come to 129 sessions in the autumn term (120 attended, 9 absent with leave and 0 without), and the file says that 130 were possible',
    );
    expect(await counts()).toEqual([
      {
        term: 'autumn',
        register_year: 2023,
        possible: 130,
        absent: 16,
        unauthorised: 5,
        late: 6,
        counts: { '/': 55, '\\': 52, L: 4, V: 2, J: 1, I: 9, M: 1, C: 1, O: 3, U: 2, D: 6, X: 1 },
      },
      {
        term: 'spring',
        register_year: 2023,
        possible: 110,
        absent: 10,
        unauthorised: 0,
        late: 0,
        counts: { '/': 50, '\\': 50, I: 10 },
      },
    ]);
  });

  it('keeps sums alone, without anything about lateness', async () => {
    expect(await school.bring(fixture('attendance-totals.csv'))).toMatchObject({
      read: 3,
      added: 1,
      refused: 2,
    });
    expect(await counts()).toEqual([
      {
        term: 'autumn',
        register_year: 2025,
        possible: 128,
        absent: 10,
        unauthorised: 2,
        late: null,
        counts: {},
      },
    ]);
  });

  it('changes nothing when the same file comes again, and lets a later one take the place of an earlier', async () => {
    const row = (absent: number) => [HEADER, `1,100,${100 - absent},${absent},0,autumn,2025/26`];
    expect(await school.bring(row(5))).toMatchObject({ added: 1 });
    expect(await school.bring(row(5))).toMatchObject({ added: 0, changed: 0, same: 1 });
    expect(await school.bring(row(8))).toMatchObject({ added: 0, changed: 1 });
    expect((await counts()).map(({ absent }) => absent)).toEqual([5, 8]);
    expect(await school.bring(row(8))).toMatchObject({ same: 1 });
    expect(await school.bring(row(5))).toMatchObject({ changed: 1 });
    const tried = await school.bring(row(6), { dryRun: true });
    expect([tried.changed, (await counts()).length]).toEqual([1, 3]);
  });

  it('takes counts given twice alike as the same, and refuses other ones for the same term', async () => {
    const found = await school.bring([
      HEADER,
      '1,100,95,5,0,autumn,2025/26',
      '1,100,95,5,0,autumn,2025/26',
      '1,100,94,6,0,autumn,2025/26',
      '1,100,94,6,0,spring,2025/26',
      '77,100,94,6,0,spring,2025/26',
      '2,100,94,6,0,autumn,2026/27',
      '2,100,94,6,0,spring,2026/27',
    ]);
    expect([found.added, found.same, found.rules.sort()]).toEqual([
      3,
      1,
      ['4 count.twice', '6 person.unknown', '8 count.future'],
    ]);
  });

  it('reads a council’s layout as it is, once a mapping says which term and year it counts', async () => {
    const [header = '', first = ''] = fixture('attendance-counts.csv');
    const cut = (line: string) => line.split(',').slice(0, -2).join(',');
    await expect(school.bring([cut(header), cut(first)])).rejects.toThrow(
      /Nearest is council-attendance-counts. It lacks: AcademicYear, Term./,
    );
    const mapping = join(tmpdir(), `autumn-2023-${process.pid}.yaml`);
    const shipped = readFileSync('library/mappings/council-attendance-counts.yaml', 'utf8');
    writeFileSync(
      mapping,
      shipped
        .replace(
          'term: { column: Term }',
          'term: { value: autumn, reason: The census of January counts the autumn term. }',
        )
        .replace(
          'year: { column: AcademicYear }',
          'year: { value: 2023, reason: The file of January 2024. }',
        ),
    );
    expect(await school.bring([cut(header), cut(first)], { mapping })).toMatchObject({ read: 1, added: 1 });
    expect(await counts()).toMatchObject([{ term: 'autumn', register_year: 2023 }]);
  });

  it('refuses a mapping that counts a code there is not', async () => {
    const mapping = join(tmpdir(), `unknown-code-${process.pid}.yaml`);
    const shipped = readFileSync('library/mappings/council-attendance-counts.yaml', 'utf8');
    writeFileSync(mapping, shipped.replace('    L: L\n', '    Q9: L\n'));
    await expect(school.bring(fixture('attendance-counts.csv'), { mapping })).rejects.toThrow(
      /counts Q9, which is not an attendance code/,
    );
  });

  it('can be taken back: what the source said before counts again', async () => {
    const row = (who: number, absent: number) => `${who},100,${100 - absent},${absent},0,autumn,2025/26`;
    await school.bring([HEADER, row(1, 5)]);
    await school.bring([HEADER, row(1, 8), row(2, 1)]);
    const runId = (await school.lastRun()) as RunId;
    const undone = await school.within((tx) => undoRegisters(tx, { tenantId: school.actor.tenantId, runId }));
    expect(undone).toEqual({ removed: 1, restored: 1, kept: [] });
    expect((await counts()).map(({ absent }) => absent)).toEqual([5]);
  });
});

describe('a share of sessions', () => {
  const AUTUMN = ['2025-08-01', '2025-12-31'] as const;
  const share = async (
    measure: string,
    [from, to]: readonly [string, string],
    person: PersonId = school.people.ada,
  ) => {
    const facts = await school.within((tx) =>
      factsOf(tx, { tenantId: school.actor.tenantId, first: person, last: person }, [
        { measure, kind: 'ratio', from: plainDate(from), to: plainDate(to), current: false },
      ]),
    );
    const [fact] = facts.get(person) ?? [];
    return fact?.kind === 'ratio' ? `${fact.part}/${fact.whole} ${fact.date} ${fact.source}` : undefined;
  };
  const bringCounts = (...rows: string[]) =>
    school.bring([HEADER, ...rows], { source: 'council', mapping: 'council-attendance-totals' });

  it('comes from counts where there are no marks and the window covers the whole term', async () => {
    await bringCounts('1,128,118,8,2,autumn,2025/26', '1,100,90,10,0,spring,2025/26');
    expect(await share('absence', AUTUMN)).toBe('10/128 2025-12-31 council');
    expect(await share('attendance', AUTUMN)).toBe('118/128 2025-12-31 council');
    expect(await share('unauthorised_absence', AUTUMN)).toBe('2/128 2025-12-31 council');
    expect(await share('absence', ['2025-08-01', '2026-07-31'])).toBe('20/228 2026-04-05 council');
    expect(await share('absence', ['2025-08-02', '2025-12-31'])).toBeUndefined();
    expect(await share('absence', ['2025-08-01', '2025-12-30'])).toBeUndefined();
    expect(await share('absence', ['2025-09-01', '2026-04-05'])).toBe('10/100 2026-04-05 council');
  });

  it('says nothing of lateness where nobody counted it', async () => {
    await bringCounts('1,128,118,8,2,autumn,2025/26');
    expect(await share('lateness', AUTUMN)).toBeUndefined();
    await school.bring(fixture('attendance-counts.csv'));
    expect(await share('lateness', ['2023-08-01', '2023-12-31'])).toBe('6/130 2023-12-31 mis');
    expect(await share('lateness', ['2023-08-01', '2024-07-31'])).toBe('6/240 2024-03-31 mis');
    expect(await share('lateness', ['2023-08-01', '2026-07-31'])).toMatch(/^6\/240 /);
  });

  it('comes from marks in a term with any mark, and from both where they are of different terms', async () => {
    await bringCounts('1,128,118,8,2,autumn,2025/26', '1,100,90,10,0,spring,2025/26');
    await school.bring([MARKS, `${ADA},123456,2025-11-03,AM,I`, `${ADA},123456,2025-11-03,PM,\\`]);
    expect(await share('absence', AUTUMN)).toBe('1/2 2025-11-03 mis');
    expect(await share('absence', ['2025-08-01', '2026-07-31'])).toBe('11/102 2026-04-05 mis, council');
    expect(await share('lateness', ['2025-08-01', '2026-07-31'])).toBe('0/2 2026-04-05 mis, council');
  });

  it('is not taken from counts beside a mark that counts for nothing, at whatever setting', async () => {
    await bringCounts('1,128,118,8,2,autumn,2025/26');
    await school.bring([MARKS, `${ADA},123457,2025-11-03,AM,#`]);
    expect(await share('absence', AUTUMN)).toBeUndefined();
    await school.bring([MARKS, `${BEN},123457,2026-01-05,AM,/`]);
    await bringCounts('2,128,118,8,2,autumn,2025/26');
    expect(await share('absence', AUTUMN, school.people.ben)).toBe('10/128 2025-12-31 council');
  });

  it('takes the newest count of a setting and term, and adds settings up', async () => {
    await bringCounts('1,128,118,8,2,autumn,2025/26');
    await bringCounts('1,128,108,18,2,autumn,2025/26');
    expect(await share('absence', AUTUMN)).toBe('20/128 2025-12-31 council');
    const [header = '', row = ''] = fixture('attendance-counts.csv');
    const elsewhere = row
      .replace('9094321', '9094322')
      .replace('2023/24', '2025/26')
      .replace(',52,,1,', ',52,1,,');
    expect(await school.bring([header, elsewhere], { source: 'council' })).toMatchObject({ added: 1 });
    expect(await share('absence', AUTUMN)).toBe('36/258 2025-12-31 council');
  });
});
