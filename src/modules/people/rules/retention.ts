import { z } from 'zod';

const years = z.number().int().min(0).max(100);
const words = z.string().trim().min(1).max(500);

const rule = z.union([
  z.strictObject({ id: words, title: words, 'years-after-birth': years, source: words }),
  z.strictObject({ id: words, title: words, 'years-after-leaving': years, source: words }),
]);

/** How long records are kept: a record is due by any of the rules. */
export const retentionSchema = z.strictObject({ rules: z.array(rule).max(20) });

export type RetentionRule = z.infer<typeof rule>;
