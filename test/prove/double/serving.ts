/** Pages asked for while files come in: every one is answered, and shows the whole of a file or nothing of it. */
import { setTimeout as pause } from 'node:timers/promises';
import { command } from '#test/cli/in-process';
import { ended, startAlone } from '#test/cli/waymark';
import { everybody, type MadeUpKind, madeUpKind } from '../made-up/index.ts';
import type { Place } from '../place.ts';
import type { Table, Wish } from '../proof.ts';
import { type Site, signedIn, startSite } from '../site.ts';
import type { Size } from './scenarios.ts';

type Served = { pages: number; faults: string[]; table: Table };

/** Brings files in one after the other, each saying everything otherwise, and asks for pages without a pause. */
export async function servedMeanwhile(place: Place, size: Size, { say }: Wish): Promise<Served> {
  const { ground } = place;
  const kinds = ['people', 'registers', 'suspensions', 'measures'].map(madeUpKind);
  const account = await ground.opened((db) =>
    place.done(
      db,
      'user',
      'add',
      '--email',
      'proof@made-up.example',
      '--name',
      'Proof',
      '--role',
      'data_manager',
    ),
  );
  const password = /password (\S+)/.exec(account)?.[1] ?? '';
  const site = await startSite(ground);
  const faults: string[] = [];
  const waits: number[] = [];
  let done = false;
  say(`pages while files come in on the ${ground.kind} database`);
  try {
    const cookie = await signedIn(site, 'proof@made-up.example', password);
    const asking = askOn(site, cookie, () => done, waits, faults, size.people);
    for (let turn = 0; turn < 12; turn += 1)
      for (const kind of kinds) await bring(place, kind, size, turn, faults);
    done = true;
    await asking;
  } finally {
    await site.stop();
  }
  waits.sort((one, other) => one - other);
  const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))] ?? 0);
  return {
    pages: waits.length,
    faults,
    table: {
      title: 'Milliseconds a page took while files came in without a pause, on this machine in this hour',
      head: ['pages', 'median', 'p95', 'longest'],
      rows: [[waits.length, at(0.5), at(0.95), at(1)]],
    },
  };
}

async function bring(
  place: Place,
  kind: MadeUpKind,
  size: Size,
  turn: number,
  faults: string[],
): Promise<void> {
  const { ground } = place;
  const things = kind.onceEach ? 1 : size.things;
  const words = place.words(kind, place.write(kind, 'meanwhile', everybody(size.people, things, turn % 3)));
  const placed = { cwd: ground.directory, env: ground.env };
  const { code, err } =
    ground.kind === 'embedded'
      ? await command([...words, ...ground.words], placed)
      : await ended(startAlone([...words, ...ground.words], placed));
  if (code !== 0) faults.push(`an import of ${kind.kind} while pages were served ended with ${code}: ${err}`);
}

/** The list, somebody on it, and their notes, again and again. */
async function askOn(
  site: Site,
  cookie: string,
  isDone: () => boolean,
  waits: number[],
  faults: string[],
  people: number,
): Promise<void> {
  let person = '';
  while (!isDone() || waits.length < 3) {
    for (const path of ['/people', '/people?sort=points', ...(person ? [person, `${person}/notes`] : [])]) {
      const began = performance.now();
      const { status, body } = await site.get(path, cookie);
      waits.push(performance.now() - began);
      if (status !== 200) faults.push(`GET ${path} while a file came in was answered ${status}`);
      person = /href="(\/people\/[0-9a-f-]{36})/.exec(body)?.[1] ?? person;
      const found = /class="govuk-heading-m wm-count">\D*([\d,]+)/.exec(body)?.[1]?.replaceAll(',', '');
      if (path.startsWith('/people?') && Number(found) !== people)
        faults.push(`GET ${path} while a file came in found ${found} young people, not ${people}`);
    }
    await pause(5);
  }
}
