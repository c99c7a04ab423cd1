import { plainDate } from '#dates';
import type { Problem } from '#outcome';
import { YearPicture } from '#ui';
import type { Say } from '#web';
import { type Calendar, daysOf, sumCalendar } from '../../rules/index.ts';
import { Notices } from './notices.tsx';
import { pictureDays } from './picture-days.ts';

type Props = {
  say: Say;
  calendar: Calendar;
  /** What keeps it from being kept: then nothing is counted. */
  problems?: readonly Problem[] | undefined;
};

const LEGEND = ['school', 'inset', 'bank_holiday', 'closure', 'holiday'] as const;

/** A year as it looks, summed up and as a picture; brought up to date by script while one types. */
export function YearPanel({ say, calendar, problems = [] }: Props) {
  const stands = problems.length === 0;
  const shown = new Set(daysOf(calendar, ...ends(calendar)).map(({ kind }) => kind));
  return (
    <section className="wm-year" id="year" aria-labelledby="year-title">
      <h2 className="govuk-heading-m wm-year__title" id="year-title">
        {say('calendars.year.title')}
      </h2>
      <p className="govuk-body wm-year__line" role="status" id="year-line" data-live="">
        {stands ? lineOf(say, calendar) : say('calendars.year.unsettled')}
      </p>
      <div id="year-body" data-live="">
        {stands ? <Notices say={say} calendar={calendar} /> : <ToMend say={say} problems={problems} />}
        <YearPicture
          days={pictureDays(say, calendar)}
          legend={LEGEND.filter((kind) => shown.has(kind)).map((kind) => ({
            kind,
            says: say(`calendars.day-kinds.${kind}`),
          }))}
        />
      </div>
    </section>
  );
}

/** @example lineOf(say, calendar) // '190 school days, 380 sessions, 39 school weeks' */
export function lineOf(say: Say, calendar: Calendar): string {
  const { days, sessions, weeks } = sumCalendar(calendar);
  return say('calendars.year.line', {
    days: say('calendars.year.days', { count: days }),
    sessions: say('calendars.year.sessions', { sessions }),
    weeks: say('calendars.year.weeks', { count: weeks }),
  });
}

function ends({ academicYear }: Calendar) {
  return [plainDate(`${academicYear}-09-01`), plainDate(`${academicYear + 1}-08-31`)] as const;
}

function ToMend({ say, problems }: { say: Say; problems: readonly Problem[] }) {
  return (
    <div className="wm-year__mend">
      <p className="govuk-body-s">{say('calendars.year.mend', { count: problems.length })}</p>
      <ul className="govuk-list govuk-list--bullet">
        {problems.map(({ field, message }) => (
          <li key={field}>
            <a className="govuk-link" href={`#${field}`}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
