import { academicYearName, britishDate } from '#dates';
import { FilterPanel, Input, InsetText, Select, Table, Tag } from '#ui';
import { Layout, type PageFrame, type Say } from '#web';
import type { SettingYear } from '../../queries/calendars/index.ts';
import { type Calendar, sumCalendar } from '../../rules/index.ts';
import { calendarHref } from './address.ts';

type Props = {
  frame: PageFrame;
  /** Of the organisation, the latest year first. */
  organisations: readonly Calendar[];
  settings: readonly SettingYear[];
  total: number;
  asked: { academicYear: number; name: string };
  thisYear: number;
  /** May make and change the organisation's. */
  mayEdit: boolean;
};

/** Every calendar somebody may look at: the organisation's by year, and which settings have their own. */
export function ListPage(props: Props) {
  const { frame, thisYear, organisations } = props;
  const { say } = frame;
  const title = say('calendars.title');
  const missing = [thisYear, thisYear + 1].filter(
    (year) => !organisations.some(({ academicYear }) => academicYear === year),
  );
  return (
    <Layout frame={frame} title={title}>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body wm-year-lead">{say('calendars.intro')}</p>
      {missing.length > 0 && <Missing {...props} say={say} missing={missing} />}
      {organisations.length > 0 && <Organisations {...props} say={say} />}
      <Settings {...props} say={say} />
    </Layout>
  );
}

type Part = Props & { say: Say };

function Missing({ say, missing, thisYear, mayEdit }: Part & { missing: readonly number[] }) {
  return (
    <InsetText>
      <h2 className="govuk-heading-s">{say('calendars.missing.title')}</h2>
      {missing.map((year) => (
        <p key={year} className="govuk-body">
          {say(year === thisYear ? 'calendars.missing.now' : 'calendars.missing.next', {
            year: academicYearName(year),
          })}{' '}
          {mayEdit ? (
            <a className="govuk-link" href={calendarHref({ settingId: null }, year)}>
              {say('calendars.missing.make', { year: academicYearName(year) })}
            </a>
          ) : (
            say('calendars.missing.ask')
          )}
        </p>
      ))}
    </InsetText>
  );
}

function Organisations({ say, organisations, thisYear }: Part) {
  return (
    <Table
      className="wm-calendars"
      caption={say('calendars.organisations.title')}
      captionClassName="govuk-table__caption--m"
      firstCellIsHeader
      head={[
        say('calendars.organisations.year'),
        say('calendars.organisations.dates'),
        say('calendars.organisations.days'),
      ]}
      rows={organisations.map((calendar) => {
        const { academicYear } = calendar;
        const year = academicYearName(academicYear);
        return [
          <a key="year" className="govuk-link" href={calendarHref({ settingId: null }, academicYear)}>
            {academicYear === thisYear ? say('calendars.organisations.now', { year }) : year}
          </a>,
          ...cellsOf(say, calendar),
        ];
      })}
    />
  );
}

function Settings({ say, settings, total, asked, organisations, thisYear }: Part) {
  const { academicYear, name } = asked;
  const year = academicYearName(academicYear);
  const common = organisations.find((calendar) => calendar.academicYear === academicYear);
  const years = [...new Set([thisYear + 1, thisYear, ...organisations.map((each) => each.academicYear)])];
  if (total === 0 && name === '')
    return <p className="govuk-body">{say('calendars.settings.none-at-all')}</p>;
  return (
    <>
      <h2 className="govuk-heading-m" id="settings">
        {say('calendars.settings.title', { year })}
      </h2>
      <FilterPanel action="/calendars" submitText={say('calendars.settings.show')}>
        <Select
          name="year"
          label={say('calendars.organisations.year')}
          value={academicYear}
          items={years
            .toSorted((one, other) => other - one)
            .map((each) => ({ value: each, text: academicYearName(each) }))}
        />
        <Input name="name" label={say('calendars.settings.find')} value={name} autoComplete="off" />
      </FilterPanel>
      <p className="govuk-body">
        {total === 0
          ? say('calendars.settings.none')
          : total > settings.length
            ? say('calendars.settings.shown', { shown: settings.length, total })
            : say('calendars.settings.count', { count: total })}
      </p>
      {total > 0 && (
        <Table
          className="wm-calendars"
          caption={say('calendars.settings.title', { year })}
          captionClassName="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            say('calendars.settings.name'),
            say('calendars.settings.which'),
            say('calendars.organisations.dates'),
            say('calendars.organisations.days'),
          ]}
          rows={settings.map(({ settingId, name: called, own }) => [
            <a key="name" className="govuk-link" href={calendarHref({ settingId }, academicYear)}>
              {called}
            </a>,
            own ? (
              <Tag key="own" colour="turquoise">
                {say('calendars.settings.own')}
              </Tag>
            ) : (
              say(common ? 'calendars.settings.follows' : 'calendars.settings.unknown')
            ),
            ...cellsOf(say, own ?? common),
          ])}
        />
      )}
    </>
  );
}

function cellsOf(say: Say, calendar: Calendar | undefined): string[] {
  if (!calendar) return ['', ''];
  const { halfTerms } = calendar;
  const [first, last] = [halfTerms[0], halfTerms.at(-1)];
  const { days, sessions } = sumCalendar(calendar);
  return [
    first && last
      ? say('calendars.organisations.from-to', {
          from: britishDate(first.startsOn),
          to: britishDate(last.endsOn),
        })
      : '',
    say('calendars.organisations.sum', { days: say('calendars.edit.day-count', { count: days }), sessions }),
  ];
}
