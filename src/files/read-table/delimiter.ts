import Papa from 'papaparse';
import { Refused } from '#outcome';
import { unguard } from '../csv-line.ts';
import { readBlocks, textReader } from './blocks.ts';
import type { Inspection } from './inspect.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export type Head = { header: string[]; delimiter: Delimiter; headerOnly: boolean };

const ENOUGH = 1 << 16;

/**
 * Reads the header under each candidate delimiter and takes the one that yields most of the columns wanted. Without
 * wanted columns, or when none is there, exactly one candidate must split the header; otherwise the file is refused.
 */
export async function findHead(
  path: string,
  file: Inspection,
  candidates: readonly Delimiter[],
  wanted: readonly string[],
): Promise<Head> {
  const { text, whole } = await readStart(path, file);
  const heads = candidates.flatMap((delimiter) => readHead(text, whole, delimiter) ?? []);
  if (heads.length === 0)
    throw new Refused('The first row cannot be read as column names: a quotation mark is out of place.');
  const [only] = heads;
  if (only && candidates.length === 1) return only;
  const known = new Set(wanted);
  return (
    best(heads, (head) => head.header.filter((name) => known.has(name)).length) ??
    best(heads, (head) => (head.header.length > 1 ? 1 : 0)) ??
    single(heads)
  );
}

async function readStart(path: string, file: Inspection): Promise<{ text: string; whole: boolean }> {
  const textOf = textReader(file.encoding);
  let text = '';
  for await (const block of readBlocks(path, file)) {
    text += textOf(block.bytes);
    if (text.trim().length > 0 && text.length > ENOUGH) return { text: text.trimStart(), whole: false };
  }
  if (text.trim() === '') throw new Refused('This file is empty: it needs at least a line of column names.');
  return { text: text.trimStart(), whole: true };
}

function readHead(text: string, whole: boolean, delimiter: Delimiter): Head | undefined {
  // The library's own fast mode forgets where the first row ends.
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 1, fastMode: false });
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, false);
  const cells = parsed.data[0];
  if (!cells || parsed.errors.some((error) => error.type === 'Quotes')) return undefined;
  const header = cells.map((cell) => unguard(cell.trim()));
  return { header, delimiter, headerOnly: whole && text.slice(parsed.meta.cursor).trim() === '' };
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
