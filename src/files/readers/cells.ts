import { unguard } from '../csv-line.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Refusal, refuse, shorten } from '../refusals.ts';

const SPACE = 32;
const NO_BREAK_SPACE = 160;
const LONGEST = 200;

/** A cell as it is read: no spaces round it, our own formula guard taken off. */
export function tidy(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first > SPACE && first < 127 && first !== 39 && cell.charCodeAt(cell.length - 1) > SPACE) {
    return cell.charCodeAt(cell.length - 1) === NO_BREAK_SPACE ? cell.trim() : cell;
  }
  return unguard(cell.trim());
}

/** Reads the cell at a position as tidy text; `''` for a blank one or a column the file lacks. */
export type ReadCell = (row: Row, at: number) => string;

export function cellReader(mapping: Mapping): ReadCell {
  const blank = new Set(mapping.file.blank);
  const longest = Math.max(0, ...mapping.file.blank.map((each) => each.length));
  return (row, at) => {
    const cell = at < 0 ? '' : tidy(row.cells[at] ?? '');
    return cell.length <= longest && blank.has(cell) ? '' : cell;
  };
}

/** The refusal of a row that has more or fewer cells than the header, or nothing. */
export function refuseRagged(row: Row, header: readonly string[]): Refusal | undefined {
  if (row.cells.length === header.length) return undefined;
  const found = String(row.cells.length);
  const message = `The row has ${found} cells and the header ${header.length} columns: a delimiter or a quotation mark is missing or too many.`;
  return refuse(row.line, '', found, { rule: 'columns', message });
}

/** What a code of the file stands for; a code the mapping does not list is refused. */
export function readCode(
  found: string,
  codes: Readonly<Record<string, string>>,
): { text: string } | { fault: Fault } {
  const meaning = Object.hasOwn(codes, found) ? codes[found] : undefined;
  if (meaning !== undefined) return { text: meaning };
  const known = Object.keys(codes).join(', ');
  const message = `“${shorten(found)}” is not a code this mapping knows (${shorten(known)}): mend the cell or add the code.`;
  return { fault: { rule: 'code.unknown', message } };
}

const YES = new Set(['yes', 'y', 'true', 't', '1']);
const NO = new Set(['no', 'n', 'false', 'f', '0']);

/** Yes or no in the usual words, in either case. */
export function readYesNo(found: string): { value: boolean } | { fault: Fault } {
  const word = found.toLowerCase();
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  const message = `“${shorten(found)}” is neither yes nor no: mend the cell, leave it blank, or list its codes in the mapping.`;
  return { fault: { rule: 'yes_no.value', message } };
}

/** Text of a name or a group: at most 200 characters, no control characters. */
export function readText(found: string): { text: string } | { fault: Fault } {
  if (found.length > LONGEST) {
    return {
      fault: {
        rule: 'text.long',
        message: `The text has ${found.length} characters; ${LONGEST} are kept at most.`,
      },
    };
  }
  if (/\p{Cc}/u.test(found)) {
    return {
      fault: {
        rule: 'text.control',
        message: 'The text holds a line break or another control character: take it out.',
      },
    };
  }
  return { text: copy(found) };
}

/** A copy that does not hold the block of the file it was cut from in memory. */
export function copy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
