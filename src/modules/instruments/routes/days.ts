import { z } from 'zod';
import { isPlainDate, type PlainDate } from '#dates';

/** A day as the three boxes of a form hold it. */
export function boxesOf(name: string, date: PlainDate): Record<string, string> {
  const [year = '', month = '', day = ''] = date.split('-').map((part) => String(Number(part)));
  return { [`${name}-year`]: year, [`${name}-month`]: month, [`${name}-day`]: day };
}

/** A day that exists. @param missing the key of what is said otherwise */
export const dayField = (missing: string) => z.string().refine((date) => isPlainDate(date), missing);
