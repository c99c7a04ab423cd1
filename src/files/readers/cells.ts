import { unguard } from '../csv-line.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, listed, type Refusal, refuse, shorten } from '../refusals.ts';
import { trimEnds } from '../trim-ends.ts';
import { FOOTER, isFooter } from './footer.ts';

const LONGEST = 200;

/** A cell as it is read: nothing unseen round it, our own formula guard taken off. */
export function tidy(cell: string): string {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  if (first > 32 && first < 127 && first !== 39 && last > 32 && last < 127) return cell;
  return unguard(trimEnds(cell));
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
  if (isFooter(row)) return refuse(row.line, '', '', FOOTER);
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
  const known = listed(Object.keys(codes));
  const message = `“${shorten(found)}” is not a code this mapping knows (${known}): mend the cell or add the code.`;
  return { fault: { rule: 'code.unknown', message } };
}

/**
 * Text of a name or a group: at most 200 characters, hard spaces written as spaces. Refuses control characters, marks
 * that turn the direction of writing for all that follows, and letters that an earlier program spoilt.
 */
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
    const message = `The text has ${found.length} characters; ${LONGEST} are kept at most.`;
    return { fault: { rule: 'text.long', message } };
  }
  if (PLAIN.test(found)) return { text: copy(found) };
  if (CONTROL.test(found)) {
    const message =
      'The text holds a line break or another character that cannot be seen: type it again without.';
    return { fault: { rule: 'text.control', message } };
  }
  if (SPOILT.test(found) || !found.isWellFormed()) {
    const message = `In “${shorten(found)}” a letter was lost when the file was saved: export it again as CSV in UTF-8.`;
    return { fault: { rule: 'text.spoilt', message } };
  }
  return { text: copy(found.replace(HARD_SPACE, ' ')) };
}

const PLAIN = /^[\x20-\x7e]*$/;
/** Control characters, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** The sign for a letter that was lost; and UTF-8 read as Windows-1252, where é turns into Ã and ©. */
const SPOILT = /\ufffd|[ÂÃ][\u0080-\u00bf]|â€/;
const HARD_SPACE = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/** A copy that does not hold the block of the file it was cut from in memory. */
export function copy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
