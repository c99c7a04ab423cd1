/** A command that is let through to its end, so that kills can be placed in the ones after it. */
import { observe } from '../observer/observed.ts';
import type { Place } from '../place.ts';
import { type Course, courseOf } from './course.ts';

/** Milliseconds that the parts of a command took, from where it said which mapping it reads with. */
export type Pace = { reading: number; commit: number; sweep: number; all: number };

export type Rehearsed = { course: Course; pace: Pace };

/** Runs a command in a process of its own and takes down what it asks of the database, and when. */
export async function rehearse({ ground }: Place, words: readonly string[]): Promise<Rehearsed> {
  const clock = startClock();
  const placed = { cwd: ground.directory, env: ground.env };
  const seen = observe([...words, ...ground.words], placed, () => {
    clock.statement();
    return 'go';
  });
  seen.child.stderr?.on('data', () => clock.said(seen.said()));
  const { code, err } = await seen.done;
  if (code !== 0) throw new Error(`The rehearsal of ${words.join(' ')} ended with ${code}: ${err}`);
  await ground.atRest();
  return clock.rehearsed(seen.statements);
}

export type Clock = {
  statement(): void;
  said(text: string): void;
  rehearsed(statements: readonly string[]): Rehearsed;
};

export function startClock(): Clock {
  const at: number[] = [];
  let reads: number | undefined;
  return {
    statement: () => void at.push(performance.now()),
    said(text) {
      if (isReading(text)) reads ??= performance.now();
    },
    rehearsed(statements) {
      const end = performance.now();
      const course = courseOf(statements);
      const of = (number: number) => at[number] ?? end;
      const from = reads ?? of(course.begin);
      const pace = {
        reading: Math.max(0, of(course.begin) - from),
        commit: of(course.commit + 1) - of(course.commit),
        sweep: end - of(course.sweep),
        all: end - from,
      };
      return { course, pace };
    },
  };
}

/** Whether it has begun to read its file, as it says itself. An undoing reads none. */
export function isReading(said: string): boolean {
  return said.includes('read with the mapping');
}
