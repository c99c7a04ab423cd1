import { addDays, type PlainDate, weekday } from '#dates';
import { type Calendar, type Closure, halfTermOf } from './calendar.ts';
import { bankHolidaysOf } from './calendar-notices.ts';

/**
 * What a day is: with sessions, without them in term for one of three reasons, in a holiday, or a day of the week that
 * never has any. A bank holiday in a holiday is one as well.
 */
export type DayKind = 'school' | Closure['kind'] | 'holiday' | 'weekend';

export type CalendarDay = { date: PlainDate; kind: DayKind; label: string | null };

/**
 * Every day from one to another, both counted, as a calendar has it.
 *
 * @example daysOf(calendar, plainDate('2026-12-25'), plainDate('2026-12-25'))[0]?.kind // 'bank_holiday'
 */
export function daysOf(calendar: Calendar, from: PlainDate, to: PlainDate): CalendarDay[] {
  const closed = new Map(calendar.closures.map((closure) => [closure.date, closure]));
  const holidays = new Map(bankHolidaysOf(calendar.academicYear).map(({ date, label }) => [date, label]));
  const days: CalendarDay[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const inTerm = halfTermOf(calendar, date) !== undefined;
    const closure = inTerm ? closed.get(date) : undefined;
    if (closure) days.push({ date, kind: closure.kind, label: closure.label });
    else if (!calendar.weekdays.includes(weekday(date))) days.push({ date, kind: 'weekend', label: null });
    else if (inTerm) days.push({ date, kind: 'school', label: null });
    else {
      const label = holidays.get(date) ?? null;
      days.push({ date, kind: label === null ? 'holiday' : 'bank_holiday', label });
    }
  }
  return days;
}
