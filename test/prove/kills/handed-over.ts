/** Kills around a command that was handed over to a running server: of the server, and of whoever asked. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#db';
import { command } from '#test/cli/in-process';
import { ended, says, startAlone } from '#test/cli/waymark';
import { takeOver } from '../../../src/cli/hand-over.ts';
import { run } from '../../../src/cli/run.ts';
import type { Chance } from '../chance.ts';
import { type Observed, observe, type Verdict } from '../observer/observed.ts';
import type { Place } from '../place.ts';
import type { Wish } from '../proof.ts';
import type { Tried } from './alone.ts';
import { type Moment, verdictAt } from './moments.ts';
import { type Clock, isReading, type Rehearsed, startClock } from './rehearsal.ts';
import type { Last, Series } from './series.ts';
import { tally } from './tally.ts';
import { judge } from './trial.ts';

type Serving = { seen: Observed; began: number; watch(decide: (number: number) => Verdict): void };

/** Starts a server whose statements are told; those from `watch` on count from 0. */
async function serve({ ground }: Place): Promise<Serving> {
  let decide: (number: number) => Verdict = () => 'go';
  let began = 0;
  const seen = observe(
    ['serve', '--port', '0', ...ground.words],
    { cwd: ground.directory, env: ground.env },
    (_, number) => decide(number - began),
  );
  await says(seen.child, 'Waymark is at');
  began = seen.statements.length;
  return {
    seen,
    began,
    watch(next) {
      decide = next;
    },
  };
}

/** Lets a command handed over go through, and ends the server. */
export async function rehearseHandedOver(place: Place, words: readonly string[]): Promise<Rehearsed> {
  const { seen, began, watch } = await serve(place);
  const clock: Clock = startClock();
  watch(() => {
    clock.statement();
    return 'go';
  });
  const { code, err } = await command([...words, ...place.ground.words], { cwd: place.ground.directory });
  if (code !== 0) throw new Error(`The rehearsal of ${words.join(' ')} ended with ${code}: ${err}`);
  const rehearsed = clock.rehearsed(seen.statements.slice(began));
  seen.kill();
  await seen.done;
  return rehearsed;
}

/** For `killAt`: the command runs inside a server, and it is the server that is killed. */
export function serverUntil(place: Place, faults: string[]) {
  return async (words: readonly string[], moment: Moment) => {
    const { seen, began, watch } = await serve(place);
    watch((number) => verdictAt(moment, number));
    if ('sinceBeginMs' in moment) void pause(moment.sinceBeginMs).then(seen.kill);
    const asked = await command([...words, ...place.ground.words], { cwd: place.ground.directory });
    const killed = seen.child.signalCode === 'SIGKILL' || asked.code === 1;
    seen.kill();
    await seen.done;
    if (killed && !asked.err.includes('stopped before it was done'))
      faults.push(`whoever handed ${words[0]} over to a server that was killed heard: ${asked.err}`);
    const stood = killed && 'before' in moment;
    const sent = seen.statements.length - began - (stood ? 1 : 0);
    return { killed, sent, answered: stood, isReading: isReading(asked.err) };
  };
}

/**
 * Kills whoever asked, at moments left to chance, while the server goes on: all of the act or none of it, and the server
 * takes the next command.
 */
export async function killAskers(
  place: Place,
  makeSeries: (place: Place) => Promise<Series>,
  chance: Chance,
  { say }: Wish,
  { most, until }: { most: number; until: number },
): Promise<Tried> {
  const { ground } = place;
  const counted = tally();
  const faults: string[] = [];
  await ground.opened(async (db) => {
    const serving = await serveHere(db);
    // Everything else in this proof goes by the database that this server has open.
    const here: Place = {
      ...place,
      ground: { ...ground, opened: (work) => work(db), visit: (look) => ground.asOwner(db, look) },
    };
    const series = await makeSeries(here);
    const first = await series.next();
    const all = await timeOf(here, first.words);
    let last: Last | undefined;
    for (let tries = 1; tries <= most && Date.now() < until; tries += 1) {
      const { words, before, whole } = await series.next(last);
      const killed = await killAsker(here, words, chance.next() * all);
      await serving.idle();
      await place.done(db, 'runs', '--json');
      const found = await ground.asOwner(db, (ask) =>
        judge(ask, { before, whole, due: killed ? 'either' : 'all', thorough: tries % 10 === 1 }),
      );
      if (killed) counted.count('whoever asked was waiting', found.left);
      else counted.missed();
      for (const fault of found.faults) faults.push(`${series.what} handed over, its asker killed: ${fault}`);
      if (tries % 20 === 0) say(`${series.what}, asker killed: ${tries} tries, ${faults.length} faults`);
      last = found;
    }
  });
  return { tally: counted, faults };
}

/** Takes commands over in this process; `idle` waits until none is under way. */
async function serveHere(db: Database): Promise<{ idle(): Promise<void> }> {
  const under = new Set<Promise<number>>();
  await takeOver(db, (argv, io, open) => {
    const one = run(argv, io, open);
    under.add(one);
    void one.finally(() => under.delete(one)).catch(() => {});
    return one;
  });
  return {
    async idle() {
      await pause(20); // what was sent before the kill may not have been read yet
      while (under.size > 0) await Promise.allSettled([...under]);
    },
  };
}

async function timeOf({ ground }: Place, words: readonly string[]): Promise<number> {
  const child = startAlone([...words, ...ground.words], { cwd: ground.directory });
  const done = ended(child);
  await says(child, 'read with the mapping');
  const began = performance.now();
  const { code, err } = await done;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${err}`);
  return performance.now() - began;
}

async function killAsker({ ground }: Place, words: readonly string[], afterMs: number): Promise<boolean> {
  const child = startAlone([...words, ...ground.words], { cwd: ground.directory });
  const done = ended(child);
  await says(child, 'read with the mapping');
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await done;
  clearTimeout(timer);
  return child.signalCode === 'SIGKILL';
}
