import { academicYearName } from '#dates';
import type { Problem } from '#outcome';
import { InsetText } from '#ui';
import type { FormState, PageFrame, Say } from '#web';
import type { KeptChange } from '../../queries/calendars/index.ts';
import { type CalendarChange, type CalendarDraft, calendarOfDraft } from '../../rules/index.ts';
import { type Beginning, calendarHref, isCalendarYear, type Place } from './address.ts';
import { CalendarLayout } from './calendar-layout.tsx';
import { CalendarForm } from './form.tsx';
import { History } from './history.tsx';
import { Overtaken } from './overtaken.tsx';
import { YearFigures } from './year-figures.tsx';
import { YearPanel } from './year-panel.tsx';

export type EditPageProps = {
  frame: PageFrame;
  place: Place;
  form: FormState;
  rows: number;
  draft: CalendarDraft;
  /** What keeps the draft from being kept, said beside the picture. */
  faults: readonly Problem[];
  /** What the form began with, while nothing is kept. */
  begun: Beginning | undefined;
  kept: readonly KeptChange[];
  /** How many settings follow the organisation's calendar; null where it is a setting's. */
  followers: number | null;
  /** Whether the year after has a calendar of the same place. */
  hasNextYear: boolean;
  mayReturn: boolean;
  /** Somebody kept another calendar since the form was shown. */
  overtaken?: { since: readonly KeptChange[]; changes: readonly CalendarChange[] } | undefined;
};

/** A calendar to be changed, beside the picture of its year. */
export function EditPage(props: EditPageProps) {
  const { frame, place, form, rows, draft, faults, begun, kept, overtaken } = props;
  const { say } = frame;
  const { academicYear } = draft;
  const href = calendarHref(place, academicYear);
  return (
    <CalendarLayout frame={frame} place={place} academicYear={academicYear} form={form}>
      {overtaken && <Overtaken say={say} href={href} {...overtaken} />}
      {begun ? (
        <InsetText>{say(`calendars.edit.begun-${begun}`)}</InsetText>
      ) : (
        <p className="govuk-body wm-year-lead">{leadOf(props)}</p>
      )}
      <div className="wm-year-editor">
        <CalendarForm say={say} href={href} form={form} rows={rows} draft={draft} />
        <YearPanel say={say} calendar={calendarOfDraft(draft)} problems={faults} />
      </div>
      <YearFigures say={say} calendar={calendarOfDraft(draft)} stands={faults.length === 0} />
      <p className="govuk-body wm-year-print">{say('calendars.print')}</p>
      {!begun && <Ways {...props} href={href} say={say} />}
      <History say={say} kept={kept} />
    </CalendarLayout>
  );
}

function leadOf({ frame: { say }, followers }: EditPageProps): string {
  return followers === null ? say('calendars.edit.own') : say('calendars.edit.follows', { count: followers });
}

/** Where to go from a calendar that is kept. */
function Ways({
  say,
  place,
  href,
  draft: { academicYear },
  hasNextYear,
  mayReturn,
}: EditPageProps & { say: Say; href: string }) {
  const next = calendarHref(place, academicYear + 1);
  const year = academicYearName(academicYear + 1);
  return (
    <ul className="govuk-list wm-year-ways">
      {isCalendarYear(academicYear + 1) && (
        <li>
          {hasNextYear ? (
            <a className="govuk-link" href={next}>
              {say('calendars.next-year.open', { year })}
            </a>
          ) : (
            <a className="govuk-link" href={`${next}?from=last-year`}>
              {say('calendars.next-year.copy', { year })}
            </a>
          )}
        </li>
      )}
      {mayReturn && (
        <li>
          <a className="govuk-link" href={`${href}/return`}>
            {say('calendars.return.link')}
          </a>
        </li>
      )}
    </ul>
  );
}
