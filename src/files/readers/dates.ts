import { isPlainDate, type PlainDate } from '#dates';
import type { DateFormat } from '../mapping/schema.ts';
import { type Fault, shorten } from '../refusals.ts';

const SHAPES: Record<
  DateFormat,
  { shape: RegExp; order: readonly [number, number, number]; example: string }
> = {
  'yyyy-MM-dd': { shape: /^(\d{4})-(\d\d)-(\d\d)$/, order: [1, 2, 3], example: '2025-03-14' },
  'dd/MM/yyyy': { shape: /^(\d\d?)\/(\d\d?)\/(\d{4})$/, order: [3, 2, 1], example: '14/03/2025' },
  'dd-MM-yyyy': { shape: /^(\d\d?)-(\d\d?)-(\d{4})$/, order: [3, 2, 1], example: '14-03-2025' },
  'yyyy-MM-dd HH:mm:ss': {
    shape: /^(\d{4})-(\d\d)-(\d\d)[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.0+)?$/,
    order: [1, 2, 3],
    example: '2025-03-14 00:00:00',
  },
};

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
    const { shape, order } = SHAPES[format];
    const match = shape.exec(found);
    if (!match) continue;
    const [year, month, day] = order.map((group) => (match[group] ?? '').padStart(2, '0'));
    const text = `${year}-${month}-${day}`;
    if (Number(year) < years.from || Number(year) > years.to) {
      const message = `The year of “${found}” is not between ${years.from} and ${years.to}: mend the year.`;
      return { fault: { rule: 'date.year', message } };
    }
    if (isPlainDate(text)) return { date: text };
    return {
      fault: { rule: 'date.exists', message: `There is no day “${found}”: mend the day or the month.` },
    };
  }
  const examples = formats.map((format) => SHAPES[format].example).join(' or ');
  const message = `“${shorten(found)}” is not a date as this mapping reads it: write it like ${examples}.`;
  return { fault: { rule: 'date.format', message } };
}
