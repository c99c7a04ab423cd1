import { readBlocks } from './blocks.ts';
import { empty, type Inspection } from './inspect.ts';
import { textReader } from './text-reader.ts';

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The beginning of a file, from its first line with anything on it. */
export type Start = { text: string; line: number };

const ENOUGH = 1 << 16;

/** Lines in which nothing stands are let go as they come: there may be millions of them. */
export async function readStart(path: string, file: Inspection): Promise<Start> {
  const reader = textReader(path, file);
  let text = '';
  let line = 1;
  for await (const block of readBlocks(path, file)) {
    text += await reader.textOf(block);
    if (text.trim() === '') {
      line += text.split('\n').length - 1;
      text = '';
    } else if (text.length > ENOUGH) return { text, line };
  }
  if (text === '') throw empty();
  return { text, line };
}
