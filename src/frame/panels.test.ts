import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type PlainDate } from '#dates';
import { newId, withActor } from '#db';
import { type Actor, commandActor, grantRole, type OrganisationId, organisationNamed } from '#modules/access';
import { convenePanel, giveSeat, type PanelId, type SeatId, type SeatWish } from '#modules/meetings';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { writeReferral } from '#test/referrals';
import { type Visited, visited } from '#test/visitors';
import { modules } from '../app.ts';
import { tellOnce } from './messages/tend-messages.ts';

let test: TestDatabase;
let site: Visited;
let operator: Actor;
let health: OrganisationId;
const panelId = newId<PanelId>();

const whole = <T>(act: Parameters<typeof withActor<T>>[2]) => withActor(test.db, operator, act);
const seat = (who: StaffKey, more: Partial<SeatWish> = {}) =>
  whole((tx) =>
    giveSeat(tx, operator, {
      id: newId<SeatId>(),
      panelId,
      accountId: test.accounts[who],
      duty: 'member',
      organisationId: health,
      endsOn: null,
      ...more,
    }),
  );

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  operator = commandActor(test.tenantId, 'test', test.today);
  await whole(async (tx) => {
    health = (await organisationNamed(tx, test.tenantId, 'fernshire community health')).id;
    await convenePanel(tx, operator, { id: panelId, name: 'Vale clinic', about: 'Who is stuck.' });
    await grantRole(tx, operator, {
      accountId: test.accounts.kwabena,
      role: 'panel_member',
      settingId: null,
      reason: 'a test',
    });
  });
  await seat('idris');
  await seat('kwabena', { duty: 'chair', organisationId: null });
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const path = (who: 'amara' | 'ollie' = 'amara') => `/people/${test.people[who]}`;

const written = (situation: string) => writeReferral(site, 'dev', path(), situation);

const put = (form: string, more: Record<string, string> = {}, who: StaffKey = 'dev') =>
  site.post(who, `${path()}/referrals`, { form, panel: panelId, told: 'yes', submission: newId(), ...more });

const referralIds = async (who: StaffKey) =>
  [...(await site.get(who, '/agenda')).body.matchAll(/href="\/agenda\/([0-9a-f-]{36})"/g)].map(
    ([, id]) => id ?? '',
  );

/** Puts a new referral before the panel. @returns its id */
async function onAgenda(situation: string, more: Record<string, string> = {}): Promise<string> {
  const before = await referralIds('idris');
  const reply = await put(await written(situation), more);
  expect(reply.status, textOf(reply.body)).toBe(303);
  const [id] = (await referralIds('idris')).filter((each) => !before.includes(each));
  if (id === undefined) throw new Error('nothing is on the agenda');
  return id;
}

const close = (id: string, closedOn: PlainDate) =>
  whole((tx) =>
    sql`update meetings.referral set closed_on = ${closedOn}::date, closed_at = now(), decision = 'A date in May' where id = ${id}::uuid`.execute(
      tx,
    ),
  );

describe('what is put before a panel', () => {
  it('is read there, word for word, by those who sit on it and nobody else of the panel role', async () => {
    const id = await onAgenda('Nobody has seen Amara since May');
    const { status, body } = await site.get('idris', `/agenda/${id}`);
    expect(status).toBe(200);
    const text = textOf(body);
    for (const words of [
      'Nobody has seen Amara since May',
      'I want to talk to somebody',
      'Both agreed in person',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Fernlow');
    for (const who of ['dev', 'alison', 'joe', 'priya'] as const)
      expect((await site.get(who, `/agenda/${id}`)).status, who).toBe(404);
  });

  it('opens nothing else about whom it is about', async () => {
    await onAgenda('Only this');
    for (const to of [
      path(),
      `${path()}/notes`,
      `${path()}/referrals`,
      `${path()}/who-sees`,
      '/people',
      '/people.csv',
      '/find?q=Amara',
      `/responses/${newId()}`,
    ])
      expect((await site.get('idris', to)).status, to).toBe(404);
    const { status } = await site.get('idris', '/');
    expect([200, 303]).toContain(status);
  });

  it('is one row of one table to whoever sits there, and nothing without being told which', async () => {
    const id = await onAgenda('In the database');
    await onAgenda('Another one');
    const count = (who: object) =>
      withActor(
        test.db,
        { tenantId: test.tenantId, reach: { settings: [], people: [] }, ...who },
        async (tx) => {
          const { rows } = await sql<{ referrals: number; people: number; responses: number }>`
            select (select count(*)::int from meetings.referral) as referrals, (select count(*)::int from people.person) as people,
              (select count(*)::int from instruments.response) as responses`.execute(tx);
          return rows[0];
        },
      );
    expect(await count({ accountId: test.accounts.idris, referrals: [id] })).toEqual({
      referrals: 1,
      people: 0,
      responses: 0,
    });
    expect(await count({ accountId: test.accounts.idris })).toEqual({
      referrals: 0,
      people: 0,
      responses: 0,
    });
  });

  it.each([
    ['on the 28th day after it was decided', 28, 200],
    ['on the 29th', 29, 404],
  ])('is read or not %s', async (_, days, due) => {
    const id = await onAgenda(`Closed ${days} days ago`);
    await close(id, addDays(test.today, -days));
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(due);
    expect((await referralIds('idris')).includes(id)).toBe(due === 200);
  });

  it('is read there no more once it is taken back', async () => {
    const id = await onAgenda('A mistake');
    expect((await site.post('dev', `${path()}/referrals/${id}`, {})).status).toBe(303);
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(404);
    expect((await site.post('dev', `${path()}/referrals/${id}`, {})).status).toBe(404);
    expect(textOf((await site.get('dev', `${path()}/referrals`)).body)).toContain('Taken back on');
  });

  it('stays as it stood, whatever is known since', async () => {
    const id = await onAgenda('As it stood');
    const called = () =>
      site.get('idris', `/agenda/${id}`).then(({ body }) => /<h1[^>]*>([^<]*)/.exec(body)?.[1]);
    const before = await called();
    expect(before).toContain('Amara');
    const rename = (to: string) =>
      whole((tx) =>
        sql`update people.person set given_name = ${to} where id = ${test.people.amara}`.execute(tx),
      );
    await rename('Zora');
    expect(textOf((await site.get('dev', path())).body)).toContain('Zora');
    expect(await called()).toBe(before);
    await rename('Amara');
  });

  it('is one by one form, and once before one panel as long as it is open', async () => {
    const form = await written('Twice');
    const submission = newId();
    const before = (await referralIds('idris')).length;
    expect((await put(form, { submission })).status).toBe(303);
    expect((await put(form, { submission })).status).toBe(303);
    expect((await referralIds('idris')).length).toBe(before + 1);
    const again = await put(form);
    expect(again.status).toBe(422);
    expect(textOf(again.body)).toContain('This form is before this panel already');
    // Once taken back, the old form sent again does not put it there again; a new one does.
    const [id] = await referralIds('idris');
    expect((await site.post('dev', `${path()}/referrals/${id}`, {})).status).toBe(303);
    expect((await put(form, { submission })).status).toBe(303);
    expect((await referralIds('idris')).length).toBe(before);
    expect((await put(form)).status).toBe(303);
    expect((await referralIds('idris')).length).toBe(before + 1);
  });

  it('is put there by those who read such things, from a form that was sent about them', async () => {
    const form = await written('Who may');
    for (const who of ['joe', 'sunita', 'meiling', 'gwen', 'tomasz'] as const)
      expect((await put(form, {}, who)).status, who).toBe(404);
    expect((await put(newId())).status).toBe(404);
    const elsewhere = await site.post('dev', `${path('ollie')}/referrals`, {
      form,
      panel: panelId,
      told: 'yes',
    });
    expect(elsewhere.status).toBe(404);
    const missing = await put(form, { panel: '', told: '' });
    expect(missing.status).toBe(422);
    expect(textOf(missing.body)).toContain('Choose a panel');
    const why = await put(form, { told: 'no' });
    expect(textOf(why.body)).toContain('Say why their page does not say it');
  });

  it('goes with its files, which open there and nowhere else', async () => {
    const before = await referralIds('idris');
    const file = { name: 'letter.pdf', content: '%PDF-1.7 made up' };
    await put(await writeReferral(site, 'dev', path(), 'With a letter', file));
    const [id = ''] = (await referralIds('idris')).filter((each) => !before.includes(each));
    const { body } = await site.get('idris', `/agenda/${id}`);
    expect(textOf(body)).toContain('letter.pdf');
    const href = /href="(\/agenda\/[^"]+\/documents\/[^"]+)"/.exec(body)?.[1] ?? '';
    const opened = await site.get('idris', href);
    expect([opened.status, opened.body]).toEqual([200, file.content]);
    expect(String(opened.headers['content-disposition'])).toContain('attachment');
    const other = await onAgenda('Without one');
    expect((await site.get('idris', href.replace(id, other))).status).toBe(404);
    for (const who of ['dev', 'alison', 'joe'] as const)
      expect((await site.get(who, href)).status, who).toBe(404);
    await close(id, addDays(test.today, -29));
    expect((await site.get('idris', href)).status).toBe(404);
  });

  it('shows everything that it will say before it does', async () => {
    const form = await written('Before it goes');
    const body = textOf((await site.get('dev', `${path()}/referrals/new?form=${form}`)).body);
    expect(body).toContain('Before it goes');
    expect(body).toContain('Idris Vaughan, Fernshire Community Health');
  });
});

describe('a decision', () => {
  it('is written down by the chair, closes it, and is read where it came from', async () => {
    const id = await onAgenda('To be decided');
    expect((await site.get('idris', `/agenda/${id}`)).body).not.toContain('name="decision"');
    const byMember = await site.post('idris', `/agenda/${id}`, { decision: 'Nothing' });
    expect(byMember.status).not.toBe(303);
    expect((await site.post('kwabena', `/agenda/${id}`, { decision: '' })).status).toBe(422);
    const decision = 'Seen within three weeks; Dev tells the family';
    expect((await site.post('kwabena', `/agenda/${id}`, { decision })).status).toBe(303);
    const late = await site.post('kwabena', `/agenda/${id}`, { decision: 'Something else' });
    expect(late.status).toBe(422);
    expect(late.body).toContain('Something else');
    const read = textOf((await site.get('dev', `${path()}/referrals`)).body);
    expect(read).toContain(decision);
    expect(read).toContain('Kwabena Asante');
    expect(read).not.toContain('Something else');
  });
});

describe('who sees it, and who looked', () => {
  it('is said on the page about that, and to the young person unless somebody gave a reason', async () => {
    const rows = async () => {
      const { body } = await site.get('dev', `${path()}/who-sees`);
      return [...body.matchAll(/<tr class="govuk-table__row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
        textOf(row),
      );
    };
    await whole((tx) =>
      sql`update meetings.referral set closed_on = ${test.today}::date, closed_at = now() where closed_on is null`.execute(
        tx,
      ),
    );
    await onAgenda('Told', { told: 'no', why: 'It would put her in danger' });
    const row = (await rows()).find((each) => each.includes('Idris Vaughan'));
    expect(row).toContain('On the panel Vale clinic');
    expect(row).toContain('Only what was put before the panel');
    expect(textOf((await site.get('dev', `${path()}/referrals`)).body)).toContain(
      'No: It would put her in danger',
    );
  });

  it('is on record with the panel as the reason', async () => {
    const id = await onAgenda('On record');
    await site.get('idris', `/agenda/${id}`);
    const entries = await whole(async (tx) => {
      const { rows } = await sql<{ act: string; why: string; personId: string }>`
        select act, why, person_id as "personId" from audit.entry where subject_id = ${id}::uuid order by at`.execute(
        tx,
      );
      return rows;
    });
    expect(entries.every(({ personId }) => personId === test.people.amara)).toBe(true);
    expect(entries.find(({ act }) => act === 'referral.put')?.why).toContain('Vale clinic');
    expect(entries.filter(({ act }) => act === 'referral.seen')).toEqual([
      expect.objectContaining({ why: 'on the panel Vale clinic' }),
    ]);
    expect(entries.some(({ act }) => act === 'agenda.seen')).toBe(true);
  });

  it('counts as looking for whoever oversees that', async () => {
    const id = await onAgenda('Overseen');
    await site.get('idris', `/agenda/${id}`);
    expect(textOf((await site.get('ruth', '/looks')).body)).toContain('Idris Vaughan');
    expect(textOf((await site.get('tomasz', '/looks')).body)).not.toContain('Idris Vaughan');
  });

  it('is told by e-mail to those who sit there, and when it is decided to whoever put it there', async () => {
    const id = await onAgenda('By e-mail');
    const told = async (kind: string) => {
      await tellOnce(test.db, { modules, post: undefined, origin: 'https://waymark.example' }, test.today, [
        { id: test.tenantId, madeUp: true },
      ]);
      return whole(async (tx) => {
        const { rows } = await sql<{ to: string }>`
          select account_id as to from messages.message where kind = ${kind} and about_id = ${id}::uuid order by 1`.execute(
          tx,
        );
        return rows.map(({ to }) => to);
      });
    };
    expect(await told('referral-put')).toEqual([test.accounts.idris, test.accounts.kwabena].sort());
    expect(await told('referral-decided')).toEqual([]);
    await site.post('kwabena', `/agenda/${id}`, { decision: 'A date' });
    expect(await told('referral-decided')).toEqual([test.accounts.dev]);
  });
});

/** The seat of somebody, by the button that ends it. */
async function seatIdOf(name: string): Promise<string> {
  const { body } = await site.get('priya', `/panels/${panelId}`);
  const [, after = ''] = body.split(`<tbody`);
  const row = after.split('<tr').find((each) => each.includes(name));
  return /seats\/([0-9a-f-]{36})/.exec(row ?? '')?.[1] ?? '';
}

describe('a seat', () => {
  it('is given by an administrator to whoever has the role, and not to oneself', async () => {
    const page = textOf((await site.get('priya', `/panels/${panelId}`)).body);
    expect(page).toContain('Idris Vaughan, Community nurse');
    await expect(seat('dev')).rejects.toThrow('no role for panels');
    await expect(seat('idris')).rejects.toMatchObject({
      problems: [expect.objectContaining({ message: 'They sit on this panel already' })],
    });
    const priya = { ...operator, accountId: test.accounts.priya };
    await expect(
      whole((tx) =>
        giveSeat(tx, priya, {
          id: newId<SeatId>(),
          panelId,
          accountId: test.accounts.priya,
          duty: 'chair',
          organisationId: health,
          endsOn: null,
        }),
      ),
    ).rejects.toMatchObject({ problems: [expect.objectContaining({ field: 'account' })] });
  });

  it('ends, and what is before the panel is gone with it; a panel with open referrals does not end', async () => {
    const id = await onAgenda('For a while');
    const seatId = await seatIdOf('Idris Vaughan');
    expect((await site.post('priya', `/panels/${panelId}/end`, {})).status).not.toBe(303);
    expect((await site.post('priya', `/panels/${panelId}/seats/${seatId}`, {})).status).toBe(303);
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(404);
    expect((await site.get('idris', '/agenda')).status).toBe(200);
    const form = {
      account: `${test.accounts.idris} ${health}`,
      duty: 'member',
      submission: newId(),
    };
    expect((await site.post('priya', `/panels/${panelId}/seats`, form)).status).toBe(303);
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(200);
  });

  it('for a while holds on its last day, and not on the day after', async () => {
    const id = await onAgenda('For a while, with a last day');
    await site.post('priya', `/panels/${panelId}/seats/${await seatIdOf('Idris Vaughan')}`, {});
    await seat('idris', { endsOn: test.today });
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(200);
    test.today = addDays(test.today, 1);
    expect((await site.get('idris', `/agenda/${id}`)).status).toBe(404);
    test.today = addDays(test.today, -1);
    await expect(seat('idris', { endsOn: addDays(test.today, -1) })).rejects.toMatchObject({
      problems: [expect.objectContaining({ field: 'until' })],
    });
  });
});
