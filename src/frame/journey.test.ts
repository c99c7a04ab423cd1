import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '#dates';
import {
  type Database,
  insertRows,
  newId,
  type PersonId,
  type SettingId,
  type TenantId,
  withActor,
} from '#db';
import { momentsOf } from '#modules/records';
import { emptyDatabase, type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

describe('the way so far on the page of a young person', () => {
  let test: TestDatabase;
  let site: Visited;
  beforeAll(async () => {
    test = await testDatabase({ cast: true });
    site = await visited(test);
  });
  afterAll(async () => {
    await site.app.close();
    await test.close();
  });
  const journeyOf = async (key: keyof TestDatabase['people']) => {
    const { body } = await site.get('dev', `/people/${test.people[key]}`);
    return body.slice(body.indexOf('id="journey-title"'), body.indexOf('id="notes-title"'));
  };

  it('is an ordered list with the day of each thing, and a picture that says the gist', async () => {
    const journey = await journeyOf('ollie');
    expect(journey).toContain('<ol class="govuk-list wm-timeline" role="list"');
    const pictures = [...journey.matchAll(/<svg(?![^>]*aria-hidden="true")[^>]*>/g)].map(([svg]) => svg);
    expect(pictures).toHaveLength(2);
    for (const picture of pictures)
      expect(picture).toMatch(
        /role="img" aria-label="From [^"]+: attended \d+% of possible sessions; the least in/,
      );
    expect(textOf(journey)).toMatch(/\d{4} On roll at Fernlow High School/);
    expect(textOf(journey)).toMatch(/Suspended for 4 sessions/);
  });

  it('can be looked at by the year and by the term, and keeps the list one came from', async () => {
    const at = `/people/${test.people.ollie}`;
    const whole = textOf(await journeyOf('ollie'));
    expect(whole).toMatch(/Suspended for 4 sessions/);
    const { body } = await site.get('dev', `${at}?sort=points&way=2026-autumn`);
    const section = body.slice(body.indexOf('id="journey-title"'));
    expect(section).toContain(`href="${at}?sort=points#journey"`);
    expect(section).toContain(`href="${at}?sort=points&amp;way=2026#journey"`);
    expect(section).toMatch(/<strong aria-current="true">Autumn term<\/strong>/);
    const before = textOf((await site.get('dev', `${at}?way=2025`)).body);
    expect(before).not.toMatch(/Suspended for 4 sessions/);
    expect(before).toMatch(/From 1 September 2025 to 31 August 2026/);
    expect((await site.get('dev', `${at}?way=nonsense&way=2`)).status).toBe(200);
  });

  it('holds what people saw and decided', async () => {
    const at = `/people/${test.people.amara}`;
    await site.post('joe', `${at}/mark`, {
      submission: newId(),
      domain: 'social',
      mark: '1',
      view: 'young_person',
      factor: '',
      reason: 'Says lunch is long.',
    });
    await site.post('dev', `${at}/decision`, {
      submission: newId(),
      tier: 'targeted',
      suggested: 'intensive',
      reason: 'Knows two others in the group.',
      'review-day': '8',
      'review-month': '1',
      'review-year': '2027',
    });
    const journey = textOf(await journeyOf('amara'));
    expect(journey).toContain('20 November 2026 The young person told Joe Ferreira: Social');
    expect(journey).toContain('20 November 2026 Level of help decided by Dev Chaudhuri: Targeted');
    expect(journey.indexOf('On roll at')).toBeLessThan(journey.indexOf('Level of help decided'));
  });
});

describe('the moments of a way', () => {
  let db: Database;
  beforeAll(async () => {
    db = await emptyDatabase();
  });
  afterAll(() => db.close());

  it('join years at one setting into one stay, and leave out what has no day or has not been yet', async () => {
    const who = { tenantId: newId<TenantId>(), reach: 'whole' } as const;
    const [personId, here, there] = [newId<PersonId>(), newId<SettingId>(), newId<SettingId>()];
    const enrolled = (setting: SettingId, year: number, from: string | null, to: string | null) => ({
      person_id: personId,
      setting_id: setting,
      academic_year: year,
      status: 'C',
      starts_on: from,
      ends_on: to,
      source: 'mis',
    });
    const rows: [Parameters<typeof insertRows>[1], object][] = [
      ['people.setting', { id: here, name: 'Ashdale', kind: 'other' }],
      ['people.setting', { id: there, name: 'Birchwood', kind: 'other' }],
      [
        'people.person',
        { id: personId, setting_id: here, setting_ids: [here], source: 'mis', source_key: '1' },
      ],
      ['people.enrolment', enrolled(here, 2024, '2024-09-02', '2025-08-31')],
      ['people.enrolment', enrolled(here, 2025, '2025-09-01', '2026-01-16')],
      ['people.enrolment', enrolled(there, 2025, '2026-01-19', null)],
      ['people.enrolment', enrolled(there, 2024, null, null)],
    ];
    const today: PlainDate = plainDate('2026-03-01');
    const moments = await withActor(db, who, async (tx) => {
      for (const [table, row] of rows)
        await insertRows(tx, table, [
          {
            tenant_id: who.tenantId,
            ...(table === 'people.enrolment' ? { id: newId() } : {}),
            ...row,
          } as never,
        ]);
      return momentsOf(tx, { tenantId: who.tenantId, personId, today });
    });
    expect(moments.map(({ on, kind, values }) => `${on} ${kind} ${values['setting']}`).sort()).toEqual([
      '2024-09-02 joined Ashdale',
      '2026-01-16 left Ashdale',
      '2026-01-19 joined Birchwood',
    ]);
  });
});
