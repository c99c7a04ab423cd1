import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type SettingId, type Tx, withActor } from '#db';
import { type Actor, actorOf, grantRole } from '#modules/access';
import { Problems, Refused } from '#outcome';
import { council, type StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { wordsFor } from '#web';
import { calendarsOf, changesOf, standingCalendar, versionOf } from '../../queries/calendars/index.ts';
import { reach } from '../../queries/reach.ts';
import { type CalendarDraft, draftOf, proposeCalendar } from '../../rules/index.ts';
import { keepCalendar } from './keep-calendar.ts';
import { returnToOrganisation } from './return-to-organisation.ts';

let test: TestDatabase;
let year = 2030;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(() => test.close());
// A year of its own for each test, for which nobody has a calendar.
beforeEach(() => {
  year += 1;
});

const say = wordsFor('en');

async function actor(who: StaffKey): Promise<Actor> {
  const whose = {
    tenantId: test.tenantId,
    accountId: test.accounts[who],
    name: who,
    organisation: council.name,
  };
  return actorOf(test.db, whose, test.today, [reach], say);
}

async function as<T>(who: StaffKey, act: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> {
  const acting = await actor(who);
  return withActor(test.db, acting, (tx) => act(tx, acting));
}

const proposed = () => draftOf(proposeCalendar(year));
/** The proposal with the autumn half term a week sooner. */
function shorter(): CalendarDraft {
  const draft = proposed();
  const halfTerms = draft.halfTerms.map((half, index) =>
    index === 0 ? { ...half, endsOn: plainDate(`${year}-10-11`) } : half,
  );
  return { ...draft, halfTerms, closures: draft.closures.filter(({ date }) => date !== null) };
}

const keep = (who: StaffKey, settingId: SettingId | null, draft: CalendarDraft, seen?: string) =>
  as(who, (tx, actor) => keepCalendar(tx, actor, say, { settingId, draft, seen }));
const read = (settingId: SettingId | null) =>
  as('gwen', async (tx) => {
    const key = { settingId, academicYear: year };
    const standing = await standingCalendar(tx, test.tenantId, key);
    const changes = await changesOf(tx, test.tenantId, key);
    return { standing, changes, version: versionOf(standing, changes) };
  });
const entries = (subjectId: string | undefined) =>
  withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('audit.entry')
      .select(['act', 'account_id', 'why'])
      .where('tenant_id', '=', test.tenantId)
      .where('subject_id', '=', subjectId ?? null)
      .orderBy('id')
      .execute(),
  );

describe('keeping a calendar', () => {
  it('makes one, keeps who did it, and holds for every setting without its own', async () => {
    const { outcome } = await keep('alison', null, proposed(), 'none');
    expect(outcome).toBe('kept');
    const { standing, changes } = await read(null);
    expect(standing?.calendar).toEqual(proposeCalendar(year));
    expect(changes).toMatchObject([{ author: 'alison', before: null, after: proposeCalendar(year) }]);
    expect(await entries(standing?.id)).toEqual([
      {
        act: 'calendar.changed',
        account_id: test.accounts.alison,
        why: `participation_lead: ${year}/${String(year + 1).slice(2)}`,
      },
    ]);
    const found = await as('gwen', (tx) =>
      calendarsOf(tx, {
        tenantId: test.tenantId,
        settingIds: [test.settings.fernlow],
        years: [year],
      }),
    );
    expect(found.get(test.settings.fernlow)?.get(year)).toEqual(proposeCalendar(year));
  });

  it('sent twice changes it once', async () => {
    await keep('gwen', null, proposed(), 'none');
    const { version } = await read(null);
    expect((await keep('gwen', null, shorter(), version)).outcome).toBe('kept');
    expect((await keep('gwen', null, shorter(), version)).outcome).toBe('same');
    expect((await read(null)).changes).toHaveLength(2);
  });

  it('at the same moment from two sides keeps the first and tells the second', async () => {
    const [one, other] = await Promise.all([
      keep('gwen', null, proposed(), 'none'),
      keep('alison', null, shorter(), 'none'),
    ]);
    expect([one.outcome, other.outcome].sort()).toEqual(['kept', 'overtaken']);
    expect((await read(null)).changes).toHaveLength(1);
  });

  it('written against what does not stand any more is told what changed, and writes nothing', async () => {
    const { fernlow } = test.settings;
    await keep('ruth', fernlow, proposed(), 'none');
    const { version } = await read(fernlow);
    await keep('dev', fernlow, shorter(), version);
    const saturdays = { ...proposed(), weekdays: [1, 2, 3, 4, 5, 6] };
    const late = await keep('ruth', fernlow, saturdays, version);
    expect(late).toMatchObject({ outcome: 'overtaken', since: [{ author: 'dev' }] });
    expect(late.since).toHaveLength(1);
    expect(late.changes.map(({ what }) => what)).toEqual(['weekday', 'half_term']);
    expect((await read(fernlow)).standing?.calendar.weekdays).toEqual([1, 2, 3, 4, 5]);
    expect((await keep('ruth', fernlow, saturdays, late.version)).outcome).toBe('kept');
    const { standing, changes } = await read(fernlow);
    expect(standing?.calendar.weekdays).toEqual([1, 2, 3, 4, 5, 6]);
    expect(changes.map(({ author }) => author)).toEqual(['ruth', 'dev', 'ruth']);
    expect(changes.at(-1)?.before).toEqual(changes.at(-2)?.after);
  });

  it('against one that was there before changes were kept is told as well', async () => {
    const { dapplemere } = test.settings;
    const key = { settingId: dapplemere, academicYear: 2026 };
    const before = await as('gwen', (tx) => standingCalendar(tx, test.tenantId, key));
    if (!before) throw new Error('the cast has one');
    const draft = draftOf(before.calendar);
    const [saturdays, sundays] = [6, 7].map((day) => ({ ...draft, weekdays: [...draft.weekdays, day] }));
    if (!saturdays || !sundays) throw new Error('there are two');
    expect((await keep('gwen', dapplemere, saturdays, before.id)).outcome).toBe('kept');
    expect((await keep('alison', dapplemere, sundays, before.id)).outcome).toBe('overtaken');
    expect((await keep('alison', dapplemere, draft)).outcome).toBe('kept');
  });

  it('that cannot stand says everything that is wrong with it', async () => {
    const draft: CalendarDraft = { ...shorter(), weekdays: [] };
    const [first, ...rest] = draft.halfTerms;
    if (!first) throw new Error('there are six');
    const wrong = { ...draft, halfTerms: [{ ...first, startsOn: plainDate('2020-09-01') }, ...rest] };
    const refused = keep('gwen', null, wrong, 'none');
    await expect(refused).rejects.toBeInstanceOf(Problems);
    await expect(refused).rejects.toMatchObject({
      problems: [
        { field: 'weekdays', message: 'Tick at least one day of the week with sessions' },
        {
          field: 'autumn-1-from',
          message: expect.stringContaining(
            'Check the first day of Autumn 1: Tuesday 1 September 2020 is outside',
          ),
        },
      ],
    });
    expect((await read(null)).standing).toBeUndefined();
  });
});

describe('whose calendar somebody may change', () => {
  const mayKeep = (who: StaffKey, settingId: SettingId | null) =>
    keep(who, settingId, proposed()).then(
      () => true,
      (error) => {
        if (error instanceof Refused) return false;
        throw error;
      },
    );

  it('is that of their own setting, for those who lead it', async () => {
    const { fernlow, larkmoss } = test.settings;
    expect(await mayKeep('ruth', fernlow)).toBe(true);
    expect(await mayKeep('ruth', larkmoss)).toBe(false);
    expect(await mayKeep('ruth', null)).toBe(false);
    expect(await mayKeep('tomasz', larkmoss)).toBe(true);
  });

  it('is any, and the organisation’s, for those who look after all of it', async () => {
    for (const who of ['alison', 'gwen'] as const) {
      expect(await mayKeep(who, test.settings.larkmoss), who).toBe(true);
      expect(await mayKeep(who, null), who).toBe(true);
    }
  });

  it('is none for anybody else', async () => {
    for (const who of ['eilidh', 'joe', 'meiling', 'priya', 'kwabena'] as const)
      for (const settingId of [test.settings.fernlow, null])
        expect(await mayKeep(who, settingId), who).toBe(false);
  });

  it('is not more by the sum of two roles: to lead one setting and to look at all of them', async () => {
    const { accounts, settings } = test;
    const admin = await actor('priya');
    await withActor(test.db, test.whole, async (tx) => {
      const grant = (accountId: typeof accounts.hannah, role: string, settingId: SettingId | null) =>
        grantRole(tx, admin, { accountId, role, settingId, reason: 'a test' });
      await grant(accounts.sunita, 'pastoral_lead', settings.fernlow);
      await grant(accounts.sunita, 'analyst', null);
      await grant(accounts.marcus, 'data_manager', settings.fernlow);
      await grant(accounts.marcus, 'senco', settings.quillbeck);
    });
    expect((await actor('sunita')).reach).toBe('whole');
    expect(await mayKeep('sunita', settings.fernlow)).toBe(true);
    expect(await mayKeep('sunita', settings.larkmoss)).toBe(false);
    expect(await mayKeep('sunita', null)).toBe(false);
    expect(await mayKeep('marcus', settings.fernlow)).toBe(true);
    expect(await mayKeep('marcus', settings.quillbeck)).toBe(false);
  });
});

describe('going back to the organisation’s calendar', () => {
  const goBack = (who: StaffKey, settingId: SettingId, seen: string) =>
    as(who, (tx, actor) => returnToOrganisation(tx, actor, say, { settingId, academicYear: year, seen }));

  it('takes the own one away, keeps what it was, and a second time does nothing', async () => {
    const { fernlow } = test.settings;
    await keep('gwen', null, proposed());
    await keep('ruth', fernlow, shorter());
    const { version, standing } = await read(fernlow);
    expect(await goBack('ruth', fernlow, version)).toBe('kept');
    expect(await goBack('ruth', fernlow, version)).toBe('same');
    const after = await read(fernlow);
    expect(after.standing).toBeUndefined();
    expect(after.changes.at(-1)).toMatchObject({ author: 'ruth', before: standing?.calendar, after: null });
    expect((await entries(standing?.id)).map(({ act }) => act)).toEqual([
      'calendar.changed',
      'calendar.changed',
    ]);
    expect(after.version).not.toBe('none');
    expect((await keep('ruth', fernlow, shorter(), version)).outcome).toBe('overtaken');
    expect((await keep('ruth', fernlow, shorter(), after.version)).outcome).toBe('kept');
  });

  it('waits when somebody changed it meanwhile', async () => {
    const { fernlow } = test.settings;
    await keep('gwen', null, proposed());
    await keep('ruth', fernlow, shorter());
    const { version } = await read(fernlow);
    await keep('dev', fernlow, proposed());
    expect(await goBack('ruth', fernlow, version)).toBe('overtaken');
    expect((await read(fernlow)).standing).toBeDefined();
  });

  it('is refused where the organisation has none, and to whoever may not change it', async () => {
    const { fernlow } = test.settings;
    await keep('ruth', fernlow, shorter());
    const { version } = await read(fernlow);
    await expect(goBack('ruth', fernlow, version)).rejects.toThrow('nothing to go back to');
    await expect(goBack('tomasz', fernlow, version)).rejects.toBeInstanceOf(Refused);
    expect((await read(fernlow)).standing).toBeDefined();
  });
});

/** Past the actions: what the database itself lets somebody at a setting do. */
describe('row security of calendars', () => {
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );
  const scoped = <T>(act: (tx: Tx) => Promise<T>) =>
    withActor(
      test.db,
      { tenantId: test.tenantId, reach: { settings: [test.settings.fernlow], people: [] } },
      act,
    );
  const insertCalendar = (settingId: SettingId | null) =>
    scoped((tx) =>
      tx
        .insertInto('people.calendar')
        .values({
          tenant_id: test.tenantId,
          id: newId(),
          setting_id: settingId,
          academic_year: year,
          weekdays: [1],
        })
        .execute(),
    );

  it('lets their own be written, and refuses that of another setting and of the organisation', async () => {
    const { fernlow, larkmoss } = test.settings;
    expect(await code(insertCalendar(larkmoss))).toBe('42501');
    expect(await code(insertCalendar(null))).toBe('42501');
    expect(await code(insertCalendar(fernlow))).toBe('done');
  });

  it('shows every calendar, and changes or removes none but their own', async () => {
    const { fernlow, larkmoss } = test.settings;
    for (const settingId of [fernlow, larkmoss, null]) await keep('gwen', settingId, shorter());
    const seen = await scoped((tx) =>
      tx.selectFrom('people.calendar').select('setting_id').where('academic_year', '=', year).execute(),
    );
    expect(seen).toHaveLength(3);
    const changed = await scoped((tx) =>
      tx
        .updateTable('people.calendar')
        .set({ weekdays: [7] })
        .where('academic_year', '=', year)
        .returning('setting_id')
        .execute(),
    );
    expect(changed).toEqual([{ setting_id: fernlow }]);
    for (const table of ['people.half_term', 'people.closure'] as const) {
      const removed = await scoped((tx) => tx.deleteFrom(table).returning('setting_id').execute());
      expect(new Set(removed.map(({ setting_id }) => setting_id)), table).toEqual(new Set([fernlow]));
    }
    const gone = await scoped((tx) =>
      tx.deleteFrom('people.calendar').where('academic_year', '=', year).returning('setting_id').execute(),
    );
    expect(gone).toEqual([{ setting_id: fernlow }]);
  });

  it('lets nobody put their rows into a calendar that is not theirs, nor give theirs away', async () => {
    const { fernlow, larkmoss } = test.settings;
    for (const settingId of [fernlow, larkmoss, null]) await keep('gwen', settingId, shorter());
    const ids = new Map<SettingId | null, string>();
    for (const settingId of [fernlow, larkmoss, null])
      ids.set(settingId, (await read(settingId)).standing?.id ?? '');
    const closeIn = (calendarOf: SettingId | null, settingId: SettingId | null) =>
      scoped((tx) =>
        tx
          .insertInto('people.closure')
          .values({
            tenant_id: test.tenantId,
            id: newId(),
            calendar_id: ids.get(calendarOf) as never,
            setting_id: settingId,
            on_date: plainDate(`${year}-11-20`),
            kind: 'closure',
            label: 'Smuggled',
          })
          .execute(),
      );
    expect(await code(closeIn(larkmoss, fernlow))).toBe('23503');
    expect(await code(closeIn(null, fernlow))).toBe('23503');
    expect(await code(closeIn(larkmoss, larkmoss))).toBe('42501');
    expect(await code(closeIn(null, null))).toBe('42501');
    expect(await code(closeIn(fernlow, fernlow))).toBe('done');
    const given = scoped((tx) =>
      tx
        .updateTable('people.calendar')
        .set({ setting_id: null })
        .where('setting_id', '=', fernlow)
        .where('academic_year', '=', year)
        .execute(),
    );
    expect(await code(given)).toBe('42501');
  });

  it('keeps changes as they were written, for everybody', async () => {
    await keep('gwen', test.settings.fernlow, shorter());
    const rewrite = (tx: Tx) => tx.updateTable('people.calendar_change').set({ author: 'nobody' }).execute();
    const remove = (tx: Tx) => tx.deleteFrom('people.calendar_change').execute();
    const acts: ((tx: Tx) => Promise<unknown>)[] = [rewrite, remove];
    for (const act of acts) {
      expect(await code(scoped(act))).toBe('42501');
      expect(await code(withActor(test.db, test.whole, act))).toBe('42501');
    }
  });
});
