import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#dates';
import { type AccountId, newId, withActor } from '#db';
import { type Actor, actorOf, commandActor, grantRole, maySee, mayWith, whyMaySee } from '#modules/access';
import { endNamedAdult, nameAdult, namedAdults, type Relation } from '#modules/people';
import { type CastKey, castStaff, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';
import { wordsFor } from '#web';
import { modules } from '../../app.ts';

let test: TestDatabase;
let site: Visited;
let operator: Actor;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
  operator = commandActor(test.tenantId, 'test', test.today);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const as = (accountId: AccountId, today = test.today) =>
  actorOf(
    test.db,
    { tenantId: test.tenantId, accountId, name: 'Somebody', organisation: 'Fernshire' },
    today,
    modules.flatMap(({ reach = [] }) => reach),
    wordsFor('en'),
  );
const actor = (who: StaffKey) => as(test.accounts[who]);
const seen = (who: CastKey) => ({ personId: test.people[who], settingIds: [test.settings.fernlow] });
const name = (who: StaffKey, keys: CastKey[], relation: Relation = 'coach', more = {}) =>
  withActor(test.db, operator, (tx) =>
    nameAdult(tx, operator, {
      id: newId(),
      personIds: keys.map((key) => test.people[key]),
      accountId: test.accounts[who],
      relation,
      reason: 'a test',
      endsOn: null,
      ...more,
    }),
  );
const namedTo = (key: CastKey) =>
  withActor(test.db, operator, (tx) => namedAdults(tx, operator, [test.people[key]]));

const peopleIn = ({ reach }: Actor) => (reach === 'whole' ? [] : [...reach.people].sort());

describe('an adult who is named to young people', () => {
  it('reaches just those, and says as what', async () => {
    const nadia = await actor('nadia');
    expect({ settings: [], people: peopleIn(nadia) }).toEqual({
      settings: [],
      people: [test.people.amara, test.people.rosie].sort(),
    });
    expect(whyMaySee(nadia, seen('amara'))).toBe('their mentor, from Kestrel Youth Trust');
    expect(maySee(nadia, seen('ollie'))).toBe(false);
  });

  it('reaches them on the last day and no longer on the next', async () => {
    const endsOn = addDays(test.today, 3);
    await name('nadia', ['ollie'], 'coach', { endsOn });
    const reaches = async (on: typeof endsOn) => maySee(await as(test.accounts.nadia, on), seen('ollie'));
    expect([await reaches(endsOn), await reaches(addDays(endsOn, 1))]).toEqual([true, false]);
  });

  it('reaches them no more once it has ended, and may be named again', async () => {
    expect(await name('nadia', ['siobhan'])).toBe(1);
    expect(await name('nadia', ['siobhan'])).toBe(0);
    const [held] = await namedTo('siobhan');
    const end = () =>
      withActor(test.db, operator, (tx) =>
        endNamedAdult(tx, operator, {
          personId: test.people.siobhan,
          id: held?.id as never,
          reason: 'a test',
        }),
      );
    expect([await end(), await end()]).toEqual([true, false]);
    expect(maySee(await actor('nadia'), seen('siobhan'))).toBe(false);
    expect(await name('nadia', ['siobhan'])).toBe(1);
    expect((await namedTo('siobhan')).map(({ isOver }) => isOver)).toEqual([false, true]);
  });

  it('is named once by one form, also after it has ended', async () => {
    const id = newId();
    expect(await name('nadia', ['rosie'], 'caseload', { id })).toBe(1);
    const held = (await namedTo('rosie')).find(({ relation }) => relation === 'caseload');
    const wish = { personId: test.people.rosie, id: held?.id as never, reason: 'a test' };
    await withActor(test.db, operator, (tx) => endNamedAdult(tx, operator, wish));
    await name('nadia', ['rosie'], 'caseload', { id });
    expect((await namedTo('rosie')).filter(({ relation }) => relation === 'caseload')).toMatchObject([
      { isOver: true },
    ]);
  });

  it('is not oneself, nor somebody without a role for their own, nor for a day that is past', async () => {
    const self: Actor = { ...operator, accountId: test.accounts.nadia };
    const wish = {
      id: newId(),
      personIds: [test.people.ollie],
      accountId: test.accounts.nadia,
      relation: 'mentor',
      reason: 'a test',
      endsOn: null,
    } as const;
    await expect(withActor(test.db, operator, (tx) => nameAdult(tx, self, wish))).rejects.toMatchObject({
      problems: [{ field: 'adult' }],
    });
    await expect(name('meiling', ['ollie'])).rejects.toThrow('no role for young people of its own');
    await expect(
      name('nadia', ['ollie'], 'mentor', { endsOn: addDays(test.today, -1) }),
    ).rejects.toMatchObject({
      problems: [{ field: 'until' }],
    });
  });

  it('has them on a caseload by the role of an adviser without a place, with what that role may and no more', async () => {
    await withActor(test.db, operator, (tx) =>
      grantRole(tx, operator, {
        accountId: test.accounts.meiling,
        role: 'adviser',
        settingId: null,
        reason: 'a test',
      }),
    );
    const analyst = await actor('meiling');
    expect([analyst.reach, mayWith(analyst, 'tier.decide', seen('amara'))]).toEqual(['whole', false]);
    await withActor(test.db, operator, (tx) =>
      grantRole(tx, operator, {
        accountId: test.accounts.joe,
        role: 'adviser',
        settingId: null,
        reason: 'a test',
      }),
    );
    await name('joe', ['layla'], 'caseload');
    const joe = await actor('joe');
    const layla = { personId: test.people.layla, settingIds: [test.settings.larkmoss] };
    expect(whyMaySee(joe, layla)).toBe('has them on their caseload');
    expect([mayWith(joe, 'tier.decide', layla), mayWith(joe, 'share.give', layla)]).toEqual([true, false]);
    expect(joe.sensitive).toEqual([]);
  });

  it('does not lend what a role at a setting may to young people of one’s own elsewhere', async () => {
    await withActor(test.db, operator, (tx) =>
      grantRole(tx, operator, {
        accountId: test.accounts.nadia,
        role: 'pastoral_lead',
        settingId: test.settings.larkmoss,
        reason: 'a test',
      }),
    );
    const nadia = await actor('nadia');
    expect([
      mayWith(nadia, 'note.write', seen('amara')),
      mayWith(nadia, 'share.give', seen('amara')),
    ]).toEqual([true, false]);
  });
});

describe('the pages of named adults', () => {
  const page = (key: CastKey) => `/people/${test.people[key]}/adults`;
  const form = (more: Record<string, string> = {}) => ({
    adult: test.accounts.joe,
    relation: 'mentor',
    reason: 'asked for one',
    ...more,
  });

  it('show who is named, name somebody, and end it; each is on record', async () => {
    const before = await site.get('dev', page('amara'));
    expect(before.body).toContain('Nadia Haddad');
    expect((await site.post('dev', page('amara'), form())).status).toBe(303);
    expect((await site.get('dev', page('amara'))).body).toContain('Joe Ferreira');
    const held = (await namedTo('amara')).find(({ accountId }) => accountId === test.accounts.joe);
    expect((await site.post('dev', `${page('amara')}/${held?.id}`, {})).status).toBe(303);
    expect((await namedTo('amara')).find(({ id }) => id === held?.id)).toMatchObject({ isOver: true });
    const { body } = await site.get('ruth', `/people/${test.people.amara}/looks`);
    expect(body).toContain('named an adult for them');
  });

  it('are said to whoever looks who sees this', async () => {
    const { body } = await site.get('dev', `/people/${test.people.amara}/who-sees`);
    expect(textOf(body)).toMatch(/Their mentor, from Kestrel Youth Trust Nadia Haddad/);
  });

  it('are not for whoever may not name, or does not reach them', async () => {
    for (const [who, key] of [
      ['joe', 'amara'],
      ['nadia', 'amara'],
      ['hannah', 'amara'],
      ['dev', 'layla'],
    ] as const) {
      expect((await site.get(who, page(key))).status, who).toBe(404);
      expect((await site.post(who, page(key), form())).status, who).toBe(404);
    }
  });

  it('say what is missing, and keep what was typed', async () => {
    const { status, body } = await site.post('dev', page('ollie'), {
      reason: 'kept words',
      'until-day': '40',
    });
    expect(status).toBe(422);
    for (const words of [
      'Choose an adult',
      'Choose what they are named as',
      'Enter a real date',
      'kept words',
    ])
      expect(body).toContain(words);
  });

  it('name one to several who were chosen, and leave out whoever is out of reach', async () => {
    const chosen = [test.people.ollie, test.people.layla];
    const shown = await site.get('dev', `/people/adults?${chosen.map((id) => `chosen=${id}`).join('&')}`);
    expect([shown.status, shown.body.includes('Name an adult to one young person')]).toEqual([200, true]);
    const sent = { ...form({ relation: 'coach', submission: newId() }), chosen };
    expect((await site.post('dev', '/people/adults', sent)).status).toBe(303);
    expect((await site.post('dev', '/people/adults', sent)).status).toBe(303);
    const coaches = async (key: CastKey) =>
      (await namedTo(key)).filter((each) => each.accountId === test.accounts.joe && each.relation === 'coach')
        .length;
    expect([await coaches('ollie'), await coaches('layla')]).toEqual([1, 0]);
  });

  it('let a mentor see their own and nobody else', async () => {
    expect(castStaff.nadia.role).toBe('mentor');
    expect((await site.get('nadia', `/people/${test.people.rosie}`)).status).toBe(200);
    expect((await site.get('nadia', `/people/${test.people.haruki}`)).status).toBe(404);
  });
});
