import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '#dates';
import { type Database, newId, type RunId, type SettingId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { type Policy, undoRun } from '#modules/sources';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import { addSetting, importPeople, peopleKind, settleEnded } from '../index.ts';

const { path: place, remove } = temporary();
/** Made up: their three digits after the check letter are of no council. */
const [A, B, C] = ['K990399916001', 'N990399915002', 'Z990399917003'];
const header = 'upn,source_id,setting_urn,family_name,enrolment_status,started_on,ended_on,as_of';
let db: Database;
let actor: Actor;
let ashdale: SettingId;
let birchwood: SettingId;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.close();
  remove();
});
beforeEach(async () => {
  actor = commandActor(newId<TenantId>(), 'test', castToday);
  await withActor(db, actor, async (tx) => {
    const { tenantId } = actor;
    ashdale = await addSetting(tx, tenantId, { name: 'Ashdale School', kind: 'secondary', urn: '123456' });
    birchwood = await addSetting(tx, tenantId, {
      name: 'Birchwood School',
      kind: 'secondary',
      urn: '123457',
    });
  });
});

type Asked = { source?: string; policy?: Policy; today?: PlainDate };

async function bring(lines: string[], { source = 'mis', policy = 'snapshot', today }: Asked = {}) {
  const path = join(place, 'people.csv');
  writeFileSync(path, [header, ...lines].join('\n'));
  let run: RunId | undefined;
  const as = today === undefined ? actor : { ...actor, today };
  const call = {
    path,
    source,
    policy,
    dryRun: false,
    done: async (_: unknown, runId: RunId) => {
      run = runId;
    },
  };
  const { read, added, changed, same, refused, ended, refusals } = await importPeople(db, as, call);
  expect(read).toBe(added + changed + same + refused);
  return { added, changed, same, refused, ended, rules: refusals.map(({ rule }) => rule), run: run as RunId };
}

const undo = (runId: RunId) =>
  withActor(db, actor, (tx) => undoRun(tx, actor, [peopleKind], { runId, reason: 'a test' }));
const row = (upn: string | undefined, id: number, urn = '123456', more = '') =>
  `${upn},${id},${urn},Testling${more === '' ? ',,,,' : more}`;
const status = (code: string) => `,${code},,,`;

async function stays() {
  const rows = await withActor(db, actor, (tx) =>
    tx
      .selectFrom('people.enrolment as e')
      .innerJoin('people.person as p', (join) =>
        join.onRef('p.tenant_id', '=', 'e.tenant_id').onRef('p.id', '=', 'e.person_id'),
      )
      .select(['p.upn', 'e.setting_id', 'e.ends_on', 'e.status', 'e.ended_source', 'e.disputed_by'])
      .where('e.tenant_id', '=', actor.tenantId)
      .orderBy('p.source_key')
      .orderBy('e.id')
      .execute(),
  );
  return rows.map(({ upn, setting_id, ends_on, ...rest }) => ({
    upn,
    at: setting_id === ashdale ? 'ashdale' : 'birchwood',
    endsOn: ends_on,
    ...rest,
  }));
}

async function placeOf(upn = A) {
  return withActor(db, actor, (tx) =>
    tx
      .selectFrom('people.person')
      .select(['setting_id', 'setting_ids', 'left_on'])
      .where('tenant_id', '=', actor.tenantId)
      .where('upn', '=', upn ?? '')
      .executeTakeFirstOrThrow(),
  );
}

/** The database without audit, runs and what they changed. */
async function standing() {
  const { 'sources.change': _, ...all } = await dump(db, actor);
  return all;
}

describe('a whole roll', () => {
  it('ends the stay of whoever it no longer holds, on its day, and undo takes that back exactly', async () => {
    await bring([row(A, 1), row(B, 2)]);
    const before = await standing();
    const { run, ...outcome } = await bring([row(B, 2)]);
    expect(outcome).toMatchObject({ added: 0, changed: 0, same: 1, refused: 0, ended: 1 });
    expect(await stays()).toMatchObject([
      { upn: A, at: 'ashdale', endsOn: castToday, ended_source: 'mis' },
      { upn: B, at: 'ashdale', endsOn: null },
    ]);
    expect(await placeOf()).toEqual({ setting_id: null, setting_ids: [], left_on: castToday });
    expect((await dump(db, actor))['people.name_key']).toContainEqual(
      expect.objectContaining({ setting_ids: [] }),
    );
    expect(await bring([row(B, 2)])).toMatchObject({ changed: 0, same: 1, ended: 0 });
    expect(await undo(run)).toMatchObject({ kept: [] });
    expect(await standing()).toEqual(before);
  });

  it('ends on the day the file gives, and no later than the academic year of the stay', async () => {
    await bring([row(A, 1), row(B, 2)]);
    await bring([row(B, 2, '123456', ',,,,2026-11-02')]);
    expect((await stays())[0]).toMatchObject({ upn: A, endsOn: '2026-11-02' });
    const september = plainDate('2027-09-06');
    await bring([row(C, 3)], { today: september, policy: 'replaces' });
    expect(await bring([row(C, 3)], { today: september })).toMatchObject({ ended: 1 });
    expect((await stays()).find(({ upn }) => upn === B)).toMatchObject({ endsOn: '2027-08-31' });
  });

  it('says nothing of settings it does not name, nor of what another source alone has told', async () => {
    await bring([row(A, 1), row(B, 2, '123457')]);
    await bring([row(C, 9)], { source: 'screening', policy: 'replaces' });
    expect(await bring([row(A, 1)])).toMatchObject({ ended: 0 });
    expect((await stays()).map(({ endsOn }) => endsOn)).toEqual([null, null, null]);
  });

  it('makes nobody a leaver whose row is refused', async () => {
    await bring([row(A, 1), row(B, 2), row(C, 3)]);
    const outcome = await bring([
      row(A, 1),
      `${B},2,123456,Testling,X,,,`,
      `K990399916002,3,123456,Testling,,,,`,
    ]);
    expect(outcome).toMatchObject({ same: 1, refused: 2, ended: 0 });
  });

  it('waits for a person when it would end more than usual', async () => {
    const many = Array.from({ length: 20 }, (_, at) => `,${at + 1},123456,Many,,,,`);
    await bring(many);
    await expect(bring(many.slice(0, 5))).rejects.toThrow('waits for a person');
    expect((await stays()).filter(({ endsOn }) => endsOn !== null)).toEqual([]);
  });

  it('brings somebody back who had left, and to the earlier setting when they return', async () => {
    await bring([row(A, 1), row(B, 2)]);
    await bring([row(B, 2)]);
    expect(await bring([row(A, 1), row(B, 2)])).toMatchObject({ changed: 1, same: 1, ended: 0 });
    expect(await placeOf()).toMatchObject({ setting_id: ashdale, setting_ids: [ashdale], left_on: null });
    await bring([row(B, 2)]);
    await bring([row(A, 7, '123457')], { source: 'mis-b' });
    expect(await placeOf()).toMatchObject({ setting_id: birchwood, setting_ids: [birchwood] });
    await bring([row(A, 1), row(B, 2)]);
    await bring([row(C, 8, '123457')], { source: 'mis-b' });
    expect(await placeOf()).toMatchObject({ setting_id: ashdale, setting_ids: [ashdale] });
  });

  it('keeps an end against another source that only goes on repeating itself, and says so', async () => {
    await bring([row(A, 1), row(B, 2)]);
    await bring([row(A, 1)], { source: 'council', policy: 'replaces' });
    await bring([row(B, 2)]);
    expect(await bring([row(A, 1)], { source: 'council', policy: 'replaces' })).toMatchObject({ changed: 1 });
    expect((await stays())[0]).toMatchObject({ endsOn: castToday, disputed_by: 'council' });
    expect(await bring([row(A, 1)], { source: 'council', policy: 'replaces' })).toMatchObject({ same: 1 });
    expect(await bring([row(B, 2)])).toMatchObject({ same: 1, ended: 0 });
    expect(await bring([row(B, 2)], { source: 'council' })).toMatchObject({ ended: 0 });
    expect((await stays())[0]).toMatchObject({ disputed_by: null });
  });
});

describe('a row with an end', () => {
  it('is a leaver from that day on, also when it was given beforehand', async () => {
    await bring([row(A, 1, '123456', ',,,2026-12-18,'), row(B, 2)], { policy: 'replaces' });
    expect(await placeOf()).toMatchObject({ setting_ids: [ashdale] });
    const settle = (today: string) =>
      withActor(db, actor, (tx) => settleEnded(tx, { tenantId: actor.tenantId, today: plainDate(today) }));
    expect(await settle('2026-12-17')).toBe(0);
    expect(await settle('2026-12-18')).toBe(1);
    expect(await placeOf()).toEqual({ setting_id: null, setting_ids: [], left_on: '2026-12-18' });
    expect(await settle('2026-12-19')).toBe(0);
  });

  it('is refused when it ends before it begins, in the row or by what is known', async () => {
    await bring([row(A, 1, '123456', ',,2026-09-01,,')]);
    const outcome = await bring([
      row(A, 1, '123456', ',,,2026-08-31,'),
      row(B, 2, '123456', ',,2026-09-01,2026-08-31,'),
    ]);
    expect(outcome).toMatchObject({ refused: 2, ended: 0, rules: ['dates.order', 'dates.order'] });
  });

  it('ends the stay of last year when it comes in a file of this one', async () => {
    await bring([row(A, 1)], { today: plainDate('2025-11-20'), policy: 'replaces' });
    await bring([row(A, 1, '123456', ',P,,2026-07-22,')], { policy: 'replaces' });
    expect(await stays()).toMatchObject([{ endsOn: '2026-07-22', status: 'P' }]);
    expect(await placeOf()).toMatchObject({ setting_ids: [] });
  });
});

describe('two settings in one file', () => {
  it('stand together where the statuses say main and subsidiary, in whichever order, and the main one is theirs', async () => {
    const lines = [row(A, 1, '123457', status('S')), row(A, 1, '123456', status('M')), row(B, 2)];
    expect(await bring(lines)).toMatchObject({ added: 3, refused: 0 });
    expect(await placeOf()).toMatchObject({ setting_id: ashdale, setting_ids: [ashdale, birchwood] });
    expect((await dump(db, actor))['people.second_setting']).toMatchObject([{ setting_id: birchwood }]);
    expect(await bring(lines)).toMatchObject({ same: 3, ended: 0 });
    expect(await bring([row(A, 1), row(B, 2), row(C, 3, '123457')])).toMatchObject({ ended: 1 });
    expect(await placeOf()).toMatchObject({ setting_id: ashdale, setting_ids: [ashdale] });
    expect((await dump(db, actor))['people.second_setting']).toEqual([]);
  });

  it('stand together where one has been left', async () => {
    const lines = [row(A, 1, '123456', ',,,2026-10-16,'), row(A, 7, '123457')];
    expect(await bring(lines)).toMatchObject({ added: 2, refused: 0 });
    expect(await placeOf()).toMatchObject({ setting_id: birchwood, setting_ids: [birchwood] });
  });

  it('are refused where both claim them on the same day, and a setting that names somebody twice', async () => {
    const outcome = await bring([row(A, 1), row(A, 7, '123457'), row(A, 1)]);
    expect(outcome).toMatchObject({
      added: 1,
      refused: 2,
      rules: ['enrolment.two_places', 'identity.twice'],
    });
  });

  it('let the main registration speak of who somebody is', async () => {
    const named = (name: string, code: string, urn: string) => `${A},1,${urn},${name},${code},,,`;
    await bring([named('Second', 'S', '123457'), named('Main', 'M', '123456')]);
    const all = await dump(db, actor);
    expect(all['people.person']).toMatchObject([{ family_name: 'Main' }]);
    await bring([named('Main', 'M', '123456'), named('Second', 'S', '123457')]);
    expect((await dump(db, actor))['people.person']).toMatchObject([{ family_name: 'Main' }]);
  });
});
