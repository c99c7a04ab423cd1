/** Shows that every long proof runs and can fail; what they prove they prove in `npm run prove`. */
import { describe, expect, inject, it } from 'vitest';
import { prepareData } from '#test/cli/waymark';
import { isSameKept, more } from './check/standing.ts';
import { openGround } from './ground.ts';
import { courseOf, dueAt, stageOf } from './kills/course.ts';
import { kindsWithoutFiles } from './made-up/index.ts';
import { proofs } from './proofs.ts';
import { judgeDeltas } from './soak/growth.ts';

const server = inject('server') ?? undefined;
const where = server === undefined ? 'embedded' : 'server';

/** On the embedded database these take up to half a minute and show nothing that they do not show on a server. */
const onServerOnly = ['soak', 'roles', 'kills', 'writes', 'double', 'undo-all', 'full'];
const tried = proofs.filter(
  ({ name, on }) => on.includes(where) && (where === 'server' || !onServerOnly.includes(name)),
);

describe('the long proofs', () => {
  it.each(tried)(
    '$name holds for as long as it is tried here',
    async ({ run }) => {
      const found = await run({
        open: () => openGround(server, prepareData),
        minutes: 0,
        seed: 1,
        quick: true,
        say: () => {},
      });
      expect(found.faults).toEqual([]);
      expect(Math.max(...Object.values(found.counts))).toBeGreaterThan(0);
    },
    240_000,
  );

  it('know how to make files of every kind of import', () => {
    expect(kindsWithoutFiles).toEqual([]);
  });
});

describe('a kill', () => {
  const course = courseOf([
    'begin',
    'select',
    'commit',
    'begin',
    'select pg_advisory_xact_lock',
    'insert into "sources"."run" values',
    'insert into records.measure',
    'commit',
    'begin',
    'commit',
    'vacuum analyze',
  ]);
  const at = (sent: number, answered: boolean) => ({ sent, answered, isReading: true });

  it('is due to leave nothing before the commit is sent, all once it is answered, and either in between', () => {
    expect(course).toMatchObject({ begin: 3, row: 5, commit: 7, sweep: 10 });
    expect([3, 5, 6, 7].map((sent) => dueAt(course, at(sent, true)))).toEqual(new Array(4).fill('none'));
    expect(dueAt(course, at(8, false))).toBe('either');
    expect(dueAt(course, at(8, true))).toBe('all');
    expect(dueAt(course, at(9, false))).toBe('all');
  });

  it('counts for the stage in which the last statement was sent', () => {
    expect(stageOf(course, { sent: 2, answered: true, isReading: false })).toBe('opening');
    expect([3, 6, 7, 8, 9, 11].map((sent) => stageOf(course, at(sent, false)))).toEqual([
      'reading the file',
      'after the row of the run',
      'right before the commit',
      'during the commit',
      'reviewing',
      'sweeping up',
    ]);
    expect(stageOf(course, at(8, true))).toBe('right after the commit');
  });
});

describe('what is kept beside the facts', () => {
  it('is the same only where every count is', () => {
    const none = {
      runs: 0,
      changes: 0,
      registerChanges: 0,
      refusals: 0,
      audited: 0,
      undoings: 0,
      stops: 0,
    };
    expect(isSameKept(more(none, { ...none, runs: 1 }), { ...none, runs: 1 })).toBe(true);
    expect(isSameKept(none, { ...none, refusals: 1 })).toBe(false);
  });
});

describe('growth', () => {
  const day = (megabytes: number, rssMb = 400, ms = 100) => ({
    keptMs: ms,
    allMs: ms,
    rssMb,
    heapMb: 50,
    tables: new Map([['records.register', megabytes * 2 ** 20]]),
    wal: 0,
    all: 0,
  });

  it('is a fault of what is kept up to date, of memory and of time, and levels off otherwise', () => {
    const steady = Array.from({ length: 12 }, (_, at) => day(100 + (at % 3)));
    expect(judgeDeltas(steady, 10).faults).toEqual([]);
    const growing = Array.from({ length: 12 }, (_, at) =>
      day(100 * (at + 1), 400 + 100 * at, 100 * (at + 1)),
    );
    expect(judgeDeltas(growing, 10).faults).toHaveLength(4);
    expect(judgeDeltas(steady.slice(0, 3), 10).faults).toHaveLength(1);
  });
});
