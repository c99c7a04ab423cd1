import type { PlainDate } from '#dates';
import { WarningText } from '#ui';
import type { Say } from '#web';
import { dayInWords } from '../../actions/calendars/fault-in-words.ts';

/** What is on record on days without sessions: the key of a message with `count`, and how many on which day. */
export type Held = { says: string; days: readonly { date: PlainDate; count: number }[] };

const SHOWN = 20;

/** Warns of what lies on days on which there would be no sessions any more. Nothing when nothing does. */
export function Closing({ held, isNew, say }: { held: readonly Held[]; isNew: boolean; say: Say }) {
  return held
    .filter(({ days }) => days.length > 0)
    .map(({ says, days }) => (
      <div key={says} className="wm-closing">
        <WarningText>
          {say(isNew ? 'calendars.check.closing-new' : 'calendars.check.closing', { count: days.length })}
        </WarningText>
        <ul className="govuk-list govuk-list--bullet">
          {days.slice(0, SHOWN).map(({ date, count }) => (
            <li key={date}>
              {say('calendars.check.day', { date: dayInWords(say, date), marks: say(says, { count }) })}
            </li>
          ))}
        </ul>
        {days.length > SHOWN && (
          <p className="govuk-body">{say('calendars.check.more', { count: days.length - SHOWN })}</p>
        )}
        <p className="govuk-body">{say('calendars.check.stays')}</p>
      </div>
    ));
}
