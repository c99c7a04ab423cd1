/** Files, from their bytes on: tables, what their rows become, and files of other kinds. */
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  compileMeasures,
  compilePeople,
  knownColumns,
  listMappings,
  type Mapping,
  type Read,
  type Row,
  readTable,
  type Table,
} from '#files';
import { checkUln } from '../../../src/modules/people/rules/uln.ts';
import { checkUpn } from '../../../src/modules/people/rules/upn.ts';
import { wrongError, wrongRefusals } from '../invariants.ts';
import { mutated } from '../mutate.ts';
import { type PlainRow, rowsByOther } from '../other-parser.ts';
import { scanned } from '../registers.ts';
import { CENSUS, LONG_TABLES, MEASURES, OTHER_KINDS, PEOPLE, REGISTERS, TABLES } from '../seeds.ts';
import type { Target } from '../target.ts';

const mappings = await listMappings();
const columns = knownColumns(mappings);

/** Any bytes as a file of marks, people or measures: a table with a header and rows in order, or a sentence. */
export const tables: Target<Buffer> = {
  name: 'tables',
  inputs: mutated(TABLES),
  check: (bytes) => withTable(bytes, readTwice),
};

/** As `tables`, of several blocks, so that rows, cells and letters are cut by the end of one. */
export const longTables: Target<Buffer> = {
  name: 'long tables',
  inputs: mutated(LONG_TABLES, 400_000),
  check: (bytes) => withTable(bytes, readTwice),
};

/** Files of other kinds are refused by name, whatever was done to them. */
export const otherKinds: Target<Buffer> = {
  name: 'files of other kinds',
  inputs: mutated(OTHER_KINDS),
  check: (bytes) => withTable(bytes, readTwice),
};

export const people = rowsOf('people', PEOPLE, 'waymark-people', (mapping, header) =>
  compilePeople(mapping, header, { checkUpn, checkUln }),
);
export const censusPeople = rowsOf('people of a census', CENSUS, 'school-census-people', (mapping, header) =>
  compilePeople(mapping, header, { checkUpn, checkUln }),
);
export const measures = rowsOf('measures', MEASURES, 'uci-student-performance', (mapping, header) =>
  compileMeasures(mapping, header, { checkUpn }),
);
/** Lines that go as bytes, as known ones do, and lines that all go as text are the same marks and refusals. */
export const registers: Target<Buffer> = {
  name: 'registers',
  inputs: mutated(REGISTERS),
  check: (bytes) =>
    withTable(bytes, async (table) => {
      const mapping = mappingOf('waymark-registers');
      const { delimiter } = table;
      const visit: Table['visit'] = ({ rows }) => table.visit({ rows });
      const asText = await scanned(mapping, table.header, { delimiter, visit });
      if (!isDeepStrictEqual(await scanned(mapping, table.header, table), asText))
        return 'other marks as bytes and as text';
      return asText.refusals.length === 0 ? undefined : wrongRefusals(asText.refusals, linesIn(bytes));
    }),
};

/** Every row is read or refused with its reasons, under whatever header is left of the file. */
function rowsOf(
  name: string,
  seeds: readonly Buffer[],
  mappingName: string,
  compile: (mapping: Mapping, header: string[]) => (row: Row) => Read<unknown>,
): Target<Buffer> {
  const mapping = mappingOf(mappingName);
  return {
    name,
    inputs: mutated(seeds),
    check: (bytes) =>
      withTable(bytes, async (table) => {
        const read = compile(mapping, table.header);
        const lines = linesIn(bytes);
        for await (const batch of table.batches) {
          for (const row of batch) {
            const found = read(row);
            const wrong = 'value' in found ? undefined : wrongRefusals(found.refusals, lines);
            if (wrong) return wrong;
          }
        }
        return undefined;
      }),
  };
}

function mappingOf(name: string): Mapping {
  const mapping = mappings.find((each) => each.name === name);
  if (!mapping) throw new Error(`There is no mapping ${name}`);
  return mapping;
}

/** Reads all rows, and once more from the beginning: both give the same, in the order of the file, as another parser. */
async function readTwice(table: Table, bytes: Buffer): Promise<string | undefined> {
  const lines = linesIn(bytes);
  if (table.header.some((name) => name.trim() === '')) return 'a column without a name';
  if (new Set(table.header).size !== table.header.length) return 'a column name twice';
  const rows: PlainRow[] = [];
  let [before, number] = [0, 0];
  for await (const batch of table.batches) {
    if (batch.length === 0) return 'a batch of no rows';
    for (const row of batch) {
      if (row.line <= before || row.line > lines) return `line ${row.line} after ${before} of ${lines}`;
      if (row.number !== number + 1) return `row ${row.number} after ${number}`;
      ({ line: before, number } = row);
      rows.push({ line: row.line, cells: row.cells });
    }
  }
  const again: PlainRow[] = [];
  for await (const batch of table.batches) for (const { line, cells } of batch) again.push({ line, cells });
  if (!isDeepStrictEqual(rows, again)) return 'other rows when it was read again';
  const other = rowsByOther(bytes, table);
  if (other === undefined || isDeepStrictEqual(rows, other)) return undefined;
  const at = rows.findIndex((row, index) => !isDeepStrictEqual(row, other[index]));
  return `row ${at + 1} is ${JSON.stringify(rows[at])}, and to another parser ${JSON.stringify(other[at])}`;
}

let files = 0;

async function withTable(
  bytes: Buffer,
  look: (table: Table, bytes: Buffer) => Promise<string | undefined>,
): Promise<string | undefined> {
  files += 1;
  const path = join(tmpdir(), `waymark-fuzz-${process.pid}-${files}.csv`);
  writeFileSync(path, bytes);
  try {
    return await look(await readTable(path, { columns }), bytes);
  } catch (error) {
    return wrongError(error);
  } finally {
    rmSync(path, { force: true });
  }
}

/** At most so many lines can be counted in these bytes. */
function linesIn(bytes: Buffer): number {
  return 1 + bytes.filter((byte) => byte === 0x0a || byte === 0x0d).length;
}
