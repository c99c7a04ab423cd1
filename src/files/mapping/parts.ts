import { z } from 'zod';
import { isPlainDate, type PlainDate } from '#dates';

/** What every section of a mapping is made of: where a fact comes from, who a row is about, and where. */

export const text = z.string().trim().min(1);
/** YAML reads `1` as a number: codes and constants are compared as text. */
export const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export const DATE_FORMATS = [
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'dd-MM-yyyy',
  'yyyy-MM-dd HH:mm:ss',
  'serial',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];
const formats = z.union([z.enum(DATE_FORMATS), z.array(z.enum(DATE_FORMATS)).min(1)]);

/** A column by its name, or by the names it goes by in different files. */
export const names = z.union([text, z.array(text).min(1)]).transform((given) => [given].flat());

export const fromColumn = z.strictObject({
  column: names,
  /** What the file writes, and what it means; a code that is not listed is refused. */
  codes: z.record(z.string(), scalar).optional(),
  format: formats.optional(),
});
/** The same for every row, because the file does not say it. */
export const constant = z.strictObject({ value: scalar, reason: text });
export const fromRowNumber = z.strictObject({ row_number: z.literal(true), reason: text });
/** The day a file is brought in, for systems that export how things are on the day. */
export const dayOfImport = z.strictObject({ day_of_import: z.literal(true), reason: text });

export const identity = z
  .strictObject({ upn: fromColumn.optional(), source_id: z.union([fromColumn, fromRowNumber]).optional() })
  .refine(
    (given) => given.upn !== undefined || given.source_id !== undefined,
    'an identity needs upn or source_id',
  );

const settingKind = z.enum(['name', 'urn', 'laestab']);
export const setting = z.union([
  fromColumn.extend({ as: settingKind }),
  constant.extend({ as: settingKind }),
]);

const day = z.custom<PlainDate>(
  (given) => typeof given === 'string' && isPlainDate(given),
  'write a day that exists, such as 2026-09-01',
);
/** The days for which a file holds everything of its kind at the settings it names. */
export const covers = z
  .strictObject({ from: day, to: day, reason: text })
  .refine(({ from, to }) => from <= to, 'the first day is not after the last');

export type Identity = z.infer<typeof identity>;
export type Setting = z.infer<typeof setting>;
export type Column = z.infer<typeof fromColumn>;
export type Constant = z.infer<typeof constant>;
/** Where a fact comes from: a column, a constant, the day of the import, or the number of the row. */
export type Source =
  | Column
  | Constant
  | z.infer<typeof dayOfImport>
  | z.infer<typeof fromRowNumber>
  | Setting;
