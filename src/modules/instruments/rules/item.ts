import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { FIGURES } from './figures.ts';
import { LARGEST_FILE } from './file-kinds.ts';
import { SYMBOLS, type SymbolName } from './symbols.ts';
import { textSchema } from './text.ts';

/** More than this nobody reads through, and a page of it would be slow. */
export const MOST_OPTIONS = 60;
/** Nobody writes more into one box. */
export const LONGEST_TEXT = 20_000;

const code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'use small letters, digits and underscores')
  .max(60, 'a code has at most 60 characters');

const symbol = z.enum(Object.keys(SYMBOLS) as [SymbolName, ...SymbolName[]]);

const optionSchema = z.strictObject({
  code,
  text: textSchema,
  easy: textSchema.optional(),
  /** A symbol beside the words, for whoever would rather look than read. */
  symbol: symbol.optional(),
  /** What the answer counts in a scale. */
  value: z.number().optional(),
});
export type Option = z.infer<typeof optionSchema>;

export const optionsSchema = z
  .array(optionSchema)
  .min(2, 'there are at least two answers')
  .max(MOST_OPTIONS, `there are at most ${MOST_OPTIONS} answers`)
  .refine(
    (options) => new Set(options.map((option) => option.code)).size === options.length,
    'two answers have one code',
  );

/** The name of a list of the instrument, or a list of its own. */
const answers = z.union([z.string().min(1), optionsSchema]);

const common = {
  code,
  asks: textSchema,
  /** The same said to somebody else, so that answers stand side by side. */
  asks_as: z
    .strictObject({
      family: textSchema.optional(),
      staff: textSchema.optional(),
      partner: textSchema.optional(),
    })
    .optional(),
  hint: textSchema.optional(),
  /** In fewer and easier words. */
  easy: textSchema.optional(),
  /** Where the structure of the instrument is a handbook's and this item is not. */
  whose: z.enum(['published', 'seed', 'ours']).optional(),
  show_when: conditionSchema.optional(),
};
const required = { required: z.boolean().default(false) };
/** Answers that ask for an adult: a named person hears of them at once, and whoever answers is told so beforehand. */
const tells = { tells: z.array(z.string().min(1)).min(1).optional() };

const rows = z
  .array(z.strictObject({ code, text: textSchema }))
  .min(1)
  .max(MOST_OPTIONS)
  .refine((all) => new Set(all.map((row) => row.code)).size === all.length, 'two rows have one code');

export const itemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), ...common, ...required, ...tells, answers }),
  z.strictObject({ kind: z.literal('scale'), ...common, ...required, ...tells, answers }),
  z
    .strictObject({
      kind: z.literal('several'),
      ...common,
      ...required,
      ...tells,
      answers,
      least: z.int().min(1).optional(),
      most: z.int().min(1).optional(),
    })
    .refine(({ least = 1, most = MOST_OPTIONS }) => least <= most, 'the least is more than the most'),
  z.strictObject({ kind: z.literal('grid'), ...common, ...required, rows, answers }),
  z.strictObject({ kind: z.literal('ranking'), ...common, ...required, answers }),
  z.strictObject({
    kind: z.literal('short_text'),
    ...common,
    ...required,
    longest: z.int().min(1).max(500).default(200),
  }),
  z.strictObject({
    kind: z.literal('long_text'),
    ...common,
    ...required,
    longest: z.int().min(1).max(LONGEST_TEXT).default(4000),
  }),
  z
    .strictObject({
      kind: z.literal('number'),
      ...common,
      ...required,
      least: z.number().optional(),
      most: z.number().optional(),
      decimals: z.int().min(0).max(4).default(0),
      unit: textSchema.optional(),
      /** Filled in from records when it is begun about a setting, where it is known. */
      figure: z.enum(FIGURES).optional(),
    })
    .refine(
      ({ least, most }) => least === undefined || most === undefined || least <= most,
      'the least is more than the most',
    ),
  z.strictObject({ kind: z.literal('date'), ...common, ...required }),
  z.strictObject({ kind: z.literal('statement'), ...common }),
  z.strictObject({ kind: z.literal('signature'), ...common, ...required }),
  z.strictObject({ kind: z.literal('person'), ...common, ...required }),
  z.strictObject({
    kind: z.literal('file'),
    ...common,
    // Only adults who are signed in add files, so nobody else may be kept waiting for one.
    required: z.literal(false, 'a file is never required: only adults can add one').default(false),
    /** The largest that is taken, in kilobytes. */
    largest: z.int().min(1).max(LARGEST_FILE, `a file has at most ${LARGEST_FILE} kilobytes`).default(2_048),
    kinds: z
      .array(z.enum(['pdf', 'picture', 'text']))
      .min(1)
      .default(['pdf', 'picture']),
  }),
]);
export type Item = z.infer<typeof itemSchema>;
export type ItemKind = Item['kind'];
/** An item that somebody answers: every one but a statement. */
export type Asked = Exclude<Item, { kind: 'statement' }>;
