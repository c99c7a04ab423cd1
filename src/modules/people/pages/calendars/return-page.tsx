import { academicYearName } from '#dates';
import { BackLink, Button, WarningText } from '#ui';
import { Layout, type PageFrame } from '#web';
import type { CalendarChange } from '../../rules/index.ts';
import { calendarHref, type Place } from './address.ts';
import { ChangesList } from './changes-list.tsx';
import { Closing, type Held } from './closing.tsx';

type Props = {
  frame: PageFrame;
  place: Place;
  academicYear: number;
  /** From the setting's own calendar to the organisation's. */
  changes: readonly CalendarChange[];
  held: readonly Held[];
  seen: string;
  /** Somebody changed the calendar since the page was shown. */
  isOvertaken: boolean;
};

/** What it means to follow the organisation's calendar again, and the button for it. */
export function ReturnPage({ frame, place, academicYear, changes, held, seen, isOvertaken }: Props) {
  const { say } = frame;
  const href = calendarHref(place, academicYear);
  const year = academicYearName(academicYear);
  const title = say('calendars.return.title');
  return (
    <Layout frame={frame} title={title}>
      <BackLink href={href} />
      <div className="wm-check">
        <h1 className="govuk-heading-l">
          <span className="govuk-caption-l">{say('calendars.of', { year, place: place.name })}</span>
          {title}
        </h1>
        {isOvertaken && <WarningText>{say('calendars.return.overtaken')}</WarningText>}
        <p className="govuk-body">{say('calendars.return.means', { year })}</p>
        <Closing held={held} isNew={false} say={say} />
        <h2 className="govuk-heading-m">{say('calendars.return.changes')}</h2>
        {changes.length === 0 ? (
          <p className="govuk-body">{say('calendars.return.no-changes')}</p>
        ) : (
          <ChangesList changes={changes} say={say} />
        )}
        <form method="post" action={`${href}/return`}>
          <input type="hidden" name="seen" value={seen} />
          <div className="govuk-button-group">
            <Button kind="warning" preventDoubleClick>
              {say('calendars.return.button')}
            </Button>
            <a className="govuk-link" href={href}>
              {say('calendars.return.stay')}
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}
