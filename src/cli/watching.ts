/** What the command that watches a folder and the server that does so beside its pages have in common. */
import type { Database } from '#db';
import type { TakenIn, Watching } from '#frame';
import { serverActor } from '#modules/access';
import { Refused } from '#outcome';
import { faultOf } from '#web';
import { importKinds } from '../app.ts';
import { type Call, Misused } from './command.ts';
import { tenantFor } from './organisation.ts';
import { pathFrom } from './paths.ts';
import { today } from './today.ts';

const EVERY = 10_000;
const SETTLED = 30;

/**
 * How a folder is watched as a command says it: `--watch` or `WAYMARK_WATCH`, `--tenant` where there are several, and
 * `WAYMARK_WATCH_SETTLED`, the seconds after which a file that has not changed is taken to be whole.
 */
export function watchingOf(call: Call, db: Database, dir: string, signal: AbortSignal): Watching {
  const settled = secondsOf(process.env.WAYMARK_WATCH_SETTLED) * 1000;
  let last = '';
  return {
    db,
    kinds: importKinds,
    dir: pathFrom(call.io, dir),
    actor: async () => serverActor(await tenantFor(db, call), 'watched folder', today()),
    settled,
    every: Math.min(EVERY, Math.max(settled, 250)),
    said: (taken) => call.io.err(`${inWords(taken)}\n`),
    fault(error) {
      // Said once and not every few seconds, until something else is wrong.
      const words =
        error instanceof Refused ? error.message : JSON.stringify(faultOf(error, 'watched folder'));
      const about = error instanceof Error ? error.message : words;
      if (about !== last) call.io.err(`${words}\n`);
      last = about;
    },
    signal,
  };
}

function inWords({ file, ended, says }: TakenIn): string {
  return `${file}: ${ended}. ${says.split('\n')[0]}`;
}

function secondsOf(text: string | undefined): number {
  if (!text) return SETTLED;
  if (!/^\d{1,4}$/.test(text)) throw new Misused('WAYMARK_WATCH_SETTLED is a whole number of seconds');
  return Number(text);
}
