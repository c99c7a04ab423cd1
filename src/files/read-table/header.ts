import { Refused } from '#outcome';
import { unguard } from '../csv-line.ts';
import { shorten } from '../refusals.ts';
import { trimEnds } from '../trim-ends.ts';

const LONGEST_NAME = 500;
const SHOWN_POSITIONS = 10;
const ODD_SPACE = /[^\S ]/;

/** A column name as it is compared: nothing unseen round it, line breaks and hard spaces within written as a space. */
export function tidyName(cell: string): string {
  const name = unguard(trimEnds(cell));
  return ODD_SPACE.test(name) ? name.split(ODD_SPACE).map(trimEnds).join(' ') : name;
}

/**
 * Refuses a first row that cannot be column names. What stands in it is not repeated when it looks like data: the file
 * may lack its header, and its first row may be about somebody.
 *
 * @param known names that would show the row to be a header
 */
export function refuseHeader(header: readonly string[], known: ReadonlySet<string>): void {
  refuseData(header, known);
  const nameless = header.indexOf('');
  if (nameless >= 0) {
    const last = header.findLastIndex((name) => name !== '') + 1;
    throw new Refused(
      nameless === last && last > 0
        ? `Column ${nameless + 1} has no name: the first row ends with a separator too many, or a name is missing.`
        : `Column ${nameless + 1} has no name: every column needs one in the first row.`,
    );
  }
  refuseOddNames(header);
  // Without a known name the row may be about somebody: then only places are told.
  refuseTwice(header, known.size === 0 || header.some((name) => known.has(name)));
}

/** How many cells of a row look like what stands under column names: numbers, dates, UPNs, addresses; and which. */
export function dataLike(row: readonly string[]): number[] {
  return row.flatMap((cell, at) => (isData(cell) ? [at + 1] : []));
}

/** “1, 3 and 4 more”: the positions of columns. */
export function positions(found: readonly number[]): string {
  const shown = found.slice(0, SHOWN_POSITIONS).join(', ');
  return found.length > SHOWN_POSITIONS ? `${shown} and ${found.length - SHOWN_POSITIONS} more` : shown;
}

function refuseData(header: readonly string[], known: ReadonlySet<string>): void {
  if (header.some((name) => known.has(name))) return;
  const found = dataLike(header);
  const filled = header.filter((name) => name !== '').length;
  const certain = header.some((cell) => UPN.test(cell));
  if (!certain && (found.length === 0 || found.length * 2 < filled)) return;
  throw new Refused(
    `The first row looks like data, not column names: ${found.length} of its ${header.length} cells are numbers, dates or identifiers (columns ${positions(found)}). Put a row of column names above it.`,
  );
}

const UPN = /^[A-Z]\d{11}[\dA-Z]$/i;
const VALUES = [
  UPN,
  /^[+-]?\d[\d,]{0,20}(\.\d{1,20})?%?$/,
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T][\d:.]{4,16}Z?)?$/,
  /^[^\s@]{1,80}@[^\s@]{1,80}$/,
];

function isData(cell: string): boolean {
  return cell.length < 200 && VALUES.some((shape) => shape.test(cell));
}

function refuseOddNames(header: readonly string[]): void {
  const long = header.findIndex((name) => name.length > LONGEST_NAME);
  if (long >= 0) {
    throw new Refused(
      `The name of column ${long + 1} has ${header[long]?.length} characters, and ${LONGEST_NAME} are read at most: a quotation mark may be left open.`,
    );
  }
  const odd = header.findIndex((name) => /[\p{Cc}\p{Cf}\p{Cs}\ufffd]/u.test(name));
  if (odd >= 0) {
    throw new Refused(`The name of column ${odd + 1} holds a character that cannot be seen: type it again.`);
  }
}

/** Names that differ only in case or spaces are one name to most people. One-letter names are codes. */
function refuseTwice(header: readonly string[], isShown: boolean): void {
  const places = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    const key = name.length === 1 ? name : name.toLowerCase().replace(/\s+/g, '');
    const before = places.get(key);
    if (before === undefined) {
      places.set(key, at);
      continue;
    }
    const other = header[before] ?? '';
    const which = `Columns ${before + 1} and ${at + 1}`;
    const same = other === name;
    const names = same ? `“${shorten(name)}”` : `“${shorten(other)}” and “${shorten(name)}”`;
    throw new Refused(
      `${which} have ${same ? 'the same name' : 'names that differ only in case or spaces'}${isShown ? `, ${names}` : ''}: rename one of the two.`,
    );
  }
}
