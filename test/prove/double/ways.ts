/** Ways of running two commands at the same time. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#db';
import { command } from '#test/cli/in-process';
import { type Ended, ended, startAlone } from '#test/cli/waymark';
import { takeOver } from '../../../src/cli/hand-over.ts';
import { run } from '../../../src/cli/run.ts';
import type { Ground } from '../ground.ts';
import { type Observed, observe } from '../observer/observed.ts';

export type Way = {
  name: string;
  /** Which of the two has to come out as the first, where the way decides it. */
  first: 'one' | 'either';
  both(one: readonly string[], other: readonly string[]): Promise<[Ended, Ended]>;
};

/** Two processes that each have their own connections, started together. */
export function twoProcesses(ground: Ground): Way {
  const begin = (words: readonly string[]) =>
    ended(startAlone([...words, ...ground.words], { cwd: ground.directory, env: ground.env }));
  return {
    name: 'two processes',
    first: 'either',
    both: (one, other) => Promise.all([begin(one), begin(other)]),
  };
}

const WAITS = /pg_advisory_xact_lock/;

/**
 * Two processes, the first of which stands still in the middle of its transaction until the second waits for it: the
 * moment at which the second would read what the first has not yet kept.
 *
 * @param at the statement before which the first stands still
 */
export function oneStandsStill(ground: Ground, at: RegExp): Way {
  const placed = { cwd: ground.directory, env: ground.env };
  return {
    name: `the first stands still before ${at.source.replaceAll(/[\\^"]/g, '')}`,
    first: 'one',
    async both(one, other) {
      let stands = false;
      const first: Observed = observe([...one, ...ground.words], placed, (statement) => {
        if (stands || !at.test(statement) || !first.statements.some(isAct)) return 'go';
        stands = true;
        return 'stand';
      });
      await until(() => stands || first.child.exitCode !== null);
      const second = observe([...other, ...ground.words], placed);
      await until(() => second.child.exitCode !== null || WAITS.test(second.statements.at(-1) ?? ''));
      await pause(200); // it has had time to go on, if nothing held it
      if (second.child.exitCode !== null) throw new Error('The second did not wait for the first');
      first.goOn();
      return Promise.all([first.done, second.done]);
    },
  };
}

function isAct(statement: string): boolean {
  return /^insert into "sources"\."run"/i.test(statement);
}

/** Two commands handed over to one server, which is this process; `over` ends the serving with the database. */
export async function handedOver(ground: Ground, db: Database): Promise<Way> {
  await takeOver(db, run);
  const begin = (words: readonly string[]) => command([...words, ...ground.words], { cwd: ground.directory });
  return {
    name: 'handed over to one server',
    first: 'either',
    both: (one, other) => Promise.all([begin(one), begin(other)]),
  };
}

/** The same, each from a process of its own. */
export function handedOverFromProcesses(ground: Ground): Way {
  return { ...twoProcesses(ground), name: 'handed over to one server by two processes' };
}

async function until(such: () => boolean): Promise<void> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (such()) return;
    await pause(10);
  }
  throw new Error('A minute was not enough for one of two commands');
}
