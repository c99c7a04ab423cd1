import { z } from 'zod';
import { attainment } from './attainment.ts';
import { circumstances } from './circumstances.ts';
import { type FactSection, factSectionNames, factSections, fieldsOf } from './fact-sections.ts';
import {
  type Column,
  type Constant,
  constant,
  covers,
  fromColumn,
  type Identity,
  identity,
  names,
  type Setting,
  scalar,
  setting,
  text,
} from './parts.ts';

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
  ended_on: fromColumn.optional(),
  /** Enrolment status as the school census has it: C, M, S, F, O, G or P. */
  status: z.union([fromColumn, constant]).optional(),
  uln: fromColumn.optional(),
  /** The day the file speaks of: whoever a whole roll no longer holds has left by then. Without it, the day of the run. */
  as_of: z.union([fromColumn, constant]).optional(),
  /** The academic year the file is about, by its first calendar year; without it, the year of the import. */
  academic_year: constant.extend({ value: z.int().min(1980).max(2100) }).optional(),
});

/** `class: sensitive` is for those who read what is about health, care, youth justice and family. */
const named = {
  name: text.optional(),
  label: text.optional(),
  class: z.enum(['open', 'sensitive']).optional(),
};
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
  /** Without it, the day given with the import. */
  date: z.union([fromColumn, constant]).optional(),
  columns: z.record(z.string(), measure),
});

/** Published figures of areas: a row an area and year, a column a measure. */
const comparisons = z.strictObject({
  period: fromColumn,
  areas: z.strictObject({
    column: names,
    /** What the file calls each level, and which columns then say which area it is. */
    levels: z.record(
      z.string(),
      z.strictObject({ level: z.enum(['national', 'regional', 'council']), code: names, name: names }),
    ),
  }),
  /** What stands in a cell where there is no number; a blank one is missing. */
  marks: z.record(z.string(), z.enum(['suppressed', 'not_applicable'])).default({}),
  measures: z.record(
    z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case words joined by underscores'),
    z.strictObject({ column: names }),
  ),
});

/** A section whose rows are plain facts, its fields as `fact-sections.ts` has them. */
export type FactMapping = {
  identity: Identity | undefined;
  setting: Setting | undefined;
  fields: Readonly<Record<string, Column | Constant>>;
  /** The days for which a file holds all there is at its settings, in a section that can say so. */
  covers: z.infer<typeof covers> | undefined;
};

const factSource = z.union([fromColumn, constant]);

function factMapping(section: FactSection) {
  const fields = Object.fromEntries(
    Object.keys(fieldsOf(section)).map((field) => [field, factSource.optional()]),
  );
  return z
    .strictObject({
      identity: identity.optional(),
      setting: setting.optional(),
      covers: ('covers' in factSections[section] ? covers : z.never()).optional(),
      ...fields,
    })
    .transform(({ identity: who, setting: where, covers: whole, ...rest }): FactMapping => {
      const given = Object.entries(rest).flatMap(([field, source]) => {
        const read = factSource.safeParse(source);
        return read.success ? [[field, read.data] as const] : [];
      });
      return { identity: who, setting: where, covers: whole, fields: Object.fromEntries(given) };
    });
}

const factMappings = Object.fromEntries(
  factSectionNames.map((section) => [section, factMapping(section).optional()]),
) as Record<FactSection, z.ZodOptional<ReturnType<typeof factMapping>>>; // an entry for each name

const encoding = z.enum(['utf-8', 'windows-1252', 'utf-16le', 'utf-16be']);
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
      /** One, or utf-8 and windows-1252: then the bytes decide, because text in the one is not valid in the other. */
      encoding: z.union([encoding, z.array(encoding).min(1)]).optional(),
      delimiter: z.union([delimiterSchema, z.array(delimiterSchema).min(1)]).optional(),
      /** Cells that mean "not said". */
      blank: z.array(z.string()).default(['']),
    })
    .default({ blank: [''] }),
  ignore: z.array(z.strictObject({ columns: z.array(text).min(1), reason: text })).default([]),
  /** Columns that are not named here are left out too, where every column that is read is there: see docs/mappings.md. */
  ignore_rest: z.strictObject({ reason: text }).optional(),
  people: people.optional(),
  measures: measures.optional(),
  registers: registers.optional(),
  comparisons: comparisons.optional(),
  circumstances: circumstances.optional(),
  attainment: attainment.optional(),
  ...factMappings,
});

export type Mapping = z.infer<typeof mappingSchema>;
export const sectionNames = [
  'people',
  'measures',
  'registers',
  'comparisons',
  'circumstances',
  'attainment',
  ...factSectionNames,
] as const;
export type Section = (typeof sectionNames)[number];
export type PeopleMapping = z.infer<typeof people>;
export type MeasuresMapping = z.infer<typeof measures>;
export type ComparisonsMapping = z.infer<typeof comparisons>;
export type Measure = z.infer<typeof measure>;
export type AttainmentMapping = z.infer<typeof attainment>;
export type CircumstancesMapping = z.infer<typeof circumstances>;
