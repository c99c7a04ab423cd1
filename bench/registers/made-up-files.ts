/** Files of made-up young people and their marks: the same seed gives the same bytes. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type PlainDate, plainDate } from '#dates';
import { proposeCalendar, schoolDays } from '#modules/people';

export type Wish = {
  youngPeople: number;
  /** Two sessions each. */
  days: readonly PlainDate[];
  seed: number;
  /** As most systems give them: one young person after the other, or one day after the other. */
  order: 'by young person' | 'by day';
};

/** The days on which everybody is at school, 190 of them: the calendar that the benchmark's council has. */
export const CALENDAR = proposeCalendar(2025);
export const DAYS = schoolDays(CALENDAR, plainDate('2025-09-01'), plainDate('2026-07-31'));

/** Codes as they fall in an ordinary school, in thousandths; the rest are present marks. */
const RARE: readonly [code: string, thousandths: number][] = [
  ['I', 35],
  ['O', 14],
  ['L', 18],
  ['M', 9],
  ['B', 6],
  ['U', 5],
  ['C', 5],
  ['V', 3],
  ['E', 2],
  ['X', 2],
];
const CODES = RARE.flatMap(([code, thousandths]) => new Array<string>(thousandths).fill(code));

/** The URN of one of the benchmark's settings. */
export function urnOf(setting: number): string {
  return String(100_000 + setting);
}

/** Writes `source_id,setting_urn,given_name,family_name,nc_year`, one young person a row, spread over the settings. */
export async function writePeople(path: string, youngPeople: number, settings: number): Promise<void> {
  const rows = Array.from({ length: youngPeople }, (_, index) => {
    const urn = urnOf(Math.floor((index * settings) / youngPeople));
    return `${keyOf(index)},${urn},Young,Person ${index + 1},${7 + (index % 5)}\n`;
  });
  await writeFile(path, `source_id,setting_urn,given_name,family_name,nc_year\n${rows.join('')}`);
}

/** As long as a UPN, which is what most files have. */
function keyOf(person: number): string {
  return `P${String(person + 1).padStart(12, '0')}`;
}

/** Writes `source_id,date,session,code`, one mark a row, and answers how many rows that is. */
export async function writeMarks(path: string, wish: Wish): Promise<number> {
  const { youngPeople, days, seed, order } = wish;
  const sessions = 2 * days.length;
  const file = createWriteStream(path);
  const put = async (text: string) => void (file.write(text) || (await once(file, 'drain')));
  await put('source_id,date,session,code\n');
  const next = numbersFrom(seed);
  const rowOf = (person: number, session: number) => {
    const rare = CODES[next() % 1000];
    const afternoon = session % 2 === 1;
    const code = rare ?? (afternoon ? '\\' : '/');
    return `${keyOf(person)},${days[session >> 1]},${afternoon ? 'PM' : 'AM'},${code}\n`;
  };
  const [outer, inner] = order === 'by young person' ? [youngPeople, sessions] : [sessions, youngPeople];
  for (let one = 0; one < outer; one += 1) {
    let rows = '';
    for (let other = 0; other < inner; other += 1) {
      rows += order === 'by young person' ? rowOf(one, other) : rowOf(other, one);
    }
    await put(rows);
  }
  file.end();
  await once(file, 'close');
  return youngPeople * sessions;
}

/** Whole numbers that look like chance: mulberry32 (Tommy Ettinger, public domain). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
