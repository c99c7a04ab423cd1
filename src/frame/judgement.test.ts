import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { isWaiting, refreshProfiles, ruleSetNamed, suggestTier, type Tier } from '#modules/risk';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await withActor(test.db, test.whole, (tx) =>
    refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
  );
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const at = (key: keyof TestDatabase['people'], what = '') => `/people/${test.people[key]}${what}`;
const markOf = (more: Record<string, string> = {}) => ({
  submission: newId(),
  domain: 'social',
  mark: '2',
  view: 'adults',
  factor: '',
  reason: 'Eats alone every day since September.',
  ...more,
});
const decisionOf = (more: Record<string, string> = {}) => ({
  submission: newId(),
  tier: 'targeted',
  suggested: 'targeted',
  reason: 'Knows two others in the group.',
  'review-day': '8',
  'review-month': '1',
  'review-year': '2027',
  ...more,
});
async function count(table: 'risk.staff_mark' | 'risk.decision'): Promise<number> {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{
      number: number;
    }>`select count(*) as number from ${sql.table(table)} where tenant_id = ${test.tenantId}`.execute(tx),
  );
  return rows[0]?.number ?? 0;
}

describe('what somebody sees', () => {
  it('stands beside the records under their name, and makes a social domain known', async () => {
    expect((await site.post('joe', at('jack', '/mark'), markOf())).status).toBe(303);
    const page = textOf((await site.get('joe', at('jack'))).body);
    expect(page).toContain('What adults say');
    expect(page).toContain('Eats alone every day since September.');
    expect(page).toMatch(/Social : two ticks, by Joe Ferreira, 20 November 2026/);
  });

  it('is one mark however often it is sent, and a second one with other words', async () => {
    const form = markOf({ reason: 'First.' });
    const before = await count('risk.staff_mark');
    await site.post('joe', at('jack', '/mark'), form);
    await site.post('joe', at('jack', '/mark'), form);
    expect(await count('risk.staff_mark')).toBe(before + 1);
    await site.post('joe', at('jack', '/mark'), { ...form, reason: 'Second.' });
    expect(await count('risk.staff_mark')).toBe(before + 2);
  });

  it('disagrees in words with records that have looked and see nothing', async () => {
    await site.post('dev', at('amara', '/mark'), markOf({ domain: 'family', reason: 'Her brother is ill.' }));
    const page = textOf((await site.get('dev', at('amara'))).body);
    expect(page).toContain('Family: adults raise it, and records have looked and see nothing.');
  });

  it('is asked again with what was typed where something is missing or does not fit', async () => {
    const wrong = await site.post('joe', at('jack', '/mark'), {
      ...markOf({ reason: ' ', factor: 'family.poverty' }),
      mark: '',
    });
    expect(wrong.status).toBe(422);
    const text = textOf(wrong.body);
    expect(text).toContain('Choose how much there is to notice');
    expect(text).toContain('Say what you saw or heard');
    const other = await site.post('joe', at('jack', '/mark'), markOf({ factor: 'family.poverty' }));
    expect(textOf(other.body)).toContain('Choose something that belongs to the part of life above');
    expect(other.body).toContain('Eats alone every day since September.');
  });

  it('cannot be given by somebody out of reach, nor by a role that only reads', async () => {
    expect((await site.post('joe', at('lukasz', '/mark'), markOf())).status).toBe(404);
    expect((await site.get('meiling', at('jack', '/mark'))).status).toBe(404);
  });
});

describe('the level of help', () => {
  it('is what a person decides, with their reason, and the one before stays', async () => {
    const path = at('rosie', '/decision');
    expect(textOf((await site.get('dev', path)).body)).toContain('You decide, not the points');
    expect(
      (await site.post('dev', path, decisionOf({ tier: 'universal', suggested: 'intensive' }))).status,
    ).toBe(303);
    await site.post('dev', path, decisionOf({ reason: 'After a talk with her.' }));
    const page = textOf((await site.get('dev', at('rosie'))).body);
    expect(page).toContain(
      'Targeted, decided by Dev Chaudhuri on 20 November 2026. Look again by 8 January 2027.',
    );
    expect(page).toContain('Earlier decisions');
    expect(page).toContain('Points suggested Intensive then.');
  });

  it('asks for a level, a reason and a day to look again within a year', async () => {
    const wrong = await site.post(
      'dev',
      at('rosie', '/decision'),
      decisionOf({ tier: '', reason: '', 'review-day': '20', 'review-month': '11', 'review-year': '2026' }),
    );
    expect(wrong.status).toBe(422);
    const text = textOf(wrong.body);
    expect(text).toContain('Choose a level of help');
    expect(text).toContain('Choose a day after today and within a year');
    const late = decisionOf({ 'review-day': '21', 'review-month': '11', 'review-year': '2027' });
    expect((await site.post('dev', at('rosie', '/decision'), late)).status).toBe(422);
  });

  it('is not decided by a tutor', async () => {
    expect((await site.get('joe', at('jack', '/decision'))).status).toBe(404);
  });
});

describe('those not yet acted on', () => {
  it('are the same in the list as by the rule, one by one', async () => {
    const rules = ruleSetNamed('five-domain');
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ id: string; points: number; tier: Tier | null; suggested: Tier | null; review_on: never }>`
        select p.person_id as id, p.points, d.tier, d.suggested, d.review_on from risk.profile p
        left join lateral (select * from risk.decision d where d.tenant_id = p.tenant_id and d.person_id = p.person_id
          order by d.decided_at desc, d.id desc limit 1) d on true
        where p.tenant_id = ${test.tenantId} and p.is_current`.execute(tx),
    );
    const waiting = rows.filter(({ points, tier, suggested, review_on: reviewOn }) =>
      isWaiting(
        {
          suggested: suggestTier(points, rules),
          decision: tier === null ? undefined : { tier, suggested, reviewOn },
        },
        test.today,
      ),
    );
    const { body } = await site.get('alison', '/people.csv?waiting=yes');
    const [head = [], ...lines] = body
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const listed = lines.map((line) => line[head.indexOf('id')]);
    expect(listed.sort()).toEqual(waiting.map(({ id }) => id).sort());
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.length).toBeLessThan(rows.length);
  });

  it('leave the list when somebody has decided', async () => {
    const list = async () => (await site.get('dev', '/people.csv?waiting=yes')).body;
    expect(await list()).toContain(test.people.amara);
    await site.post('dev', at('amara', '/decision'), decisionOf({ suggested: 'intensive' }));
    expect(await list()).not.toContain(test.people.amara);
    expect((await site.get('dev', '/people.csv?tier=targeted')).body).toContain(test.people.amara);
  });
});

describe('places', () => {
  it('raise the line for the setting they are set at, and for nobody else', async () => {
    const setting = test.settings.fernlow;
    const [before] = [textOf((await site.get('dev', '/places')).body)];
    expect(before).toContain('Suggested from 4 points');
    expect((await site.post('dev', `/places/${setting}`, { targeted: '', intensive: '0' })).status).toBe(303);
    expect(textOf((await site.get('dev', '/places')).body)).toMatch(/instead of 4 points/);
    const { body } = await site.get('alison', '/people.csv?tier=intensive');
    expect(body).not.toContain('Fernlow');
    expect(textOf((await site.get('dev', at('rosie'))).body)).toContain('there are 0 places');
  });

  it('are refused to somebody of another setting, and where they are no number', async () => {
    expect((await site.post('tomasz', `/places/${test.settings.fernlow}`, { targeted: '3' })).status).toBe(
      404,
    );
    expect((await site.post('dev', `/places/${test.settings.fernlow}`, { targeted: '3.5' })).status).toBe(
      422,
    );
  });
});

describe('whether the review works', () => {
  it('is asked for a year, and says that there is not enough data where that is the truth', async () => {
    expect(textOf((await site.get('alison', '/validation')).body)).toContain('Nothing has been compared yet');
    const wrong = await site.post('alison', '/validation', { leavers: 'last', places: '-1' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.body)).toContain('Enter a whole number, such as 200');
    expect((await site.post('alison', '/validation', { leavers: '1999', places: '' })).status).toBe(409);
    expect((await site.post('alison', '/validation', { leavers: '2026', places: '1' })).status).toBe(303);
    const page = textOf((await site.get('alison', '/validation')).body);
    expect(page).toContain('Leavers of 2026/27');
    expect(page).toContain('Not enough data');
  });

  it('is not for somebody at one setting', async () => {
    expect((await site.get('dev', '/validation')).status).toBe(404);
  });
});

describe('the class grid', () => {
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
  const cell = (who: keyof TestDatabase['people'], domain: string) => `m_${test.people[who]}_${domain}`;
  const marksOf = async (who: keyof TestDatabase['people']) => {
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{
        says: string;
      }>`select author || ': ' || domain || ' ' || mark || ', ' || reason as says from risk.staff_mark
        where tenant_id = ${test.tenantId} and person_id = ${test.people[who]} and reason not like 'As%' order by id desc limit 2`.execute(
        tx,
      ),
    );
    return rows.map(({ says }) => says);
  };
  const seenIn = (body: string) => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';

  it('shows whoever is within reach, keeps what was marked under a name, and says who else marked', async () => {
    const { body, status } = await site.get('dev', `/grid?setting=${test.settings.fernlow}`);
    expect(status).toBe(200);
    const reply = await site.post('dev', `/grid?setting=${test.settings.fernlow}`, {
      seen: seenIn(body),
      [cell('ollie', 'social')]: '2',
      [cell('ollie', 'family')]: '',
      [`n_${test.people.ollie}`]: 'Sits alone since the move',
    });
    expect(reply.status).toBe(303);
    expect((await marksOf('ollie'))[0]).toBe('Dev Chaudhuri: social 2, Sits alone since the move');
    const ruth = await site.get('ruth', '/grid');
    expect(ruth.body).toContain('✓✓ Dev Chaudhuri');
    // Sent once more with the page that was shown before, nothing is given twice.
    await site.post('dev', '/grid', {
      seen: seenIn(body),
      [cell('ollie', 'social')]: '2',
      [`n_${test.people.ollie}`]: '',
    });
    expect((await marksOf('ollie')).filter((says) => says.startsWith('Dev Chaudhuri: social'))).toHaveLength(
      1,
    );
  });

  it('overwrites nothing with a page that is stale, and marks nobody out of reach', async () => {
    const { body } = await site.get('dev', '/grid');
    const seen = seenIn(body);
    await site.post('dev', '/grid', { seen, [cell('amara', 'personal')]: '1' });
    const stale = await site.post('dev', '/grid', { seen, [cell('amara', 'personal')]: '2', go: 'keep' });
    expect(JSON.parse(stale.body)).toMatchObject({
      conflicts: [{ field: cell('amara', 'personal'), value: '1' }],
    });
    const told = await site.post('dev', '/grid', { seen, [cell('amara', 'personal')]: '2' });
    expect(told.status).toBe(422);
    const before = await marksOf('ollie');
    await site.post('tomasz', '/grid', { seen: '', [cell('ollie', 'social')]: '0' });
    expect(await marksOf('ollie')).toEqual(before);
    expect((await site.get('meiling', '/grid')).status).not.toBe(200);
  });
});
