import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows, newId, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  const { tenantId, people, settings } = test;
  await withActor(test.db, test.whole, async (tx) => {
    await sql`delete from records.circumstance where person_id = ${people.amara} and kind in ('looked_after', 'english_additional_language')`.execute(
      tx,
    );
    const about = {
      tenant_id: tenantId,
      person_id: people.amara,
      setting_id: settings.fernlow,
      source: 'mis',
    };
    for (const kind of ['looked_after', 'english_additional_language'])
      await insertRows(tx, 'records.circumstance', [
        { ...about, id: newId(), kind, present: true, starts_on: '2026-09-01' } as never,
      ]);
    await refreshProfiles(tx, { tenantId, accountId: null }, test.today);
  });
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const READING = ['dev', 'ruth', 'eilidh', 'marcus', 'hannah', 'kwabena', 'alison', 'gwen'] as const;
const NOT_READING = ['joe', 'sunita', 'meiling'] as const;
const path = () => `/people/${test.people.amara}`;
const page = async (who: StaffKey) => textOf((await site.get(who, path())).body);
const sheet = async (who: StaffKey) =>
  textOf((await site.get(who, `/people/sheets?chosen=${test.people.amara}`)).body);

describe('what is on record about health, care, youth justice and family', () => {
  it.each(READING)('is read by %s, with the reason it gives', async (who) => {
    const text = await page(who);
    expect(text).toContain('Looked after');
    expect(text).not.toContain('not shown to your role');
    expect(await sheet(who)).toContain('ooked after');
  });

  it.each(NOT_READING)('is not shown to %s, who is told so; marks and points stay', async (who) => {
    const text = await page(who);
    expect(text).not.toMatch(/looked after|young carer/i);
    expect(text).toContain('What is on record about health, care, youth justice and family is not shown');
    expect(text).toMatch(/\d points? for something about health, care, youth justice or family/);
    expect(text).toContain('English as an additional language');
    // The rules look at nothing in the social domain, for whoever looks.
    expect(text).toContain('These rules look at nothing here');
    const whole = /\d+ points known/.exec(await page('dev'))?.[0];
    expect(whole).toBeDefined();
    expect(text).toContain(whole);
    const short = await sheet(who);
    expect(short).not.toMatch(/looked after/i);
    expect(short).toContain('More is known, about health, care, youth justice or family');
  });

  it('may be a column of a file, which is then shown to the same roles', async () => {
    const definition = newId();
    await withActor(test.db, test.whole, async (tx) => {
      await insertRows(tx, 'records.measure_definition', [
        {
          tenant_id: test.tenantId,
          id: definition,
          name: 'mood',
          label: 'Mood scale',
          kind: 'number',
          is_sensitive: true,
        } as never,
      ]);
      await insertRows(tx, 'records.measure', [
        {
          tenant_id: test.tenantId,
          id: newId(),
          person_id: test.people.amara,
          setting_id: test.settings.fernlow,
          definition_id: definition,
          is_sensitive: true,
          on_date: '2026-11-02',
          source: 'screening',
          number: 17,
        } as never,
      ]);
    });
    for (const who of READING) expect(await page(who), who).toContain('Mood scale');
    for (const who of NOT_READING) expect(await page(who), who).not.toContain('Mood scale');
    const nothing = async (who: StaffKey) => textOf((await site.get(who, `${path()}/missing`)).body);
    expect(await nothing('joe')).not.toMatch(/measures?/i);
  });

  it('is said of each adult where one reads who sees somebody, and of whom it is shared with', async () => {
    const { body } = await site.get('dev', `${path()}/who-sees`);
    const rows = [...body.matchAll(/<tr class="govuk-table__row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
      textOf(row),
    );
    const rowOf = (name: string) => rows.find((row) => row.includes(name));
    for (const name of ['Dev Chaudhuri', 'Alison Crowe', 'Gwen Llewellyn'])
      expect(rowOf(name), name).toContain('Also what is about health');
    for (const name of ['Joe Ferreira', 'Sunita Thapa', 'Mei-Ling Zhao'])
      expect(rowOf(name), name).toContain('Nothing about health');
  });

  it('is not called missing where it is not shown', async () => {
    await withActor(test.db, test.whole, (tx) =>
      sql`delete from records.circumstance where person_id = ${test.people.amara}`.execute(tx),
    );
    const of = async (who: StaffKey) => textOf((await site.get(who, `${path()}/missing`)).body);
    expect(await of('dev')).toContain('Circumstances');
    expect(await of('joe')).not.toContain('Circumstances');
  });
});

describe('why a mark was given', () => {
  const on = { view: 'adults', mark: '2', factor: '' };
  const give = (who: StaffKey, form: Record<string, string>) =>
    site.post(who, `${path()}/mark`, { ...on, ...form });

  it('is read by its writer and the roles that read such things, where it is about family', async () => {
    await give('joe', { domain: 'family', reason: 'Says that nobody is at home in the evening' });
    for (const who of ['joe', ...READING] as const) expect(await page(who)).toContain('nobody is at home');
    for (const who of ['sunita', 'meiling'] as const) {
      const text = await page(who);
      expect(text).not.toContain('nobody is at home');
      expect(text).toContain('Ask Joe Ferreira if you need to know');
    }
  });

  it('is read by all who see the young person, where it is about something else', async () => {
    await give('dev', { domain: 'social', reason: 'Sits alone at lunch' });
    for (const who of [...READING, ...NOT_READING]) expect(await page(who)).toContain('Sits alone at lunch');
  });

  it('goes by the factor that is chosen', async () => {
    await give('dev', { domain: 'personal', factor: 'personal.anxiety', reason: 'Panics before lessons' });
    await give('dev', {
      domain: 'family',
      factor: 'family.english_additional_language',
      reason: 'Interprets at parents’ evening',
    });
    expect(await page('joe')).not.toContain('Panics before lessons');
    expect(await page('eilidh')).toContain('Panics before lessons');
    expect(await page('joe')).toContain('Interprets at parents');
  });

  it('is for fewer throughout where a note in the class grid goes with a mark about family, and only there', async () => {
    const cell = (domain: string) => `m_${test.people.amara}_${domain}`;
    const note = `n_${test.people.amara}`;
    await site.post('marcus', '/grid', {
      [cell('family')]: '1',
      [cell('social')]: '1',
      [note]: 'Shares a bed with two brothers',
    });
    await site.post('eilidh', '/grid', { [cell('social')]: '2', [note]: 'Waits for somebody to ask' });
    expect(await page('joe')).not.toContain('Shares a bed');
    expect(await page('ruth')).toContain('Shares a bed');
    expect(await page('joe')).toContain('Waits for somebody to ask');
  });

  it('is one mark when it is sent twice, and the words are kept when others are sent', async () => {
    const submission = newId();
    const sent = { domain: 'family', reason: 'Moves again at Christmas', submission };
    await give('dev', sent);
    await give('dev', sent);
    await give('dev', { ...sent, reason: 'Moves again in January' });
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ reason: string }>`select fewer.reason from risk.staff_mark as mark
        join risk.sensitive_reason as fewer on fewer.tenant_id = mark.tenant_id and fewer.id = mark.id
        where mark.tenant_id = ${test.tenantId} and fewer.reason like 'Moves again%' and mark.reason = '' order by 1`.execute(
        tx,
      ),
    );
    expect(rows.map(({ reason }) => reason)).toEqual(['Moves again at Christmas', 'Moves again in January']);
  });
});

describe('a form about health, care, youth justice or family', () => {
  const begin = async (who: StaffKey) => {
    const begun = await site.post(who, `${path()}/questions`, { begin: 'panel-referral staff' });
    return String(begun.headers['location']).replace(/\/1$/, '');
  };
  const fill = (who: StaffKey, base: string) =>
    site.post(who, `${base}/1`, { revision: '0', a_situation: 'Home is not safe at weekends', go: 'next' });

  it('says who reads it before anything is written', async () => {
    const base = await begin('dev');
    expect((await site.get('dev', `${base}/1`)).body).toContain('read by whoever writes it and by the roles');
    const open = await site.post('dev', `${path()}/questions`, { begin: 'apir staff' });
    expect((await site.get('dev', String(open.headers['location']))).body).not.toContain(
      'read by whoever writes',
    );
  });

  it('is there for its writer and those roles, and for nobody else', async () => {
    const base = await begin('joe');
    await fill('joe', base);
    for (const who of ['joe', 'dev', 'eilidh', 'alison'] as const)
      expect((await site.get(who, base)).body, who).toContain('Home is not safe at weekends');
    for (const who of ['sunita', 'meiling'] as const) {
      expect((await site.get(who, base)).status, who).toBe(404);
      expect((await site.get(who, `${base}/1`)).status, who).toBe(404);
    }
    expect(await page('sunita')).not.toContain('Referral to a multi-agency panel');
    expect(await page('eilidh')).toContain('Referral to a multi-agency panel');
  });

  it('is hidden in each of its tables from whoever does not read such things', async () => {
    const base = await begin('dev');
    await fill('dev', base);
    await site.send('dev', `${base}/files/document`, {}, { name: 'a.pdf', content: '%PDF-1.7 made up' });
    const id = String(base.split('/').at(-1));
    const seen = (more: object) =>
      withActor(test.db, { tenantId: test.tenantId, reach: 'whole', ...more }, async (tx) => {
        const { rows } = await sql<{ answers: number; files: number; responses: number }>`
          select (select count(*) from instruments.answer where response_id = ${id}::uuid)::int as answers,
            (select count(*) from instruments.file where response_id = ${id}::uuid)::int as files,
            (select count(*) from instruments.response where id = ${id}::uuid)::int as responses`.execute(tx);
        return rows[0];
      });
    expect(await seen({})).toEqual({ answers: 0, files: 0, responses: 0 });
    const all = { answers: 2, files: 1, responses: 1 };
    expect(await seen({ sensitive: [test.settings.fernlow] })).toEqual(all);
    expect(await seen({ accountId: test.accounts.dev })).toEqual(all);
    expect(await seen({ accountId: test.accounts.joe })).toEqual({ answers: 0, files: 0, responses: 0 });
  });
});

describe('a share', () => {
  const asked = {
    recipient: 'Sam Reid',
    organisation: 'Northmoor Youth Justice Service',
    contact: '01632 960789',
    basis: 'consent',
    basisNote: 'Said yes in person, with mother present',
    'until-day': '10',
    'until-month': '12',
    'until-year': '2026',
  };
  async function sees(who: StaffKey, parts: string[]): Promise<string> {
    const { body } = await site.post(who, `/people/${test.people.rosie}/shares`, { ...asked, parts });
    const token = /\/shared\/([^<]+)</.exec(body)?.[1] ?? '';
    const code = /wm-secret">(\d{8})</.exec(body)?.[1] ?? '';
    const reply = await site.app.inject({
      method: 'POST',
      url: `/shared/${token}`,
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ code }).toString(),
    });
    return reply.statusCode === 200 ? textOf(reply.body) : `refused: ${textOf(body)}`;
  }

  it('holds such reasons only where somebody who reads them says so', async () => {
    expect(await sees('dev', ['profile'])).not.toMatch(/looked after/i);
    expect(await sees('dev', ['profile', 'sensitive'])).toMatch(/looked after/i);
    expect(await sees('dev', ['sensitive'])).toContain('Choose at least one part of the page');
  });

  it('cannot pass on what its giver does not read', async () => {
    const form = await site.get('sunita', `/people/${test.people.rosie}/shares`);
    expect(form.status).toBe(200);
    expect(form.body).not.toContain('value="sensitive"');
    expect((await site.get('dev', `/people/${test.people.rosie}/shares`)).body).toContain(
      'value="sensitive"',
    );
    expect(await sees('sunita', ['profile', 'sensitive'])).not.toMatch(/looked after/i);
  });
});
