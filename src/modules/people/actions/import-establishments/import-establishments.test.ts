import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { columnsOf, loadMapping } from '#files';
import { commandActor, grantRole } from '#modules/access';
import { foundTenant, openAccount, type PasswordHash } from '#modules/identity';
import { castToday } from '#test/cast';
import { emptyDatabase } from '#test/database';
import { bringer } from '#test/imports';
import { addSetting, establishmentsKind, peopleKind, settingNamed } from '../../index.ts';

let db: Database;
let tenantId: TenantId;
let files: ReturnType<typeof bringer>;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());
beforeEach(() => {
  tenantId = newId<TenantId>();
  files = bringer({ db, tenantId, today: castToday }, establishmentsKind);
  return files.remove;
});

type Held = { urn: string | null; name: string } & Record<string, unknown>;
const settings = async () => (await files.held('people.setting'))['people.setting'] as Held[];
const setting = async (urn: string) => (await settings()).find((each) => each.urn === urn);
const byHand = (name: string, urn: string | null) =>
  withActor(db, { tenantId, reach: 'whole' }, (tx) =>
    addSetting(tx, tenantId, { name, kind: 'secondary', urn }),
  );

const gias = { source: 'gias' };
const short = 'urn,name,open_date,town,postcode';
const own = 'urn,name,kind,status,town,opened_on';

describe('establishments in the short layout of the register', () => {
  const rows = [
    short,
    '990101,St Aud’s Primary School,01-09-1999,Ashby,AS1 1AS',
    '990102,"Larkrise ""New"" School, Ashby",,Ashby,AS1 1AT',
    '990103,St Aud’s Primary School,01-01-1900,Brackley,',
  ];

  it('become settings known by their URN, several of one name', async () => {
    expect(await files.bring(rows, gias)).toMatchObject({ read: 3, added: 3, refused: 0 });
    expect(await setting('990101')).toMatchObject({
      name: 'St Aud’s Primary School',
      kind: 'other',
      status: null,
      opened_on: '1999-09-01',
      postcode: 'AS1 1AS',
      authority: 'gias',
      source: 'gias',
    });
    expect(await setting('990102')).toMatchObject({ name: 'Larkrise "New" School, Ashby', opened_on: null });
    expect(await setting('990103')).toMatchObject({
      name: 'St Aud’s Primary School',
      opened_on: null,
      postcode: null,
    });
  });

  it('change nothing when the same file comes again, in whatever order', async () => {
    await files.bring(rows, gias);
    const before = await settings();
    const [header = '', ...rest] = rows;
    expect(await files.bring([header, ...rest.reverse()], gias)).toMatchObject({
      added: 0,
      changed: 0,
      same: 3,
    });
    expect(await settings()).toEqual(before);
  });

  it('are the same number in a dry run, and none of them stays', async () => {
    expect(await files.bring(rows, { ...gias, dryRun: true })).toMatchObject({ added: 3 });
    expect(await settings()).toEqual([]);
  });
});

describe('establishments in the full layout of the register', () => {
  /** The header is the mapping's own list of columns, with two that it does not know. */
  async function full(...rows: Record<string, string>[]): Promise<Buffer> {
    const columns = [...columnsOf(await loadMapping('gias-full')), 'FSM', 'AccreditationExpiryDate'];
    const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
    return Buffer.from([columns.join(','), ...lines].join('\r\n'), 'latin1');
  }
  const ashdale = {
    URN: '990201',
    'LA (code)': '909',
    EstablishmentNumber: '4321',
    EstablishmentName: 'Sch\u00f6ne Ashdale School',
    'TypeOfEstablishment (name)': 'Academy converter',
    'EstablishmentTypeGroup (name)': 'Academies',
    'EstablishmentStatus (code)': '1',
    'PhaseOfEducation (name)': 'Secondary',
    OpenDate: '01-09-2012',
    Town: 'Ashby',
    Postcode: 'AS1 1AS',
    UKPRN: '10099999',
    HeadFirstName: 'Nemo',
    HeadLastName: 'Nobody',
  };

  it('become settings with a kind, a LAESTAB and a status, in Windows-1252, and nobody by name', async () => {
    const said: string[] = [];
    const bytes = await full(ashdale, {
      ...ashdale,
      URN: '990202',
      'TypeOfEstablishment (name)': 'Pupil referral unit',
      'PhaseOfEducation (name)': 'Not applicable',
      'EstablishmentStatus (code)': '2',
      CloseDate: '31-08-2012',
      UKPRN: 'Not applicable',
    });
    expect(await files.bring(bytes, { ...gias, said: (text) => said.push(text) })).toMatchObject({
      read: 2,
      added: 2,
      refused: 0,
    });
    expect(said.join('')).toMatch(
      /gias-full.*\n.*left out: FSM, AccreditationExpiryDate\. The register adds/,
    );
    expect(await setting('990201')).toEqual({
      tenant_id: tenantId,
      name: 'Schöne Ashdale School',
      kind: 'secondary',
      urn: '990201',
      laestab: '9094321',
      phase: 'Secondary',
      type: 'Academy converter',
      type_group: 'Academies',
      status: 'open',
      la_code: '909',
      opened_on: '2012-09-01',
      closed_on: null,
      town: 'Ashby',
      postcode: 'AS1 1AS',
      ukprn: '10099999',
      authority: 'gias',
      source: 'gias',
    });
    expect(await setting('990202')).toMatchObject({
      kind: 'alternative_provider',
      status: 'closed',
      phase: null,
      closed_on: '2012-08-31',
      ukprn: null,
    });
    expect(JSON.stringify(await settings())).not.toMatch(/Nemo|Nobody/);
  });

  it('complete what the short layout said, and are not undone by it', async () => {
    await files.bring([short, '990201,Ashdale,,Ashby,'], { source: 'gias-short' });
    expect(await files.bring(await full(ashdale), gias)).toMatchObject({ changed: 1, added: 0 });
    expect(
      await files.bring([short, '990201,Schöne Ashdale School,,,'], { source: 'gias-short' }),
    ).toMatchObject({ same: 1, changed: 0 });
    expect(await setting('990201')).toMatchObject({ kind: 'secondary', source: 'gias', postcode: 'AS1 1AS' });
  });

  it('are refused row by row, with line, column, rule and what to do', async () => {
    const brought = await files.bring(
      await full(
        ashdale,
        { ...ashdale, URN: '12', UKPRN: '1' },
        { ...ashdale, URN: '990203', EstablishmentName: '', OpenDate: '31-02-2012' },
        { ...ashdale, URN: '990204', 'EstablishmentStatus (code)': '9', CloseDate: '01-01-1899' },
        { ...ashdale, URN: '' },
        { ...ashdale, EstablishmentName: 'Another' },
      ),
      gias,
    );
    expect(brought).toMatchObject({ read: 6, added: 1, refused: 5 });
    expect(brought.refusals).toEqual([
      '3 URN urn.shape',
      '3 UKPRN number.digits',
      '4 EstablishmentName field.missing',
      '4 OpenDate date.exists',
      '5 EstablishmentStatus (code) code.unknown',
      '5 CloseDate date.year',
      '6 urn urn.missing',
      '7 urn fact.twice',
    ]);
  });
});

describe('a setting that was added by hand', () => {
  it('is completed by the register under its URN, not added again, and put back when the run is taken back', async () => {
    await byHand('Ashdale', '990301');
    const before = await settings();
    const brought = await files.bring([short, '990301,Ashdale Academy,01-09-2012,Ashby,AS1 1AS'], gias);
    expect(brought).toMatchObject({ added: 0, changed: 1, refused: 0 });
    expect(await settings()).toMatchObject([
      { name: 'Ashdale Academy', kind: 'secondary', town: 'Ashby', authority: 'gias', source: 'gias' },
    ]);
    expect(await files.undoLast('gias')).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await settings()).toEqual(before);
  });

  it('is completed by a list of one’s own, and no word of it is replaced', async () => {
    await byHand('Ashdale', '990301');
    const list = { source: 'council-list' };
    expect(await files.bring([own, '990301,Ashdale,,open,Ashby,'], list)).toMatchObject({ changed: 1 });
    const brought = await files.bring([own, '990301,Ashdale Academy,special,open,Ashby,'], list);
    expect(brought).toMatchObject({
      refused: 1,
      refusals: ['2 name setting.believed', '2 kind setting.believed'],
    });
    expect(brought.messages[0]).toMatch(/whoever added this setting by hand.*leave it blank/);
    expect(await settings()).toMatchObject([{ name: 'Ashdale', kind: 'secondary', source: null }]);
  });

  it('without a URN is known by its name, and is another one than the register’s of that name', async () => {
    await byHand('The Turnstile', null);
    const rows = [own, ',The Turnstile,,open,,', '990302,The Turnstile,,,,'];
    expect(await files.bring(rows, { source: 'council-list' })).toMatchObject({ changed: 1, added: 1 });
    expect(await settings()).toHaveLength(2);
  });
});

describe('a list of one’s own', () => {
  const list = { source: 'council-list' };
  const rows = [
    own,
    '990401,Ashdale School,secondary,open,Ashby,2012-09-01',
    ',The Turnstile,alternative_provider,open,,',
    '990402,Larkrise,,,,',
  ];

  it('may be corrected by the same source, and waits when more than its share would change', async () => {
    expect(await files.bring(rows, list)).toMatchObject({ added: 3 });
    expect(await settings()).toMatchObject(
      [{}, {}, {}].map(() => ({ source: 'council-list', authority: null })),
    );
    expect(
      await files.bring([own, '990401,Ashdale School,,closing,Ashby,', '990402,Larkrise,primary,,,'], list),
    ).toMatchObject({ changed: 2 });
    expect(await setting('990401')).toMatchObject({ status: 'closing', opened_on: '2012-09-01' });
    const many = Array.from({ length: 12 }, (_, at) => `9905${at + 10},School ${at},primary,open,Ashby,`);
    await files.bring([own, ...many], list);
    const moved = [own, ...many.map((row) => row.replace('Ashby', 'Ashford'))];
    await expect(files.bring(moved, list)).rejects.toThrow(
      /change or end 12 of the 15 facts of establishments/,
    );
    expect(await files.bring(moved, { ...list, confirmed: true })).toMatchObject({ changed: 12 });
  });

  it('is not believed against the register', async () => {
    await files.bring([short, '990401,Ashdale Academy,,Ashby,'], gias);
    const brought = await files.bring(rows, list);
    expect(brought).toMatchObject({ added: 2, refused: 1, refusals: ['2 name setting.believed'] });
  });

  it('changes nothing that is known when it only adds', async () => {
    await files.bring(rows, list);
    const brought = await files.bring([own, '990401,Ash School,,,,', ',New Start,,,,'], {
      ...list,
      policy: 'adds',
    });
    expect(brought).toMatchObject({ added: 1, refused: 1, refusals: ['2 name policy.adds'] });
  });

  it('is never a snapshot: the register says itself what has closed', async () => {
    await expect(files.bring(rows, { ...list, policy: 'snapshot' })).rejects.toThrow(/cannot be a snapshot/);
  });

  it('asks which layout is meant where two would fit', async () => {
    const between = ['urn,name,town,postcode', '990401,Ashdale,Ashby,'];
    await expect(files.bring(between)).rejects.toThrow(/Two mappings fit.*--mapping/);
    expect(await files.bring(between, { mapping: 'waymark-establishments' })).toMatchObject({ added: 1 });
  });
});

describe('a run of establishments taken back', () => {
  it('keeps by name the settings that something rests on, and takes the rest', async () => {
    await files.bring([short, '990501,Ashdale,,,', '990502,Larkrise,,,'], gias);
    const people = bringer({ db, tenantId, today: castToday }, peopleKind);
    await people.bring(['source_id,setting_urn,given_name', '1,990501,Ada']);
    people.remove();
    const undone = await files.undoLast('gias');
    expect(undone).toMatchObject({ removed: 1, restored: 0 });
    expect(undone.kept).toEqual([
      {
        entityId: expect.any(String),
        personId: null,
        says: expect.stringMatching(/^setting: .* rests on it$/),
      },
    ]);
    expect(await settings()).toMatchObject([{ urn: '990501' }]);
  });

  it('keeps a setting at which somebody has a role', async () => {
    await files.bring([short, '990501,Ashdale,,,'], gias);
    const actor = commandActor(tenantId, 'test', castToday);
    await withActor(db, actor, async (tx) => {
      await foundTenant(tx, actor, { name: `Council ${tenantId}`, kind: 'council' });
      const accountId = await openAccount(tx, actor, {
        email: 'jo@ashdale.example',
        name: 'Jo Field',
        password: 'not a hash' as PasswordHash,
      });
      const settingId = await settingNamed(tx, tenantId, '990501');
      await grantRole(tx, actor, { accountId, role: 'senco', settingId, reason: 'a test' });
    });
    expect(await files.undoLast('gias')).toMatchObject({
      removed: 0,
      kept: [{ says: 'setting: role grant rests on it' }],
    });
  });

  it('leaves everything as it was before, whatever was in the file and whatever stood', async () => {
    const name = fc.constantFrom('Ashdale', 'Larkrise', 'The Turnstile');
    const urn = fc.constantFrom('990601', '990602', '990603');
    const town = fc.constantFrom('', 'Ashby', 'Brackley');
    const line = fc.tuple(urn, name, town).map(([number, called, place]) => `${number},${called},,${place},`);
    const lines = fc.uniqueArray(line, { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lines, lines, async (first, second) => {
        tenantId = newId<TenantId>();
        const each = bringer({ db, tenantId, today: castToday }, establishmentsKind);
        await each.bring([short, ...first], gias);
        const before = await each.held('people.setting');
        await each.bring([short, ...second], { source: 'gias-later', confirmed: true });
        expect((await each.undoLast('gias-later')).kept).toEqual([]);
        expect(await each.held('people.setting')).toEqual(before);
        each.remove();
      }),
      { numRuns: 20 },
    );
  });
});
