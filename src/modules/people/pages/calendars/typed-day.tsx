import { isPlainDate, weekday } from '#dates';
import type { Say } from '#web';
import { dayAndMonth } from '../../actions/calendars/fault-in-words.ts';

/**
 * A day that was typed, in words: a browser may show it with the month first. Brought up to date by script while one
 * types.
 */
export function TypedDay({ say, field, value }: { say: Say; field: string; value: string }) {
  return (
    <span className="wm-year-form__day" id={`${field}-says`} data-live="">
      {isPlainDate(value) &&
        say('calendars.edit.day-says', {
          weekday: say(`calendars.weekdays.${weekday(value)}`),
          day: dayAndMonth(say, value),
        })}
    </span>
  );
}
