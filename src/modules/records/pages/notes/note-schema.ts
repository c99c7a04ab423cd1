import { z } from 'zod';
import { isPlainDate, type PlainDate } from '#dates';

const box = z.string().trim().max(10);

/**
 * What the form of a note may say: some words, and a day that exists and has been. The boxes are `on-day`, `on-month`
 * and `on-year`; whatever is wrong with the date is said of the first.
 */
export function noteSchema(today: PlainDate) {
  return z
    .object({
      // A browser sends line ends as CR LF; PostgreSQL holds no NUL.
      body: z
        .string()
        .transform((body) => body.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
        .pipe(z.string().min(1, 'notes.body-missing').max(10_000, 'notes.body-long')),
      'on-day': box,
      'on-month': box,
      'on-year': box,
    })
    .transform((form, context) => {
      const onDate = dateIn(form['on-year'], form['on-month'], form['on-day']);
      const refuse = (message: string) => {
        context.addIssue({ code: 'custom', path: ['on-day'], message });
        return z.NEVER;
      };
      if (!onDate) return refuse('notes.date-wrong');
      if (onDate > today) return refuse('notes.date-future');
      return { body: form.body, onDate };
    });
}

function dateIn(year: string, month: string, day: string): PlainDate | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(text) ? text : undefined;
}
