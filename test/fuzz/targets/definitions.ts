/** What a council writes itself: mappings, and the library they stand in. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { plainDate } from '#dates';
import {
  columnsOf,
  compileCounts,
  compileMeasures,
  compilePeople,
  listMappings,
  type Mapping,
  matchMapping,
  parseMapping,
  type Read,
  type Row,
  suggestMapping,
} from '#files';
import { readMapping } from '../../../src/files/mapping/read-mapping.ts';
import { checkUln } from '../../../src/modules/people/rules/uln.ts';
import { checkUpn } from '../../../src/modules/people/rules/upn.ts';
import { command } from '../../cli/in-process.ts';
import { wrongError, wrongRefusals, wrongSentence } from '../invariants.ts';
import { mutated } from '../mutate.ts';
import { scanned } from '../registers.ts';
import { MAPPINGS } from '../seeds.ts';
import type { Target } from '../target.ts';

const shipped = fileURLToPath(new URL('../../../library/', import.meta.url));
const known = await listMappings();

/** A mapping, or faults with a line of the file and a reason in a sentence; and the same mapping when used. */
export const mappings: Target<Buffer> = {
  name: 'mappings',
  inputs: mutated(MAPPINGS),
  async check(bytes) {
    const text = bytes.toString('utf8');
    const read = readMapping(text);
    const lines = text.split('\n').length;
    if ('faults' in read) {
      if (read.faults.length === 0) return 'a mapping that is neither sound nor faulty';
      for (const { line, reason } of read.faults) {
        if (!Number.isInteger(line) || line < 1 || line > lines) return `line ${line} of ${lines}`;
        const wrong = wrongSentence(reason);
        if (wrong) return wrong;
        if (/\b(Invalid|expected|received|Unrecognized|undefined)\b/.test(reason))
          return `words of a library: ${reason}`;
      }
    }
    try {
      const mapping = parseMapping(text, 'ours.yaml');
      return 'faults' in read ? 'a faulty mapping was used' : await wrongUse(mapping);
    } catch (error) {
      return wrongError(error) ?? ('faults' in read ? undefined : 'a sound mapping was refused');
    }
  },
};

const CELLS = [
  '',
  '1',
  '2026-09-01',
  'AM',
  '/',
  'F',
  '123456',
  'C909432115001',
  '14/03/2011',
  'x'.repeat(300),
  '=1',
  'yes',
];

/** A sound mapping reads any row of its own columns, or says what is wrong with it. */
async function wrongUse(mapping: Mapping): Promise<string | undefined> {
  const header = columnsOf(mapping);
  const readers: ((row: Row) => Read<unknown>)[] = [];
  if (mapping.people) readers.push(compilePeople(mapping, header, { checkUpn, checkUln }));
  if (mapping.measures)
    readers.push(compileMeasures(mapping, header, { checkUpn, on: plainDate('2026-11-20') }));
  if (mapping.registers?.form === 'counts') readers.push(compileCounts(mapping, header, { checkUpn }));
  for (const [at, read] of readers.flatMap((reader) => CELLS.map((_, first) => [first, reader] as const))) {
    const cells = header.map((_, column) => CELLS[(at + column) % CELLS.length] ?? '');
    const found = read({ line: 2, number: 1, cells });
    const wrong = 'value' in found ? undefined : wrongRefusals(found.refusals, 2);
    if (wrong) return wrong;
  }
  if (!mapping.registers || mapping.registers.form === 'counts') return undefined;
  const rows = CELLS.map((_, first) => ({
    line: 2,
    number: 1,
    cells: header.map((_, column) => CELLS[(first + column) % CELLS.length] ?? ''),
  }));
  const { refusals } = await scanned(mapping, header, {
    delimiter: ',',
    visit: async (visitor) => visitor.rows(rows),
  });
  return refusals.length === 0 ? undefined : wrongRefusals(refusals, 2);
}

type FirstRows = { header: string[]; rows: string[][]; section: 'people' | 'measures' | 'registers' };
const word = fc.oneof(
  fc.constantFrom(
    'UPN',
    'Surname',
    'DOB',
    'Tested on',
    'URN',
    'Mark',
    'AM/PM',
    'Sex',
    'id',
    'Estab',
    'Score',
    'no',
    '~',
    '- a',
    'a: b',
    '#',
  ),
  fc.string({ maxLength: 15 }),
  fc.string({ unit: 'binary', maxLength: 15 }),
);

/** Every column told once, what is missing after it, and a mapping that never throws. */
export const suggestions: Target<FirstRows> = {
  name: 'suggestions',
  inputs: fc.record({
    header: fc.array(word, { maxLength: 15 }),
    rows: fc.array(
      fc.array(fc.oneof(word, fc.constantFrom('1', '2026-09-01', 'AM', '/', 'C909432115001')), {
        maxLength: 16,
      }),
      { maxLength: 30 },
    ),
    section: fc.constantFrom('people', 'measures', 'registers'),
  }),
  check({ header, rows, section }) {
    const { fields, yaml } = suggestMapping(header, rows, known, section);
    if (fields.slice(0, header.length).some(({ column }, at) => column !== header[at]))
      return 'a column was lost';
    if (fields.slice(header.length).some(({ column, field }) => column !== null || field === null))
      return 'a column too many';
    const read = readMapping(yaml);
    if ('faults' in read)
      return read.faults.map(({ reason }) => wrongSentence(reason)).find((wrong) => wrong !== undefined);
    try {
      matchMapping(header, [read.mapping], section);
      return undefined;
    } catch (error) {
      return wrongError(error);
    }
  },
};

/** One file of the library broken: the check tells of it, file by file and line by line, and ends. */
export const library: Target<{ file: string; bytes: Buffer }> = {
  name: 'library check',
  inputs: fc
    .constantFrom(...filesIn(shipped))
    .chain((file) => mutated([readFileSync(join(shipped, file))]).map((bytes) => ({ file, bytes }))),
  async check({ file, bytes }) {
    const place = mkdtempSync(join(tmpdir(), 'waymark-fuzz-'));
    try {
      cpSync(shipped, place, { recursive: true });
      writeFileSync(join(place, file), bytes);
      const { code, out, err } = await command(['library', 'check', place], { cwd: place });
      if (code === 0) return err === '' && out !== '' ? undefined : `ended well and said ${err}`;
      if (code !== 1 || err === '') return `ended with ${code} and said ${err || 'nothing'}`;
      return err
        .split('\n')
        .slice(0, -1)
        .every((line) => line.trim() !== '')
        ? undefined
        : `said ${err}`;
    } catch (error) {
      return wrongError(error);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

function filesIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('messages'))
    .sort();
}
