import { addDays, type PlainDate, weekday } from '#dates';
import { type Calendar, isSchoolDay } from '#modules/people';
import type { CalendarWeek, Slot, SlotKind } from '#ui';
import type { RegisterOf } from '../../queries/registers.ts';
import { type AttendanceCode, codeOf, NO_SESSION, registerYear, slotOf } from '../../rules/index.ts';

type Words = { dayAndMonth(date: PlainDate): string; noSession: string; noMark: string };

/**
 * The weeks from the first to the last mark of one setting's registers between two days, Monday to Friday, and to
 * Sunday where a weekend has a mark. Holidays between them are there, without sessions.
 *
 * @param calendar the school days of the setting, which tell a day without school from one without a mark
 */
export function weeksOf(
  registers: readonly RegisterOf[],
  from: PlainDate,
  to: PlainDate,
  words: Words,
  calendar?: Calendar,
): CalendarWeek[] {
  const letters = new Map(registers.map(({ registerYear: year, marks }) => [year, marks]));
  const letterAt = (date: PlainDate, session: 0 | 1) =>
    letters.get(registerYear(date))?.charAt(slotOf(date, session)) ?? NO_SESSION;
  const isMarked = (date: PlainDate) => letterAt(date, 0) !== NO_SESSION || letterAt(date, 1) !== NO_SESSION;
  const marked = daysBetween(from, to).filter(isMarked);
  const [first, last] = [marked[0], marked.at(-1)];
  if (!first || !last) return [];
  const days = Math.max(5, ...marked.map(weekday));
  /** Where nothing stands, the calendar knows whether there was school; without one only that nothing stands there. */
  const blankOn = (date: PlainDate) =>
    calendar && !isSchoolDay(calendar, date) ? words.noSession : words.noMark;
  const weeks: CalendarWeek[] = [];
  for (let monday = addDays(first, 1 - weekday(first)); monday <= last; monday = addDays(monday, 7)) {
    const dates = Array.from({ length: days }, (_, index) => addDays(monday, index));
    const slot = (date: PlainDate, session: 0 | 1) =>
      slotIn(date < from || date > to ? NO_SESSION : letterAt(date, session), blankOn(date));
    weeks.push({
      startsOn: monday,
      label: words.dayAndMonth(monday),
      days: dates.map((date) => ({ date, am: slot(date, 0), pm: slot(date, 1) })),
    });
  }
  return weeks;
}

function daysBetween(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) days.push(date);
  return days;
}

function slotIn(letter: string, blank: string): Slot {
  const known = codeOf(letter);
  if (!known) return { kind: 'none', code: '', says: blank };
  return { kind: kindOf(known), code: known.code, says: known.label };
}

const kinds: Record<AttendanceCode['class'], SlotKind> = {
  present: 'present',
  approved_activity: 'activity',
  authorised: 'authorised',
  unauthorised: 'unauthorised',
  not_possible: 'not-possible',
  administrative: 'none',
  missing: 'none',
};

/** Late before the register closed is late; after it (U) counts as absent, and is shown so. */
function kindOf({ class: ofClass, late }: AttendanceCode): SlotKind {
  return late && ofClass === 'present' ? 'late' : kinds[ofClass];
}
