import { academicYear, academicYearName, addDays, type PlainDate, plainDate } from '#dates';
import type { SettingId } from '#db';
import { type Calendar, calendarsOf, Why } from '#modules/people';
import { AttendanceCalendar, type CalendarWeek, Details, type SlotKind } from '#ui';
import type { PageFrame, PersonSection, Say } from '#web';
import { type RegisterOf, registersOf, type TermCountOf, termCountsOf } from '../../queries/registers.ts';
import { registerYear } from '../../rules/index.ts';
import { TermCounts } from './term-counts.tsx';
import { weeksOf } from './weeks.ts';
import { countAll, yearInWords } from './year-in-words.ts';

/** The registers of one academic year, up to today. */
type Year = {
  year: number;
  from: PlainDate;
  to: PlainDate;
  registers: readonly RegisterOf[];
  counts: readonly TermCountOf[];
  calendars: ReadonlyMap<SettingId, ReadonlyMap<number, Calendar>>;
};

/** Attendance of this academic year as a calendar, with last year's folded away behind it. */
export const attendanceSection: PersonSection<readonly Year[]> = {
  id: 'attendance',
  order: 30,
  title: 'person.attendance.title',
  permission: 'records.see',
  async load(tx, { personId, actor: { tenantId }, today }) {
    const current = academicYear(today);
    const spans = [current, current - 1].map((year) => spanOf(year, today));
    const years = spans.flatMap(({ from, to }) => [registerYear(from), registerYear(to)]);
    const registers = await registersOf(tx, { tenantId, personId, years });
    const counts = await termCountsOf(tx, { tenantId, personId, years: [current, current - 1] });
    const settingIds = [...new Set(registers.map(({ settingId }) => settingId))];
    const calendars = await calendarsOf(tx, { tenantId, settingIds, years: [current, current - 1] });
    return spans.map((span) => {
      const [first, last] = [registerYear(span.from), registerYear(span.to)];
      return {
        ...span,
        calendars,
        counts: counts.filter(({ registerYear: of }) => of === span.year),
        registers: registers.filter(({ registerYear: of }) => of >= first && of <= last),
      };
    });
  },
  render: ([now, before], frame) => (
    <>
      {now && <YearOf year={now} frame={frame} />}
      {before && (
        <Details summary={frame.say('person.attendance.before', { year: academicYearName(before.year) })}>
          <YearOf year={before} frame={frame} />
        </Details>
      )}
    </>
  ),
  sheet: ([now], { say }) => now && <p className="govuk-body">{inSentences(say, now)}</p>,
};

/** A year without its picture. */
function inSentences(say: Say, { year, from, to, registers }: Year): string {
  if (registers.length === 0) return say('person.attendance.none', { year: academicYearName(year) });
  return yearInWords(say, year, countAll(registers, from, to)).join(' ');
}

function spanOf(year: number, today: PlainDate): Pick<Year, 'year' | 'from' | 'to'> {
  const end = addDays(plainDate(`${year + 1}-09-01`), -1);
  return { year, from: plainDate(`${year}-09-01`), to: today < end ? today : end };
}

function YearOf({
  year: { year, from, to, registers, counts, calendars },
  frame,
}: {
  year: Year;
  frame: PageFrame;
}) {
  const { say } = frame;
  const counted = <TermCounts counts={counts} registers={registers} say={say} />;
  const places = [...Map.groupBy(registers, ({ settingId }) => settingId)]
    .map(([settingId, of]) => ({
      settingName: of[0]?.settingName ?? '',
      of,
      weeks: weeksOf(of, from, to, wordsIn(say), calendars.get(settingId)?.get(year)),
    }))
    .filter(({ weeks }) => weeks.length > 0);
  if (places.length === 0) {
    const none = say('person.attendance.none', { year: academicYearName(year) });
    return (
      <>
        <p className="govuk-body">
          {none} <Why id="registers" frame={frame} />
        </p>
        {counted}
      </>
    );
  }
  const together = yearInWords(say, year, countAll(registers, from, to));
  return (
    <>
      {places.length > 1 && <p className="govuk-body">{together.join(' ')}</p>}
      {places.map(({ settingName, of, weeks }) => (
        <div key={settingName}>
          <h3 className="govuk-heading-s">{settingName}</h3>
          <AttendanceCalendar
            weeks={weeks}
            legend={legendOf(say, weeks)}
            summary={(places.length > 1 ? yearInWords(say, year, countAll(of, from, to)) : together).join(
              ' ',
            )}
            caption={say('person.attendance.caption', { year: academicYearName(year), setting: settingName })}
          />
          <p className="govuk-body-s wm-source">
            {say('person.from-source', { source: [...new Set(of.map(({ source }) => source))].join(', ') })}
          </p>
        </div>
      ))}
      {counted}
    </>
  );
}

function wordsIn(say: Say) {
  return {
    noSession: say('person.attendance.no-session'),
    noMark: say('person.attendance.no-mark'),
    dayAndMonth: (date: PlainDate) =>
      `${Number(date.slice(8))} ${say(`ui.months.${Number(date.slice(5, 7))}`)}`,
  };
}

const KINDS: readonly SlotKind[] = [
  'present',
  'late',
  'authorised',
  'unauthorised',
  'activity',
  'not-possible',
  'none',
];
const CODES: Record<SlotKind, string> = {
  present: '',
  late: 'L',
  authorised: 'I',
  unauthorised: 'O',
  activity: 'B',
  'not-possible': '',
  none: '',
};

/** Only the kinds that the picture shows. */
function legendOf(say: Say, weeks: readonly CalendarWeek[]) {
  const shown = new Set(weeks.flatMap(({ days }) => days.flatMap(({ am, pm }) => [am.kind, pm.kind])));
  return KINDS.filter((kind) => shown.has(kind)).map((kind) => ({
    kind,
    code: CODES[kind],
    says: say(`person.attendance.kinds.${kind}`),
  }));
}
