import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { parseMapping } from '#files';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { between, importing } from '#test/importing';
import { suspensionsKind } from './import-suspensions.ts';

let test: TestDatabase;
const { bringIn, takeBack, ask, factOf, remove } = importing(() => test, suspensionsKind);
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

const upn = castYoungPeople.niamh.upn;
const HEADER = 'upn,kind,starts_on,urn';
const row = (on: string, urn = '990001') => `${upn},suspension,${on},${urn}`;
const days = (from: string, to: string) => ({ covers: { from: plainDate(from), to: plainDate(to) } });

const covered = (source: string) =>
  ask(sql`select concat_ws(' ', s.urn, c.record, c.covers_from, c.covers_to) as says
    from records.coverage c join people.setting s on s.tenant_id = c.tenant_id and s.id = c.setting_id
    where c.tenant_id = ${test.tenantId} and c.source = ${source} order by 1`);

describe('a file that holds every suspension', () => {
  it('says so of each setting it names, once, and takes it back with the run', async () => {
    const rows = [HEADER, row('2026-10-05'), row('2026-10-06', '990002')];
    await bringIn('whole', rows, days('2026-09-01', '2026-10-31'));
    const once = ['990001 suspension 2026-09-01 2026-10-31', '990002 suspension 2026-09-01 2026-10-31'];
    expect(await covered('whole')).toEqual(once);
    expect(await bringIn('whole', rows, days('2026-09-01', '2026-10-31'))).toMatchObject({ same: 2 });
    expect(await covered('whole')).toEqual(once);
    await bringIn('whole', rows, days('2026-09-01', '2026-11-20'));
    expect(await covered('whole')).toEqual(once.map((says) => says.replace('10-31', '11-20')));
    await takeBack('whole');
    expect(await covered('whole')).toEqual(once);
  });

  it('never takes back what an earlier file has covered', async () => {
    await bringIn('longer', [HEADER, row('2026-10-05')], days('2026-09-01', '2026-11-20'));
    await bringIn('longer', [HEADER, row('2026-10-05')], days('2026-09-01', '2026-10-31'));
    expect(await covered('longer')).toEqual(['990001 suspension 2026-09-01 2026-11-20']);
  });

  it('claims nothing when a row was refused, unless it is about somebody nobody knows here', async () => {
    const said: string[] = [];
    const call = { ...days('2026-09-01', '2026-10-31'), said: (text: string) => void said.push(text) };
    await bringIn('refused', [HEADER, row('2026-10-05'), row('2026-02-31')], call);
    expect(await covered('refused')).toEqual([]);
    expect(said.join('')).toContain('not taken to hold everything from 2026-09-01 to 2026-10-31');
    await bringIn(
      'stranger',
      [HEADER, row('2026-10-05'), `H801200001001,suspension,2026-10-05,990001`],
      call,
    );
    expect(await covered('stranger')).toHaveLength(1);
  });

  it('is refused when it names no setting, or days still to come', async () => {
    await expect(
      bringIn(
        'nowhere',
        ['upn,kind,starts_on', `${upn},suspension,2026-10-05`],
        days('2026-09-01', '2026-10-31'),
      ),
    ).rejects.toThrow(/says of which settings/);
    await expect(
      bringIn('future', [HEADER, row('2026-10-05')], days('2026-09-01', '2026-11-21')),
    ).rejects.toThrow(/cannot hold everything/);
    expect(
      await ask(sql`select source as says from records.suspension where source in ('nowhere', 'future')`),
    ).toEqual([]);
  });

  it('may be a file without a row, where the mapping says which setting and which days', async () => {
    const mapping = parseMapping(
      `name: nobody-suspended
version: 1
title: Nobody suspended
about: A school that sends an empty list.
suspensions:
  identity: { upn: { column: upn } }
  setting: { value: '990003', as: urn, reason: The list is of one school. }
  kind: { column: kind }
  starts_on: { column: starts_on }
  covers: { from: 2025-09-01, to: 2026-10-31, reason: The school sends every one. }
`,
      'nobody-suspended.yaml',
    );
    const asked = between('suspensions', 'number', plainDate('2026-09-20'), plainDate('2026-11-20'));
    expect(await bringIn('nobody', ['upn,kind,starts_on'], { mapping })).toMatchObject({ read: 0 });
    expect(await covered('nobody')).toEqual(['990003 suspension 2025-09-01 2026-10-31']);
    expect(await factOf(test.people.etienne, asked)).toMatchObject({ value: 0, source: 'nobody' });
    await takeBack('nobody');
    expect(await factOf(test.people.etienne, asked)).toBeUndefined();
  });

  it('covers a term together with the files before it, and not across a gap', async () => {
    const term = between('suspensions', 'number', plainDate('2026-09-20'), plainDate('2026-11-20'));
    const asked = () => factOf(test.people.etienne, term);
    const file = [HEADER, row('2020-01-06', '990003')];
    await bringIn('months', file, days('2026-09-01', '2026-09-25'));
    await bringIn('months', file, days('2026-10-05', '2026-11-18'));
    expect(await asked()).toBeUndefined();
    await bringIn('months', file, days('2026-09-26', '2026-10-04'));
    expect(await asked()).toMatchObject({ value: 0, source: 'months', date: '2026-11-18' });
  });
});

describe('an exclusion that did not stand', () => {
  const header = 'upn,kind,starts_on,ends_on,outcome';
  const asked = between('suspensions', 'number', plainDate('2026-09-01'), plainDate('2026-11-20'));
  const rosie = castYoungPeople.rosie.upn;

  it('is on record and is not counted', async () => {
    await bringIn('outcomes', [
      header,
      `${rosie},suspension,2026-10-05,2026-10-07,upheld`,
      `${rosie},permanent_exclusion,2026-10-12,,`,
    ]);
    expect(await factOf(test.people.rosie, asked)).toMatchObject({ value: 2 });
    expect(
      await bringIn('outcomes', [header, `${rosie},permanent_exclusion,2026-10-12,,reinstated`]),
    ).toMatchObject({ changed: 1 });
    expect(await factOf(test.people.rosie, asked)).toMatchObject({ value: 1, date: '2026-10-05' });
    await bringIn('outcomes', [header, `${rosie},suspension,2026-10-05,,cancelled`]);
    expect(await factOf(test.people.rosie, asked)).not.toMatchObject({ source: 'outcomes' });
  });

  it('is refused when it ends before it begins, or when nobody knows what became of it', async () => {
    const outcome = await bringIn('faulty', [
      header,
      `${rosie},suspension,2026-10-05,2026-10-04,`,
      `${rosie},suspension,2026-10-05,,overturned`,
    ]);
    expect(outcome.refusals.map(({ field, rule }) => [field, rule])).toEqual([
      ['outcome', 'code.unknown'],
      ['ends_on', 'dates.order'],
    ]);
  });
});
