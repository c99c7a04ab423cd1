import type { ReactNode } from 'react';
import { academicYearName } from '#dates';
import { BackLink } from '#ui';
import { FormProblems, type FormState, Layout, type PageFrame } from '#web';
import { calendarHref, isCalendarYear, type Place } from './address.ts';

type Props = {
  frame: PageFrame;
  place: Place;
  academicYear: number;
  /** The form of the page, when what was sent could not be kept. */
  form?: FormState | undefined;
  children: ReactNode;
};

/** What stands around the calendar of one place in one year: whose it is, and the years beside it. */
export function CalendarLayout({ frame, place, academicYear, form, children }: Props) {
  const { say } = frame;
  const year = academicYearName(academicYear);
  return (
    <Layout
      frame={frame}
      title={say('calendars.of', { year, place: place.name })}
      problems={Boolean(form?.problems.length)}
    >
      <BackLink href="/calendars">{say('calendars.back')}</BackLink>
      {form && <FormProblems form={form} />}
      <p className="govuk-caption-l wm-calendar-place">{place.name}</p>
      <h1 className="govuk-heading-l wm-calendar-title">{say('calendars.one', { year })}</h1>
      <nav aria-label={say('calendars.years')} className="wm-years">
        {[academicYear - 1, academicYear + 1].filter(isCalendarYear).map((year) => (
          <a key={year} className="govuk-link" href={calendarHref(place, year)}>
            {year < academicYear ? `← ${academicYearName(year)}` : `${academicYearName(year)} →`}
          </a>
        ))}
      </nav>
      {children}
    </Layout>
  );
}
