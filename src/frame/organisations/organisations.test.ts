import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, type PlainDate } from '#dates';
import { newId, withActor } from '#db';
import {
  type Actor,
  commandActor,
  grantRole,
  type OrganisationId,
  organisationNamed,
  organisationsOf,
  settleOrganisation,
} from '#modules/access';
import { convenePanel, giveSeat, type PanelId, type SeatId } from '#modules/meetings';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { writeReferral } from '#test/referrals';
import { type Visited, visited } from '#test/visitors';
import { modules } from '../../app.ts';
import { tellOnce } from '../messages/tend-messages.ts';

let test: TestDatabase;
let site: Visited;
let operator: Actor;
const HEALTH = 'Fernshire Community Health';
const KESTREL = 'Kestrel Youth Trust';

const whole = <T>(act: Parameters<typeof withActor<T>>[2]) => withActor(test.db, operator, act);
const named = (name: string) => whole((tx) => organisationNamed(tx, test.tenantId, name));
const agree = async (name: string, agreedUntil: PlainDate | null) => {
  const found = await named(name);
  await whole((tx) =>
    settleOrganisation(tx, operator, { ...found, agreement: found.agreement ?? '', agreedUntil }),
  );
};
const onDay = async <T>(day: PlainDate, look: () => Promise<T>): Promise<T> => {
  const before = test.today;
  test.today = day;
  try {
    return await look();
  } finally {
    test.today = before;
  }
};
const panelId = newId<PanelId>();
const statusOf = async (who: 'idris' | 'nadia', path: string) => (await site.get(who, path)).status;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  operator = commandActor(test.tenantId, 'test', test.today);
  const health = await named(HEALTH);
  await whole(async (tx) => {
    await convenePanel(tx, operator, { id: panelId, name: 'Vale clinic', about: 'Who is stuck.' });
    const seat = { id: newId<SeatId>(), panelId, duty: 'member', endsOn: null } as const;
    await giveSeat(tx, operator, {
      ...seat,
      accountId: test.accounts.idris,
      organisationId: health.id,
    });
  });
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const pageOf = (body: string, name: string) =>
  new RegExp(`href="(/organisations/[0-9a-f-]{36})"[^>]*>${name}<`).exec(body)?.[1] ?? '';

describe('the organisations outside', () => {
  it('are listed with the agreement and whoever has a role from them, for whoever manages accounts', async () => {
    const { body } = await site.get('priya', '/organisations');
    for (const words of [HEALTH, 'Sharing agreement of the hot clinic', 'Idris Vaughan', 'Nadia Haddad'])
      expect(textOf(body)).toContain(words);
    for (const who of ['ruth', 'alison', 'kwabena'] as const)
      expect((await site.get(who, '/organisations')).status, who).toBe(404);
  });

  it('are added, changed and ended', async () => {
    const wish = { name: 'Northgate Motors', kind: 'employer', agreement: 'Placements, drawer 4' };
    const made = await site.post('priya', '/organisations/new', { ...wish, submission: newId() });
    expect([made.status, made.headers.location]).toEqual([303, '/organisations']);
    const at = pageOf((await site.get('priya', '/organisations')).body, wish.name);
    const days = { 'until-day': '31', 'until-month': '8', 'until-year': '2027' };
    expect((await site.post('priya', at, { ...wish, ...days })).status).toBe(303);
    expect(await named(wish.name)).toMatchObject({ kind: 'employer', agreedUntil: '2027-08-31' });
    expect((await site.get('priya', at)).body).toContain('value="2027"');
    expect((await site.post('priya', `${at}/end`, {})).status).toBe(303);
    expect((await site.get('priya', at)).status).toBe(404);
    expect((await site.post('priya', at, wish)).status).toBe(404);
  });

  it('keep what was typed, and say what is wrong', async () => {
    const empty = await site.post('priya', '/organisations/new', { name: 'Oak', submission: newId() });
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('value="Oak"');
    const kind = 'health';
    for (const [more, problem] of [
      [{ kind }, 'Say which agreement lets us share with it'],
      [{ agreement: 'x' }, 'Choose what it is'],
      [{ kind, agreement: 'x', name: HEALTH.toLowerCase() }, 'There is already an organisation called'],
      [{ kind, agreement: 'x', 'until-day': '31', 'until-month': '2', 'until-year': '2027' }, 'real date'],
      [
        { kind, agreement: 'x', 'until-day': '1', 'until-month': '9', 'until-year': '2020' },
        'today or later',
      ],
    ] as const) {
      const form = { name: 'Oak', submission: newId(), ...more };
      const { status, body } = await site.post('priya', '/organisations/new', form);
      expect([status, textOf(body).includes(problem)], problem).toEqual([422, true]);
    }
  });

  it('are not changed by somebody who has a role from one, and not by whoever manages no accounts', async () => {
    const found = await named(HEALTH);
    const wish = { ...found, agreement: 'another', agreedUntil: null };
    const as = (who: 'idris' | 'dev', may: Actor['may']) =>
      whole((tx) => settleOrganisation(tx, { ...operator, accountId: test.accounts[who], may }, wish));
    await expect(as('idris', operator.may)).rejects.toThrow('Ask another administrator');
    await expect(as('dev', new Set())).rejects.toThrow('Only an administrator');
  });
});

describe('a role from an organisation outside', () => {
  it('says so where one reads who can see somebody, and on their own page', async () => {
    const path = `/people/${test.people.amara}`;
    expect(textOf((await site.get('nadia', path)).body)).toContain(`their mentor, from ${KESTREL}`);
    expect(textOf((await site.get('dev', `${path}/who-sees`)).body)).toContain(`mentor, from ${KESTREL}`);
  });

  it('holds on the last day of the agreement, on the day after not, and without one until it is ended', async () => {
    const path = `/people/${test.people.amara}`;
    await agree(KESTREL, test.today);
    expect(await statusOf('nadia', path)).toBe(200);
    const dayAfter = addDays(test.today, 1);
    await onDay(dayAfter, async () => {
      expect(await statusOf('nadia', path)).toBe(404);
      expect(textOf((await site.get('dev', `${path}/who-sees`)).body)).not.toContain('Nadia');
    });
    await agree(KESTREL, null);
    expect(await onDay(dayAfter, () => statusOf('nadia', path))).toBe(200);
  });

  it('is told of to whoever manages accounts 28 days before the agreement ends, once, and not 29', async () => {
    const told = async (today: PlainDate) => {
      const tenants = [{ id: test.tenantId, madeUp: true }];
      await tellOnce(test.db, { modules, post: undefined, origin: '' }, today, tenants);
      return whole(async (tx) =>
        (
          await tx
            .selectFrom('messages.message')
            .select('account_id')
            .where('tenant_id', '=', test.tenantId)
            .where('kind', '=', 'agreement-ends')
            .execute()
        ).map((row) => row.account_id),
      );
    };
    const last = addDays(test.today, 40);
    await agree(KESTREL, last);
    expect(await told(addDays(last, -29))).toEqual([]);
    expect(await told(addDays(last, -28))).toEqual([test.accounts.priya]);
    expect(await told(last)).toEqual([test.accounts.priya]);
    await agree(KESTREL, addDays(last, 1));
    expect(await told(last)).toEqual([test.accounts.priya, test.accounts.priya]);
    await agree(KESTREL, null);
  });

  it('is for some roles, given on the page of an account, and for an organisation that is there', async () => {
    const kestrel = await named(KESTREL);
    const roles = `/accounts/${test.accounts.hannah}/roles`;
    const form = { reason: 'covers for a colleague', organisation: kestrel.id, submission: newId() };
    const head = await site.post('priya', roles, { ...form, role: 'headteacher', setting: '990001' });
    expect([head.status, textOf(head.body).includes('is for our own people')]).toEqual([422, true]);
    const nobody = await site.post('priya', roles, { ...form, role: 'adviser', organisation: newId() });
    expect([nobody.status, textOf(nobody.body).includes('Choose an organisation, or our own')]).toEqual([
      422,
      true,
    ]);
    expect((await site.post('priya', roles, { ...form, role: 'adviser' })).status).toBe(303);
    expect(textOf((await site.get('priya', `/accounts/${test.accounts.hannah}`)).body)).toContain(
      `Adviser, from ${KESTREL}`,
    );
    const given = { accountId: test.accounts.hannah, role: 'analyst', settingId: null, reason: 'a test' };
    await expect(
      whole((tx) => grantRole(tx, operator, { ...given, organisationId: kestrel.id })),
    ).rejects.toThrow('for people of our own organisation');
    await expect(
      whole((tx) =>
        grantRole(tx, operator, { ...given, role: 'mentor', organisationId: newId<OrganisationId>() }),
      ),
    ).rejects.toThrow('no such organisation');
  });
});

describe('a seat on a panel', () => {
  it('is for the organisation of the role, and reads while the agreement with that one holds', async () => {
    const form = await writeReferral(site, 'dev', `/people/${test.people.amara}`, 'Nobody has seen her');
    const put = { form, panel: panelId, told: 'yes', submission: newId() };
    expect((await site.post('dev', `/people/${test.people.amara}/referrals`, put)).status).toBe(303);
    const reads = async () => (await site.get('idris', '/agenda')).body.includes('Amara');
    expect(await reads()).toBe(true);
    // A second role for panels, from elsewhere, opens nothing of this seat.
    const kestrel = await named(KESTREL);
    await whole((tx) =>
      grantRole(tx, operator, {
        accountId: test.accounts.idris,
        role: 'panel_member',
        settingId: null,
        organisationId: kestrel.id,
        reason: 'also volunteers',
      }),
    );
    await agree(HEALTH, test.today);
    await onDay(addDays(test.today, 1), async () => {
      expect(await statusOf('idris', '/agenda')).toBe(200);
      expect(await reads()).toBe(false);
      expect(textOf((await site.get('priya', `/panels/${panelId}`)).body)).toContain('reads nothing now');
      const names = textOf((await site.get('dev', `/people/${test.people.amara}/who-sees`)).body);
      expect(names).not.toContain('Idris');
    });
    expect(await reads()).toBe(true);
  });

  it('closes at once when the organisation ends, with every role from it', async () => {
    const { id, given } = await named(HEALTH);
    expect(given).toHaveLength(1);
    const before = await site.get('idris', '/agenda');
    expect(before.body).toContain('Amara');
    expect((await site.post('priya', `/organisations/${id}/end`, {})).status).toBe(303);
    // The role for panels that they have from elsewhere is still there, and opens nothing of this seat.
    expect((await site.get('idris', '/agenda')).body).not.toContain('Amara');
    // Its seat still says whose it was, and that it reads nothing.
    const seats = textOf((await site.get('priya', `/panels/${panelId}`)).body);
    expect(seats).toMatch(new RegExp(`reads nothing now Member ${HEALTH}`));
    const left = await whole((tx) => organisationsOf(tx, test.tenantId));
    expect(left.map(({ name }) => name)).toEqual([KESTREL]);
    expect(textOf((await site.get('priya', `/accounts/${test.accounts.idris}`)).body)).toContain(
      'works with us no more',
    );
  });
});
