/** Files too big for the memory: read, or refused, in as little of it as small ones. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRegisters, listMappings, type Mapping, readTable } from '#files';
import { checkUpn } from '../../../src/modules/people/rules/upn.ts';
import { letterOf } from '../../../src/modules/records/rules/attendance-codes.ts';
import { dayRules } from '../../../src/modules/records/rules/day-rules.ts';
import { castToday } from '../../cast.ts';
import { wrongError } from '../../fuzz/invariants.ts';
import type { Fuzzed, Fuzzing } from '../../fuzz/run-for.ts';

/** Above what the process had before. */
const MOST_MEMORY = 512_000_000;
const SIZE = 200_000_000;

type Big = {
  name: string;
  /** Written at the beginning, then again and again until the file is big. */
  head: string;
  piece: (at: number) => string;
  size: number;
  /** How many rows are read, or what the refusal says. */
  says: RegExp;
};

const marks = (at: number) =>
  Array.from(
    { length: 200 },
    (_, row) => `,P${at % 3_000},2026-09-${String((row % 28) + 1).padStart(2, '0')},AM,/,123456\n`,
  ).join('');
const header = 'upn,source_id,date,session,code,setting_urn\n';
const FILES: readonly Big[] = [
  { name: 'marks', head: header, piece: marks, size: SIZE, says: /^\d{7} rows$/ },
  {
    name: 'refused marks',
    head: header,
    piece: (at) => `${at},x,soon,noon,?,\n`.repeat(100),
    size: SIZE,
    says: /^\d{7,} rows$/,
  },
  {
    name: 'quoted marks',
    head: header,
    piece: (at) => marks(at).replaceAll('AM', '"AM"'),
    size: SIZE,
    says: /^\d{7} rows$/,
  },
  {
    name: 'another setting in every row',
    head: header,
    piece: (at) =>
      `,1,2026-09-01,AM,/,${100_000 + (at % 900_000)}\n,1,2026-09-01,PM,/,${999_999 - (at % 900_000)}\n`,
    size: 2_000_000,
    says: /^\d{5} rows$/,
  },
  {
    name: 'blank lines',
    head: '',
    piece: () => '\n'.repeat(10_000),
    size: 5_000_000,
    says: /^This file is empty/,
  },
  {
    name: 'blank lines under a header',
    head: header,
    piece: () => '\n'.repeat(10_000),
    size: SIZE,
    says: /^0 rows$/,
  },
  {
    name: 'one line',
    head: 'upn,',
    piece: () => 'x'.repeat(10_000),
    size: SIZE,
    says: /longer than a million characters/,
  },
  {
    name: 'a quotation mark left open',
    head: `${header}"`,
    piece: marks,
    size: SIZE,
    says: /longer than a million characters/,
  },
  {
    name: 'columns without end',
    head: '',
    piece: (at) => `c${at},`,
    size: SIZE,
    says: /longer than a million characters/,
  },
  {
    name: 'a Common Transfer File',
    head: '<CTfile><CTFpupilData>',
    piece: () => '<Pupil><UPN>C909432115001</UPN><Surname>Testling</Surname></Pupil>\n'.repeat(100),
    size: SIZE / 4,
    says: /a Common Transfer File that is not sound/,
  },
];

export async function run({ say }: Fuzzing): Promise<Fuzzed> {
  const mapping = (await listMappings()).find(({ name }) => name === 'waymark-registers');
  if (!mapping) throw new Error('There is no mapping for registers');
  const faults: string[] = [];
  for (const file of FILES) {
    const path = write(file);
    const before = process.memoryUsage.rss();
    const began = performance.now();
    const { said, most } = await read(path, mapping);
    rmSync(path);
    const grown = most - before;
    say(
      `${file.name}: ${said}; ${Math.round(grown / 1e6)} MB more memory, ${Math.round(performance.now() - began)} ms`,
    );
    if (!file.says.test(said)) faults.push(`${file.name}: ${said}`);
    if (grown > MOST_MEMORY) faults.push(`${file.name}: ${Math.round(grown / 1e6)} MB more memory`);
  }
  return { cases: FILES.length, faults };
}

function write({ head, piece, size }: Big): string {
  const path = join(tmpdir(), `waymark-big-${process.pid}.csv`);
  const file = openSync(path, 'w');
  let written = writeSync(file, head);
  for (let at = 0; written < size; at += 1) {
    let text = '';
    while (text.length < 100_000 && written + text.length < size) text += piece(at++);
    written += writeSync(file, text);
  }
  closeSync(file);
  return path;
}

async function read(path: string, mapping: Mapping): Promise<{ said: string; most: number }> {
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  try {
    const table = await readTable(path, { columns: ['upn', 'date'] });
    const onDay = dayRules(castToday);
    const reader = compileRegisters(mapping, table.header, { checkUpn, letterOf, onDay });
    const visit: typeof table.visit = (visitor) => table.visit({ ...visitor, passed: look });
    const ignore = () => {};
    const sink = { mark: ignore, stretch: ignore, refuse: ignore };
    const rows = await reader.scan({ delimiter: table.delimiter, visit }, sink);
    return { said: `${rows} rows`, most };
  } catch (error) {
    look();
    return { said: wrongError(error) ?? String(error instanceof Error ? error.message : error), most };
  } finally {
    clearInterval(timer);
  }
}
