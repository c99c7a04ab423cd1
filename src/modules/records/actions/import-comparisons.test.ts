import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor } from '#db';
import { columnsOf, loadMapping } from '#files';
import { castToday } from '#test/cast';
import { emptyDatabase } from '#test/database';
import { bringer } from '#test/imports';
import { comparisonsKind, comparisonsOf } from '../index.ts';

let db: Database;
let tenantId: TenantId;
let files: ReturnType<typeof bringer>;
/** Every column that the layout names, and none it does not. */
let columns: string[];

beforeAll(async () => {
  db = await emptyDatabase();
  columns = columnsOf(await loadMapping('dfe-neet-la')).filter(
    (name) => name !== 'enrolments_pa_10_exact_percent',
  );
});
afterAll(() => db.close());
beforeEach(() => {
  tenantId = newId<TenantId>();
  files = bringer({ db, tenantId, today: castToday }, comparisonsKind);
  return files.remove;
});

type Cells = Record<string, string>;
const england: Cells = {
  time_period: '2024',
  geographic_level: 'National',
  country_code: 'E92000001',
  country_name: 'England',
  NEET_percent: '3.2',
  Notknown_percent: '2.2',
};
const valley: Cells = {
  ...england,
  geographic_level: 'Regional',
  region_code: 'E12000099',
  region_name: 'The Valley',
  NEET_percent: '4',
};
const fernshire: Cells = {
  ...valley,
  geographic_level: 'Local authority',
  new_la_code: 'E10000099',
  la_name: 'Fernshire',
  NEET_percent: 'c',
  Notknown_percent: 'z',
};

function file(rows: readonly Cells[], more: readonly string[] = []): string[] {
  const header = [...columns, ...more];
  return [header.join(','), ...rows.map((row) => header.map((name) => row[name] ?? '').join(','))];
}
const without = (line: string, column: string) =>
  line.split(',').toSpliced(columns.indexOf(column), 1).join(',');
const figures = async () => (await files.held('records.comparison'))['records.comparison'];
const of = (area: string, measure: string) =>
  withActor(db, { tenantId, reach: 'whole' }, (tx) => comparisonsOf(tx, tenantId, { area, measure }));

describe('published figures from a file', () => {
  const rows = [england, valley, fernshire];

  it('are kept a figure an area, year and measure, with the reason where there is none', async () => {
    expect(await files.bring(file(rows))).toMatchObject({ read: 3, added: 3, refused: 0 });
    expect(await figures()).toHaveLength(3 * 27);
    const mine = { areaName: 'Fernshire', level: 'council', period: 2024, source: 'mis' };
    expect(await of('E10000099', 'neet')).toEqual([{ ...mine, number: null, mark: 'suppressed' }]);
    expect(await of('E10000099', 'not_known')).toEqual([{ ...mine, number: null, mark: 'not_applicable' }]);
    expect(await of('E10000099', 'absence')).toEqual([{ ...mine, number: null, mark: 'missing' }]);
    expect(await of('E12000099', 'neet')).toMatchObject([
      { areaName: 'The Valley', level: 'regional', number: 4 },
    ]);
    expect(await of('E92000001', 'neet')).toMatchObject([{ level: 'national', number: 3.2, mark: null }]);
  });

  it('change nothing when the same file comes again, in whatever order', async () => {
    await files.bring(file(rows));
    const before = await figures();
    expect(await files.bring(file([...rows].reverse()))).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect(await figures()).toEqual(before);
  });

  it('come year by year and source by source', async () => {
    await files.bring(file([{ ...england, time_period: '2023', NEET_percent: '2.8' }]));
    await files.bring(file([england]));
    await files.bring(file([{ ...england, NEET_percent: '3.3' }]), { source: 'corrected' });
    expect(
      (await of('E92000001', 'neet')).map(({ period, number, source }) => [period, number, source]),
    ).toEqual([
      [2023, 2.8, 'mis'],
      [2024, 3.3, 'corrected'],
      [2024, 3.2, 'mis'],
    ]);
    expect(await of('E92000001', 'nothing')).toEqual([]);
    expect(await of('E92000002', 'neet')).toEqual([]);
  });

  it('are put right by the same source, and left alone by one that only adds', async () => {
    await files.bring(file([fernshire]));
    const mended = file([{ ...fernshire, NEET_percent: '5.1' }]);
    expect(await files.bring(mended, { policy: 'adds' })).toMatchObject({
      refused: 1,
      refusals: ['2 neet policy.adds'],
    });
    expect(await files.bring(mended)).toMatchObject({ changed: 1 });
    expect(await of('E10000099', 'neet')).toMatchObject([{ number: 5.1, mark: null }]);
    await expect(files.bring(mended, { policy: 'snapshot' })).rejects.toThrow(/cannot be a snapshot/);
  });

  it('are read by header, and say which columns of the year nobody reads', async () => {
    const said: string[] = [];
    const later = file([{ ...england, persistent: '20.5' }], ['persistent', 'New_quintile']);
    const asLater = later.map((line) =>
      without(line, 'sess_overall_percent_pa_10_exact').replace(
        'persistent',
        'enrolments_pa_10_exact_percent',
      ),
    );
    expect(await files.bring(asLater, { said: (text) => said.push(text) })).toMatchObject({ added: 1 });
    expect(said.join('')).toMatch(/does not name, left out: New_quintile\. The table gains/);
    expect(await of('E92000001', 'persistent_absence')).toMatchObject([{ number: 20.5 }]);
  });

  it('are not taken for this layout when a column that is read is missing, unless somebody says so', async () => {
    const lines = file([england], ['New_quintile']).map((line) => without(line, 'avg_att8'));
    await expect(files.bring(lines)).rejects.toThrow(
      /Nearest is dfe-neet-la.*Not known to it: New_quintile/s,
    );
    expect(await files.bring(lines, { mapping: 'dfe-neet-la' })).toMatchObject({ added: 1 });
    expect(await of('E92000001', 'attainment_8')).toEqual([]);
  });

  it('are refused row by row with line, column and rule', async () => {
    const brought = await files.bring(
      file([
        england,
        { ...valley, region_code: '' },
        { ...fernshire, NEET_percent: 'low', time_period: '24' },
        { ...england, geographic_level: 'Ward' },
        { ...england, NEET_percent: '9' },
      ]),
    );
    expect(brought).toMatchObject({ read: 5, added: 1, refused: 4 });
    expect([...brought.refusals].sort()).toEqual([
      '3 region_code area.missing',
      '4 NEET_percent number.shape',
      '4 time_period period.year',
      '5 geographic_level code.unknown',
      '6 area fact.twice',
    ]);
    for (const message of brought.messages) expect(message).toMatch(/: (fill|write|mend|the first row)/);
  });

  it('are the same number in a dry run, and none of them stays', async () => {
    expect(await files.bring(file(rows), { dryRun: true })).toMatchObject({ added: 3 });
    expect(await figures()).toEqual([]);
  });

  it('are as they were when a run is taken back, whatever was in it', async () => {
    const row = fc.record({
      time_period: fc.constantFrom('2023', '2024'),
      NEET_percent: fc.constantFrom('', 'c', 'z', '3.2', '4'),
    });
    const some = fc.uniqueArray(row, { selector: ({ time_period }) => time_period, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(some, some, async (first, second) => {
        tenantId = newId<TenantId>();
        const each = bringer({ db, tenantId, today: castToday }, comparisonsKind);
        const lines = (cells: readonly Cells[]) => file(cells.map((given) => ({ ...england, ...given })));
        await each.bring(lines(first));
        const before = await each.held('records.comparison');
        await each.bring(lines(second), { confirmed: true });
        expect((await each.undoLast()).kept).toEqual([]);
        expect(await each.held('records.comparison')).toEqual(before);
        each.remove();
      }),
      { numRuns: 12 },
    );
  });
});
