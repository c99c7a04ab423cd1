/** Kills of a command that has the database to itself. */
import { observe } from '../observer/observed.ts';
import type { Place } from '../place.ts';
import type { Wish } from '../proof.ts';
import { type Course, courseAs, dueAt, type Reached, stageOf } from './course.ts';
import { type Moment, verdictAt } from './moments.ts';
import { isReading } from './rehearsal.ts';
import type { Last, Series } from './series.ts';
import { type Tally, tally } from './tally.ts';
import { judge } from './trial.ts';

export type Tried = { tally: Tally; faults: string[] };

/** Whether the process was killed, or had ended before. */
type Ended = Reached & {
  killed: boolean;
  /** The statements it had sent, where they were its own. */
  statements?: readonly string[];
};

/** Runs the words until the moment, on this place. */
type RunUntil = (words: readonly string[], moment: Moment) => Promise<Ended>;

/**
 * Tries a series at each of these moments. After every kill the next command has to go through, and all of the act has
 * to be there or none of it.
 */
export async function killAt(
  place: Place,
  series: Series,
  course: Course,
  moments: Iterable<Moment>,
  { say }: Wish,
  runUntil: RunUntil = aloneUntil(place),
): Promise<Tried> {
  const { ground } = place;
  const counted = tally();
  const faults: string[] = [];
  let last: Last | undefined;
  let tries = 0;
  for (const moment of moments) {
    tries += 1;
    const { words, before, whole } = await series.next(last);
    const reached = await runUntil(words, moment);
    await ground.atRest();
    const went = reached.statements ? courseAs(course, reached.statements) : course;
    const due = reached.killed ? dueAt(went, reached) : 'all';
    const found = await ground.opened(async (db) => {
      await place.done(db, 'runs', '--json');
      return ground.asOwner(db, (ask) => judge(ask, { before, whole, due, thorough: tries % 10 === 1 }));
    });
    const stage = stageOf(went, reached);
    if (reached.killed) counted.count(stage, found.left);
    else counted.missed();
    for (const fault of found.faults) {
      faults.push(
        `${series.what} on the ${ground.kind} database, killed while ${stage} (${JSON.stringify(moment)}): ${fault}`,
      );
      // It may be hours until the end, when all of them are told.
      say(faults.at(-1) ?? fault);
    }
    if (tries % 20 === 0) say(`${series.what}: ${tries} tries, ${faults.length} faults`);
    last = found;
  }
  return { tally: counted, faults };
}

function aloneUntil({ ground }: Place): RunUntil {
  return async (words, moment) => {
    const placed = { cwd: ground.directory, env: ground.env };
    const byTime = 'sinceBeginMs' in moment;
    const seen = observe(
      [...words, ...ground.words],
      placed,
      byTime ? undefined : (_, number) => verdictAt(moment, number),
    );
    if (byTime) {
      let started = false;
      const start = () => {
        if (started || (words[0] === 'import' && !isReading(seen.said()))) return;
        started = true;
        setTimeout(seen.kill, moment.sinceBeginMs);
      };
      seen.child.stderr?.on('data', start);
      // An undoing says nothing before it is done: its time begins with its first statement.
      seen.child.stdio[3]?.on('data', start);
    }
    await seen.done;
    const killed = seen.child.signalCode === 'SIGKILL';
    // One that is killed while it stands still before a statement has told that one and not sent it.
    const stood = killed && 'before' in moment;
    const sent = seen.statements.length - (stood ? 1 : 0);
    const statements = seen.statements.slice(0, sent);
    return { killed, sent, answered: stood, isReading: isReading(seen.said()), statements };
  };
}
