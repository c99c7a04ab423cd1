import { use } from 'react';
import { CalendarMonth, LegendDrawing } from './attendance-calendar-month.tsx';
import type { CalendarWeek, Slot, SlotKind } from './calendar-week.ts';
import { Details } from './details.tsx';
import { Table } from './table.tsx';
import { type UiWords, UiWordsContext } from './ui-words.ts';

export type AttendanceCalendarProps = {
  weeks: readonly CalendarWeek[];
  /** The kinds to explain, in words. */
  legend: readonly { kind: SlotKind; code: string; says: string }[];
  /** The whole picture in a sentence or two. */
  summary: string;
  /** Names the table. */
  caption: string;
};

/**
 * Attendance by week and weekday, a block a month. Kinds differ by shape and letter as well as by colour;
 * the summary says it in words and the table underneath holds the same data.
 *
 * @example <AttendanceCalendar weeks={weeks} legend={legend} summary="Absent on 6 of 60 days." caption="Autumn term" />
 */
export function AttendanceCalendar({ weeks, legend, summary, caption }: AttendanceCalendarProps) {
  const words = use(UiWordsContext);
  const columns = Math.max(5, ...weeks.map((week) => week.days.length));
  return (
    <div className="wm-calendar">
      <p className="govuk-body">{summary}</p>
      <ul className="wm-calendar__legend" aria-hidden="true">
        {legend.map((item) => (
          <li key={item.kind}>
            <LegendDrawing slot={item} />
            {item.says}
          </li>
        ))}
      </ul>
      <div className="wm-calendar__months" aria-hidden="true">
        {byMonth(weeks).map(({ month, weeks: rows }) => (
          <CalendarMonth key={month} name={monthName(month, words)} weeks={rows} columns={columns} />
        ))}
      </div>
      <Details summary={words.showTable} className="wm-calendar__details">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
        <section className="wm-scroll" aria-label={caption} tabIndex={0}>
          <Table
            className="govuk-table--small-text-until-tablet wm-calendar__table"
            caption={caption}
            firstCellIsHeader
            head={[words.week, ...words.weekdays.slice(0, columns)]}
            rows={weeks.map((week) => [week.label, ...week.days.map((day) => dayCell(day, words))])}
          />
        </section>
      </Details>
    </div>
  );
}

function byMonth(weeks: readonly CalendarWeek[]): { month: string; weeks: CalendarWeek[] }[] {
  const months: { month: string; weeks: CalendarWeek[] }[] = [];
  for (const week of weeks) {
    const month = week.startsOn.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.weeks.push(week);
    else months.push({ month, weeks: [week] });
  }
  return months;
}

function monthName(month: string, words: UiWords): string {
  return `${words.months[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;
}

function dayCell(day: { am: Slot; pm: Slot }, words: UiWords) {
  if (day.am.kind === 'none' && day.pm.kind === 'none') return <span>{day.am.says}</span>;
  return (
    <>
      <span aria-hidden="true" className="wm-calendar__codes">
        {day.am.code || '–'} {day.pm.code || '–'}
      </span>
      <span className="govuk-visually-hidden">
        {words.morning}: {day.am.says}. {words.afternoon}: {day.pm.says}.
      </span>
    </>
  );
}
