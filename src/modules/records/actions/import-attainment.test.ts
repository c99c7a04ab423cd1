import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { parseMapping } from '#files';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { between, importing, on } from '#test/importing';
import { attainmentKind } from './import-attainment.ts';

let test: TestDatabase;
const { bringIn, takeBack, ask, factOf, remove } = importing(() => test, attainmentKind);
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

const [niamh, rosie] = [castYoungPeople.niamh.upn, castYoungPeople.rosie.upn];
const day = (text: string) => plainDate(text);
const HEADER = 'upn,on_date,point,subject,scale,value,expected,better';

/** Results of a source: who, subject, scale, result, expected, met or not or unknown. */
const held = (source: string) =>
  ask(sql`select concat_ws(' ', p.upn, a.subject, a.scale, a.value, a.expected, coalesce(a.met_expected::text, 'unknown')) as says
    from records.attainment a join people.roll p on p.tenant_id = a.tenant_id and p.person_id = a.person_id
    where a.tenant_id = ${test.tenantId} and a.source = ${source} order by p.upn, a.on_date, a.subject, a.scale`);

describe('results, one a row', () => {
  const rows = [
    HEADER,
    `${niamh},2026-10-16,Autumn 1,Mathematics,gcse,4,5,`,
    `${niamh},2026-10-16,Autumn 1,English,gcse,5,5,`,
    `${niamh},2026-10-16,Autumn 1,Reading,reading_age,10:06,12:02,`,
    `${niamh},2026-10-16,Autumn 1,Science,own,Secure,,`,
    `${rosie},2024-07-09,Key stage 2,Reading,ks2_scaled,99,,`,
    `${rosie},2026-10-16,Autumn 1,Art,effort,1,2,lower`,
  ];

  it('go in once with whether they meet what was expected, and the same file changes nothing', async () => {
    expect(await bringIn('rows', rows)).toMatchObject({ read: 6, added: 6, refused: 0 });
    const before = await held('rows');
    expect(before).toEqual([
      `${rosie} Reading ks2_scaled 99 false`,
      `${rosie} Art effort 1 2 true`,
      `${niamh} English gcse 5 5 true`,
      `${niamh} Mathematics gcse 4 5 false`,
      `${niamh} Reading reading_age 10:06 12:02 false`,
      `${niamh} Science own Secure unknown`,
    ]);
    expect(
      await bringIn(
        'rows',
        [...rows].reverse().sort((one) => (one === HEADER ? -1 : 0)),
      ),
    ).toMatchObject({
      same: 6,
      added: 0,
      changed: 0,
    });
    expect(await held('rows')).toEqual(before);
  });

  it('are mended by the same source, and are as before when that is taken back', async () => {
    await bringIn('mended', [HEADER, `${niamh},2026-10-16,Autumn 1,Mathematics,gcse,4,5,`]);
    expect(
      await bringIn('mended', [
        HEADER,
        `${niamh},2026-10-16,Autumn 1,Mathematics,gcse,5,5,`,
        `${niamh},2026-10-16,Autumn 1,English,gcse,U,4,`,
      ]),
    ).toMatchObject({ changed: 1, added: 1 });
    expect(await takeBack('mended')).toEqual({ removed: 1, restored: 1, kept: [] });
    expect(await held('mended')).toEqual([`${niamh} Mathematics gcse 4 5 false`]);
  });

  it('are refused where they are no result on their scale, row by row', async () => {
    const outcome = await bringIn('faulty', [
      HEADER,
      `${niamh},2026-10-16,,Mathematics,gcse,A*,5,`,
      `${niamh},2026-10-16,,Mathematics,gcse,5,ten,`,
      `${niamh},2026-10-16,,Mathematics,levels,5,,`,
      `${niamh},2026-10-16,,,gcse,5,,`,
      `${niamh},2026-10-16,,Mathematics,gcse,,,`,
      `${niamh},,,Mathematics,gcse,5,,`,
      `${niamh},2026-11-21,,Mathematics,gcse,5,,`,
      `${niamh},2026-10-16,,Art,effort,5,5,upwards`,
      `${niamh},2026-10-16,,Mathematics,gcse,5,,`,
      `${niamh},2026-10-16,,Mathematics,gcse,6,,`,
    ]);
    expect(outcome).toMatchObject({ read: 10, added: 1, refused: 9 });
    expect(outcome.refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, 'value', 'grade.value'],
      [3, 'expected', 'grade.value'],
      [4, 'scale', 'code.unknown'],
      [5, 'subject', 'field.missing'],
      [6, 'value', 'field.missing'],
      [7, 'on_date', 'day.missing'],
      [9, 'better', 'code.unknown'],
      [8, 'date', 'date.future'],
      [11, 'identity', 'fact.twice'],
    ]);
  });

  it('are not changed by a source that only adds, and cannot be a snapshot', async () => {
    await bringIn('adding', [HEADER, `${niamh},2026-10-16,,Mathematics,gcse,4,,`]);
    const again = [HEADER, `${niamh},2026-10-16,,Mathematics,gcse,5,,`];
    expect(await bringIn('adding', again, { policy: 'adds' })).toMatchObject({
      changed: 0,
      refusals: [{ rule: 'policy.adds' }],
    });
    await expect(bringIn('adding', again, { policy: 'snapshot' })).rejects.toThrow(/cannot be a snapshot/);
  });
});

describe('the layout of key stage 4', () => {
  const header =
    "UPN,DfE Establishment Number,Surname,Gender,Student's ethnicity,Attainment 8 score,Pupil progress 8 score,Progress 8 score for English,Progress 8 score for mathematics,Score achieved in English,Score achieved in mathematics,English & maths GCSEs A*-C?,English Bacc?";
  const withoutSchool = (line: string) => line.replace('DfE Establishment Number,', '');

  it('is a result a column, of the day given with the file, blank cells none', async () => {
    const rows = [
      withoutSchool(header),
      `${niamh},,F,WBRI,46.5,-0.32,0.1,-0.8,10,,Y,`,
      `${rosie},,F,AIND,,,,,,,,`,
    ];
    const outcome = await bringIn('ks4', rows, { on: day('2026-08-20'), mapping: 'council-ks4' });
    expect(outcome).toMatchObject({ read: 2, added: 1, same: 1, refused: 0 });
    expect(await held('ks4')).toEqual([
      `${niamh} Attainment 8 attainment_8 46.5 unknown`,
      `${niamh} English points 10 unknown`,
      `${niamh} English progress 0.1 unknown`,
      `${niamh} English and mathematics, A* to C yes_no yes unknown`,
      `${niamh} Mathematics progress -0.8 unknown`,
      `${niamh} Progress 8 progress -0.32 unknown`,
    ]);
  });

  it('refuses a row with a score there cannot be, and a school that is not here', async () => {
    const outcome = await bringIn(
      'ks4 faulty',
      [header, `${niamh},9091234,,F,WBRI,461,-0.32,,,,,,`, `${niamh},9091234,,F,WBRI,46,-0.32,,,,,,`],
      { on: day('2026-08-20'), mapping: 'council-ks4' },
    );
    expect(outcome.refusals.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'grade.value'],
      [3, 'setting.unknown'],
    ]);
  });

  it('is refused row by row without a day', async () => {
    const rows = [withoutSchool(header), `${niamh},,F,,46,,,,,,,`];
    expect(await bringIn('ks4', rows, { mapping: 'council-ks4' })).toMatchObject({
      added: 0,
      refusals: [{ line: 2, rule: 'day.missing' }],
    });
  });
});

describe('a mapping of the setting’s own', () => {
  const mapping = (scale: string) =>
    parseMapping(
      `name: our-data
version: 1
title: Our data
about: Working at and target, a column each.
attainment:
  identity: { upn: { column: UPN } }
  date: { column: Day }
  point: { column: Point }
  columns:
    Maths: { subject: Mathematics, scale: ${scale}, expected: Maths target }
    Effort: { subject: Mathematics, scale: effort, better: lower, codes: { A: 1, B: 2 } }
`,
      'our-data.yaml',
    );

  it('may name a column of what was expected beside each result', async () => {
    const rows = ['UPN,Day,Point,Maths,Maths target,Effort', `${niamh},2026-10-16,Autumn,4,5,A`];
    expect(await bringIn('ours', rows, { mapping: mapping('gcse') })).toMatchObject({ added: 1 });
    expect(await held('ours')).toEqual([
      `${niamh} Mathematics effort 1 unknown`,
      `${niamh} Mathematics gcse 4 5 false`,
    ]);
  });

  it('is refused when it names a scale there is not', async () => {
    const rows = ['UPN,Day,Point,Maths,Maths target,Effort', `${niamh},2026-10-16,Autumn,4,5,A`];
    await expect(bringIn('ours', rows, { mapping: mapping('levels') })).rejects.toThrow(
      /“levels” is not a scale/,
    );
    expect(() => attainmentKind.refuseMapping?.(mapping('levels'))).toThrow(/“levels” is not a scale/);
    expect(() => attainmentKind.refuseMapping?.(mapping('gcse'))).not.toThrow();
  });
});

describe('what rules are told', () => {
  const below = (from: string | undefined, to: string) =>
    factOf(
      test.people.ollie,
      between('attainment.below_expected', 'ratio', from === undefined ? undefined : day(from), day(to)),
    );
  const ollie = castYoungPeople.ollie.upn;

  beforeAll(async () => {
    await bringIn('tracking', [
      HEADER,
      `${ollie},2025-10-10,Autumn,Mathematics,gcse,1,5,`,
      `${ollie},2026-06-26,Summer,Mathematics,gcse,5,5,`,
      `${ollie},2026-10-09,Autumn,Mathematics,gcse,3,5,`,
      `${ollie},2026-10-14,Autumn,Mathematics,gcse,4,5,`,
      `${ollie},2026-10-16,Autumn,English,gcse,5,5,`,
      `${ollie},2026-10-16,Autumn,French,gcse,1,,`,
      `${ollie},2026-10-20,,Reading,reading_age,9:06,,`,
    ]);
  });

  it('is the share below expected at the latest point of the year, each subject once by its newest result', async () => {
    expect(await below('2026-09-01', '2026-11-20')).toEqual({
      kind: 'ratio',
      part: 1,
      whole: 2,
      date: '2026-10-16',
      source: 'tracking',
    });
    expect(await below('2026-09-01', '2026-10-10')).toMatchObject({ part: 1, whole: 1, date: '2026-10-09' });
  });

  it('looks back to the point before, and says nothing where there was none', async () => {
    expect(await below('2026-01-01', '2026-10-08')).toMatchObject({ part: 0, whole: 1, date: '2026-06-26' });
    expect(await below(undefined, '2025-10-10')).toMatchObject({ part: 1, whole: 1, date: '2025-10-10' });
    expect(await below(undefined, '2025-10-09')).toBeUndefined();
    expect(await below('2026-07-01', '2026-08-31')).toBeUndefined();
  });

  it('is the latest reading age and Attainment 8 on the day', async () => {
    const age = (to: string) => factOf(test.people.ollie, on('attainment.reading_age', 'number', day(to)));
    expect(await age('2026-11-20')).toEqual({
      kind: 'number',
      value: 9.5,
      date: '2026-10-20',
      source: 'tracking',
    });
    expect(await age('2026-10-19')).toBeUndefined();
    expect(
      await factOf(test.people.ollie, on('attainment.attainment_8', 'number', day('2026-11-20'))),
    ).toBeUndefined();
  });
});
