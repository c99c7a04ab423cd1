import { RECORD_YEARS, readDate } from '../../readers/dates.ts';
import { trimEnds } from '../../trim-ends.ts';
import { DATE_FORMATS, type DateFormat } from '../parts.ts';

/** What the first rows of a file have in one column, blank cells left out. */
export type Sample = readonly string[];

/** Rows looked at: enough to see a shape, few enough to read at once. */
const MOST_ROWS = 200;
/** Of fewer cells than this it cannot be said that they are codes. */
const ENOUGH_FOR_CODES = 20;
const MOST_CODES = 12;
const LONGEST_CODE = 30;
const YES_NO: readonly [yes: string, no: string][] = [
  ['y', 'n'],
  ['yes', 'no'],
  ['true', 'false'],
  ['t', 'f'],
];

/** The cells of each column among the first rows; `blank` cells say nothing. */
export function samplesOf(width: number, rows: readonly (readonly string[])[]): Sample[] {
  const samples: string[][] = Array.from({ length: width }, () => []);
  for (const row of rows.slice(0, MOST_ROWS)) {
    for (let at = 0; at < width; at += 1) {
      const cell = trimEnds((row[at] ?? '').slice(0, 1_000));
      if (cell !== '' && !/^(n\/?a|null|none|-)$/i.test(cell)) samples[at]?.push(cell);
    }
  }
  return samples;
}

/** Whether nine in ten cells are of a shape: a real file has faults. */
export function mostly(sample: Sample, shape: RegExp | ((cell: string) => boolean)): boolean {
  if (sample.length === 0) return false;
  const fits = typeof shape === 'function' ? shape : (cell: string) => cell.length < 100 && shape.test(cell);
  return sample.filter(fits).length * 10 >= sample.length * 9;
}

export const UPN = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/i;
export const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/** How dates look, as far as the first rows tell; `swapped` when day and month could as well be the other way round. */
export type GuessedDates = { formats: DateFormat[]; swapped: boolean };

export function guessDates(sample: Sample): GuessedDates | undefined {
  const formats = DATE_FORMATS.filter((format) =>
    sample.some((cell) => 'date' in readDate(cell, [format], { ...RECORD_YEARS, from: 1900 })),
  );
  const isDate = (cell: string) => 'date' in readDate(cell, formats, { ...RECORD_YEARS, from: 1900 });
  if (formats.length === 0 || !mostly(sample, isDate)) return undefined;
  const dayFirst = formats.includes('dd/MM/yyyy') || formats.includes('dd-MM-yyyy');
  const swapped = dayFirst && sample.every((cell) => Number(/^\d{1,2}/.exec(cell)?.[0]) <= 12);
  return { formats, swapped };
}

/** How a setting is named, by its cells; by the column's name when there are none. */
export function guessSettingKind(sample: Sample, key: string): 'urn' | 'laestab' | 'name' {
  if (mostly(sample, /^[1-9]\d{5}$/)) return 'urn';
  if (mostly(sample, /^[1-9]\d{2}\/?\d{4}$/)) return 'laestab';
  if (sample.length > 0) return 'name';
  if (key.includes('urn')) return 'urn';
  return /estab|dfe/.test(key) && !key.includes('name') ? 'laestab' : 'name';
}

/** What kind of measure a column may be; nothing for a column of different texts. */
export type GuessedMeasure =
  | { as: 'number' }
  | { as: 'yes_no'; yes: string[]; no: string[] }
  | { as: 'category'; categories: string[] };

export function guessMeasure(sample: Sample): GuessedMeasure | undefined {
  if (mostly(sample, NUMBER)) return { as: 'number' };
  const codes = [...new Set(sample)].sort();
  for (const [yes, no] of YES_NO) {
    if (codes.length === 0 || !codes.every((code) => [yes, no].includes(code.toLowerCase()))) continue;
    const written = (word: string) => codes.filter((code) => code.toLowerCase() === word);
    const [yeses, noes] = [written(yes), written(no)];
    // Files that say only one of the two write the other in the same way.
    return {
      as: 'yes_no',
      yes: yeses.length > 0 ? yeses : [like(yes, noes)],
      no: noes.length > 0 ? noes : [like(no, yeses)],
    };
  }
  const few = codes.length <= MOST_CODES && codes.length * 3 <= sample.length;
  return few && sample.length >= ENOUGH_FOR_CODES && codes.every((code) => code.length <= LONGEST_CODE)
    ? { as: 'category', categories: codes }
    : undefined;
}

function like(word: string, written: readonly string[]): string {
  const [other = ''] = written;
  if (other === other.toUpperCase()) return word.toUpperCase();
  return other.charAt(0) === other.charAt(0).toUpperCase()
    ? word.charAt(0).toUpperCase() + word.slice(1)
    : word;
}
