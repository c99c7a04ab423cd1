import { z } from 'zod';
import { constant, dayOfImport, fromColumn, identity, scalar, setting, text } from './parts.ts';

/** The section of circumstances and special needs: one a row, one a column, or both. */

const words = z.array(scalar).min(1);

/** One column that says yes or no to one kind. */
const wide = z.strictObject({
  kind: text,
  /** Without `yes` and `no`, the usual words for them. */
  yes: words.optional(),
  no: words.optional(),
  /** Words that say neither, as a blank cell does. */
  silent: words.optional(),
  /** Whether a file may lack the column. */
  needed: z.boolean().default(true),
});
export type WideCircumstance = z.infer<typeof wide>;

/** Provision by its code, or by two columns of yes and no: a plan, and support without one. */
const need = z
  .strictObject({
    provision: fromColumn.optional(),
    plan: fromColumn.optional(),
    support: fromColumn.optional(),
    primary: fromColumn.optional(),
    secondary: fromColumn.optional(),
  })
  .refine(
    ({ provision, plan, support }) =>
      provision ? !plan && !support : plan !== undefined && support !== undefined,
    'a need has provision, or else plan and support',
  );

const told = z.union([fromColumn, constant]);

export const circumstances = z
  .strictObject({
    identity,
    setting: setting.optional(),
    /** The day a row speaks of; without it, the day given with the import. */
    date: z.union([fromColumn, constant, dayOfImport]).optional(),
    kind: told.optional(),
    present: told.optional(),
    starts_on: fromColumn.optional(),
    ends_on: fromColumn.optional(),
    proficiency: fromColumn.optional(),
    columns: z.record(text, wide).optional(),
    need: need.optional(),
  })
  .refine(
    ({ kind, columns, need: needs }) => kind !== undefined || columns !== undefined || needs !== undefined,
    'circumstances have kind, columns or need',
  );
