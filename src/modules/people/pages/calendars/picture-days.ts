import { plainDate, weekday } from '#dates';
import type { PictureDay } from '#ui';
import type { Say } from '#web';
import { dayInWords } from '../../actions/calendars/fault-in-words.ts';
import { type Calendar, daysOf } from '../../rules/index.ts';

/** The twelve months from September as a picture shows them, and August before them where a half term begins in it. */
export function pictureDays(say: Say, calendar: Calendar): PictureDay[] {
  const { academicYear, halfTerms } = calendar;
  const september = plainDate(`${academicYear}-09-01`);
  const early = halfTerms.some(({ startsOn }) => startsOn < september);
  const from = early ? plainDate(`${academicYear}-08-01`) : september;
  return daysOf(calendar, from, plainDate(`${academicYear + 1}-08-31`)).map(({ date, kind, label }) => ({
    date,
    weekday: weekday(date),
    kind,
    says: label === null ? undefined : `${dayInWords(say, date)}: ${label}`,
  }));
}
