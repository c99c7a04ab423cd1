import { z } from 'zod';
import { type FactSection, factSectionNames, fieldsOf } from './fact-sections.ts';

/** The shape of a file in library/mappings: how the columns of one layout become the facts of Waymark. */

const text = z.string().trim().min(1);
/** YAML reads `1` as a number: codes and constants are compared as text. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export const DATE_FORMATS = ['yyyy-MM-dd', 'dd/MM/yyyy', 'dd-MM-yyyy', 'yyyy-MM-dd HH:mm:ss'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];
const formats = z.union([z.enum(DATE_FORMATS), z.array(z.enum(DATE_FORMATS)).min(1)]);

/** A column by its name, or by the names it goes by in different files. */
const names = z.union([text, z.array(text).min(1)]).transform((given) => [given].flat());

const fromColumn = z.strictObject({
  column: names,
  /** What the file writes, and what it means; a code that is not listed is refused. */
  codes: z.record(z.string(), scalar).optional(),
  format: formats.optional(),
});
/** The same for every row, because the file does not say it. */
const constant = z.strictObject({ value: scalar, reason: text });
const fromRowNumber = z.strictObject({ row_number: z.literal(true), reason: text });

const identity = z
  .strictObject({ upn: fromColumn.optional(), source_id: z.union([fromColumn, fromRowNumber]).optional() })
  .refine(
    (given) => given.upn !== undefined || given.source_id !== undefined,
    'an identity needs upn or source_id',
  );

const settingKind = z.enum(['name', 'urn', 'laestab']);
const setting = z.union([fromColumn.extend({ as: settingKind }), constant.extend({ as: settingKind })]);

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

const registers = z.strictObject({
  identity,
  date: fromColumn,
  session: fromColumn,
  code: fromColumn,
  setting: setting.optional(),
});

/** A section whose rows are plain facts, its fields as `fact-sections.ts` has them. */
export type FactMapping = {
  identity: Identity | undefined;
  setting: Setting | undefined;
  fields: Readonly<Record<string, z.infer<typeof fromColumn> | z.infer<typeof constant>>>;
};

const factSource = z.union([fromColumn, constant]);

function factMapping(section: FactSection) {
  const fields = Object.fromEntries(
    Object.keys(fieldsOf(section)).map((field) => [field, factSource.optional()]),
  );
  return z
    .strictObject({ identity: identity.optional(), setting: setting.optional(), ...fields })
    .transform(({ identity: who, setting: where, ...rest }): FactMapping => {
      const given = Object.entries(rest).flatMap(([field, source]) => {
        const read = factSource.safeParse(source);
        return read.success ? [[field, read.data] as const] : [];
      });
      return { identity: who, setting: where, fields: Object.fromEntries(given) };
    });
}

const factMappings = Object.fromEntries(
  factSectionNames.map((section) => [section, factMapping(section).optional()]),
) as Record<FactSection, z.ZodOptional<ReturnType<typeof factMapping>>>; // an entry for each name

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
  ...factMappings,
});

export type Mapping = z.infer<typeof mappingSchema>;
export const sectionNames = ['people', 'measures', 'registers', ...factSectionNames] as const;
export type Section = (typeof sectionNames)[number];
export type PeopleMapping = z.infer<typeof people>;
export type MeasuresMapping = z.infer<typeof measures>;
export type RegistersMapping = z.infer<typeof registers>;
export type Measure = z.infer<typeof measure>;
export type Identity = z.infer<typeof identity>;
export type Setting = z.infer<typeof setting>;
/** Where a fact comes from: a column, a constant, or the number of the row. */
export type Source =
  | z.infer<typeof fromColumn>
  | z.infer<typeof constant>
  | z.infer<typeof fromRowNumber>
  | Setting;
