import { fromDayNumber, isPlainDate, type PlainDate } from '#dates';
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

/** A day as spreadsheet programs count them; a time of day is left out. */
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const SERIAL_OF_1970 = 25_569;

export type Years = { from: number; to: number };
/** Years in which a record of school life can lie. */
export const RECORD_YEARS: Years = { from: 1980, to: 2100 };
/** Years in which anyone in a register can have been born. */
export const BIRTH_YEARS: Years = { from: 1900, to: 2100 };

/**
 * Reads a date in one of the formats, the time of day left out. Refuses another shape (`date.format`), a day that
 * does not exist (`date.exists`) and a year that cannot be meant (`date.year`).
 *
 * @example readDate('14/03/2025', ['dd/MM/yyyy'], RECORD_YEARS) // { date: '2025-03-14' }
 */
export function readDate(
  found: string,
  formats: readonly DateFormat[],
  years: Years,
): { date: PlainDate } | { fault: Fault } {
  for (const format of formats) {
    const text = format === 'serial' ? readSerial(found) : readShape(found, SHAPES[format]);
    if (text === undefined) continue;
    const year = Number(text.slice(0, 4));
    if (year < years.from || year > years.to) {
      const message = `The year of “${found}” is not between ${years.from} and ${years.to}: mend the year.`;
      return { fault: { rule: 'date.year', message } };
    }
    if (isPlainDate(text)) return { date: text };
    return {
      fault: { rule: 'date.exists', message: `There is no day “${found}”: mend the day or the month.` },
    };
  }
  const examples = formats
    .map((format) => (format === 'serial' ? '45000' : SHAPES[format].example))
    .join(' or ');
  const message = `“${shorten(found)}” is not a date as this mapping reads it: write it like ${examples}.`;
  return { fault: { rule: 'date.format', message } };
}

function readShape(found: string, { shape, order }: Shape): string | undefined {
  const match = shape.exec(found);
  if (!match) return undefined;
  const [year, month, day] = order.map((group) => (match[group] ?? '').padStart(2, '0'));
  return `${year}-${month}-${day}`;
}

function readSerial(found: string): string | undefined {
  return SERIAL.test(found) ? fromDayNumber(Math.floor(Number(found)) - SERIAL_OF_1970) : undefined;
}
