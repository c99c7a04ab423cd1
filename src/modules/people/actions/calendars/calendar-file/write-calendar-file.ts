import { csvLine } from '#files';
import type { Say } from '#web';
import type { Calendar } from '../../../rules/index.ts';
import { COLUMNS } from './columns.ts';

/**
 * A calendar as a file that `readCalendarFile` reads: days of the week, half terms, and each day in term without
 * sessions, one a line.
 *
 * @example calendarLines(say, calendar).split('\r\n')[0] // 'kind,name,starts_on,ends_on'
 */
export function calendarLines(say: Say, { weekdays, halfTerms, closures }: Calendar): string {
  return [
    [...COLUMNS],
    ...weekdays.map((day) => ['weekday', say(`ui.weekdays.${day}`), '', '']),
    ...halfTerms.map(({ term, half, startsOn, endsOn }) => [
      'half_term',
      say(`calendars.halves.${term}-${half}`),
      startsOn,
      endsOn,
    ]),
    ...closures.map(({ kind, label, date }) => [kind, label, date, date]),
  ]
    .map(csvLine)
    .join('');
}
