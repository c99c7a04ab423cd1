import type { Chance } from '../chance.ts';
import type { Verdict } from '../observer/observed.ts';
import type { Rehearsed } from './rehearsal.ts';

/** When to kill: before a statement is sent, so long after it was, or so long after the work began. */
export type Moment = { before: number } | { statement: number; afterMs: number } | { sinceBeginMs: number };

const TRIES = 6;

/**
 * Before every statement of the act; several times while the file is read, during the commit and during the VACUUM; and
 * at stretches of the review.
 */
export function everyStage({ course, pace }: Rehearsed, chance: Chance, quick: boolean): Moment[] {
  const { statements, begin, commit, sweep } = course;
  if (quick) return [{ before: commit }, { before: commit + 1 }];
  const moments: Moment[] = [{ before: begin >> 1 }];
  for (const percent of [5, 25, 50, 75, 95]) moments.push({ sinceBeginMs: (pace.reading * percent) / 100 });
  for (let number = begin; number <= commit; number += 1) moments.push({ before: number });
  for (let each = 0; each < TRIES; each += 1)
    moments.push({ statement: commit, afterMs: chance.next() * pace.commit * 1.5 });
  const step = Math.max(1, Math.floor((statements.length - commit) / 10));
  for (let number = commit + 1; number < statements.length; number += step) moments.push({ before: number });
  for (let each = 0; each < TRIES && sweep < statements.length; each += 1)
    moments.push({ statement: sweep, afterMs: chance.next() * pace.sweep });
  return moments;
}

/** Moments left to chance, evenly over the whole of a run, until the time is up. */
export function* anyMoment({ pace }: Rehearsed, chance: Chance, until: number): Generator<Moment> {
  while (Date.now() < until) yield { sinceBeginMs: chance.next() * pace.all };
}

/** What becomes of a process at its statement of this number. */
export function verdictAt(moment: Moment, number: number): Verdict {
  if ('before' in moment) return number === moment.before ? 'kill' : 'go';
  return 'statement' in moment && number === moment.statement ? { killAfterMs: moment.afterMs } : 'go';
}
