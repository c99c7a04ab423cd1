import { z } from 'zod';

const years = z.number().int().min(0).max(100);
const words = z.string().trim().min(1).max(500);

const rule = z.union([
  z.strictObject({ id: words, title: words, 'years-after-birth': years, source: words }),
  z.strictObject({ id: words, title: words, 'years-after-leaving': years, source: words }),
]);

/** What goes by itself. Fewer than seven days would leave nothing for whoever looks into something. */
const expiring = z.strictObject({
  what: words,
  title: words,
  days: z.number().int().min(7).max(3650),
  source: words,
});

/** How long records are kept: a record is due by any of the rules. */
export const retentionSchema = z.strictObject({
  rules: z.array(rule).max(20),
  expiring: z.array(expiring).max(20).default([]),
});

export type RetentionRule = z.infer<typeof rule>;

/** What is kept for some days only. */
export type ExpiringRule = z.infer<typeof expiring>;
