import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { castSettings, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { type Typed, typedFrom } from '../../pages/calendars/typed.ts';
import { draftOf, proposeCalendar } from '../../rules/index.ts';

let test: TestDatabase;
let site: Visited;
let year = 2030;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});
// A year of its own for each test, for which nobody has a calendar.
beforeEach(() => {
  year += 1;
});

const organisation = (of = year) => `/calendars/organisation/${of}`;
const at = (key: keyof typeof castSettings, of = year) => `/calendars/${castSettings[key].id}/${of}`;
const typed = (more: Typed = {}, of = year): Typed => ({
  ...typedFrom(draftOf(proposeCalendar(of)), 'none'),
  ...more,
});
const press = (who: StaffKey, url: string, button: string, form: Typed) =>
  site.post(who, url, { ...form, do: button });
/** What the form of a page holds. */
function fieldsOf(body: string): Typed {
  const form = /<form[^>]*data-live-form.*?<\/form>/s.exec(body)?.[0] ?? body;
  const found: Typed = {};
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const name = attribute('name');
    if (name === undefined || (tag.includes('type="checkbox"') && !/ checked=""/.test(tag))) continue;
    found[name] = attribute('value') ?? '';
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]* name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
  ))
    found[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  return found;
}
const countOf = async (table: 'calendar' | 'half_term' | 'closure' | 'calendar_change') =>
  withActor(test.db, test.whole, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(`people.${table}`)} where tenant_id = ${test.tenantId}`.execute(
      tx,
    );
    return rows[0]?.count ?? 0;
  });

describe('the list of calendars', () => {
  it('says what the organisation has, what is missing, and which settings have their own', async () => {
    const { status, body } = await site.get('alison', '/calendars');
    expect(status).toBe(200);
    expect(body).toContain('There is no calendar for 2027/28 yet.');
    expect(body).toContain('href="/calendars/organisation/2027"');
    expect(body).toContain('190 days, 380 sessions');
    const names = [...body.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)<\/a>/g)].map(([, name]) => name);
    expect(names.slice(0, 4)).toEqual([
      '2026/27, now',
      '2025/26',
      'Dapplemere Academy',
      'Fernlow High School',
    ]);
    expect(body.match(/>Its own</g)).toHaveLength(1);
  });

  it('is narrowed by name and year, and shrugs at nonsense', async () => {
    const found = await site.get('alison', '/calendars?name=LARK&year=2025');
    expect(found.body).toContain('Larkmoss Primary School');
    expect(found.body).not.toContain('Quillbeck');
    expect(found.body).toContain('Settings in 2025/26');
    expect((await site.get('alison', '/calendars?name=nowhere')).body).toContain('No setting you can see');
    expect((await site.get('alison', '/calendars?year=soon&name=a&name=b')).status).toBe(200);
  });

  it('shows somebody at a setting their own, and a tutor the one they work at', async () => {
    for (const who of ['ruth', 'eilidh', 'joe'] as const) {
      const { body } = await site.get(who, '/calendars');
      expect(body, who).toContain('Fernlow High School');
      expect(body, who).not.toContain('Larkmoss');
      expect(body, who).toContain('Whoever looks after Waymark for the whole organisation makes it.');
    }
  });

  it('is not there for whoever sees no young people', async () => {
    expect((await site.get('priya', '/calendars')).status).toBe(404);
  });
});

describe('one calendar', () => {
  it('is a form for whoever may change it, and a planner for the others', async () => {
    expect((await site.get('alison', organisation(2026))).body).toContain('data-live-form');
    for (const who of ['ruth', 'meiling', 'joe'] as const) {
      const { status, body } = await site.get(who, organisation(2026));
      expect([status, body.includes('data-live-form')], who).toEqual([200, false]);
      expect(body, who).toContain('190 school days, 380 sessions, 40 school weeks');
    }
  });

  it('is the organisation’s where a setting has none, with a way to its own for those who may', async () => {
    const ruth = await site.get('ruth', at('fernlow', 2026));
    expect(ruth.body).toContain('this setting follows the organisation');
    expect(ruth.body).toContain(`href="${at('fernlow', 2026)}?from=organisation"`);
    expect((await site.get('eilidh', at('fernlow', 2026))).body).not.toContain('?from=');
    const none = await site.get('ruth', at('fernlow', 2040));
    expect(none.body).toContain('Nothing is known of its school days');
    expect(none.body).not.toContain('?from=organisation');
  });

  it('of a setting out of reach looks like one that is not there', async () => {
    const nobodys = '/calendars/01900000-0000-7001-8000-999999999999/2026';
    const said = new Set<string>();
    for (const url of [at('larkmoss', 2026), nobodys, '/calendars/nothing/2026', organisation(1999)]) {
      const { status, body } = await site.get('ruth', url);
      expect(status, url).toBe(404);
      said.add(/<main.*<\/main>/s.exec(body)?.[0] ?? '');
      expect((await press('ruth', url, 'keep', typed({}, 2026))).status, url).toBe(404);
    }
    expect(said.size).toBe(1);
    expect((await site.get('ruth', '/calendars/organisation/soon')).status).toBe(404);
  });

  it('begins with what is asked for, and asking keeps nothing', async () => {
    const before = await countOf('calendar');
    const proposal = await site.get('alison', `${organisation()}?from=proposal`);
    expect(fieldsOf(proposal.body)).toEqual(typed());
    expect(proposal.body).toContain('Nothing is kept yet.');
    const carried = await site.get('alison', `${organisation(2027)}?from=last-year`);
    expect(fieldsOf(carried.body)['autumn-1-from']).toBe('2027-09-01');
    const own = await site.get('ruth', `${at('fernlow', 2026)}?from=organisation`);
    expect(fieldsOf(own.body)).toEqual(typed({}, 2026));
    expect((await site.get('ruth', `${at('fernlow', 2026)}?from=anything`)).body).not.toContain(
      'data-live-form',
    );
    expect((await site.get('eilidh', `${at('fernlow', 2026)}?from=proposal`)).body).not.toContain(
      'data-live-form',
    );
    expect(await countOf('calendar')).toBe(before);
  });
});

describe('the buttons of the form', () => {
  it('change rows and lose nothing that was typed', async () => {
    const form = typed({ 'summer-2-to': '2031-02-31', 'weekday-6': 'yes' });
    const rows = (body: string) =>
      Object.keys(fieldsOf(body)).filter((name) => /^closure-\d+-date$/.test(name)).length;
    const shown = await press('alison', organisation(), 'show', form);
    expect([shown.status, fieldsOf(shown.body)]).toEqual([200, form]);
    const added = await press('alison', organisation(), 'add', form);
    expect(rows(added.body)).toBe(rows(shown.body) + 1);
    expect(fieldsOf(added.body)).toMatchObject(form);
    const removed = await press('alison', organisation(), 'remove-1', form);
    expect(rows(removed.body)).toBe(rows(shown.body) - 1);
    expect(fieldsOf(removed.body)).toMatchObject({
      'summer-2-to': '2031-02-31',
      'closure-1-date': form['closure-2-date'],
    });
  });

  it('offer the bank holidays in term that are not in the list', async () => {
    const draft = draftOf(proposeCalendar(year));
    const closures = draft.closures.filter(({ kind }) => kind !== 'bank_holiday');
    const form = typedFrom({ ...draft, closures }, 'none');
    const shown = await press('alison', organisation(), 'show', form);
    expect(shown.body).toContain('These bank holidays are school days here: Early May bank holiday');
    expect(shown.body).toContain('value="holidays"');
    const added = await press('alison', organisation(), 'holidays', form);
    expect(Object.values(fieldsOf(added.body))).toContain('Early May bank holiday');
    expect(added.body).not.toContain('value="holidays"');
  });

  it('show everything that is wrong first, linked to its field', async () => {
    const form = typed({
      'autumn-2-from': '2020-01-01',
      'closure-1-date': '2031-02-31',
      'closure-2-label': '',
    });
    const { status, body } = await press('alison', organisation(), 'check', {
      ...form,
      'closure-2-kind': 'closure',
    });
    expect(status).toBe(422);
    expect(body).toContain('<title>Error: ');
    const summary = /govuk-error-summary__list.*?<\/ul>/s.exec(body)?.[0] ?? '';
    expect([...summary.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '#autumn-2-from',
      '#closure-1-date',
      '#closure-2-label',
    ]);
    expect(summary).toContain('Enter a day that exists');
    for (const field of ['autumn-2-from', 'closure-1-date', 'closure-2-label'])
      expect(body).toMatch(
        new RegExp(
          `aria-describedby="[^"]*${field}-error[^"]*"[^>]*name="${field}"|name="${field}"[^>]*aria-describedby="[^"]*${field}-error`,
        ),
      );
    expect(fieldsOf(body)['closure-1-date']).toBe('2031-02-31');
  });
});

describe('keeping a calendar', () => {
  it('shows first what it means, and writes only then', async () => {
    const before = await countOf('calendar_change');
    const check = await press('alison', organisation(), 'check', typed());
    expect(check.status).toBe(200);
    expect(check.body).toContain('Check before it is kept');
    expect(await countOf('calendar_change')).toBe(before);
    const kept = await press('alison', organisation(), 'keep', fieldsOf(check.body));
    expect([kept.status, kept.headers.location]).toEqual([303, organisation()]);
    const again = await press('alison', organisation(), 'keep', fieldsOf(check.body));
    expect([again.status, again.headers.location]).toEqual([303, organisation()]);
    expect(await countOf('calendar_change')).toBe(before + 1);
    const shown = await site.get('alison', organisation());
    expect(fieldsOf(shown.body)).toMatchObject({
      ...typed(),
      seen: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(shown.body).toContain('Alison Crowe');
  });

  it('warns of marks on days that would have no sessions any more, of those who follow it', async () => {
    const shown = fieldsOf((await site.get('alison', organisation(2026))).body);
    const check = await press('alison', organisation(2026), 'check', {
      ...shown,
      'autumn-1-to': '2026-10-21',
    });
    expect(check.body).toContain('On 2 days there would be no sessions any more');
    const marks = await withActor(test.db, test.whole, async (tx) => {
      const { rows } = await sql<{ count: number }>`
        select sum(get_bit(r.possible, 2 * (date '2026-10-22' - date '2026-08-01'))
          + get_bit(r.possible, 2 * (date '2026-10-22' - date '2026-08-01') + 1)) as count
        from records.register r where r.tenant_id = ${test.tenantId} and r.register_year = 2026
          and r.setting_id <> ${castSettings.dapplemere.id}`.execute(tx);
      return rows[0]?.count ?? 0;
    });
    expect(marks).toBeGreaterThan(10);
    expect(check.body).toContain(`Thursday 22 October 2026: ${marks} sessions with a mark that counts`);
    const own = await press('ruth', at('fernlow', 2026), 'check', { ...shown, seen: 'none' });
    expect(own.body).not.toContain('no sessions any more');
    expect(own.body).toContain('It is the same as the organisation');
  });

  it('shows a form that somebody overtook what changed, and keeps what was typed', async () => {
    await press('ruth', at('fernlow'), 'keep', typed());
    const { body } = await site.get('dev', at('fernlow'));
    const seen = fieldsOf(body);
    await press('ruth', at('fernlow'), 'keep', { ...seen, 'weekday-6': 'yes' });
    const mine = { ...seen, 'closure-1-label': 'Training for all' };
    for (const button of ['check', 'keep']) {
      const late = await press('dev', at('fernlow'), button, mine);
      expect(late.status).toBe(409);
      expect(late.body).toContain('Somebody else kept this calendar meanwhile');
      expect(late.body).toContain('Ruth Abara, ');
      expect(late.body).toContain('Saturdays now have sessions');
      expect(late.body).toContain('Saturdays have no sessions any more');
      const form = fieldsOf(late.body);
      expect(form['closure-1-label']).toBe('Training for all');
      expect(form.seen).not.toBe(seen.seen);
    }
    const late = fieldsOf((await press('dev', at('fernlow'), 'check', mine)).body);
    expect((await press('dev', at('fernlow'), 'keep', late)).status).toBe(303);
    expect(fieldsOf((await site.get('ruth', at('fernlow'))).body)['closure-1-label']).toBe(
      'Training for all',
    );
  });

  it('is for those who may, whatever the form says', async () => {
    for (const who of ['eilidh', 'joe', 'meiling', 'priya'] as const)
      expect((await press(who, at('fernlow'), 'keep', typed())).status, who).toBe(404);
    expect((await press('ruth', organisation(), 'keep', typed())).status).toBe(404);
    expect((await press('tomasz', at('fernlow'), 'keep', typed())).status).toBe(404);
  });
});

describe('going back to the organisation’s', () => {
  it('says what it means, and follows it again', async () => {
    await press('alison', organisation(), 'keep', typed());
    await press('ruth', at('fernlow'), 'keep', typed({ 'weekday-6': 'yes' }));
    const asked = await site.get('ruth', `${at('fernlow')}/return`);
    expect(asked.body).toContain('Saturdays have no sessions any more');
    const form = fieldsOf(asked.body);
    const gone = await site.post('ruth', `${at('fernlow')}/return`, { seen: form.seen ?? '' });
    expect([gone.status, gone.headers.location]).toEqual([303, at('fernlow')]);
    const again = await site.post('ruth', `${at('fernlow')}/return`, { seen: form.seen ?? '' });
    expect(again.status).toBe(303);
    const shown = await site.get('ruth', at('fernlow'));
    expect(shown.body).toContain('this setting follows the organisation');
    expect(shown.body).toContain('went back to the organisation');
  });

  it('is offered only where there is something to go back from and to', async () => {
    await press('ruth', at('fernlow'), 'keep', typed());
    expect((await site.get('ruth', `${at('fernlow')}/return`)).status).toBe(404);
    expect((await site.get('ruth', at('fernlow'))).body).not.toContain('/return"');
    await press('alison', organisation(), 'keep', typed());
    expect((await site.get('ruth', `${at('fernlow')}/return`)).status).toBe(200);
    for (const [who, url] of [
      ['tomasz', at('fernlow')],
      ['eilidh', at('fernlow')],
      ['alison', organisation()],
    ] as const) {
      expect((await site.get(who, `${url}/return`)).status, who).toBe(404);
      expect((await site.post(who, `${url}/return`, { seen: 'none' })).status, who).toBe(404);
    }
  });

  it('asks again when somebody changed the calendar meanwhile', async () => {
    await press('alison', organisation(), 'keep', typed());
    await press('ruth', at('fernlow'), 'keep', typed({ 'weekday-6': 'yes' }));
    const seen = fieldsOf((await site.get('ruth', `${at('fernlow')}/return`)).body).seen ?? '';
    const now = fieldsOf((await site.get('dev', at('fernlow'))).body);
    await press('dev', at('fernlow'), 'keep', { ...now, 'weekday-7': 'yes' });
    const late = await site.post('ruth', `${at('fernlow')}/return`, { seen });
    expect(late.status).toBe(409);
    expect(late.body).toContain('Somebody changed this calendar since you opened the page');
    expect(fieldsOf(late.body).seen).not.toBe(seen);
  });
});

it('nothing went wrong on the way', () => {
  expect(site.faults).toEqual([]);
});
