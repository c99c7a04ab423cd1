import { academicYearName } from '#dates';
import { CheckAnswers, InsetText } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import { type Calendar, calendarChanges } from '../../rules/index.ts';
import { calendarHref, type Place } from './address.ts';
import { ChangesList } from './changes-list.tsx';
import { Closing, type Held } from './closing.tsx';
import { Notices } from './notices.tsx';
import type { Typed } from './typed.ts';
import { YearFigures } from './year-figures.tsx';
import { lineOf } from './year-panel.tsx';

type Props = {
  frame: PageFrame;
  place: Place;
  calendar: Calendar;
  /** What holds there now: its own, or the organisation's; nothing where neither has one. */
  before: { calendar: Calendar; isOwn: boolean } | undefined;
  followers: number | null;
  held: readonly Held[];
  typed: Typed;
};

/** What would change, what that makes of the year and what depends on it; nothing is kept yet. */
export function CheckPage({ frame, place, calendar, before, followers, held, typed }: Props) {
  const { say } = frame;
  const { academicYear } = calendar;
  const title = say('calendars.check.title');
  return (
    <Layout frame={frame} title={title}>
      <CheckAnswers
        action={calendarHref(place, academicYear)}
        held={Object.entries(typed)}
        confirm={{ name: 'do', value: 'keep', text: say('calendars.check.keep') }}
        change={{ name: 'do', value: 'show', text: say('calendars.check.again') }}
      >
        <h1 className="govuk-heading-l">
          <span className="govuk-caption-l">
            {say('calendars.of', { year: academicYearName(academicYear), place: place.name })}
          </span>
          {title}
        </h1>
        <p className="govuk-body">
          <strong>{lineOf(say, calendar)}.</strong>{' '}
          {before && say('calendars.check.before', { line: lineOf(say, before.calendar) })}
        </p>
        {followers !== null && (
          <p className="govuk-body">{say('calendars.edit.follows', { count: followers })}</p>
        )}
        <Closing held={held} isNew={!before} say={say} />
        <Notices say={say} calendar={calendar} />
        {before ? (
          <Differences say={say} calendar={calendar} before={before} />
        ) : (
          <YearFigures say={say} calendar={calendar} stands />
        )}
      </CheckAnswers>
    </Layout>
  );
}

function Differences({
  say,
  calendar,
  before,
}: {
  say: Say;
  calendar: Calendar;
  before: NonNullable<Props['before']>;
}) {
  const changes = calendarChanges(before.calendar, calendar);
  const count = changes.length;
  if (!before.isOwn && count === 0) return <InsetText>{say('calendars.check.as-organisation')}</InsetText>;
  return (
    <>
      <h2 className="govuk-heading-m">
        {say(before.isOwn ? 'calendars.check.changes' : 'calendars.check.differs', { count })}
      </h2>
      <ChangesList changes={changes} say={say} />
    </>
  );
}
