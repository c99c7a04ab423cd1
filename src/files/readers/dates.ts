import { britishDate, fromDayNumber, isPlainDate, type PlainDate } from '#dates';
import type { DateFormat } from '../mapping/schema.ts';
import { type Fault, shorten } from '../refusals.ts';

type Shape = { shape: RegExp; order: readonly [number, number, number]; example: string };

const SHAPES: Record<Exclude<DateFormat, 'serial'>, Shape> = {
  'yyyy-MM-dd': { shape: /^(\d{4})-(\d\d)-(\d\d)$/, order: [1, 2, 3], example: '2025-03-14' },
  'dd/MM/yyyy': { shape: /^(\d\d?)\/(\d\d?)\/(\d{4})$/, order: [3, 2, 1], example: '14/03/2025' },
  'dd-MM-yyyy': { shape: /^(\d\d?)-(\d\d?)-(\d{4})$/, order: [3, 2, 1], example: '14-03-2025' },
  'yyyy-MM-dd HH:mm:ss': {
    shape: /^(\d{4})-(\d\d)-(\d\d)[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.0+)?$/,
    order: [1, 2, 3],
    example: '2025-03-14 00:00:00',
  },
};

/** Longer than any date: nothing of it is looked at. */
const LONGEST = 40;
/** Days from which a spreadsheet counts, and numbers that fall between 1927 and 2119. */
const SERIAL = /^[1-7]\d{4}(\.\d{1,12})?$/;
const SPREADSHEET_START = -25_569;
const SHORT_YEAR = /^\d\d?[-/.]\d\d?[-/.]\d\d$/;

export type Years = { from: number; to: number };
/** Years in which a record of school life can lie. */
export const RECORD_YEARS: Years = { from: 1980, to: 2100 };
/** Years in which anyone in a register can have been born. */
export const BIRTH_YEARS: Years = { from: 1900, to: 2100 };

/**
 * Reads a date in one of the formats, the time of day left out. Refuses another shape (`date.format`), a day that
 * does not exist (`date.exists`), a year that cannot be meant (`date.year`) or has two digits (`date.short_year`), and
 * the number by which a spreadsheet counts days (`date.serial`).
 *
 * @example readDate('14/03/2025', ['dd/MM/yyyy'], RECORD_YEARS) // { date: '2025-03-14' }
 */
export function readDate(
  found: string,
  formats: readonly DateFormat[],
  years: Years,
): { date: PlainDate } | { fault: Fault } {
  for (const format of found.length > LONGEST ? [] : formats) {
    const text = format === 'serial' ? readSerial(found) : readShape(found, SHAPES[format]);
    if (text === undefined) continue;
    const year = Number(text.slice(0, 4));
    if (year < years.from || year > years.to) {
      const message = `The year of “${shorten(found)}” is not between ${years.from} and ${years.to}: mend the year.`;
      return { fault: { rule: 'date.year', message } };
    }
    if (isPlainDate(text)) return { date: text };
    const message = `There is no day “${shorten(found)}”: mend the day or the month.`;
    return { fault: { rule: 'date.exists', message } };
  }
  return { fault: otherShape(found, formats) };
}

function otherShape(found: string, formats: readonly DateFormat[]): Fault {
  const examples = formats
    .map((format) => (format === 'serial' ? '45000' : SHAPES[format].example))
    .join(' or ');
  if (found.length <= LONGEST && SHORT_YEAR.test(found)) {
    const message = `The year of “${found}” has two digits, and nobody can tell its century: write all four, like ${examples}.`;
    return { rule: 'date.short_year', message };
  }
  if (found.length <= LONGEST && SERIAL.test(found)) {
    const day = britishDate(fromDayNumber(Math.floor(Number(found)) + SPREADSHEET_START));
    const message = `“${found}” is how a spreadsheet counts days, perhaps ${day}: format the column as a date, like ${examples}.`;
    return { rule: 'date.serial', message };
  }
  const message = `“${shorten(found)}” is not a date as this mapping reads it: write it like ${examples}.`;
  return { rule: 'date.format', message };
}

function readShape(found: string, { shape, order }: Shape): string | undefined {
  const match = shape.exec(found);
  if (!match) return undefined;
  const [year, month, day] = order.map((group) => (match[group] ?? '').padStart(2, '0'));
  return `${year}-${month}-${day}`;
}

function readSerial(found: string): string | undefined {
  return SERIAL.test(found) ? fromDayNumber(Math.floor(Number(found)) + SPREADSHEET_START) : undefined;
}
