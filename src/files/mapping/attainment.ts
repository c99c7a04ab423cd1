import { z } from 'zod';
import { constant, fromColumn, identity, setting, text } from './parts.ts';

/** The section of attainment: one result a row, or each column a result. */

const told = z.union([fromColumn, constant]);

/** One column that holds results in one subject, and perhaps another column with what was expected. */
const wide = z.strictObject({
  subject: text,
  scale: text,
  point: text.optional(),
  expected: text.optional(),
  /** Whether more or less of it is better, on a scale that does not say so itself. */
  better: z.enum(['higher', 'lower']).optional(),
  codes: fromColumn.shape.codes,
  needed: z.boolean().default(true),
});
export type WideResult = z.infer<typeof wide>;

export const attainment = z
  .strictObject({
    identity,
    setting: setting.optional(),
    /** The day of the results; without it, the day given with the import. */
    date: told.optional(),
    point: told.optional(),
    subject: told.optional(),
    scale: told.optional(),
    value: fromColumn.optional(),
    expected: told.optional(),
    better: told.optional(),
    columns: z.record(text, wide).optional(),
  })
  .refine(
    ({ subject, scale, value, columns }) => columns !== undefined || (subject && scale && value),
    'attainment has columns, or else subject, scale and value',
  );
