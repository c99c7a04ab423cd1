import { z } from 'zod';
import { isPlainDate, type PlainDate } from '#dates';
import type { Ask } from '#web';

/** A day as the three boxes of a form hold it. */
export function boxesOf(name: string, date: PlainDate): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-').map((part) => String(Number(part)));
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: day };
}

/** What the three boxes say, as a date is written; for a schema to look at. */
export function dayOf({ form }: Pick<Ask, 'form'>, name: string): string {
  const [year = '', month = '', date = ''] = ['year', 'month', 'day'].map((box) =>
    String(form[`${name}-${box}`] ?? '').trim(),
  );
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** A day that exists. @param missing the key of what is said otherwise */
export const dayField = (missing: string) => z.string().refine((date) => isPlainDate(date), missing);
