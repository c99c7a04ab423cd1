import Papa from 'papaparse';
import { Refused } from '#outcome';
import { tidyName } from './header.ts';
import type { Inspection } from './inspect.ts';
import { isEmptyRow } from './plain-lines.ts';
import { refusePreamble } from './preamble.ts';
import { type Delimiter, readStart, type Start } from './start.ts';

export type Head = {
  header: string[];
  delimiter: Delimiter;
  /** Line of the file on which the header starts. */
  line: number;
};

/**
 * Reads the header under each candidate delimiter and takes the one that yields most of the columns wanted. Without
 * wanted columns, or when none is there, exactly one candidate must split the header; otherwise the file is refused.
 */
export async function findHead(
  path: string,
  file: Inspection,
  candidates: readonly Delimiter[],
  known: ReadonlySet<string>,
): Promise<Head> {
  const start = await readStart(path, file);
  const heads = candidates.flatMap((delimiter) => readHead(start, delimiter) ?? []);
  if (heads.length === 0) {
    throw new Refused(
      start.text.includes('"')
        ? 'The first row cannot be read as column names: a quotation mark is out of place.'
        : 'The first thousands of rows are empty: put the column names in the first row.',
    );
  }
  if (!heads.some(({ header }) => header.some((name) => known.has(name))))
    refusePreamble(start, candidates, known);
  const [only] = heads;
  if (only && candidates.length === 1) return only;
  return (
    best(heads, (head) => head.header.filter((name) => known.has(name)).length) ??
    best(heads, (head) => (head.header.length > 1 ? 1 : 0)) ??
    single(heads)
  );
}

function readHead({ text, line: from }: Start, delimiter: Delimiter): Head | undefined {
  let at = 0;
  let line = from;
  while (at < text.length) {
    // The library's own fast mode forgets where the first row ends.
    const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 1, fastMode: false });
    const rest = text.slice(at);
    const parsed: Papa.ParseResult<string[]> = parser.parse(rest, 0, false);
    const cells = parsed.data[0];
    if (!cells || parsed.errors.some((error) => error.type === 'Quotes')) return undefined;
    const end = at + parsed.meta.cursor;
    if (!isEmptyRow(cells)) {
      return { header: cells.map(tidyName), delimiter, line };
    }
    if (parsed.meta.cursor === 0) return undefined;
    line += text.slice(at, end).split('\n').length - 1;
    at = end;
  }
  return undefined;
}

function best(heads: readonly Head[], score: (head: Head) => number): Head | undefined {
  const scores = heads.map(score);
  const top = Math.max(...scores);
  const first = scores.indexOf(top);
  return top > 0 && first === scores.lastIndexOf(top) ? heads[first] : undefined;
}

function single(heads: readonly Head[]): Head {
  const [comma] = heads;
  if (comma && heads.every((head) => head.header.length === 1)) return comma;
  throw new Refused(
    'Which character separates the columns is not clear from the header: say it as `delimiter` in a mapping.',
  );
}
