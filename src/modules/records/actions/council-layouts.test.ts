import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { withActor } from '#db';
import { addSetting, peopleKind } from '#modules/people';
import type { ImportCall, ImportKind } from '#modules/sources';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { importing } from '#test/importing';
import { attainmentKind } from './import-attainment.ts';
import { circumstancesKind } from './import-circumstances/index.ts';
import { measuresKind } from './import-measures/index.ts';

let test: TestDatabase;
const using = (kind: ImportKind) => importing(() => test, kind);
const kinds = {
  people: using(peopleKind),
  circumstances: using(circumstancesKind),
  attainment: using(attainmentKind),
  measures: using(measuresKind),
};
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await withActor(test.db, test.whole, (tx) =>
    addSetting(tx, test.tenantId, {
      name: 'Testwick School',
      kind: 'secondary',
      urn: '990099',
      laestab: '9904001',
    }),
  );
  // The short layouts know young people by the number of the client system, which came with them.
  await kinds.people.bringIn('client', ['source_id,setting_urn', '7,990099', '8,990099', '9,990099']);
});
afterAll(async () => {
  await test.close();
  for (const { remove } of Object.values(kinds)) remove();
});

const { ask } = kinds.circumstances;
const lines = (name: string) => readFileSync(`test/fixtures/files/${name}`, 'utf8').trimEnd().split('\n');

/** Brings a made-up file of a layout in without saying which mapping, and tells which was applied and what was refused. */
async function bring(kind: keyof typeof kinds, name: string, more: Partial<ImportCall> = {}) {
  const said: string[] = [];
  const call = { ...more, said: (text: string) => void said.push(text) };
  const outcome = await kinds[kind].bringIn('client', lines(name), call);
  const { read, added, refused } = outcome;
  return {
    mapping: /the mapping ([\w-]+)/.exec(said.join(''))?.[1],
    counts: [read, added, refused],
    faults: outcome.refusals.map(({ line, field, rule }) => `${line} ${field} ${rule}`),
  };
}
const on = (text: string) => ({ on: plainDate(text) });

const held = (of: string, since: string) =>
  ask(sql`select concat_ws(' ', coalesce(p.upn, p.source_key), c.kind, case when c.present then 'yes' else 'no' end) as says
    from records.circumstance c join people.person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    where c.tenant_id = ${test.tenantId} and c.source = ${of} and c.starts_on = ${since} order by 1`);
const needs = (of: string, since: string) =>
  ask(sql`select concat_ws(' ', coalesce(p.upn, p.source_key), n.provision, n.primary_need, n.secondary_need) as says
    from records.need n join people.person p on p.tenant_id = n.tenant_id and p.id = n.person_id
    where n.tenant_id = ${test.tenantId} and n.source = ${of} and n.starts_on = ${since} order by 1`);

const [niamh, rosie] = [castYoungPeople.niamh.upn, castYoungPeople.rosie.upn];

describe('a file in a layout of councils is known by its header', () => {
  it('the extract of NCCIS', async () => {
    expect(await bring('circumstances', 'nccis-layout.csv')).toEqual({
      mapping: 'council-nccis',
      counts: [6, 3, 3],
      faults: ['5 SENDFlag need.both', '6 UniquePupilNumber upn.check_letter', '7 identity person.unknown'],
    });
    expect(await held('client', '2026-01-31')).toEqual([
      `${rosie} looked_after yes`,
      `${niamh} mental_health yes`,
      `${niamh} young_carer yes`,
    ]);
    expect(await needs('client', '2026-01-31')).toEqual([`${rosie} K`, `${niamh} N`]);
  });

  it('the extract of characteristics', async () => {
    expect(await bring('circumstances', 'characteristics-layout.csv', on('2026-03-31'))).toEqual({
      mapping: 'council-characteristics',
      counts: [4, 1, 2],
      faults: ['4 CharacteristicCode code.unknown', '5 UniquePupilNumber identity.missing'],
    });
    expect(await held('client', '2026-03-31')).toEqual([`${rosie} care_leaver yes`]);
    expect(await bring('circumstances', 'characteristics-layout.csv'), 'as things are today').toMatchObject({
      counts: [4, 0, 2],
    });
  });

  it('characteristics, a column each, where only the yes of a parent says anything', async () => {
    expect(await bring('circumstances', 'nccis-short-layout.csv', on('2026-04-30'))).toEqual({
      mapping: 'council-nccis-short',
      counts: [3, 2, 1],
      faults: ['4 LOOKED_AFTER_IN_CARE yes_no.value', '4 SEND need.both'],
    });
    expect(await held('client', '2026-04-30')).toEqual([
      '7 caring_for_own_child no',
      '7 looked_after no',
      '7 pregnancy no',
      '7 young_carer yes',
      '8 looked_after yes',
      '8 pregnant_or_parent yes',
    ]);
    expect(await needs('client', '2026-04-30')).toEqual(['7 K', '8 N']);
  });

  it('the short extract of the school census', async () => {
    expect(await bring('circumstances', 'census-short-layout.csv', on('2026-05-21'))).toEqual({
      mapping: 'council-census-short',
      counts: [3, 1, 1],
      faults: ['4 SENPROVISION code.unknown'],
    });
    expect(await held('client', '2026-05-21')).toEqual(['7 free_school_meals yes', '8 free_school_meals no']);
    expect(await needs('client', '2026-04-30'), 'the kind of need was not known before').toEqual([
      '7 K SEMH SLCN',
      '8 N',
    ]);
  });

  it('the school census, its people apart from its circumstances', async () => {
    const said = await bring('circumstances', 'census-layout.csv', on('2026-01-22'));
    expect(said.mapping).toBe('school-census-circumstances');
    expect((await bring('people', 'census-layout.csv')).mapping).toBe('school-census-people');
  });

  it('the results of key stage 4', async () => {
    expect(await bring('attainment', 'ks4-layout.csv', on('2026-08-20'))).toEqual({
      mapping: 'council-ks4',
      counts: [3, 1, 1],
      faults: ['3 Attainment 8 score grade.value'],
    });
    expect(await bring('attainment', 'ks4-short-layout.csv', on('2026-08-20'))).toEqual({
      mapping: 'council-ks4-short',
      counts: [2, 1, 1],
      faults: ['3 KS4_ATT8 grade.value'],
    });
  });

  it('whether ever suspended, which is no event and cannot be counted', async () => {
    expect(await bring('measures', 'exclusions-short-layout.csv', on('2026-08-31'))).toEqual({
      mapping: 'council-exclusions-short',
      counts: [3, 2, 1],
      faults: ['4 EVER_SUSPENDED yes_no.value'],
    });
    const measures =
      await ask(sql`select concat_ws(' ', d.name, m.yes::text, m.on_date) as says from records.measure m
      join records.measure_definition d on d.tenant_id = m.tenant_id and d.id = m.definition_id
      where m.tenant_id = ${test.tenantId} and m.source = 'client' order by 1`);
    expect(measures).toEqual([
      'ever_excluded false 2026-08-31',
      'ever_suspended false 2026-08-31',
      'ever_suspended true 2026-08-31',
      'exclusions_rescinded false 2026-08-31',
    ]);
    const events = await ask(
      sql`select source as says from records.suspension where tenant_id = ${test.tenantId} and source = 'client'`,
    );
    expect(events).toEqual([]);
  });
});

describe('nothing that is not needed is kept', () => {
  it('no table of circumstances, needs or results has room for ethnicity or an address', async () => {
    const columns =
      await ask(sql`select table_name || '.' || column_name as says from information_schema.columns
      where table_schema = 'records' and table_name in ('circumstance', 'need', 'attainment', 'behaviour')`);
    expect(columns.length).toBeGreaterThan(20);
    expect(columns.filter((name) => /ethnic|post|address|description/.test(name))).toEqual([]);
  });
});
