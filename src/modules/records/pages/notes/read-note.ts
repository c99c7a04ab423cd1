import { z } from 'zod';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import { type Ask, readForm } from '#web';

/**
 * Reads the form of a note: some words, and a day that exists and has been. The day comes in three boxes; whatever is
 * wrong with it is said of the first. Throws `Problems` with everything that is wrong.
 *
 * @example const { body, onDate } = readNote(ask, actor.today);
 */
export function readNote(
  { form, say }: Pick<Ask, 'form' | 'say'>,
  today: PlainDate,
): { body: string; onDate: PlainDate; isRestricted: boolean } {
  const boxes = ['on-year', 'on-month', 'on-day'].map((box) => String(form[box] ?? '').trim());
  const typed = boxes.map((text) => text.padStart(2, '0')).join('-');
  const { body, 'on-day': onDate } = readForm(
    noteSchema(today),
    { body: form['body'] ?? '', 'on-day': typed },
    say,
  );
  return { body, onDate, isRestricted: form['restricted'] === 'yes' };
}

function noteSchema(today: PlainDate) {
  return z.object({
    // A browser ends lines with CR LF; PostgreSQL holds no NUL.
    body: z
      .string()
      .transform((body) => body.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
      .pipe(z.string().min(1, 'notes.body-missing').max(10_000, 'notes.body-long')),
    'on-day': z
      .string()
      .refine((date) => isPlainDate(date), { message: 'notes.date-wrong', abort: true })
      .refine((date) => date <= today, { message: 'notes.date-future', abort: true })
      .transform(plainDate),
  });
}
