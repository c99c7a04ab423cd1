/** A day's marks of a whole council, again and again: neither time nor memory nor what is kept up to date grows. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from '../chance.ts';
import type { Ground } from '../ground.ts';
import { everybody, madeUpKind, SETTINGS } from '../made-up/index.ts';
import { placeOn, SOURCE } from '../place.ts';
import type { Found, Proof, Wish } from '../proof.ts';
import { type Delta, judgeDeltas } from './growth.ts';
import { startSoaked } from './soaked.ts';

export const soak: Proof = {
  name: 'soak',
  about: 'daily marks of 60,000 young people, again and again: sizes, memory and time have to level off',
  on: ['embedded', 'server'],
  minutes: 30,
  run,
};

const PEOPLE = 60_000;
/** From 1 September to the day of the proof there are as many; then they come again, and every mark is another one. */
const DAYS = 58;

async function run(wish: Wish): Promise<Found> {
  const ground = await wish.open();
  try {
    return await soakOn(ground, wish);
  } finally {
    await ground.close();
  }
}

async function soakOn(ground: Ground, { quick, minutes, seed, say }: Wish): Promise<Found> {
  const people = quick ? 50 : PEOPLE;
  const place = placeOn(ground);
  const soaked = await startSoaked(ground);
  const deltas: Delta[] = [];
  try {
    for (const { name, urn } of SETTINGS)
      await soaked.run(['setting', 'add', '--name', name, '--kind', 'secondary', '--urn', urn]);
    const kind = madeUpKind('people');
    const first = await soaked.run(place.words(kind, place.write(kind, 'all', everybody(people, 1, 0))));
    say(`${people} young people on the ${ground.kind} database in ${Math.round(first.allMs / 1000)} s`);
    const until = Date.now() + minutes * 60_000;
    const path = join(ground.directory, 'day.csv');
    for (let day = 0; quick ? day < 4 : Date.now() < until; day += 1) {
      await writeDay(path, people, day, seed);
      const ran = await soaked.run(['import', 'registers', path, '--source', SOURCE, '--confirm']);
      const { tables, wal, all } = await soaked.sizes();
      deltas.push({ ...ran, tables, wal, all });
      if (day % 5 === 0 || quick)
        say(
          `day ${day + 1}: kept after ${Math.round(ran.keptMs)} ms, all ${Math.round(ran.allMs)} ms, ${ran.rssMb} MB resident, ${Math.round(all / 2 ** 20)} MB on disk`,
        );
    }
  } finally {
    await soaked.stop();
  }
  return judgeDeltas(deltas, people);
}

const CODES = ['/', '/', '/', '/', '/', '/', '/', '/', '/', 'I', 'L', 'O', 'M', '/', '/', '/'];

/** Two marks of everybody, most of them present. */
async function writeDay(path: string, people: number, day: number, seed: number): Promise<void> {
  const registers = madeUpKind('registers');
  const chance = chanceOf(seed * 10_000 + day);
  const file = createWriteStream(path);
  const date = weekday(day % DAYS);
  file.write(`${registers.header}\n`);
  for (let person = 0; person < people; person += 1) {
    const row = (session: string) =>
      registers
        .row({ person, thing: 0, value: 0 })
        .replace(/,[^,]*,[^,]*,[^,]*$/, `,${date},${session},${chance.oneOf(CODES)}\n`);
    if (!file.write(row('AM') + row('PM'))) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
}

/** So many weekdays after Tuesday 1 September 2026. */
function weekday(number: number): string {
  const days = number + 2 * Math.floor((number + 1) / 5);
  return new Date(Date.UTC(2026, 8, 1 + days)).toISOString().slice(0, 10);
}
