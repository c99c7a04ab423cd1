import { z } from 'zod';

/** When something is shown: an item of an earlier page was answered with one of some codes, or with a number from, or to. */
export const conditionSchema = z
  .strictObject({
    item: z.string().min(1),
    is: z.array(z.string().min(1)).min(1).optional(),
    at_least: z.number().optional(),
    at_most: z.number().optional(),
  })
  .refine(
    ({ is, at_least, at_most }) => (is !== undefined) !== (at_least !== undefined || at_most !== undefined),
    'a condition says either is, or at_least or at_most',
  );
export type Condition = z.infer<typeof conditionSchema>;
