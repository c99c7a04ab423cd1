import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, britishDate, type PlainDate } from '#dates';
import { insertRows, newId, type SettingId, withActor } from '#db';
import { loadInstruments, publish, someAnswers } from '#modules/instruments';
import { type TestDatabase, testDatabase } from '#test/database';
import { dayBoxes, textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { modules } from '../app.ts';
import { tendOnce } from './tend-modules.ts';

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

const rows = async <Row>(query: ReturnType<typeof sql<Row>>) =>
  withActor(test.db, test.whole, async (tx) => (await query.execute(tx)).rows);
const tend = (on: PlainDate = test.today) =>
  tendOnce(test.db, modules, on, (fault) => expect(fault).toBeUndefined());
const asking = (more: Record<string, string>) => ({
  title: 'Pathway',
  setting: test.settings.fernlow,
  year: '',
  respondent: 'young_person',
  ...dayBoxes('opens', test.today),
  ...dayBoxes('closes', addDays(test.today, 6)),
  ...more,
});
const post = async (form: Record<string, string>, name = 'pathway-to-change') => {
  const reply = await site.post('dev', `/instruments/${name}/campaign`, form);
  return { ...reply, text: textOf(reply.body), to: String(reply.headers['location'] ?? '') };
};

describe('asking at points through the year', () => {
  it('makes a campaign for each, with the days moved on, once however often the form is sent', async () => {
    const form = asking({
      title: 'Three times',
      times: '3',
      weeks: '6',
      submission: '0198c0de-0000-7000-8000-00000000aaaa',
    });
    expect((await post(form)).status).toBe(303);
    expect((await post(form)).status).toBe(303);
    const made = await rows(sql<{ title: string; opens: string; closes: string; invited: number }>`
      select title, opens_on::text as opens, closes_on::text as closes, (select count(*)::int from instruments.invitation
        where invitation.tenant_id = campaign.tenant_id and invitation.campaign_id = campaign.id) as invited
      from instruments.campaign as campaign where tenant_id = ${test.tenantId} and title like 'Three times%' order by opens_on`);
    const [first] = made;
    expect(made).toEqual(
      [1, 2, 3].map((at) => ({
        title: `Three times (${at} of 3)`,
        opens: addDays(test.today, (at - 1) * 42),
        closes: addDays(test.today, (at - 1) * 42 + 6),
        invited: first?.invited,
      })),
    );
    expect(first?.invited).toBeGreaterThan(1);
  });

  it('says what is wrong with too many points, none, and points that overlap', async () => {
    for (const [times, weeks, says] of [
      ['7', '12', 'Write a number from 1 to 6'],
      ['0', '12', 'Write a number from 1 to 6'],
      ['two', '12', 'Write a number from 1 to 6'],
      ['2', '27', 'Write a number from 1 to 26'],
    ] as const) {
      const reply = await post(asking({ times, weeks }));
      expect(reply.status).toBe(422);
      expect(reply.text).toContain(says);
    }
    const late = dayBoxes('closes', addDays(test.today, 7));
    expect((await post(asking({ times: '2', weeks: '1', ...late }))).text).toContain(
      'It has to close before it is asked again',
    );
    const inTime = dayBoxes('closes', addDays(test.today, 6));
    expect((await post(asking({ title: 'Just in time', times: '2', weeks: '1', ...inTime }))).status).toBe(
      303,
    );
  });

  it('gives one link for every point to whoever is asked without names', async () => {
    const { text, body } = await post(asking({ title: 'Pulse', times: '2', weeks: '4' }), 'class-pulse');
    expect(new Set(body.match(/\/c\/[0-9a-f-]{36}\.[\w-]{43}/g)).size).toBe(2);
    expect(text).toContain('Opens on');
  });

  it('asks whoever comes later as well, once a day, and nobody twice', async () => {
    await post(asking({ title: 'Joined' }));
    const find = () =>
      rows(sql<{ id: string }>`
        select invitation.id from instruments.invitation as invitation
        where invitation.tenant_id = ${test.tenantId} and invitation.title = 'Joined' and invitation.person_id = ${test.people.amara}`);
    expect(await find()).toHaveLength(1);
    // As if she had come after it began.
    await rows(
      sql`delete from instruments.invitation where tenant_id = ${test.tenantId} and title = 'Joined' and person_id = ${test.people.amara}`,
    );
    await tend();
    expect(await find()).toHaveLength(0);
    await tend(addDays(test.today, 1));
    await tend(addDays(test.today, 1));
    await tend(addDays(test.today, 2));
    expect(await find()).toHaveLength(1);
    await rows(
      sql`delete from instruments.invitation where tenant_id = ${test.tenantId} and title = 'Joined'`,
    );
    await tend(addDays(test.today, 7));
    expect(await find()).toHaveLength(0);
  });

  it('reminds whoever asks a week before it closes, and not eight days', async () => {
    await post(asking({ title: 'Closes in seven days', ...dayBoxes('closes', addDays(test.today, 7)) }));
    await post(asking({ title: 'Closes in eight days', ...dayBoxes('closes', addDays(test.today, 8)) }));
    const today = textOf((await site.get('dev', '/today')).body);
    expect(today).toContain('Closes in seven days');
    expect(today).not.toContain('Closes in eight days');
    expect(textOf((await site.get('tomasz', '/today')).body)).not.toContain('Closes in seven days');
  });

  it('says by name who hears of it when somebody asks for an adult', async () => {
    const asked = await post(asking({ title: 'By name', named: 'yes' }), 'resilience-wellbeing');
    const { body } = await site.post('dev', `${asked.to}/links`, {});
    const link = /\/q\/[0-9a-f-]{36}\.[\w-]{43}/.exec(body)?.[0] ?? '';
    expect(textOf((await site.app.inject({ url: link })).body)).toMatch(
      /ask for an adult, Dev \w+ hears about it today/,
    );
  });
});

describe('what everybody came to', () => {
  const instrument = loadInstruments().find(({ name }) => name === 'pupil-survey');
  if (!instrument) throw new Error('No pupil survey');

  async function answered(settingId: SettingId | undefined, number: number, daysAgo = 1) {
    if (!settingId) throw new Error('No setting');
    await withActor(test.db, test.whole, async (tx) => {
      const definitionId = await publish(tx, { ...test.whole, accountId: null, name: 'test' } as never, {
        instrument: instrument as never,
        origin: 'library',
      });
      const id = newId<never>();
      const closes = addDays(test.today, -daysAgo);
      await insertRows(tx, 'instruments.campaign', [
        {
          tenant_id: test.tenantId,
          id,
          definition_id: definitionId,
          setting_id: settingId,
          title: 'Survey',
          asks: 'Every year',
          respondent: 'young_person',
          is_anonymous: true,
          token_sha256: id,
          opens_on: closes,
          closes_on: closes,
          author: 'Dev',
        },
      ]);
      let luck = 0;
      const next = () => {
        luck = (luck + 0.137) % 1;
        return 0.05 + luck * 0.9;
      };
      const sheets = Array.from({ length: number }, () => ({
        tenant_id: test.tenantId,
        id: newId<never>(),
        campaign_id: id,
        setting_id: settingId,
        answers: someAnswers(instrument as never, next, 0.7),
        on_date: closes,
      }));
      await insertRows(tx, 'instruments.sheet', sheets);
    });
  }
  const compared = () =>
    rows(sql<{ settings: number; people: number }>`
      select distinct settings, people from instruments.comparison where tenant_id = ${test.tenantId} and name = 'pupil-survey'`);

  it('is added up of three settings and not of two, without settings of fewer than ten', async () => {
    const { fernlow, larkmoss, ...others } = test.settings;
    const [third, fourth] = Object.values(others);
    await answered(fernlow, 40);
    await answered(larkmoss, 31);
    await answered(third, 9);
    await tend();
    expect(await compared()).toEqual([]);
    await answered(fourth, 12);
    await tend();
    const found = await compared();
    expect(found.map(({ settings }) => settings)).toEqual([3]);
    expect(found.every(({ people }) => people % 5 === 0 && people <= 85 && people >= 60)).toBe(true);
    const [mine] = await rows(sql<{ id: string }>`
      select id from instruments.campaign where tenant_id = ${test.tenantId} and setting_id = ${fernlow} and title = 'Survey'`);
    const page = textOf((await site.get('dev', `/campaigns/${mine?.id}/results`)).body);
    expect(page).toContain('“Everywhere” is the mean of 3 settings');
  });

  it('stands beside every time before, the earliest first, and not beside one of fewer than ten', async () => {
    const at = test.settings.turnstile;
    await answered(at, 20, 30);
    await answered(at, 9, 60);
    await answered(at, 30, 90);
    await answered(at, 40, 2);
    const [latest] = await rows(sql<{ id: string }>`
      select id from instruments.campaign where tenant_id = ${test.tenantId} and setting_id = ${at} order by closes_on desc limit 1`);
    const page = textOf((await site.get('alison', `/campaigns/${latest?.id}/results`)).body);
    const [first, second] = [90, 30].map((days) => britishDate(addDays(test.today, -days)));
    expect(page).toMatch(new RegExp(`Over time .*${first} ${second} This time`));
    expect(page).not.toContain(britishDate(addDays(test.today, -60)));
    expect(page).toContain('People 30 20 40');
  });
});
