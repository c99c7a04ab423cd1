import { z } from 'zod';
import { constant, fromColumn, identity, scalar, setting, text } from './parts.ts';
import { registers } from './registers.ts';

export { DATE_FORMATS, type DateFormat, type Identity, type Setting, type Source } from './parts.ts';
export type { RegistersMapping } from './registers.ts';

/** The shape of a file in library/mappings: how the columns of one layout become the facts of Waymark. */

const people = z.strictObject({
  identity,
  setting,
  given_name: fromColumn.optional(),
  family_name: fromColumn.optional(),
  known_as: fromColumn.optional(),
  date_of_birth: fromColumn.optional(),
  sex: fromColumn.optional(),
  nc_year: z.union([fromColumn, constant]).optional(),
  tutor_group: fromColumn.optional(),
  house: fromColumn.optional(),
  started_on: z.union([fromColumn, constant]).optional(),
  /** The academic year the file is about, by its first calendar year; without it, the year of the import. */
  academic_year: constant.extend({ value: z.int().min(1980).max(2100) }).optional(),
});

const named = { name: text.optional(), label: text.optional() };
const measure = z.discriminatedUnion('as', [
  z.strictObject({
    ...named,
    as: z.literal('number'),
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional(),
    unit: text.optional(),
  }),
  z.strictObject({
    ...named,
    as: z.literal('yes_no'),
    yes: z.array(scalar).min(1).default(['yes']),
    no: z.array(scalar).min(1).default(['no']),
  }),
  z.strictObject({
    ...named,
    as: z.literal('category'),
    /** Each code of the file with its label, or the codes alone. */
    categories: z.union([
      z.record(z.string(), text),
      z
        .array(scalar)
        .min(1)
        .transform((codes) => Object.fromEntries(codes.map((code) => [code, code]))),
    ]),
  }),
]);

const measures = z.strictObject({
  identity,
  date: z.union([fromColumn, constant]),
  columns: z.record(z.string(), measure),
});

export const delimiterSchema = z.enum([',', ';', '\t', '|']);

/**
 * A mapping serves every section it has, so that one file can be read by several commands. Columns named in any section
 * or under `ignore` are known to all of them; an ignored column says why it is not kept.
 */
export const mappingSchema = z.strictObject({
  name: text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  version: z.int().min(1),
  title: text,
  about: text,
  file: z
    .strictObject({
      encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']).optional(),
      delimiter: z.union([delimiterSchema, z.array(delimiterSchema).min(1)]).optional(),
      /** Cells that mean "not said". */
      blank: z.array(z.string()).default(['']),
    })
    .default({ blank: [''] }),
  ignore: z.array(z.strictObject({ columns: z.array(text).min(1), reason: text })).default([]),
  people: people.optional(),
  measures: measures.optional(),
  registers: registers.optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type Section = 'people' | 'measures' | 'registers';
export type PeopleMapping = z.infer<typeof people>;
export type MeasuresMapping = z.infer<typeof measures>;
export type Measure = z.infer<typeof measure>;
