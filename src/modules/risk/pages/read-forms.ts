import { z } from 'zod';
import { addDays, isPlainDate, type PlainDate, plainDate } from '#dates';
import { type Ask, readForm } from '#web';
import { DOMAINS, type Factor, LATEST_REVIEW_DAYS, TIERS } from '../rules/index.ts';

const MOST = 2_000;

/** A browser ends lines with CR LF; PostgreSQL holds no NUL. */
function words(missing: string, long: string) {
  return z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
    .pipe(z.string().min(1, missing).max(MOST, long));
}

/**
 * Reads the form of a mark; throws `Problems` with everything that is wrong.
 *
 * @param factors the list that a factor is chosen from
 */
export function readMark({ form, say }: Pick<Ask, 'form' | 'say'>, factors: readonly Factor[]) {
  const schema = z
    .object({
      domain: z.enum(DOMAINS, 'profile.mark.domain-missing'),
      mark: z.enum(['0', '1', '2'], 'profile.mark.strength-missing'),
      reason: words('profile.mark.reason-missing', 'profile.mark.reason-long'),
      view: z.enum(['adults', 'young_person'], 'profile.mark.view-missing'),
      factor: z.string().default(''),
    })
    .refine(
      ({ domain, factor }) =>
        factor === '' || factors.some(({ code, domain: of }) => code === factor && of === domain),
      { path: ['factor'], message: 'profile.mark.factor-wrong' },
    );
  const { mark, factor, ...rest } = readForm(schema, { reason: '', ...form }, say);
  return { ...rest, mark: MARKS[mark], factor: factor === '' ? null : factor };
}

const MARKS = { '0': 0, '1': 1, '2': 2 } as const;

/** Reads the form of a decision; the day comes in three boxes, and whatever is wrong with it is said of the first. */
export function readDecision({ form, say }: Pick<Ask, 'form' | 'say'>, today: PlainDate) {
  const boxes = ['review-year', 'review-month', 'review-day'].map((box) => String(form[box] ?? '').trim());
  const typed = boxes.map((text) => text.padStart(2, '0')).join('-');
  const schema = z.object({
    tier: z.enum(TIERS, 'profile.decision.tier-missing'),
    reason: words('profile.decision.reason-missing', 'profile.decision.reason-long'),
    'review-day': z
      .string()
      .refine((date) => isPlainDate(date), { message: 'profile.decision.review-wrong', abort: true })
      .refine((date) => date > today && date <= addDays(today, LATEST_REVIEW_DAYS), {
        message: 'profile.decision.review-range',
        abort: true,
      })
      .transform(plainDate),
    suggested: z.enum(TIERS).nullable().catch(null),
  });
  const { 'review-day': reviewOn, ...rest } = readForm(
    schema,
    { reason: '', ...form, 'review-day': typed },
    say,
  );
  return { ...rest, reviewOn };
}
