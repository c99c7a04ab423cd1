import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import type { ImportCall } from '#modules/sources';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { between, importing, on } from '#test/importing';
import { circumstancesKind } from './import-circumstances/index.ts';

let test: TestDatabase;
const { bringIn, takeBack, ask, factOf, remove } = importing(() => test, circumstancesKind);
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

const upnOf = (key: keyof typeof castYoungPeople) => castYoungPeople[key].upn ?? '';
const [niamh, rosie, ollie] = [upnOf('niamh'), upnOf('rosie'), upnOf('ollie')];
const day = (text: string) => plainDate(text);
const HEADER = 'upn,kind,present,starts_on,ends_on';

/** Circumstances of a source: who, which, yes or no, from, until. */
const held = (source: string) =>
  ask(sql`select concat_ws(' ', p.upn, c.kind, case when c.present then 'yes' else 'no' end, c.starts_on, coalesce(c.ends_on::text, '-'), c.proficiency) as says
    from records.circumstance c join people.roll p on p.tenant_id = c.tenant_id and p.person_id = c.person_id
    where c.tenant_id = ${test.tenantId} and c.source = ${source} order by p.upn, c.kind, c.starts_on`);
/** Needs of a source: who, provision, types, from, until. */
const needs = (source: string) =>
  ask(sql`select concat_ws(' ', p.upn, n.provision, n.primary_need, n.secondary_need, n.starts_on, coalesce(n.ends_on::text, '-')) as says
    from records.need n join people.roll p on p.tenant_id = n.tenant_id and p.person_id = n.person_id
    where n.tenant_id = ${test.tenantId} and n.source = ${source} order by p.upn, n.starts_on`);

describe('circumstances, one a row', () => {
  const rows = [
    HEADER,
    `${niamh},young_carer,yes,2026-09-01,`,
    `${niamh},looked_after,no,2026-09-01,`,
    `${rosie},looked_after,yes,2025-03-10,2026-07-31`,
  ];

  it('go in once, and the same file changes nothing', async () => {
    expect(await bringIn('rows', rows)).toMatchObject({ read: 3, added: 3, refused: 0 });
    const before = await held('rows');
    expect(before).toEqual([
      `${rosie} looked_after yes 2025-03-10 2026-07-31`,
      `${niamh} looked_after no 2026-09-01 -`,
      `${niamh} young_carer yes 2026-09-01 -`,
    ]);
    expect(await bringIn('rows', rows)).toMatchObject({ added: 0, changed: 0, same: 3, refused: 0 });
    expect(await held('rows')).toEqual(before);
  });

  it('mean yes when they are listed, unless the column for it is there and blank', async () => {
    expect(
      await bringIn('listed', ['upn,kind,starts_on', `${niamh},service_child,2026-09-01`]),
    ).toMatchObject({
      added: 1,
    });
    expect(await held('listed')).toEqual([`${niamh} service_child yes 2026-09-01 -`]);
    const outcome = await bringIn('listed', [HEADER, `${ollie},service_child,,2026-09-01,`]);
    expect(outcome.refusals).toMatchObject([{ line: 2, field: 'present', rule: 'field.missing' }]);
  });

  it('are refused row by row, with every fault and its remedy', async () => {
    const outcome = await bringIn('faulty', [
      `${HEADER},as_at,proficiency`,
      `${niamh},naughty,perhaps,2026-02-31,,,`,
      `${niamh},young_carer,yes,,2026-10-01,,`,
      `${niamh},young_carer,yes,2026-10-02,2026-10-01,,`,
      `${niamh},young_carer,yes,2026-11-21,,,`,
      `${niamh},young_carer,yes,,,,`,
      `${niamh},,yes,2026-10-01,,,`,
      `${niamh},young_carer,yes,2026-10-01,,,B`,
      `${niamh},english_additional_language,yes,2026-10-01,,,F`,
      'H801200001001,young_carer,yes,2026-10-01,,,',
      `${niamh},young_carer,yes,2026-10-01,,,`,
    ]);
    expect(outcome).toMatchObject({ read: 10, added: 1, refused: 9 });
    expect(outcome.refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, 'starts_on', 'date.exists'],
      [2, 'kind', 'code.unknown'],
      [2, 'present', 'yes_no.value'],
      [3, 'ends_on', 'dates.start'],
      [4, 'ends_on', 'dates.order'],
      [6, 'as_at', 'day.missing'],
      [7, 'kind', 'field.missing'],
      [8, 'proficiency', 'proficiency.alone'],
      [9, 'proficiency', 'code.unknown'],
      [5, 'starts_on', 'date.future'],
      [10, 'identity', 'person.unknown'],
    ]);
    for (const { message } of outcome.refusals) expect(message.length).toBeGreaterThan(30);
  });

  it('keep the first where a file says two things of one day, or of days it has said already', async () => {
    const outcome = await bringIn('twice', [
      HEADER,
      `${niamh},young_carer,yes,2026-09-01,2026-10-31`,
      `${niamh},young_carer,yes,2026-09-01,2026-10-31`,
      `${niamh},young_carer,no,2026-09-01,`,
      `${niamh},young_carer,no,2026-10-15,`,
    ]);
    expect(outcome).toMatchObject({ read: 4, added: 1, same: 1, refused: 2 });
    expect(outcome.refusals.map(({ line, rule }) => [line, rule])).toEqual([
      [4, 'fact.twice'],
      [5, 'fact.twice'],
    ]);
    expect(await held('twice')).toEqual([`${niamh} young_carer yes 2026-09-01 2026-10-31`]);
  });

  it('end when the source says otherwise, and are as before when that run is taken back', async () => {
    await bringIn('ends', [HEADER, `${niamh},young_carer,yes,2026-09-01,`]);
    const before = await held('ends');
    expect(await bringIn('ends', [HEADER, `${niamh},young_carer,no,2026-11-02,`])).toMatchObject({
      changed: 1,
      added: 0,
    });
    expect(await held('ends')).toEqual([
      `${niamh} young_carer yes 2026-09-01 2026-11-01`,
      `${niamh} young_carer no 2026-11-02 -`,
    ]);
    expect(await takeBack('ends')).toEqual({ removed: 1, restored: 1, kept: [] });
    expect(await held('ends')).toEqual(before);
  });

  it('are not changed by a source that only adds: such a row is refused whole', async () => {
    await bringIn('adding', [HEADER, `${niamh},young_carer,yes,2026-09-01,`]);
    const outcome = await bringIn(
      'adding',
      [HEADER, `${niamh},young_carer,no,2026-11-02,`, `${niamh},service_child,yes,2026-11-02,`],
      { policy: 'adds' },
    );
    expect(outcome).toMatchObject({ added: 1, changed: 0, refused: 1, refusals: [{ rule: 'policy.adds' }] });
    expect(await held('adding')).toEqual([
      `${niamh} service_child yes 2026-11-02 -`,
      `${niamh} young_carer yes 2026-09-01 -`,
    ]);
  });

  it('come to the same in whatever order the rows are', async () => {
    const lines = [
      `${niamh},young_carer,yes,2026-09-01,`,
      `${niamh},young_carer,no,2026-10-01,`,
      `${niamh},young_carer,yes,2026-11-01,`,
      `${ollie},free_school_meals,no,2026-01-01,2026-03-31`,
      `${ollie},free_school_meals,yes,2026-04-01,`,
    ];
    let number = 0;
    await bringIn('order', [HEADER, ...lines]);
    const expected = await held('order');
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
        number += 1;
        await bringIn(`order ${number}`, [HEADER, ...shuffled]);
        expect(await held(`order ${number}`)).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  it('are kept where they were last said, and seen by whoever is there now', async () => {
    const settingsOf = () =>
      ask(sql`select s.urn as says from records.circumstance c join people.setting s on s.tenant_id = c.tenant_id and s.id = c.setting_id
        where c.tenant_id = ${test.tenantId} and c.source = 'moving'`);
    const at = (urn: string, more = '') => [
      `${HEADER},urn`,
      `${niamh},young_carer,yes,2026-09-01,,${urn}`,
      more,
    ];
    await bringIn('moving', at('990002').filter(Boolean));
    expect(await bringIn('moving', at('990001').filter(Boolean))).toMatchObject({ changed: 1 });
    expect(await settingsOf()).toEqual(['990001']);
    const both = [...at('990002').filter(Boolean), `${niamh},young_carer,yes,2026-09-01,,990001`];
    expect(await bringIn('moving', both)).toMatchObject({ same: 2, changed: 0 });
    expect(await takeBack('moving')).toMatchObject({ restored: 0 });
  });
});

describe('the layout of the school census', () => {
  const header =
    'Estab,UPN,Surname,Forename,Gender,Ethnicity,Language,SENprovision,SENneed1,SENneed2,NativeID,FSME on Census Day,EverFSM6,Postcode';
  const file = (...rows: string[]) => [header, ...rows];
  const row = (upn: string, says: string) => {
    const [language, provision, first, second, meals, ever] = says
      .split(' ')
      .map((each) => each.replace('-', ''));
    return `,${upn},,,F,WBRI,${language},${provision},${first},${second},,${meals},${ever},`;
  };
  /** This council's extract has no number of the school: the circumstance is kept where the young person is. */
  const withoutEstab = (lines: string[]) => lines.map((line) => line.replace(/^(Estab)?,/, ''));
  const census = (source: string, on: string, rows: string[], more: Partial<ImportCall> = {}) =>
    bringIn(source, withoutEstab(file(...rows)), {
      on: day(on),
      mapping: 'school-census-circumstances',
      ...more,
    });

  it('says how things were on the day of the census, blank cells nothing', async () => {
    const rows = [
      row(niamh, 'ENG N - - False True'),
      row(rosie, 'URD K SEMH SLCN True True'),
      row(ollie, 'REF - - - - -'),
    ];
    expect(await census('census', '2026-01-22', rows)).toMatchObject({
      read: 3,
      added: 2,
      same: 1,
      refused: 0,
    });
    expect(await held('census')).toEqual([
      `${rosie} english_additional_language yes 2026-01-22 -`,
      `${rosie} free_school_meals yes 2026-01-22 -`,
      `${rosie} free_school_meals_ever_6 yes 2026-01-22 -`,
      `${niamh} english_additional_language no 2026-01-22 -`,
      `${niamh} free_school_meals no 2026-01-22 -`,
      `${niamh} free_school_meals_ever_6 yes 2026-01-22 -`,
    ]);
    expect(await needs('census')).toEqual([`${rosie} K SEMH SLCN 2026-01-22 -`, `${niamh} N 2026-01-22 -`]);
    expect(await census('census', '2026-01-22', rows)).toMatchObject({ same: 3, added: 0, changed: 0 });
  });

  it('ends what a later census says otherwise, and an older one contradicts nothing', async () => {
    await census('years', '2026-01-22', [row(rosie, 'URD K SEMH - True -'), row(niamh, 'ENG N - - False -')]);
    const later = [row(rosie, 'URD E SEMH ASD False -'), row(niamh, 'ENG N - - False -')];
    expect(await census('years', '2026-10-01', later)).toMatchObject({ changed: 1, same: 1 });
    const after = await held('years');
    expect(after.filter((says) => says.startsWith(`${rosie} free`))).toEqual([
      `${rosie} free_school_meals yes 2026-01-22 2026-09-30`,
      `${rosie} free_school_meals no 2026-10-01 -`,
    ]);
    expect((await needs('years')).filter((says) => says.startsWith(rosie))).toEqual([
      `${rosie} K SEMH 2026-01-22 2026-09-30`,
      `${rosie} E SEMH ASD 2026-10-01 -`,
    ]);
    const between = await census('years', '2026-05-21', [
      row(rosie, 'URD K SEMH - True -'),
      row(niamh, 'ENG K - - False -'),
      row(ollie, 'ENG N - - True -'),
    ]);
    expect(between).toMatchObject({
      same: 1,
      added: 1,
      refused: 1,
      refusals: [{ line: 3, rule: 'file.older' }],
    });
    expect((await held('years')).filter((says) => !says.startsWith(ollie))).toEqual(after);
  });

  it('fills in a type of need that was not known before, and takes it out again with the run', async () => {
    await census('types', '2026-01-22', [row(rosie, '- K - - - -')]);
    expect(await census('types', '2026-10-01', [row(rosie, '- K SEMH - - -')])).toMatchObject({ changed: 1 });
    expect(await needs('types')).toEqual([`${rosie} K SEMH 2026-01-22 -`]);
    await takeBack('types');
    expect(await needs('types')).toEqual([`${rosie} K 2026-01-22 -`]);
  });

  it('refuses a need that contradicts itself', async () => {
    const outcome = await census('needs', '2026-01-22', [
      row(niamh, '- N ASD - - -'),
      row(rosie, '- - ASD - - -'),
      row(ollie, '- K - SEMH - -'),
      row(niamh, '- K SEMH SEMH - -'),
      row(rosie, '- A XYZ - - -'),
    ]);
    expect(outcome.refusals.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'need.none'],
      [3, 'need.provision'],
      [4, 'need.second'],
      [5, 'need.second'],
      [6, 'code.unknown'],
      [6, 'code.unknown'],
    ]);
  });

  it('is refused row by row without a day, and as a whole with a day to come', async () => {
    const rows = [row(niamh, 'ENG N - - False -')];
    const outcome = await bringIn('census', withoutEstab(file(...rows)), {
      mapping: 'school-census-circumstances',
    });
    expect(outcome).toMatchObject({ added: 0, refusals: [{ line: 2, rule: 'day.missing' }] });
    expect(outcome.refusals[0]?.message).toContain('--on YYYY-MM-DD');
    await expect(census('census', '2026-11-21', rows)).rejects.toThrow(/still to come/);
  });
});

describe('the layout of NCCIS', () => {
  const header =
    'YoungPersonsID,UniquePupilNumber,PeriodEnd,CharacteristicCode,SENDFlag,SENSupportFlag,LevelOfNeedCode,ActivityCode';
  const file = (...rows: string[]) => [header, ...rows];

  it('has a row for each characteristic, the need by two flags, and the day as a spreadsheet counts it', async () => {
    const rows = file(
      `1,${niamh},46053,140,N,Y,3,210`,
      `1,${niamh},46053,170,N,Y,3,210`,
      `2,${rosie},31/01/2026,,Y,N,1,210`,
      `3,${ollie},2026-01-31,,N,N,,`,
      `4,${upnOf('daniel')},2026-01-31,110,,N,,`,
    );
    expect(await bringIn('nccis', rows)).toMatchObject({ read: 5, added: 5, refused: 0 });
    expect(await held('nccis')).toEqual(
      [
        `${upnOf('daniel')} looked_after yes 2026-01-31 -`,
        `${niamh} young_carer yes 2026-01-31 -`,
        `${niamh} youth_justice yes 2026-01-31 -`,
      ].sort(),
    );
    expect((await needs('nccis')).map((says) => says.split(' ').slice(0, 2).join(' '))).toEqual(
      [`${niamh} K`, `${rosie} E`, `${ollie} N`].sort(),
    );
    expect(await bringIn('nccis', rows)).toMatchObject({ same: 5, added: 0, changed: 0 });
  });

  it('refuses both flags as NCCIS does, and a code that is none', async () => {
    const outcome = await bringIn(
      'nccis 306',
      file(`1,${niamh},2026-01-31,140,Y,Y,3,210`, `1,${niamh},2026-01-31,999,N,N,3,210`),
    );
    expect(outcome.refusals.map(({ field, rule }) => [field, rule])).toEqual([
      ['SENDFlag', 'need.both'],
      ['CharacteristicCode', 'code.unknown'],
    ]);
    expect(outcome.refusals[0]?.message).toContain('error 306');
  });

  it('as a snapshot ends what it no longer names, of those in it and of what it can say', async () => {
    const first = file(
      `1,${niamh},2026-01-31,140,N,N,,`,
      `1,${niamh},2026-01-31,170,N,N,,`,
      `2,${rosie},2026-01-31,110,N,Y,,`,
      `3,${ollie},2026-01-31,110,N,Y,,`,
    );
    await bringIn('monthly', first, { policy: 'snapshot' });
    await bringIn('monthly', [HEADER, `${niamh},service_child,yes,2026-01-01,`]);
    const second = file(
      `1,${niamh},2026-02-28,140,N,N,,`,
      `2,${rosie},2026-02-28,,N,,,`,
      `3,${ollie},2026-02-28,,Y,Y,,`,
    );
    expect(await bringIn('monthly', second, { policy: 'snapshot' })).toMatchObject({
      same: 2,
      refused: 1,
      ended: 3,
    });
    expect(await held('monthly')).toEqual(
      [
        `${rosie} looked_after yes 2026-01-31 2026-02-27`,
        `${ollie} looked_after yes 2026-01-31 -`,
        `${niamh} service_child yes 2026-01-01 -`,
        `${niamh} young_carer yes 2026-01-31 -`,
        `${niamh} youth_justice yes 2026-01-31 2026-02-27`,
      ].sort((one, other) => (one < other ? -1 : 1)),
    );
    expect((await needs('monthly')).find((says) => says.startsWith(rosie))).toContain(
      '2026-01-31 2026-02-27',
    );
    expect(await bringIn('monthly', second, { policy: 'snapshot' })).toMatchObject({ ended: 0, changed: 0 });
  });

  it('as a snapshot is as before when it is taken back', async () => {
    const first = file(`1,${niamh},2026-01-31,140,N,N,,`, `1,${niamh},2026-01-31,170,N,N,,`);
    await bringIn('back', first, { policy: 'snapshot' });
    const before = [await held('back'), await needs('back')];
    await bringIn('back', file(`1,${niamh},2026-02-28,110,N,Y,,`), { policy: 'snapshot' });
    expect(await held('back')).toHaveLength(3);
    await takeBack('back');
    expect([await held('back'), await needs('back')]).toEqual(before);
  });

  it('as a snapshot of several days is refused, and an older one ends nothing', async () => {
    await expect(
      bringIn('days', file(`1,${niamh},2026-01-31,140,,,,`, `1,${niamh},2026-02-28,140,,,,`), {
        policy: 'snapshot',
      }),
    ).rejects.toThrow(/speaks of one day/);
    await bringIn('days', file(`1,${niamh},2026-02-28,140,,,,`), { policy: 'snapshot' });
    const older = file(`1,${niamh},2026-01-31,170,,,,`);
    expect(await bringIn('days', older, { policy: 'snapshot' })).toMatchObject({ added: 1, ended: 0 });
    expect(await held('days')).toContain(`${niamh} young_carer yes 2026-02-28 -`);
  });
});

describe('a snapshot that names settings', () => {
  const header = `${HEADER},urn,as_at`;
  const listed = (upn: string, urn: string, as_at: string) => `${upn},young_carer,yes,,,${urn},${as_at}`;

  it('ends what is missing at those settings, whoever it is, and nowhere else', async () => {
    await bringIn('settings', [
      header,
      listed(niamh, '990001', '2026-09-01'),
      listed(rosie, '990001', '2026-09-01'),
      listed(ollie, '990002', '2026-09-01'),
    ]);
    const outcome = await bringIn('settings', [header, listed(niamh, '990001', '2026-10-01')], {
      policy: 'snapshot',
    });
    expect(outcome).toMatchObject({ same: 1, ended: 1 });
    expect(await held('settings')).toEqual(
      [
        `${rosie} young_carer yes 2026-09-01 2026-09-30`,
        `${ollie} young_carer yes 2026-09-01 -`,
        `${niamh} young_carer yes 2026-09-01 -`,
      ].sort(),
    );
  });

  it('ends nothing at a setting of which no row could be taken', async () => {
    await bringIn('strangers', [
      header,
      listed(niamh, '990001', '2026-09-01'),
      listed(rosie, '990002', '2026-09-01'),
    ]);
    const outcome = await bringIn(
      'strangers',
      [header, listed(niamh, '990001', '2026-10-01'), listed('H801200001001', '990002', '2026-10-01')],
      { policy: 'snapshot' },
    );
    expect(outcome).toMatchObject({ same: 1, refused: 1, ended: 0 });
    expect(await held('strangers')).toContain(`${rosie} young_carer yes 2026-09-01 -`);
  });

  it('waits for a person when it would end too much', async () => {
    const keys = Object.values(castYoungPeople).flatMap(({ upn }) => upn ?? []);
    const all = (as_at: string, kinds: string[]) =>
      keys.flatMap((upn) => kinds.map((kind) => `${upn},${kind},yes,,,990001,${as_at}`));
    await bringIn('share', [header, ...all('2026-09-01', ['young_carer', 'early_help'])]);
    const half = [header, ...all('2026-10-01', ['young_carer'])];
    await expect(bringIn('share', half, { policy: 'snapshot' })).rejects.toThrow(/change or end \d+ of the/);
    expect(await bringIn('share', half, { policy: 'snapshot', confirmed: true })).toMatchObject({
      ended: keys.length,
    });
  });
});

describe('any file', () => {
  const days = fc.integer({ min: 1, max: 28 }).map((number) => `2026-10-${String(number).padStart(2, '0')}`);
  const row = fc.record({
    upn: fc.constantFrom(niamh, rosie),
    kind: fc.constantFrom('young_carer', 'early_help'),
    present: fc.constantFrom('yes', 'no'),
    starts_on: fc.oneof(days, fc.constant('')),
    sen: fc.constantFrom('', 'N', 'K', 'E'),
    urn: fc.constantFrom('990001', '990002'),
  });
  const files = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    on: days,
    policy: fc.constantFrom('adds' as const, 'replaces' as const, 'snapshot' as const),
  });
  const asked = (
    source: string,
    { rows, on: text, policy }: typeof files extends fc.Arbitrary<infer File> ? File : never,
  ) =>
    bringIn(
      source,
      [
        'upn,kind,present,starts_on,sen_provision,urn',
        ...rows.map(({ upn, kind, present, starts_on, sen, urn }) =>
          [upn, kind, present, starts_on, sen, urn].join(','),
        ),
      ],
      { on: day(text), policy, confirmed: true },
    );

  it('changes nothing the second time, counts every row once, and is as before when it is taken back', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(files, files, async (first, second) => {
        number += 1;
        const source = `any ${number}`;
        const all = async () => [await held(source), await needs(source)];
        await asked(source, first);
        const before = await all();
        const { read, added, changed, same, refused } = await asked(source, second);
        expect(added + changed + same + refused).toBe(read);
        const after = await all();
        expect(await asked(source, second)).toMatchObject({ added: 0, changed: 0, ended: 0 });
        expect(await all()).toEqual(after);
        await takeBack(source);
        await takeBack(source);
        expect(await all()).toEqual(before);
      }),
      { numRuns: 12 },
    );
  });
});

describe('what rules are told', () => {
  const asked = (kind: string, from: string | undefined, to: string) =>
    factOf(
      test.people.ollie,
      between(`circumstance.${kind}`, 'yes_no', from === undefined ? undefined : day(from), day(to)),
    );

  it('is yes of the wider circumstance where one of its parts holds', async () => {
    await bringIn('parts', [HEADER, `${ollie},caring_for_own_child,yes,2025-02-01,2025-03-31`]);
    expect(await asked('pregnant_or_parent', '2025-03-31', '2025-06-30')).toMatchObject({
      value: true,
      date: '2025-02-01',
      source: 'parts',
    });
  });

  it('is no of the wider one only where every part is no and the parts are all there are', async () => {
    const days = ['2024-02-01', '2024-02-29'] as const;
    const no = (kind: string) => `${ollie},${kind},no,2024-01-01,2024-06-30`;
    await bringIn('denied', [
      HEADER,
      no('pregnancy'),
      no('caring_for_own_child'),
      no('alternative_provision'),
    ]);
    expect(await asked('pregnant_or_parent', ...days)).toBeUndefined();
    await bringIn('denied', [HEADER, no('parent_not_caring')]);
    expect(await asked('pregnant_or_parent', ...days)).toMatchObject({ value: false, source: 'denied' });
    expect(await asked('educated_off_site', ...days), 'somewhere else, perhaps').toBeUndefined();
    expect(await asked('alternative_provision', ...days)).toMatchObject({ value: false });
  });

  it('is the need with both its types on the day', async () => {
    await bringIn('need', [
      'upn,sen_provision,primary_need,secondary_need,starts_on,ends_on',
      `${ollie},E,ASD,SLCN,2020-01-01,2020-12-31`,
    ]);
    const need = (measure: string, to: string) => factOf(test.people.ollie, on(measure, 'category', day(to)));
    expect(await need('sen_provision', '2020-12-31')).toMatchObject({ value: 'E' });
    expect(await need('sen_primary_need', '2020-01-01')).toMatchObject({ value: 'ASD' });
    expect(await need('sen_secondary_need', '2020-06-01')).toMatchObject({ value: 'SLCN', source: 'need' });
    expect(await need('sen_secondary_need', '2021-01-01')).toBeUndefined();
  });
});
