/** The pages of calendars: all of them, one year of one place, and the way back to the organisation's. */
import type { CalendarWarning, Route } from '#web';
import { listCalendars } from './list.tsx';
import { returnRoutes } from './return.tsx';
import { sendCalendar } from './send.tsx';
import { showCalendar } from './show.tsx';

/**
 * The routes of the calendar, given what modules above hold on days that a change would close.
 *
 * @example calendarRoutes(modules.flatMap(({ calendarWarnings = [] }) => calendarWarnings))
 */
export function calendarRoutes(warnings: readonly CalendarWarning[]): Route[] {
  return [
    { method: 'GET', path: '/calendars', permission: 'people.see', handle: listCalendars },
    { method: 'GET', path: '/calendars/:where/:year', permission: 'people.see', handle: showCalendar },
    {
      method: 'POST',
      path: '/calendars/:where/:year',
      permission: 'calendar.edit',
      handle: sendCalendar(warnings),
    },
    ...returnRoutes(warnings),
  ];
}
