import { Table } from '#ui';
import type { Say } from '#web';
import { dayAndMonth, dayInWords } from '../../actions/calendars/fault-in-words.ts';
import { type Calendar, type Closure, sumCalendar } from '../../rules/index.ts';

const KINDS: readonly Closure['kind'][] = ['inset', 'bank_holiday', 'closure'];

type Props = {
  say: Say;
  calendar: Calendar;
  /** Whether it can be counted: it stands as it is. */
  stands: boolean;
};

/** What the picture of a year shows, in figures and words. */
export function YearFigures({ say, calendar, stands }: Props) {
  return (
    <div className="wm-year-figures" id="year-figures" data-live="">
      {stands && <SumTable say={say} calendar={calendar} />}
      <ClosedDays say={say} closures={calendar.closures} />
    </div>
  );
}

function SumTable({ say, calendar }: { say: Say; calendar: Calendar }) {
  const sum = sumCalendar(calendar);
  const number = (content: number | string) => ({ content, format: 'numeric' as const });
  return (
    <Table
      className="wm-year__table"
      caption={say('calendars.year.table')}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        say('calendars.year.half-term'),
        say('calendars.organisations.dates'),
        number(say('calendars.year.weeks-head')),
        number(say('calendars.year.days-head')),
        number(say('calendars.year.sessions-head')),
      ]}
      rows={[
        ...sum.halfTerms.map(({ term, half, startsOn, endsOn, weeks, days, sessions }) => [
          say(`calendars.halves.${term}-${half}`),
          say('calendars.organisations.from-to', {
            from: dayAndMonth(say, startsOn),
            to: dayAndMonth(say, endsOn),
          }),
          number(weeks),
          number(days),
          number(sessions),
        ]),
        [say('calendars.year.total'), '', number(sum.weeks), number(sum.days), number(sum.sessions)],
      ]}
    />
  );
}

/** The days in term without sessions by name. Beside the form they are left to it, except on paper. */
function ClosedDays({ say, closures }: { say: Say; closures: Calendar['closures'] }) {
  return (
    <dl className="wm-year__closed">
      {KINDS.map((kind) => ({ kind, of: closures.filter((closure) => closure.kind === kind) }))
        .filter(({ of }) => of.length > 0)
        .map(({ kind, of }) => (
          <div key={kind}>
            <dt>{say(`calendars.closed.${kind}`)}</dt>
            {of.map(({ date, label }) => (
              <dd key={date}>
                {dayInWords(say, date)}
                {label !== say(`calendars.kinds.${kind}`) && `, ${label}`}
              </dd>
            ))}
          </div>
        ))}
    </dl>
  );
}
