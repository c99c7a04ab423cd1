import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { itemSchema, optionsSchema } from './item.ts';
import { scaleSchema } from './scale.ts';
import { textSchema } from './text.ts';

const code = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'use small letters, digits and underscores');

/** Who answers: `partner` is a provider or an employer. */
export const RESPONDENTS = ['young_person', 'family', 'staff', 'partner'] as const;
export type Respondent = (typeof RESPONDENTS)[number];

/** What the library is ordered by. */
export const SHELVES = [
  'self',
  'survey',
  'family',
  'classroom',
  'assessment',
  'meeting',
  'setting',
  'partner',
] as const;
export type Shelf = (typeof SHELVES)[number];

const sectionSchema = z.strictObject({
  title: textSchema.optional(),
  about: textSchema.optional(),
  items: z.array(itemSchema).min(1, 'a section has at least one item'),
});

const pageSchema = z.strictObject({
  code,
  title: textSchema,
  about: textSchema.optional(),
  /** The page is there only when this holds. */
  show_when: conditionSchema.optional(),
  sections: z.array(sectionSchema).min(1, 'a page has at least one section'),
});

/**
 * An instrument as it stands in `library/instruments/`: a questionnaire, an audit or a form. What the parts have to do with one another
 * is looked at by `faultsInInstrument`.
 *
 * @example instrumentSchema.parse(yaml).pages[0].sections[0].items[0].asks
 */
export const instrumentSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and hyphens')
    .max(60),
  version: z.int().min(1).max(10_000),
  title: textSchema,
  /** For adults who choose it: what it is for, and what it is not. */
  about: textSchema,
  /** Said to whoever answers, before the first page. */
  intro: textSchema.optional(),
  /** Said when it is done. */
  thanks: textSchema.optional(),
  shelf: z.enum(SHELVES),
  /** How long it takes. */
  minutes: z.int().min(1).max(240).optional(),
  answered_by: z.array(z.enum(RESPONDENTS)).min(1),
  /** Whom or what the answers are about: one young person, a setting, or nobody in particular. */
  about_whom: z.enum(['person', 'setting', 'nobody']),
  /** What adults say of a young person in it is about health, care, youth justice or family: for whoever wrote it, and roles that read such things. */
  class: z.enum(['open', 'sensitive']).default('open'),
  anonymous: z.enum(['never', 'may', 'always']).default('never'),
  /** Young people's and families' words are held to a reading age. */
  reading: z.enum(['young', 'family', 'staff']),
  /** Whose structure it is: published, a handbook's, or ours. The words are ours. */
  whose: z.enum(['published', 'seed', 'ours']),
  source: z.strictObject({
    title: z.string().trim().min(1),
    section: z.string().trim().min(1).optional(),
    year: z.int().min(1900).max(2100).optional(),
    link: z.url({ protocol: /^https$/ }).optional(),
  }),
  /** When it is taken again, in days: the person's page says when it is due. */
  again_after: z.int().min(1).max(3650).optional(),
  /** Whoever it is for may begin by themselves, without being asked. */
  any_time: z.boolean().default(false),
  /** Lists of answers that several items share. */
  answers: z.record(code, optionsSchema).default({}),
  pages: z.array(pageSchema).min(1).max(60, 'at most 60 pages'),
  scales: z.array(scaleSchema).default([]),
});
export type Instrument = z.infer<typeof instrumentSchema>;
export type Page = Instrument['pages'][number];
