import { britishDate } from '#dates';
import type { Say } from '#web';
import { dayInWords } from '../../actions/calendars/fault-in-words.ts';
import type { CalendarChange, Closure } from '../../rules/index.ts';

/** What is different in a calendar, one line each. */
export function ChangesList({ changes, say }: { changes: readonly CalendarChange[]; say: Say }) {
  return (
    <ul className="govuk-list govuk-list--bullet wm-changes">
      {changes.map((change, index) => (
        <li key={index}>{changeInWords(say, change)}</li>
      ))}
    </ul>
  );
}

/**
 * One difference in words.
 *
 * @example changeInWords(say, { what: 'weekday', day: 6, now: true }) // 'Saturdays now have sessions'
 */
export function changeInWords(say: Say, change: CalendarChange): string {
  switch (change.what) {
    case 'weekday':
      return say(change.now ? 'calendars.changes.weekday-on' : 'calendars.changes.weekday-off', {
        day: say(`ui.weekdays.${change.day}`),
      });
    case 'half_term': {
      const { term, half, end, before, after } = change;
      const key = before === null ? 'half-term-new' : after === null ? 'half-term-gone' : 'half-term';
      return say(`calendars.changes.${key}`, {
        half: say(`calendars.halves.${term}-${half}`),
        end: say(`calendars.changes.ends.${end}`),
        before: before === null ? '' : britishDate(before),
        after: after === null ? '' : britishDate(after),
      });
    }
    case 'closure': {
      const { date, before, after } = change;
      const key = before === null ? 'closure-new' : after === null ? 'closure-gone' : 'closure-other';
      return say(`calendars.changes.${key}`, {
        date: dayInWords(say, date),
        before: before === null ? '' : closureInWords(say, before),
        after: after === null ? '' : closureInWords(say, after),
      });
    }
  }
}

/** Why a day has no sessions; a name that says no more than the reason is left out. */
export function closureInWords(say: Say, { kind, label }: Pick<Closure, 'kind' | 'label'>): string {
  const why = say(`calendars.day-kinds.${kind}`);
  return label === why ? why : say('calendars.changes.named', { kind: why, label });
}
