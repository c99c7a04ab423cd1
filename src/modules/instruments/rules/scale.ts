import { z } from 'zod';
import { textSchema } from './text.ts';

export const DOMAINS = ['personal', 'family', 'social', 'institutional', 'structural'] as const;
export type Domain = (typeof DOMAINS)[number];

const code = z.string().regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'use small letters, digits and underscores');

const levelSchema = z
  .strictObject({
    code,
    title: textSchema,
    says: textSchema.optional(),
    /** From this value on. */
    from: z.number().optional(),
    /** For a level that was chosen: the answers that mean it. */
    is: z.array(z.string().min(1)).min(1).optional(),
  })
  .refine(({ from, is }) => (from === undefined) !== (is === undefined), 'a level says either from or is');
export type Level = z.infer<typeof levelSchema>;

/**
 * Several answers as one number or level. `sum` of what lacks some answers is their mean times the number of items; with fewer answers
 * than `needs` (all, when it is not said) there is no value: unknown is not low.
 */
export const scaleSchema = z
  .strictObject({
    code,
    title: textSchema,
    method: z.enum(['sum', 'mean', 'count', 'chosen']),
    items: z.array(z.string().min(1)).min(1),
    /** How many answers it takes. */
    needs: z.int().min(1).optional(),
    /** Items that say the opposite of the others. */
    reversed: z.array(z.string().min(1)).default([]),
    /** `count` only: the answers that are counted. */
    counts: z.array(z.string().min(1)).min(1).optional(),
    higher: z.enum(['better', 'worse']).default('better'),
    levels: z.array(levelSchema).min(1).optional(),
    /** What it says about one of the five domains in the young person's own view. */
    domain: z.enum(DOMAINS).optional(),
    /** Where a value means one tick, and two: below when higher is better, above when it is worse. */
    marks: z.strictObject({ one: z.number(), two: z.number() }).optional(),
  })
  .superRefine((scale, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ((scale.method === 'count') !== (scale.counts !== undefined))
      refuse('counts', 'a count, and only a count, says which answers it counts');
    if (scale.needs !== undefined && scale.needs > scale.items.length)
      refuse('needs', `there are only ${scale.items.length} items`);
    if (new Set(scale.items).size < scale.items.length) refuse('items', 'an item stands here twice');
    for (const item of scale.reversed)
      if (!scale.items.includes(item)) refuse('reversed', `${item} is no item of this scale`);
    if (scale.method === 'chosen' && (scale.items.length > 1 || !scale.levels))
      refuse('method', 'a chosen level is of one item, and says which answer means which level');
    for (const [index, level] of (scale.levels ?? []).entries()) {
      const chosen = scale.method === 'chosen';
      if (chosen !== (level.is !== undefined))
        context.addIssue({
          code: 'custom',
          path: ['levels', index],
          message: chosen ? 'a chosen level says is' : 'a level of a number says from',
        });
    }
    const from = (scale.levels ?? []).flatMap((level) => level.from ?? []);
    if (from.some((value, index) => index > 0 && value <= (from[index - 1] ?? value)))
      refuse('levels', 'levels run from the lowest value to the highest');
    if (scale.marks && !scale.domain) refuse('marks', 'marks are of a domain: say which');
    if (scale.marks && scale.method !== 'chosen') {
      const { one, two } = scale.marks;
      if (scale.higher === 'better' ? two >= one : two <= one)
        refuse('marks', 'two ticks need a stronger answer than one');
    }
  });
export type Scale = z.infer<typeof scaleSchema>;
