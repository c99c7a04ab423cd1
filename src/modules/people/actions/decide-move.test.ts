import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type Database, newId, type Reach, type RunId, type SettingId, type TenantId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { type Policy, undoRun } from '#modules/sources';
import { castToday } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { emptyDatabase } from '#test/database';
import { dump } from '#test/db/dump';
import {
  addSetting,
  countMoves,
  decideMove,
  importPeople,
  type MoveId,
  movesOf,
  peopleKind,
  takeBackMove,
} from '../index.ts';

const { path: place, remove } = temporary();
/** Made up: their three digits after the check letter are of no council. */
const [A, B] = ['K990399916001', 'N990399915002'];
let db: Database;
let whole: Actor;
let ashdale: SettingId;
let birchwood: SettingId;
let elsewhere: SettingId;

beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(async () => {
  await db.close();
  remove();
});
beforeEach(async () => {
  whole = commandActor(newId<TenantId>(), 'test', castToday);
  await withActor(db, whole, async (tx) => {
    const add = (name: string, urn: string) =>
      addSetting(tx, whole.tenantId, { name, kind: 'secondary', urn });
    ashdale = await add('Ashdale School', '123456');
    birchwood = await add('Birchwood School', '123457');
    elsewhere = await add('Elsewhere School', '123458');
  });
});

const at = (...settings: SettingId[]): Actor => {
  const reach: Reach = { settings, people: [] };
  const why: Actor['why'] = ({ settingIds }) =>
    settingIds.some((id) => settings.includes(id)) ? 'data manager' : undefined;
  return { ...whole, name: 'Dana', reach, why };
};

async function bring(lines: string[], source: string, policy: Policy = 'replaces') {
  const path = join(place, 'people.csv');
  writeFileSync(
    path,
    ['upn,source_id,setting_urn,family_name,enrolment_status,started_on', ...lines].join('\n'),
  );
  let run: RunId | undefined;
  const done = async (_: unknown, id: RunId) => {
    run = id;
  };
  const outcome = await importPeople(db, whole, { path, source, policy, dryRun: false, done });
  expect(outcome.refused).toBe(0);
  return run as RunId;
}

const found = (actor: Actor, ask = {}) =>
  withActor(db, actor, (tx) => movesOf(tx, actor, ask, { limit: 25, offset: 0 }));
const decide = (
  actor: Actor,
  moveId: MoveId,
  wish: { decision: 'moved'; endsOn: string } | { decision: 'both' },
) =>
  withActor(db, whole, (tx) =>
    decideMove(tx, actor, {
      moveId,
      reason: 'a test',
      ...(wish.decision === 'moved' ? { ...wish, endsOn: plainDate(wish.endsOn) } : wish),
    }),
  );
const takeBack = (actor: Actor, moveId: MoveId) =>
  withActor(db, whole, (tx) => takeBackMove(tx, actor, { moveId, reason: 'a test' }));
const placesNow = async () => {
  const all = await dump(db, whole);
  const [person] = all['people.person'] as { setting_id: string; setting_ids: string[] }[];
  return { main: person?.setting_id, all: person?.setting_ids };
};

/** Ada is at Ashdale by its own list, and Birchwood's list names her too. */
async function adaSeemsToMove(): Promise<MoveId> {
  await bring([`${A},1,123456,Lovelace,,2025-09-03`], 'ashdale-mis');
  await bring([`${A},7,123457,,,2026-11-02`], 'birchwood-mis');
  const [move] = await found(whole);
  return move?.id as MoveId;
}

describe('a move that a file suggests', () => {
  it('is kept and not done: both have them, the first is theirs still, and both see it', async () => {
    await adaSeemsToMove();
    const expected = {
      family_name: 'Lovelace',
      from: { id: ashdale, name: 'Ashdale School', source: 'ashdale-mis' },
      to: { id: birchwood, name: 'Birchwood School', source: 'birchwood-mis' },
      onDate: '2026-11-02',
      isOpen: true,
      decided: null,
    };
    expect(await found(whole)).toMatchObject([expected]);
    expect(await found(at(ashdale))).toMatchObject([expected]);
    expect(await found(at(birchwood))).toMatchObject([expected]);
    expect(await found(at(elsewhere))).toEqual([]);
    expect(await found(whole, { settingId: elsewhere })).toEqual([]);
    expect(await withActor(db, whole, (tx) => countMoves(tx, whole, { settingId: birchwood }))).toBe(1);
    expect(await placesNow()).toEqual({ main: ashdale, all: [ashdale, birchwood] });
  });

  it('is the same one when the files come again, and follows a day put right', async () => {
    const id = await adaSeemsToMove();
    await bring([`${A},7,123457,,,2026-11-02`], 'birchwood-mis');
    await bring([`${A},1,123456,Lovelace,,2025-09-03`], 'ashdale-mis');
    expect(await found(whole)).toMatchObject([{ id }]);
    await bring([`${A},7,123457,,,2026-11-03`], 'birchwood-mis');
    expect(await found(whole)).toMatchObject([{ id, onDate: '2026-11-03' }]);
  });

  it('goes by itself when the old list lets them go, when it turns out to be a second registration, and with its run', async () => {
    await adaSeemsToMove();
    await bring([`${B},2,123456,Turing,,`], 'ashdale-mis', 'snapshot');
    expect(await found(whole)).toEqual([]);
    expect(await placesNow()).toEqual({ main: birchwood, all: [birchwood] });
    await bring([`${A},1,123456,,,2026-11-21`], 'ashdale-mis');
    expect(await found(whole)).toMatchObject([{ from: { id: birchwood }, to: { id: ashdale } }]);
    const run = await bring([`${A},1,123456,,S,`], 'ashdale-mis');
    expect(await found(whole)).toEqual([]);
    await withActor(db, whole, (tx) => undoRun(tx, whole, [peopleKind], { runId: run, reason: 'a test' }));
    expect(await found(whole)).toMatchObject([{ from: { id: birchwood } }]);
  });

  it('is none for somebody registered at both, nor within one file that says so', async () => {
    await bring([`${A},1,123456,Lovelace,M,`, `${A},7,123457,,S,`], 'council');
    expect(await found(whole)).toEqual([]);
  });
});

describe('deciding a move', () => {
  it('ends the stay at the old setting when somebody says that they moved, and that stands against the old list', async () => {
    const id = await adaSeemsToMove();
    expect(await decide(at(ashdale), id, { decision: 'moved', endsOn: '2026-10-30' })).toMatchObject({ id });
    expect(await placesNow()).toEqual({ main: birchwood, all: [birchwood] });
    expect(await found(whole)).toEqual([]);
    expect(await found(whole, { decided: true })).toMatchObject([
      { decided: { decision: 'moved', endsOn: '2026-10-30', by: 'Dana', reason: 'a test' } },
    ]);
    await bring([`${A},1,123456,Lovelace,,2025-09-03`], 'ashdale-mis');
    expect(await placesNow()).toEqual({ main: birchwood, all: [birchwood] });
    const stays = (await dump(db, whole))['people.enrolment'] as { disputed_by: string | null }[];
    expect(stays.filter(({ disputed_by }) => disputed_by === 'ashdale-mis')).toHaveLength(1);
  });

  it('remembers that both have them by right, whichever list comes again', async () => {
    const id = await adaSeemsToMove();
    await decide(at(birchwood), id, { decision: 'both' });
    await bring([`${A},7,123457,,,2026-11-02`], 'birchwood-mis');
    await bring([`${A},1,123456,Lovelace,,2025-09-03`], 'ashdale-mis');
    expect(await found(whole)).toEqual([]);
    expect(await placesNow()).toEqual({ main: ashdale, all: [ashdale, birchwood] });
  });

  it('can be taken back, and everything is as it was', async () => {
    const id = await adaSeemsToMove();
    const before = await dump(db, whole);
    await decide(whole, id, { decision: 'moved', endsOn: '2026-10-30' });
    await takeBack(whole, id);
    const after = await dump(db, whole);
    for (const table of ['people.person', 'people.enrolment'] as const)
      expect(after[table]).toEqual(before[table]);
    expect(await found(whole)).toMatchObject([{ id, decided: { decision: 'taken_back' } }]);
    await decide(whole, id, { decision: 'both' });
    await takeBack(whole, id);
    expect(await found(whole)).toMatchObject([{ id }]);
    await decide(whole, id, { decision: 'moved', endsOn: '2026-10-30' });
    await bring([`${A},1,123456,,,2026-11-16`], 'ashdale-mis');
    await expect(takeBack(whole, id)).rejects.toThrow('newer decision');
    const [newer] = await found(whole);
    await decide(whole, newer?.id as MoveId, { decision: 'both' });
    await expect(takeBack(whole, id)).rejects.toThrow('has been changed since');
  });

  it('is refused when it cannot be', async () => {
    const id = await adaSeemsToMove();
    const moved = (actor: Actor, endsOn: string) => decide(actor, id, { decision: 'moved', endsOn });
    await expect(moved(whole, '2026-11-21')).rejects.toThrow('today or earlier');
    await expect(moved(whole, '2025-09-02')).rejects.toThrow('came to Ashdale School on 3 September 2025');
    await expect(moved(at(birchwood), '2026-10-30')).rejects.toThrow('Only Ashdale School');
    expect(await moved(at(elsewhere), '2026-10-30')).toBeUndefined();
    expect(await takeBack(at(elsewhere), id)).toBeUndefined();
    await expect(takeBack(whole, id)).rejects.toThrow('nothing to take back');
    await moved(whole, '2026-10-30');
    await expect(moved(whole, '2026-10-30')).rejects.toThrow('decided in the meantime');
  });

  it('is kept in the audit without a name or a reason', async () => {
    const id = await adaSeemsToMove();
    await decide(at(ashdale), id, { decision: 'moved', endsOn: '2026-10-30' });
    const entries = await withActor(db, whole, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['act', 'subject_id', 'why'])
        .where('tenant_id', '=', whole.tenantId)
        .where('act', 'like', 'move.%')
        .execute(),
    );
    expect(entries).toEqual([{ act: 'move.accepted', subject_id: id, why: 'data manager' }]);
  });
});
