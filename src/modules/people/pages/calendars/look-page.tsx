import { academicYearName } from '#dates';
import { Details, InsetText } from '#ui';
import type { PageFrame, Say } from '#web';
import type { KeptChange } from '../../queries/calendars/index.ts';
import type { Calendar } from '../../rules/index.ts';
import { type Beginning, calendarHref, type Place } from './address.ts';
import { CalendarLayout } from './calendar-layout.tsx';
import { History } from './history.tsx';
import { YearFigures } from './year-figures.tsx';
import { YearPanel } from './year-panel.tsx';

export type LookPageProps = {
  frame: PageFrame;
  place: Place;
  academicYear: number;
  /** The calendar that holds here: its own, or the organisation's. */
  holds: Calendar | undefined;
  isOwn: boolean;
  kept: readonly KeptChange[];
  /** What a new calendar here may begin with; nothing for whoever may not make one. */
  beginnings: readonly Beginning[];
};

/** The calendar that holds at a place, to look at or to print, and where it has none of its own the way to one. */
export function LookPage(props: LookPageProps) {
  const { frame, place, academicYear, holds, isOwn, kept, beginnings } = props;
  const { say } = frame;
  return (
    <CalendarLayout frame={frame} place={place} academicYear={academicYear}>
      {!isOwn && <InsetText>{followsInWords(say, props)}</InsetText>}
      {beginnings.length > 0 && holds && (
        <Details summary={say('calendars.follow.make')} id="make">
          <p className="govuk-body">{say('calendars.follow.make-hint')}</p>
          <Beginnings {...props} say={say} />
        </Details>
      )}
      {beginnings.length > 0 && !holds && <Beginnings {...props} say={say} />}
      {holds && (
        <div className="wm-year-alone">
          <YearPanel say={say} calendar={holds} />
          <YearFigures say={say} calendar={holds} stands />
          <p className="govuk-body wm-year-print">{say('calendars.print')}</p>
        </div>
      )}
      {isOwn || kept.length > 0 ? <History say={say} kept={kept} /> : null}
    </CalendarLayout>
  );
}

function followsInWords(say: Say, { place, academicYear, holds }: LookPageProps): string {
  const year = academicYearName(academicYear);
  if (place.settingId === null) return say('calendars.follow.organisation-none', { year });
  return say(holds ? 'calendars.follow.own-none' : 'calendars.follow.none', { year });
}

function Beginnings({ say, place, academicYear, beginnings }: LookPageProps & { say: Say }) {
  return (
    <>
      <p className="govuk-body">{say('calendars.follow.start')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {beginnings.map((from) => (
          <li key={from}>
            <a className="govuk-link" href={`${calendarHref(place, academicYear)}?from=${from}`}>
              {say(`calendars.follow.from-${from}`)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
