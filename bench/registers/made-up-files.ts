/** Files of made-up young people and their marks: the same seed gives the same bytes. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { addDays, type PlainDate, plainDate, weekday } from '#dates';

export type Wish = {
  youngPeople: number;
  /** Two a day. */
  sessions: number;
  seed: number;
  /** As most systems give them: one young person after the other, or one day after the other. */
  order: 'by young person' | 'by day';
};

export const SETTING_URN = '142857';

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

/** Writes `source_id,setting_urn,given_name,family_name,nc_year`, one young person a row. */
export async function writePeople(path: string, youngPeople: number): Promise<void> {
  const rows = Array.from({ length: youngPeople }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    return `P${number},${SETTING_URN},Young,Person ${number},${7 + (index % 5)}\n`;
  });
  await writeFile(path, `source_id,setting_urn,given_name,family_name,nc_year\n${rows.join('')}`);
}

/** Writes `source_id,date,session,code`, one mark a row, and answers how many rows that is. */
export async function writeMarks(path: string, wish: Wish): Promise<number> {
  const { youngPeople, sessions, seed, order } = wish;
  const days = schoolDays(Math.ceil(sessions / 2));
  const file = createWriteStream(path);
  const put = async (text: string) => void (file.write(text) || (await once(file, 'drain')));
  await put('source_id,date,session,code\n');
  const next = numbersFrom(seed);
  const rowsOf = (person: number, session: number) => {
    const rare = CODES[next() % 1000];
    const afternoon = session % 2 === 1;
    const code = rare ?? (afternoon ? '\\' : '/');
    return `P${String(person + 1).padStart(5, '0')},${days[session >> 1]},${afternoon ? 'PM' : 'AM'},${code}\n`;
  };
  const [outer, inner] = order === 'by young person' ? [youngPeople, sessions] : [sessions, youngPeople];
  for (let one = 0; one < outer; one += 1) {
    let rows = '';
    for (let other = 0; other < inner; other += 1) {
      rows += order === 'by young person' ? rowsOf(one, other) : rowsOf(other, one);
    }
    await put(rows);
  }
  file.end();
  await once(file, 'close');
  return youngPeople * sessions;
}

/** So many weekdays from 1 September 2025; holidays make no difference to the work. */
function schoolDays(count: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = plainDate('2025-09-01'); days.length < count; day = addDays(day, 1)) {
    if (weekday(day) <= 5) days.push(day);
  }
  return days;
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
