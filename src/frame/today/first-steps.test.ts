import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { commandActor, type Permission } from '#modules/access';
import { addSetting } from '#modules/people';
import { type TestDatabase, testDatabase } from '#test/database';
import { modules } from '../../app.ts';
import { stepsOf } from './first-steps.tsx';

const steps = modules.flatMap(({ firstSteps = [] }) => firstSteps);
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const dataManager: readonly Permission[] = ['people.see', 'calendar.edit', 'import.run', 'rules.choose'];
const participationLead: readonly Permission[] = [
  'people.see',
  'calendar.edit',
  'places.set',
  'rules.choose',
];

/** What somebody with these permissions is shown: the id of each step, and how it stands for them. */
async function shownTo(may: readonly Permission[], seesAll = true): Promise<string[]> {
  const everybody = commandActor(test.tenantId, 'a test', test.today);
  const reach = seesAll ? ('whole' as const) : { settings: [], people: [] };
  const actor = { ...everybody, may: new Set(may), reach };
  const shown = await withActor(test.db, actor, (tx) => stepsOf(tx, actor, steps));
  return shown.map(({ step, isDone, isOwn }) => `${step.id} ${isDone ? 'done' : isOwn ? 'to do' : 'waits'}`);
}

describe('the first steps of an organisation', () => {
  it('are all there in an empty one, each for whoever may do it', async () => {
    expect(await shownTo(dataManager)).toEqual([
      'settings to do',
      'calendar to do',
      'people to do',
      'registers to do',
      'rules to do',
      'places waits',
    ]);
    expect(await shownTo(participationLead)).toEqual([
      'settings waits',
      'calendar to do',
      'people waits',
      'registers waits',
      'rules to do',
      'places to do',
    ]);
  });

  it('are nothing to those who could do nothing about them, or see only a part', async () => {
    expect(await shownTo(['people.see', 'people.download'])).toEqual([]);
    expect(await shownTo(dataManager, false)).toEqual([]);
  });

  it('are done as soon as there is something, and go when no own one is left', async () => {
    const { tenantId, db, whole, today } = test;
    await withActor(db, whole, async (tx) => {
      const settingId = await addSetting(tx, tenantId, { name: 'Ashdale', kind: 'secondary', urn: '100001' });
      await tx
        .insertInto('risk.capacity')
        .values({
          tenant_id: tenantId,
          id: newId<never>(),
          setting_id: settingId,
          tier: 'targeted',
          places: 5,
          account_id: null,
          author: 'A test',
          set_on: today,
        })
        .execute();
    });
    expect(await shownTo(participationLead)).toEqual([
      'settings done',
      'calendar to do',
      'people waits',
      'registers waits',
      'rules to do',
      'places done',
    ]);
  });
});
