import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { castYoungPeople } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { between, importing } from '#test/importing';
import { behaviourKind } from './import-behaviour.ts';

let test: TestDatabase;
const { bringIn, takeBack, ask, factOf, remove } = importing(() => test, behaviourKind);
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(async () => {
  await test.close();
  remove();
});

const [niamh, rosie] = [castYoungPeople.niamh.upn, castYoungPeople.rosie.upn];
const day = (text: string) => plainDate(text);
const HEADER = 'upn,on_date,kind,category,points,location,removed';

const held = (source: string) =>
  ask(sql`select concat_ws(' ', p.upn, b.on_date, b.kind, b.category, b.points, b.location, b.removed::text) as says
    from records.behaviour b join people.roll p on p.tenant_id = b.tenant_id and p.person_id = b.person_id
    where b.tenant_id = ${test.tenantId} and b.source = ${source} order by 1`);

describe('behaviour events from a file', () => {
  it('go in once, positive and negative alike, and the same file changes nothing', async () => {
    const rows = [
      HEADER,
      `${niamh},2026-10-05,positive,Kindness,2,classroom,`,
      `${niamh},2026-10-05,negative,Late,-1,,no`,
      `${rosie},2026-10-06,negative,Disruption,-2,corridor,yes`,
    ];
    expect(await bringIn('rows', rows)).toMatchObject({ read: 3, added: 3, refused: 0 });
    expect(await held('rows')).toEqual([
      `${rosie} 2026-10-06 negative Disruption -2 corridor true`,
      `${niamh} 2026-10-05 negative Late -1 false`,
      `${niamh} 2026-10-05 positive Kindness 2 classroom`,
    ]);
    expect(await bringIn('rows', rows)).toMatchObject({ same: 3, added: 0, changed: 0 });
  });

  it('are one where two rows are alike, and two where the source gives each a key', async () => {
    const row = `${niamh},2026-10-05,positive,Kindness,2,classroom,`;
    expect(await bringIn('alike', [HEADER, row, row])).toMatchObject({ added: 1, same: 1 });
    expect(await bringIn('keys', [`${HEADER},key`, `${row},1`, `${row},2`])).toMatchObject({ added: 2 });
    expect(await held('keys')).toHaveLength(2);
  });

  it('are mended by their key, taken back as they were, and left alone by a source that only adds', async () => {
    const header = `${HEADER},key`;
    await bringIn('mended', [header, `${niamh},2026-10-05,negative,Late,-1,,,7`]);
    const before = await held('mended');
    const changed = [header, `${niamh},2026-10-06,positive,Effort,1,,,7`];
    expect(await bringIn('mended', changed, { policy: 'adds' })).toMatchObject({
      changed: 0,
      refusals: [{ rule: 'policy.adds' }],
    });
    expect(await bringIn('mended', changed)).toMatchObject({ changed: 1, added: 0 });
    expect(await takeBack('mended')).toEqual({ removed: 0, restored: 1, kept: [] });
    expect(await held('mended')).toEqual(before);
  });

  it('are refused row by row, and no description is read', async () => {
    const outcome = await bringIn('faulty', [
      `${HEADER},description,staff`,
      `${niamh},2026-10-05,neutral,Late,-1,,,,`,
      `${niamh},2026-11-21,negative,Late,-1,,,,`,
      `${niamh},2026-10-05,negative,${'x'.repeat(61)},-1,,,,`,
      `${niamh},2026-10-05,negative,Late,many,room 12,perhaps,,`,
      `${niamh},,negative,Late,-1,,,,`,
      `${niamh},2026-10-05,negative,Late,-1,,,Wrote something about somebody,JF`,
    ]);
    expect(outcome).toMatchObject({ read: 6, added: 1, refused: 5 });
    expect(outcome.refusals.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, 'kind', 'code.unknown'],
      [4, 'category', 'category.long'],
      [5, 'points', 'number.shape'],
      [5, 'location', 'code.unknown'],
      [5, 'removed', 'yes_no.value'],
      [6, 'on_date', 'field.missing'],
      [3, 'on_date', 'date.future'],
    ]);
    expect(
      JSON.stringify(
        await ask(sql`select to_jsonb(b)::text as says from records.behaviour b where b.source = 'faulty'`),
      ),
    ).not.toContain('somebody');
  });
});

describe('what rules are told', () => {
  const count = (what: string, from = '2026-10-01', to = '2026-11-20') =>
    factOf(test.people.jack, between(`behaviour.${what}`, 'number', day(from), day(to)));
  const jack = castYoungPeople.jack.upn;

  it('is how many of each there were in the days asked about, both ends in them', async () => {
    await bringIn('counts', [
      HEADER,
      `${jack},2026-09-30,positive,Kindness,1,,`,
      `${jack},2026-10-01,positive,Kindness,1,,`,
      `${jack},2026-11-19,positive,Effort,1,,`,
      `${jack},2026-10-12,negative,Late,,,`,
      `${jack},2026-10-13,negative,Late,,,yes`,
    ]);
    expect(await count('positive')).toEqual({
      kind: 'number',
      value: 2,
      date: '2026-11-19',
      source: 'counts',
      atLeast: true,
    });
    expect(await count('negative')).toMatchObject({ value: 2, date: '2026-10-13' });
    expect(await count('removals')).toMatchObject({ value: 1, date: '2026-10-13' });
    expect(await count('positive', '2026-10-02', '2026-11-18')).toBeUndefined();
  });

  it('is none only where a file holds every event of the setting, and removals where each says so', async () => {
    const covers = { from: day('2026-09-01'), to: day('2026-11-20') };
    await bringIn('whole', [`${HEADER},urn`, `${rosie},2026-10-06,negative,Late,,,,990001`], { covers });
    expect(await count('positive', '2026-10-02', '2026-11-18')).toMatchObject({
      value: 0,
      source: 'whole',
      date: '2026-11-18',
    });
    expect(await count('removals', '2026-10-01', '2026-10-12'), 'one event does not say').toBeUndefined();
    expect(await count('removals', '2026-10-14', '2026-11-18')).toMatchObject({ value: 0 });
    expect(await count('positive', '2026-08-31', '2026-09-29'), 'before it begins').toBeUndefined();
    await takeBack('whole');
    expect(await count('positive', '2026-10-02', '2026-11-18')).toBeUndefined();
  });
});
