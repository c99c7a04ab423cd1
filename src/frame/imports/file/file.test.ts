import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunId, withActor } from '#db';
import { serverActor } from '#modules/access';
import { peopleKind } from '#modules/people';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { bringIn } from '../bring-in.ts';

const { path: place, remove } = temporary();
let test: TestDatabase;
let site: Visited;
/** Every test has a source of its own. */
let source = '';
let number = 0;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test, { largestFile: 400_000 });
});
beforeEach(() => {
  number += 1;
  source = `mis-${number}`;
});
afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.app.close();
  await test.close();
  remove();
});

const HEADER = 'source_id,setting_urn,given_name,family_name,nc_year';
const people = (count: number, name = 'Family') =>
  [HEADER, ...Array.from({ length: count }, (_, at) => `K${at},990001,Kit,${name}${at},9`)].join('\n');
const csv = (content: string | Uint8Array, name = 'people.csv') => ({ name, content });

/** Sends a file of people as the data manager. @returns its address */
async function sent(content: string | Uint8Array, form: Record<string, string> = {}): Promise<string> {
  const answer = await site.send(
    'gwen',
    '/sources/import',
    { kind: 'people', 'new-source': source, ...form },
    csv(content),
  );
  expect(answer.status, answer.body).toBe(303);
  return String(answer.headers.location);
}
const get = (url: string) => site.get('gwen', url);
const post = (url: string, form: Record<string, string | string[]> = {}) => site.post('gwen', url, form);

/** The address that a press of a button leads to in the end, and what stands there. */
async function pressed(url: string, form: Record<string, string | string[]> = {}) {
  const answer = await post(url, form);
  expect(answer.status, textOf(answer.body)).toBe(303);
  const address = await settled(String(answer.headers.location));
  return { address, ...(await get(address)) };
}

/** Waits until nothing is under way any more: a slow machine shows the page of progress first. */
async function settled(address: string): Promise<string> {
  for (;;) {
    const { status, headers, body } = await get(address);
    if (status === 303) return settled(String(headers.location));
    if (!body.includes('data-follow')) return address;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const rows = <T>(read: (tx: Parameters<Parameters<typeof withActor>[2]>[0]) => Promise<T>) =>
  withActor(test.db, test.whole, read);
const count = (table: 'sources.file' | 'sources.file_chunk' | 'sources.upload' | 'sources.run') =>
  rows(async (tx) => {
    const row = await tx
      .selectFrom(table)
      .select((each) => each.fn.countAll<number>().as('count'))
      .where('tenant_id', '=', test.tenantId)
      .executeTakeFirstOrThrow();
    return row.count;
  });
const acts = (id: string) =>
  rows(async (tx) => {
    const found = await tx
      .selectFrom('audit.entry')
      .select('act')
      .where('tenant_id', '=', test.tenantId)
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    return found.map(({ act }) => act);
  });
const idIn = (address: string) => address.split('/').at(-1) ?? '';

describe('bringing in a file', () => {
  it('whose columns are known says so, tries without writing, brings in once, and is erased', async () => {
    const before = { files: await count('sources.file'), runs: await count('sources.run') };
    const address = await sent(people(3));
    const mapped = await get(address);
    expect(textOf(mapped.body)).toContain(
      'Every column is known. It is read by the mapping “Waymark people”',
    );

    const tried = await pressed(`${address}/try`);
    expect(tried.address).toBe(address);
    expect(textOf(tried.body)).toMatch(/Rows read 3 Added 3 Changed 0/);
    expect(await count('sources.run'), 'a try writes nothing').toBe(before.runs);
    expect(textOf((await site.get('alison', '/people?q=Family0')).body)).not.toContain('Kit Family0');

    const [one, two] = await Promise.all([post(`${address}/confirm`), post(`${address}/confirm`)]);
    expect([one.status, two.status]).toEqual([303, 303]);
    const done = await settled(address);
    expect(done).toMatch(/^\/sources\/runs\//);
    expect(await count('sources.run'), 'pressed twice, brought in once').toBe(before.runs + 1);
    expect(await count('sources.file')).toBe(before.files);
    expect(await count('sources.file_chunk')).toBe(0);

    const run = await get(done);
    expect(textOf(run.body)).toContain('3 young people, page 1 of 1');
    expect(textOf(run.body)).toContain('Kit Family0');
    expect(textOf(run.body)).toContain('Brought in by Gwen Llewellyn');
    expect([...new Set(await acts(idIn(address)))]).toEqual([
      'import.uploaded',
      'import.described',
      'import.mapped',
      'import.looked',
      'import.tried',
      'import.try_seen',
      'import.confirmed',
    ]);
    expect([...new Set(await acts(idIn(done)))]).toEqual(['import.run', 'run.seen']);
  });

  it('that is the same as before would change nothing, and says so', async () => {
    const address = await sent(people(2));
    await pressed(`${address}/try`);
    await pressed(`${address}/confirm`);
    const again = await sent(people(2));
    expect(textOf((await pressed(`${again}/try`)).body)).toContain('All of it is in already');
  });

  it('that would move too much waits until somebody says they have looked', async () => {
    const first = await sent(people(12));
    await pressed(`${first}/try`);
    await pressed(`${first}/confirm`);
    const next = await sent(people(12, 'Renamed'));
    const tried = await pressed(`${next}/try`);
    expect(textOf(tried.body)).toContain('12 of the 12 facts');
    expect(textOf(tried.body)).toMatch(/Young person changed Family name: Family0 → Renamed0/);
    const hasty = await post(`${next}/confirm`);
    expect(hasty.status).toBe(422);
    expect(hasty.body.includes('href="#looked"')).toBe(true);
    const done = await pressed(`${next}/confirm`, { looked: 'yes' });
    expect(textOf(done.body)).toMatch(/Added 0 Changed 12/);
  });

  it('shows what would be refused by rule, with what to do, and gives it as a file', async () => {
    const address = await sent(
      `${HEADER}\nA,990001,Kit,Able,9\nB,999999,Kit,Baker,9\nC,990001,=1+1,Charlie,N2\n`,
    );
    const tried = await pressed(`${address}/try`);
    expect(textOf(tried.body)).toContain('2 rows would be refused');
    expect(textOf(tried.body)).toContain('1 row: “N2” is a nursery year');
    const file = await get(`${address}/refusals.csv`);
    expect(file.headers['content-disposition']).toContain('refused-people.csv');
    expect(file.body).toMatch(/^\uFEFFline,field,rule,found,message\r\n/);
    expect(file.body).toContain('4,nc_year,nc_year.nursery,N2,');
    const done = await pressed(`${address}/confirm`);
    expect(textOf(done.body)).toContain('2 rows were refused');
    const kept = await get(`${done.address}/refusals.csv`);
    expect(kept.body).toBe(file.body);
  });

  it('can be thrown away, and then nothing of it is left', async () => {
    const address = await sent(people(2));
    await pressed(`${address}/try`);
    const before = await count('sources.file');
    expect((await post(`${address}/throw-away`)).headers.location).toBe('/sources/import');
    expect(await count('sources.file')).toBe(before - 1);
    const upload = await rows((tx) =>
      tx
        .selectFrom('sources.upload')
        .select(['state', 'tried', 'draft', 'file_id'])
        .where('tenant_id', '=', test.tenantId)
        .where('id', '=', idIn(address) as never)
        .executeTakeFirstOrThrow(),
    );
    expect(upload).toEqual({ state: 'called_off', tried: null, draft: {}, file_id: null });
    expect(textOf((await get(address)).body)).toContain('was thrown away');
    expect((await post(`${address}/try`)).status).toBe(409);
  });
});

describe('columns that no mapping knows', () => {
  const odd = [
    'Adm No,Surname,Forename,DoB,Gender,Favourite colour',
    'X1,Able,Ann,14/03/2011,Girl,blue',
    'X2,Baker,Ben,02/09/2011,Boy,n/a',
    'X3,Cole,Cal,31/02/2011,Boy,red',
  ].join('\n');
  const details = (more: Record<string, string | string[]> = {}) => ({
    'format-3': ['dd/MM/yyyy'],
    'found-4-0': 'Girl',
    'means-4-0': 'F',
    'found-4-1': 'Boy',
    'means-4-1': 'M',
    blank: 'n/a',
    'setting-all': test.settings.fernlow,
    ...more,
  });
  const choices = {
    'column-0': 'source_id',
    'column-1': 'family_name',
    'column-2': 'given_name',
    'column-3': 'date_of_birth',
    'column-4': 'sex',
  };

  it('are suggested and said to be, and nothing goes on before each is decided', async () => {
    const address = await sent(odd);
    const shown = await get(await settled(address));
    expect(textOf(shown.body)).toContain('Such as 14/03/2011 · 02/09/2011 · 31/02/2011');
    expect([...shown.body.matchAll(/<option value="([^"]+)" selected/g)].map(([, value]) => value)).toEqual([
      'utf-8',
      'comma',
      'source_id',
      'family_name',
      'given_name',
      'date_of_birth',
      'sex',
    ]);
    expect(shown.body.match(/Suggested, because/g)).toHaveLength(5);

    const wrong = await post(`${address}/columns`, { ...choices, 'column-2': 'family_name' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('“Surname” and “Forename” are both said to be Family name');
    expect(textOf(wrong.body)).toContain('Say what “Favourite colour” is, or leave it out');
    expect(wrong.body, 'what was chosen stays').toMatch(
      /id="column-2"[^>]*>(?:(?!<\/select>).)*value="family_name" selected/s,
    );
    const nobody = await post(`${address}/columns`, {
      ...choices,
      'column-0': 'ignore',
      'column-5': 'ignore',
    });
    expect(textOf(nobody.body)).toContain('Choose a column that says who a row is about');
    expect((await get(`${address}/details`)).headers.location, 'not by the address either').toBe(
      `${address}/columns`,
    );
  });

  it('become a mapping that is kept under a name, used by itself the next time, and by the command line', async () => {
    const address = await sent(odd);
    await post(`${address}/columns`, { ...choices, 'leave-rest': 'yes' });
    const asked = await get(`${address}/details`);
    expect(textOf(asked.body)).toContain('Fits 2 of the first rows: 14/03/2011 is read as 14 March 2011');
    expect((await post(`${address}/details`, details({ 'setting-all': '', 'format-3': [] }))).status).toBe(
      422,
    );
    const mapped = await pressed(`${address}/details`, details({ keep: 'yes', name: `Our ${source}` }));
    expect(textOf(mapped.body)).toContain(`by the mapping “Our ${source}”, version 1`);
    const tried = await pressed(`${address}/try`);
    expect(textOf(tried.body)).toMatch(/Rows read 3 Added 2/);
    expect(textOf(tried.body)).toContain('There is no day “31/02/2011”');
    const done = await pressed(`${address}/confirm`);
    expect(textOf(done.body)).toContain(`our-${source}, version 1`);
    expect(textOf(done.body)).toContain('Date of birth: 2011-03-14');

    const next = await sent(odd.replace('Able', 'Abel'));
    expect(textOf((await get(next)).body)).toContain(`“Our ${source}”, version 1`);
    // By name for anybody who asks, and by itself for nobody else: it says that all of them are at one setting.
    const alone = await site.send(
      'gwen',
      '/sources/import',
      { kind: 'people', 'new-source': `${source} b` },
      csv(odd),
    );
    expect(String(alone.headers.location)).toMatch(/^\/sources\/import\/[^/]+$/);
    expect(textOf((await get(await settled(String(alone.headers.location)))).body)).toContain(
      'What is in the columns?',
    );
    const taken = await pressed(`${alone.headers.location}/mapping`, { mapping: `our-${source}` });
    expect(textOf(taken.body)).toContain(
      'For every row the same: Setting, by its URN: Fernlow High School (990001).',
    );
    const actor = serverActor(test.tenantId, 'a test', test.today);
    const path = join(place, 'odd.csv');
    writeFileSync(path, odd);
    const bring = (from: string, mapping?: string) =>
      bringIn(test.db, actor, peopleKind, { path, source: from, mapping, dryRun: true });
    expect(await bring(source)).toMatchObject({ read: 3, refused: 1 });
    expect(await bring(`${source} b`, `our-${source}`)).toMatchObject({ read: 3, added: 2 });
    await expect(bring(`${source} b`)).rejects.toThrow('does not fit any mapping fully');
    // Said otherwise it is the next version, and the first stays as it was.
    const other = await sent(odd);
    await post(`${other}/columns`, { ...choices, 'leave-rest': 'yes' });
    await pressed(`${other}/details`, details({ keep: 'yes', name: `Our ${source}`, 'means-4-1': '' }));
    const versions = await rows((tx) =>
      tx
        .selectFrom('sources.mapping')
        .select(['version', 'definition'])
        .where('tenant_id', '=', test.tenantId)
        .where('name', '=', `our-${source}`)
        .orderBy('version')
        .execute(),
    );
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('of another kind are recognised, and one press puts it right', async () => {
    const address = await sent('upn,date,session,code\nC909432115001,2026-09-02,AM,/\n');
    const shown = await get(await settled(address));
    expect(textOf(shown.body)).toContain('Its columns are those of registers');
    await post(`${address}/about`, { kind: 'registers', source });
    expect(textOf((await get(address)).body)).toContain('Waymark registers');
  });

  it('that a dry run refused for a code nobody had explained are asked about again', async () => {
    const late = [
      ...Array.from({ length: 2_100 }, (_, at) => `X${at},Able,Ann,14/03/2011,Girl,x`),
      'Z,Last,Ed,14/03/2011,Man,x',
    ];
    const address = await sent([odd.split('\n')[0], ...late].join('\n'));
    await post(`${address}/columns`, { ...choices, 'leave-rest': 'yes' });
    await post(`${address}/details`, {
      'format-3': ['dd/MM/yyyy'],
      'found-4-0': 'Girl',
      'means-4-0': 'F',
      blank: '',
      'setting-all': test.settings.fernlow,
    });
    const tried = await pressed(`${address}/try`);
    expect(textOf(tried.body)).toContain('“Man” is not a code this mapping knows');
    expect(textOf((await get(`${address}/details`)).body)).toContain('Man means');
  });
});

describe('a file that is sent', () => {
  const send = (file?: { name: string; content: string | Uint8Array }, form = {}) =>
    site.send('gwen', '/sources/import', { kind: 'people', 'new-source': source, ...form }, file);

  it.each([
    ['is not there', undefined, 'Choose the file'],
    ['is empty', csv(''), 'The file is empty'],
    [
      'is a workbook',
      csv(Buffer.from('PK\x03\x04 xl/workbook.xml\0\0', 'latin1')),
      'Excel workbook (.xlsx), not CSV',
    ],
    ['is a picture', csv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1])), 'not text'],
    ['is too long', csv(`a,b\n${'x'.repeat(400_000)}`), 'longer than 391 kB'],
    ['names a column twice', csv('upn,upn\n1,2\n'), 'have the same name, “upn”'],
  ])('and %s is refused in a sentence beside the question, and leaves nothing', async (_, file, says) => {
    const before = [await count('sources.file'), await count('sources.file_chunk')];
    const answer = await send(file);
    expect(answer.status).toBe(422);
    expect(textOf(answer.body)).toContain(says);
    expect(answer.body.includes('href="#file"')).toBe(true);
    expect(/<input[^>]*checked="" value="people"/.test(answer.body), 'what was chosen stays').toBe(true);
    expect(answer.body.includes(`name="new-source" value="${source}"`)).toBe(true);
    expect([await count('sources.file'), await count('sources.file_chunk')]).toEqual(before);
  });

  it('with a form that is not right stays, and need not be sent again', async () => {
    const wrong = await send(csv(people(1)), { kind: '', 'new-source': '' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('Choose what the file holds');
    expect(textOf(wrong.body)).toContain('is here already and need not be sent again');
    const upload = /name="upload" value="([^"]+)"/.exec(wrong.body)?.[1] ?? '';
    const right = await send(undefined, { upload });
    expect(right.headers.location).toBe(`/sources/import/${upload}`);
  });

  it('has a kind that there is and a source with a plain name', async () => {
    for (const [form, says] of [
      [{ kind: 'spells' }, 'Choose what the file holds'],
      [{ 'new-source': '../mis' }, 'Give the source a name'],
      [{ 'new-source': 'runs' }, 'Give the source a name'],
      [{ 'new-source': 'x'.repeat(61) }, 'Give the source a name'],
    ] as const)
      expect(textOf((await send(csv(people(1)), form)).body)).toContain(says);
  });

  it('in Windows-1252 is read as that, and whoever sent it is asked to look at the accents', async () => {
    const address = await sent(Buffer.from(`${HEADER}\nZ,990001,Zo\xeb,Able,9\n`, 'latin1'));
    const mapped = await get(address);
    expect(textOf(mapped.body)).toContain('This file is not UTF-8, so it is read as Windows-1252');
    expect(textOf(mapped.body)).toContain('Zoë');
    await pressed(`${address}/try`);
    expect(textOf((await pressed(`${address}/confirm`)).body)).toContain('Zoë Able');
  });

  it('with a separator that cannot be told asks for it', async () => {
    const address = await sent('a;b,c;d|e\n1;2,3;4|5\n');
    const shown = await get(await settled(address));
    expect(textOf(shown.body)).toContain('Which character separates the columns is not clear');
    await post(`${address}/reading`, { encoding: 'utf-8', separator: 'semicolon' });
    expect(textOf((await get(`${address}/columns`)).body)).toContain('b,c Such as 2,3');
  });

  it('is no business of anybody who may not import', async () => {
    const address = await sent(people(1));
    for (const who of ['joe', 'alison', 'priya'] as const) {
      expect((await site.get(who, address)).status).toBe(404);
      expect((await site.get(who, '/sources')).status).toBe(404);
      expect((await site.send(who, '/sources/import', {}, csv(people(1)))).status).toBe(404);
    }
  });

  it('that is not there, or is under another organisation, is a page not found', async () => {
    expect((await get('/sources/import/01900000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await get('/sources/import/1')).status).toBe(404);
    expect((await get('/sources/runs/01900000-0000-7000-8000-000000000000')).status).toBe(404);
    expect((await get('/sources/nobody/people')).status).toBe(404);
  });
});

describe('work that is under way', () => {
  it('shows how far it is, can be stopped, and asks a browser without script to look again', async () => {
    const address = await sent(people(1));
    await rows((tx) =>
      tx
        .updateTable('sources.upload')
        .set({ state: 'running', rows_read: 12_345, heard_at: '2026-11-20T10:00:00Z' })
        .where('tenant_id', '=', test.tenantId)
        .where('id', '=', idIn(address) as never)
        .execute(),
    );
    const shown = await get(address);
    expect(textOf(shown.body)).toContain('12,345 rows read so far.');
    expect(shown.body.includes('<noscript><meta http-equiv="refresh" content="4"/></noscript>')).toBe(true);
    expect(shown.body.includes('data-follow=""')).toBe(true);
    expect((await post(`${address}/throw-away`)).status).toBe(409);
    await post(`${address}/stop`);
    expect(textOf((await get(address)).body)).toContain('It is being stopped.');
  });
});

describe('a run', () => {
  it('is taken back from its page with a reason, after seeing what that would do', async () => {
    const address = await sent(people(2));
    await pressed(`${address}/try`);
    const run = (await pressed(`${address}/confirm`)).address;
    const look = await get(`${run}/undo`);
    expect(textOf(look.body)).toMatch(/Removed 8 Put back as it was 0 Kept 0/);
    expect(textOf((await get(run)).body), 'looking took nothing back').toContain('Kit Family0');
    expect((await post(`${run}/undo`, { reason: ' ' })).status).toBe(422);
    expect((await post(`${run}/undo`, { reason: 'Wrong school' })).headers.location).toBe(run);
    const after = textOf((await get(run)).body);
    expect(after).toContain('8 removed, 0 put back as they were');
    expect(after).toContain('Why: Wrong school');
    expect(after).not.toContain('Kit Family0');
    expect((await get(`${run}/undo`)).headers.location).toBe(run);
    expect((await post(`${run}/undo`, { reason: 'Again' })).status).toBe(409);
  });

  it('that others rest on keeps those, by name', async () => {
    const first = await sent(people(2));
    await pressed(`${first}/try`);
    const run = (await pressed(`${first}/confirm`)).address;
    const next = await sent(people(1, 'Other'));
    await pressed(`${next}/try`);
    await pressed(`${next}/confirm`);
    const look = textOf((await get(`${run}/undo`)).body);
    expect(look).toContain('stays, because something later rests on it');
    expect(look).toContain('Kit Other0');
  });

  it('of registers is told mark by mark', async () => {
    const bring = async (code: string) => {
      const content = `upn,date,session,code\n${(await upnOf()) ?? ''},2026-11-1${code === 'I' ? 8 : 9},AM,${code}\n`;
      const answer = await site.send(
        'gwen',
        '/sources/import',
        { kind: 'registers', 'new-source': source },
        csv(content),
      );
      const address = String(answer.headers.location);
      await pressed(`${address}/try`);
      return pressed(`${address}/confirm`);
    };
    expect(textOf((await bring('I')).body)).toMatch(/Register changed 18 November 2026, morning: \S+ → I/);
  });

  const upnOf = () =>
    rows(async (tx) => {
      const person = await tx
        .selectFrom('people.person')
        .select('upn')
        .where('tenant_id', '=', test.tenantId)
        .where('id', '=', test.people.amara)
        .executeTakeFirst();
      return person?.upn;
    });
});

describe('the sources', () => {
  it('are settled: how often, how much, by which mapping, and are late by the day that it is', async () => {
    const address = await sent(people(1));
    await pressed(`${address}/try`);
    const run = (await pressed(`${address}/confirm`)).address;
    await rows((tx) =>
      tx
        .updateTable('sources.run')
        .set({ at: '2026-11-10T09:00:00Z' })
        .where('tenant_id', '=', test.tenantId)
        .where('id', '=', idIn(run) as RunId)
        .execute(),
    );
    const page = `/sources/${source}/people`;
    const wrong = await post(page, { cadence: '0', policy: 'replaces', share: '101', mapping: 'none-such' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('Enter a number of days from 1 to 400');
    const settling = { cadence: '7', policy: 'replaces', share: '12', mapping: 'waymark-people' };
    expect((await post(page, settling)).headers.location).toBe(page);
    const shown = await get(page);
    expect(shown.body.includes('value="12"')).toBe(true);
    expect(textOf(shown.body)).toContain('Overdue');
    expect(textOf((await get('/sources')).body)).toContain(
      `${source} Young people Overdue Last came on 10 November 2026.`,
    );
    await post(page, { ...settling, cadence: '30' });
    expect(textOf((await get('/sources')).body)).toContain(`${source} Young people Up to date`);
    expect((await post(page, { ...settling, policy: 'adds' })).status).toBe(409);
  });

  it('may have names with spaces and letters of any language', async () => {
    source = `Źródło ${number} (dane)`.replace(/[()]/g, '');
    const address = await sent(people(1));
    await pressed(`${address}/try`);
    await pressed(`${address}/confirm`);
    const list = await get('/sources');
    const href = `/sources/${encodeURIComponent(source)}/people`;
    expect(list.body.includes(`href="${href}"`)).toBe(true);
    expect(textOf((await get(href)).body)).toContain(`Young people from ${source}`);
  });
});
