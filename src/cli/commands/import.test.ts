import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type Database, newId, openDatabase, type TenantId, withActor, withSignIn } from '#db';
import { commandActor } from '#modules/access';
import { foundTenant } from '#modules/identity';
import { castToday } from '#test/cast';
import { command } from '#test/cli/in-process';
import { temporary, waymark } from '#test/cli/waymark';
import { emptyDatabase, loneDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { ownDatabase } from '#test/db/owner';
import { zipped } from '#test/files/zipped';

const { path: place, remove } = temporary();
const server = inject('server');
let db: Database;
let tenantId: TenantId;

beforeAll(async () => {
  db = await emptyDatabase();
});
beforeEach(async () => {
  tenantId = newId<TenantId>();
  const actor = commandActor(tenantId, 'test', castToday);
  await withActor(db, actor, (tx) =>
    foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' }),
  );
});
afterAll(async () => {
  await db.close();
  remove();
});

/** An installation nobody has used yet: on a server a database of its own. */
async function unused(): Promise<Database> {
  if (server === null) {
    const empty = await loneDatabase();
    onTestFinished(() => empty.close());
    return empty;
  }
  const own = await ownDatabase(server);
  onTestFinished(own.drop);
  const empty = await openDatabase({ url: own.url });
  onTestFinished(() => empty.close());
  return empty;
}

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(place, name), content);
  return name;
}
const asked = (...words: string[]) => command([...words, '--tenant', tenantId], { cwd: place, db });
const withSetting = () =>
  asked('setting', 'add', '--name', 'Ashdale School', '--kind', 'secondary', '--urn', '123456');
const organisations = (empty: Database) =>
  withSignIn(empty, null, (tx) => tx.selectFrom('identity.tenant').select('name').execute());
const rowsNow = () => dump(db, { tenantId, reach: 'whole', sensitive: 'all' });
const header = 'source_id,setting_urn,given_name,nc_year';
const keys = ['kind', 'source', 'file', 'read', 'added', 'changed', 'same', 'ended', 'refused', 'refusals'];

describe('waymark import', () => {
  it('prints one JSON document with these keys and nothing else', async () => {
    await withSetting();
    const { code, out, err } = await asked(
      'import',
      'people',
      file('people.csv', `${header}\n1,123456,Ada,9\n2,999999,Alan,9\n`),
      '--source',
      'mis',
      '--json',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^\{.*\}\n$/);
    const outcome = JSON.parse(out);
    expect(Object.keys(outcome)).toEqual(keys);
    expect(outcome).toMatchObject({
      kind: 'people',
      source: 'mis',
      file: 'people.csv',
      read: 2,
      added: 1,
      refused: 1,
    });
    expect(Object.keys(outcome.refusals[0]).sort()).toEqual(['field', 'found', 'line', 'message', 'rule']);
    expect(outcome.refusals[0]).toMatchObject({
      line: 3,
      field: 'setting',
      rule: 'setting.unknown',
      found: '999999',
    });
    expect(err).toContain('Reviewed again: 1 profile is new');
  });

  it('lists the first thousand refusals and counts them all, and exits 1 when every row is refused', async () => {
    await withSetting();
    const rows = Array.from({ length: 1_200 }, (_, row) => `${row},123456,Ada,99`);
    const { code, out } = await asked(
      'import',
      'people',
      file('refused.csv', [header, ...rows].join('\n')),
      '--source',
      'mis',
      '--json',
    );
    const outcome = JSON.parse(out);
    expect([code, outcome.read, outcome.refused, outcome.refusals.length]).toEqual([1, 1_200, 1_200, 1_000]);
    const told = await asked('import', 'people', 'refused.csv', '--source', 'mis');
    expect(told.code).toBe(1);
    expect(told.out).toContain('1200 rows were refused in all');
  });

  it.each([
    [['import'], 'The kind of file is missing'],
    [['import', 'persons', 'a.csv', '--source', 'mis'], 'There is no kind "persons"'],
    [['import', 'people', '--source', 'mis'], 'The file is missing'],
    [['import', 'people', 'a.csv'], '--source is missing'],
    [['import', 'people', 'a.csv', '--source', ''], '--source is missing'],
    [['import', 'people', 'a.csv', '--sauce', 'mis'], '--sauce'],
    [
      ['import', 'people', 'a.csv', '--source', 'mis', '--on', '21/01/2026'],
      '--on "21/01/2026" is not a day',
    ],
    [
      ['import', 'suspensions', 'a.csv', '--source', 'mis', '--covers', '2026-09-01..2026-02-31'],
      '--covers "2026-02-31" is not a day',
    ],
    [['import', 'suspensions', 'a.csv', '--source', 'mis', '--covers', '2026-09-01'], 'is not two days'],
    [
      ['import', 'suspensions', 'a.csv', '--source', 'mis', '--covers', '2026-10-01..2026-09-01'],
      'is not two days',
    ],
    [['imports'], 'There is no command "imports"'],
  ])('exits 2 when used wrongly: %j', async (words, says) => {
    const { code, out, err } = await asked(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).toContain('waymark import');
  });

  it('takes the day that a file speaks of, and the days for which it holds everything', async () => {
    await withSetting();
    await asked('import', 'people', file('day.csv', `${header}\n1,123456,Ada,9\n`), '--source', 'mis');
    const needs = file('needs.csv', 'source_id,sen_provision\n1,K\n');
    const words = ['import', 'circumstances', needs, '--source', 'mis'];
    expect(await asked(...words)).toMatchObject({ code: 1, out: expect.stringContaining('day.missing') });
    const { code, out } = await asked(...words, '--on', '2026-10-01');
    expect([code, out]).toEqual([0, expect.stringContaining('1 added')]);
    const empty = file(
      'suspended.csv',
      'source_id,setting_urn,kind,starts_on\n1,123456,suspension,2026-10-05\n',
    );
    const days = ['--covers', '2026-09-01..2026-10-31'];
    expect((await asked('import', 'suspensions', empty, '--source', 'mis', ...days)).code).toBe(0);
    const { rows } = await withActor(db, { tenantId, reach: 'whole', sensitive: 'all' }, (tx) =>
      sql<{ says: string }>`select concat_ws(' ', n.starts_on, c.covers_from, c.covers_to) as says
        from records.need n, records.coverage c where n.tenant_id = ${tenantId} and c.tenant_id = ${tenantId}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ says: '2026-10-01 2026-09-01 2026-10-31' }]);
  });

  it('exits 1 for a header that no mapping fits, names the nearest, and writes nothing at all', async () => {
    const empty = await unused();
    const alone = (...words: string[]) => command(words, { cwd: place, db: empty });
    const { code, out, err } = await alone(
      'import',
      'people',
      file('odd.csv', 'upn,setting_urn,given_name,favourite_colour\n,123456,Ada,blue\n'),
      '--source',
      'mis',
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      file: 'odd.csv',
      read: 0,
      refused: 0,
      refusals: [{ rule: 'file' }],
    });
    expect(err).toContain(
      'Nearest is waymark-people. Not known to it: favourite_colour. Save the mapping above',
    );
    expect(await organisations(empty)).toEqual([]);
    const lacking = await asked(
      'import',
      'registers',
      file('lacking.csv', 'source_id,date,session\n1,2026-09-01,AM\n'),
      '--source',
      'mis',
    );
    expect(lacking).toMatchObject({ code: 1, err: expect.stringContaining('It lacks: code') });
  });

  it('prints a mapping that can be saved and used, and says which column may be the one that is missing', async () => {
    await withSetting();
    const odd = file(
      'ours.csv',
      'UPN,School URN,Last Name,Reg Group\n,123456,Testling,9A\nC909432115001,123456,Ada,9A\n',
    );
    const suggested = await asked('import', 'people', odd, '--source', 'mis');
    expect([suggested.code, suggested.out]).toEqual([1, '']);
    expect(suggested.err).toContain(
      'It lacks: Estab or LAEstab. Not known to it: School URN, Last Name, Reg Group. Perhaps School URN as setting, Last Name as family_name, Reg Group as tutor_group. Save the mapping above as our-file.yaml, check it, and use --mapping our-file.yaml.',
    );
    expect(suggested.err).not.toMatch(/Testling|Ada|C9094/);
    file('our-file.yaml', suggested.err.slice(0, suggested.err.indexOf('\nThe header')));
    const { out } = await asked(
      'import',
      'people',
      odd,
      '--source',
      'mis',
      '--mapping',
      './our-file.yaml',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({ read: 2, added: 1, refused: 1 });
    const lacking = await asked(
      'import',
      'people',
      'odd.csv',
      '--source',
      'mis',
      '--mapping',
      './our-file.yaml',
    );
    expect(lacking.err).toMatch(
      /does not fit the mapping our-file\. It lacks: UPN, School URN\. .*Perhaps upn as upn, setting_urn as setting/,
    );
  });

  it('names the command for a file of another kind', async () => {
    const marks = file('other.csv', 'upn,date,session,code\nC909432115001,2026-09-01,AM,/\n');
    const { code, err } = await asked('import', 'people', marks, '--source', 'mis');
    expect([code, err]).toEqual([
      1,
      'other.csv looks like registers, not people, so nothing was written. Say waymark import registers other.csv --source mis instead.\n',
    ]);
  });

  it('does not repeat a first row that may be about somebody', async () => {
    for (const row of ['Ada,Testling,F', 'C909432115001,Testling', 'Ada,Testling,14/03/2011,9']) {
      const { code, err } = await asked(
        'import',
        'people',
        file('bare.csv', `${row}\n${row}\n`),
        '--source',
        'mis',
      );
      expect(code).toBe(1);
      expect(err).toMatch(/first row/);
      expect(err).not.toMatch(/Ada|Testling|C9094|2011/);
    }
  });

  it('founds the organisation with the first import that is kept, and never by a dry run', async () => {
    const empty = await unused();
    const people = file('founding.csv', `${header}\n1,123456,Ada,9\n`);
    const alone = (...words: string[]) =>
      command(['import', 'people', people, '--source', 'mis', ...words], { cwd: place, db: empty });
    expect((await alone('--dry-run')).out).toContain('a dry run: nothing was written');
    expect(await organisations(empty)).toEqual([]);
    await alone('--tenant', 'Fernshire');
    expect(await organisations(empty)).toEqual([{ name: 'Fernshire' }]);
    await alone();
    expect(await organisations(empty)).toHaveLength(1);
    expect(await alone('--tenant', 'Elsewhere')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no organisation called "Elsewhere"'),
    });
  });

  it('keeps and reviews the files before one that is refused as a whole, and tells of them', async () => {
    await withSetting();
    const [good, odd] = [file('good.csv', `${header}\n1,123456,Ada,9\n`), file('odd.csv', 'nonsense\n1\n')];
    const { code, out, err } = await asked('import', 'people', good, odd, '--source', 'mis', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { file: 'good.csv', added: 1 },
      { file: 'odd.csv', read: 0, refusals: [{ rule: 'file' }] },
    ]);
    expect(err).toContain('Reviewed again: 1 profile ');
    expect(err).toContain('The first row of odd.csv');
  });

  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${header}\n1,123456,Zoë,9\n`)],
    ['UTF-16, little end first', Buffer.from(`\ufeff${header}\n1,123456,Zoë,9\n`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${header}\n1,123456,Zoë,9\n`, 'utf16le').swap16()],
    ['semicolons', Buffer.from(`${header}\n1,123456,Zoë,9\n`.replaceAll(',', ';'))],
    ['quotation marks and CR LF', Buffer.from(`${header}\r\n"1","123456","Zoë","9"\r\n`)],
    ['lines within a cell', Buffer.from(`${header}\n1,123456,"Zoë\nLee",9\n2,123456,Zoë,9\n`)],
    ['our own formula guard', Buffer.from(`${header}\n1,123456,Zoë,9\n`)],
  ])('reads a file with %s', async (_, content) => {
    await withSetting();
    const { out } = await asked('import', 'people', file('shapes.csv', content), '--source', 'mis', '--json');
    expect(JSON.parse(out)).toMatchObject({ added: 1 });
    const reviewed = await asked('review', '--format', 'json');
    expect(JSON.parse(reviewed.out).people).toMatchObject([{ name: 'Zoë', ncYear: 9 }]);
  });

  it.each([
    ['a quotation mark left open', `${header}\n1,123456,"Ada,9\n2,123456,Alan,9\n`, 'never closed'],
    ['nothing in it', '', 'empty'],
    ['bytes that are no text', Buffer.from([0x00, 0x01, 0x02, 0xff, 0x00]), 'NUL'],
    ['a workbook in it', zipped({ 'xl/workbook.xml': '' }), 'is an Excel workbook'],
    ['one column twice', `${header},nc_year\n1,123456,Ada,9,10\n`, 'nc_year'],
  ])('refuses a file with %s, as a whole and in a sentence', async (_, content, says) => {
    await withSetting();
    const before = await rowsNow();
    const { code, out, err } = await asked(
      'import',
      'people',
      file('broken.csv', content),
      '--source',
      'mis',
    );
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(says);
    expect(err).not.toMatch(/\bat .*\.ts:\d/);
    expect(await rowsNow()).toEqual(before);
  });

  it('takes a file of a header alone for one without rows', async () => {
    await withSetting();
    const { code, out, err } = await asked(
      'import',
      'people',
      file('header.csv', `${header}\n`),
      '--source',
      'mis',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ read: 0, added: 0, refused: 0 });
    expect(err).toContain('header.csv: it has column names and no row under them.');
  });

  it('takes its own formula guard off, so that a file it wrote comes back as it was', async () => {
    await withSetting();
    await asked(
      'import',
      'people',
      file('guard.csv', `${header}\n1,123456,'=SUM(A1),9\n`),
      '--source',
      'mis',
    );
    const { out } = await asked('review', '--format', 'json');
    expect(JSON.parse(out).people).toMatchObject([{ name: '=SUM(A1)' }]);
    const csv = await asked('review', '--format', 'csv');
    expect(csv.out).toContain("'=SUM(A1)");
    expect(csv.out).not.toMatch(/(^|,|")=SUM/m);
  });

  it('leaves the database and the profiles alone when the same files come again', async () => {
    await withSetting();
    file('people.csv', `${header}\n1,123456,Ada,9\n2,123456,Alan,\n`);
    file(
      'marks.csv',
      'source_id,date,session,code\n1,2026-09-01,AM,I\n1,2026-09-01,PM,O\n2,2026-09-01,AM,/\n',
    );
    const bring = async () => {
      await asked('import', 'people', 'people.csv', '--source', 'mis');
      return asked('import', 'registers', 'marks.csv', '--source', 'mis', '--json');
    };
    expect(JSON.parse((await bring()).out)).toMatchObject({ added: 3, same: 0 });
    const before = await rowsNow();
    expect(JSON.parse((await bring()).out)).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(await rowsNow()).toEqual(before);
  });

  it('brings registers as weeks and as termly counts by the same command, and refuses a layout that does not say its term', async () => {
    await withSetting();
    await asked('import', 'people', file('people.csv', `${header}\n1,123456,Ada,9\n`), '--source', 'mis');
    const weeks = file(
      'weeks.csv',
      'source_id,week,marks\n1,2026-09-07,/ \\ / \\ / \\ I I / \\\n1,2026-09-14,/ \\\n',
    );
    const counts = 'STUD_ID,POSSIBLE_SESSIONS,ATTENDANCE_COUNT,AUTHORISED_ABSENCE,UNAUTHORISED_ABSENCE';
    const bring = (path: string) => asked('import', 'registers', path, '--source', 'mis', '--json');
    const { code, out } = await bring(weeks);
    expect([code, Object.keys(JSON.parse(out))]).toEqual([0, keys]);
    expect(JSON.parse(out)).toMatchObject({
      kind: 'registers',
      read: 2,
      added: 1,
      refused: 1,
      refusals: [{ line: 3, field: 'marks', rule: 'marks.length', found: '/ \\' }],
    });
    const bare = await bring(file('counts.csv', `${counts}\n1,120,110,10,0\n`));
    expect(bare).toMatchObject({ code: 1, err: expect.stringContaining('It lacks: ACADEMIC_YEAR, TERM') });
    const named = file(
      'named.csv',
      `${counts},TERM,ACADEMIC_YEAR\n1,120,110,10,0,spring,2025/26\n1,120,110,9,0,summer,2025/26\n`,
    );
    expect(JSON.parse((await bring(named)).out)).toMatchObject({
      kind: 'registers',
      added: 1,
      refusals: [{ line: 3, field: 'POSSIBLE_SESSIONS', rule: 'count.sum', found: '120' }],
    });
  });

  it('keeps a record of each run, with the file, its digest and the refusals', async () => {
    await withSetting();
    await asked(
      'import',
      'people',
      file('run.csv', `${header}\n1,123456,Ada,9\n2,999999,Alan,9\n`),
      '--source',
      'mis',
    );
    const who = { tenantId, reach: 'whole', sensitive: 'all' } as const;
    const [run] = await withActor(db, who, (tx) =>
      tx.selectFrom('sources.run').selectAll().where('tenant_id', '=', tenantId).execute(),
    );
    expect(run).toMatchObject({
      kind: 'people',
      source: 'mis',
      file_name: 'run.csv',
      file_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      read: 2,
      added: 1,
      refused: 1,
    });
    const refusals = await withActor(db, who, (tx) =>
      tx.selectFrom('sources.refusal').select(['line', 'rule']).execute(),
    );
    expect(refusals).toEqual([{ line: 3, rule: 'setting.unknown' }]);
    const looked = await withActor(db, who, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['act', 'subject_id'])
        .where('tenant_id', '=', tenantId)
        .where('act', '=', 'import.run')
        .execute(),
    );
    expect(looked).toEqual([{ act: 'import.run', subject_id: run?.id }]);
  });
});

/** On a directory of its own, whatever else the tests run on. */
describe.runIf(inject('server') === null)('bin/waymark', () => {
  it('makes the data directory, keeps what it is given, and answers with the same codes as ever', async () => {
    const placed = { cwd: place };
    const people = file('first.csv', `${header}\n1,123456,Ada,9\n`);
    const refused = await waymark(
      ['import', 'people', people, '--source', 'mis', '--data', 'fresh', '--json'],
      placed,
    );
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({ read: 1, refused: 1 });
    expect((await waymark(['import', 'people', people, '--data', 'fresh'], placed)).code).toBe(2);
    const help = await waymark(['help'], placed);
    expect(help).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('waymark import establishments|people|staff|classes|registers|measures'),
    });
  }, 60_000);
});
