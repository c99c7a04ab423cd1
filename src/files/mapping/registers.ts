import { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import { constant, fromColumn, identity, names, setting } from './parts.ts';
import { mistypedFirst, tellIssue } from './tell-issue.ts';

/** The `registers` section of a mapping: one mark a row, a stretch of marks a row, or termly counts. */

/** The session columns a mapping can name, Monday morning first: position is that of the session in the week. */
export const WEEK_SESSIONS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].flatMap((day) => [
  `${day} AM`,
  `${day} PM`,
]);

/** The terms by which the Department for Education collects attendance. */
export const TERMS = ['autumn', 'spring', 'summer'] as const;
export type Term = (typeof TERMS)[number];

const who = { identity, setting: setting.optional() };

const marks = z.strictObject({ ...who, date: fromColumn, session: fromColumn, code: fromColumn });

/** Cells and places in a string that mean "no mark". */
const blank = z.array(z.string()).min(1).default([' ', '-', '.']);
const codes = z.record(z.string(), z.string()).optional();
const days = z.int().min(1).max(7);

const string = z
  .strictObject({
    column: names,
    /** So many characters a mark, padded with spaces. */
    width: z.union([z.literal(1), z.literal(2)]).optional(),
    /** What stands between two marks. */
    separator: z.string().length(1).optional(),
    codes,
    blank,
  })
  .refine(
    (given) => (given.width === undefined) !== (given.separator === undefined),
    'a string of marks has either a width (1 or 2) or a separator',
  );

const columns = z.strictObject({
  /** A column for each session of the week. */
  columns: z
    .record(z.string(), names)
    .refine(
      (given) => Object.keys(given).every((session) => WEEK_SESSIONS.includes(session)),
      `the sessions of a week are ${WEEK_SESSIONS.join(', ')}`,
    ),
  codes,
  blank,
});

/** A row is a week: its date is any day of it. */
const week = z.strictObject({
  ...who,
  week: fromColumn,
  /** From Monday on; where a list, the length of the string says which. */
  days: z.union([days, z.array(days).min(1)]).default(5),
  marks: z.union([string, columns]),
});

/** A row is a stretch of days, from its first day on. */
const stretch = z.strictObject({
  ...who,
  starts_on: fromColumn,
  /** 7: every day has two places in the string; 5: weekends have none. */
  days: days.default(7),
  marks: string,
});

const counts = z
  .strictObject({
    ...who,
    /** The first calendar year of the academic year. */
    year: z.union([fromColumn, constant]),
    term: z.union([fromColumn, constant]),
    possible: fromColumn,
    /** A column for each code. */
    codes: z.record(z.string(), names).optional(),
    /** Where the file has sums alone. */
    totals: z
      .strictObject({ attended: fromColumn, authorised: fromColumn, unauthorised: fromColumn })
      .optional(),
  })
  .refine(
    (given) => (given.codes === undefined) !== (given.totals === undefined),
    'termly counts have either codes or totals',
  );

export type MarksMapping = { form: 'marks' } & z.infer<typeof marks>;
export type WeekMapping = { form: 'week' } & z.infer<typeof week>;
export type StretchMapping = { form: 'stretch' } & z.infer<typeof stretch>;
export type CountsMapping = { form: 'counts' } & z.infer<typeof counts>;
export type RegistersMapping = MarksMapping | WeekMapping | StretchMapping | CountsMapping;
export type MarkString = z.infer<typeof string>;

/** The form follows from the field that only it has, so that a fault is told of that form alone. */
export const registers = z.unknown().transform((given, context): RegistersMapping => {
  const has = (field: string) => typeof given === 'object' && given !== null && field in given;
  if (has('week')) return withForm('week', check(week));
  if (has('starts_on')) return withForm('stretch', check(stretch));
  if (has('possible')) return withForm('counts', check(counts));
  return withForm('marks', check(marks));

  function check<Section>(shape: z.ZodType<Section>): Section | undefined {
    const read = shape.safeParse(given);
    if (read.success) return read.data;
    for (const issue of mistypedFirst(read.error.issues)) {
      const { path, reason } = tellIssue(issue, given, (at) => knownKeys(shape, at));
      context.addIssue({ code: 'custom', message: reason.replace(/\.$/, ''), path: [...path] });
    }
    return undefined;
  }
});

function withForm<Form extends string, Section extends object>(form: Form, section: Section | undefined) {
  return section === undefined ? z.NEVER : { form, ...section };
}
