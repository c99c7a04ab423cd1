import { unguard } from '../../csv-line.ts';
import { place } from '../../mapping/columns.ts';
import { type StretchMapping, WEEK_SESSIONS, type WeekMapping } from '../../mapping/registers.ts';
import type { Row } from '../../read-table/index.ts';

/** Takes the marks of a row apart, a text a session, in the order of time; `''` where a column is not there. */
export type SplitMarks = {
  of(row: Row): string[];
  /** The column in which a mark stands, by its position. */
  fieldOf(position: number): string;
};

/** For the `marks` of a mapping: one string, or a column a session. */
export function splitterOf(
  marks: WeekMapping['marks'] | StretchMapping['marks'],
  header: readonly string[],
): SplitMarks {
  if ('columns' in marks) {
    const columns = WEEK_SESSIONS.map((session) => place(header, marks.columns[session] ?? []));
    return {
      of: (row) => columns.map((at) => unguard((row.cells[at] ?? '').trim())),
      fieldOf: (position) => header[columns[position] ?? -1] ?? '',
    };
  }
  const at = place(header, marks.column);
  const { width = 1, separator } = marks;
  const cut = separator === undefined ? (text: string) => inPieces(text, width) : bySeparator(separator);
  return {
    // Spaces at the ends are sessions without a mark, so nothing is trimmed before the string is cut.
    of(row) {
      const text = unguard(row.cells[at] ?? '');
      return text.trim() === '' ? [] : cut(text);
    },
    fieldOf: () => header[at] ?? 'marks',
  };
}

function bySeparator(separator: string): (text: string) => string[] {
  return (text) => text.split(separator).map((each) => each.trim());
}

function inPieces(text: string, width: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += width) pieces.push(text.slice(at, at + width).trim());
  return pieces;
}
