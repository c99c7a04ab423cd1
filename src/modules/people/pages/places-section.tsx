import { academicYear, academicYearName, britishDate } from '#dates';
import { Details, SummaryList, Table } from '#ui';
import { type PageFrame, type PersonSection, type Say, yearInWords } from '#web';
import { classesOf, type Enrolled, enrolmentsOf, type Taught } from '../queries/places.ts';

type Places = { enrolments: readonly Enrolled[]; classes: readonly Taught[]; year: number };

/** Where they are and have been: settings, tutor groups, classes. */
export const placesSection: PersonSection<Places> = {
  id: 'places',
  order: 60,
  title: 'people.places.title',
  async load(tx, { personId, actor, today }) {
    const whose = { tenantId: actor.tenantId, personId };
    const year = academicYear(today);
    return {
      enrolments: await enrolmentsOf(tx, whose),
      classes: await classesOf(tx, { ...whose, today }),
      year,
    };
  },
  render: (places, frame) => <PlacesOf places={places} frame={frame} />,
};

function PlacesOf({
  places: { enrolments, classes, year },
  frame: { say },
}: {
  places: Places;
  frame: PageFrame;
}) {
  if (enrolments.length === 0) return <p className="govuk-body">{say('people.places.none')}</p>;
  const [now, before] = [
    enrolments.filter(({ academicYear: of }) => of >= year),
    enrolments.filter(({ academicYear: of }) => of < year),
  ];
  return (
    <>
      {now.length === 0 && (
        <p className="govuk-body">{say('people.places.none-now', { year: academicYearName(year) })}</p>
      )}
      {now.map((enrolled, index) => (
        <SummaryList key={index} className="wm-facts" rows={rowsOf(say, enrolled)} />
      ))}
      {classes.length > 0 && <Classes classes={classes} say={say} />}
      {before.length > 0 && (
        <Details summary={say('people.places.before')}>
          {before.map((enrolled, index) => (
            <SummaryList key={index} className="wm-facts" rows={rowsOf(say, enrolled)} />
          ))}
        </Details>
      )}
    </>
  );
}

function Classes({ classes, say }: { classes: Places['classes']; say: Say }) {
  const count = say('people.places.classes', { count: classes.length });
  return (
    <Details summary={count}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, so the keyboard must reach it */}
      <section className="wm-scroll" aria-label={count} tabIndex={0}>
        <Table
          head={[say('people.places.class'), say('people.places.subject'), say('people.places.teachers')]}
          rows={classes.map(({ name, subject, teachers }) => [
            name,
            subject ?? say('people.unknown'),
            teachers ?? say('people.unknown'),
          ])}
        />
      </section>
    </Details>
  );
}

function rowsOf(say: Say, enrolled: Enrolled) {
  const { startsOn, endsOn, status, disputedBy, tutorGroup, tutor, house } = enrolled;
  const dates = startsOn && endsOn ? 'between' : startsOn ? 'since' : endsOn ? 'until' : 'unknown';
  const group =
    tutor === null ? tutorGroup : say('people.places.group-with', { group: tutorGroup ?? '', tutor });
  return [
    { key: academicYearName(enrolled.academicYear), value: enrolled.settingName },
    { key: say('people.year.label'), value: yearInWords(say, enrolled.ncYear) },
    { key: say('people.places.tutor-group'), value: group ?? say('people.unknown') },
    ...(house === null ? [] : [{ key: say('people.places.house'), value: house }]),
    {
      key: say('people.places.dates'),
      value: say(`people.places.${dates}`, {
        from: startsOn ? britishDate(startsOn) : '',
        to: endsOn ? britishDate(endsOn) : '',
      }),
    },
    ...(status === 'C'
      ? []
      : [{ key: say('people.places.registered'), value: say(`people.places.statuses.${status}`) }]),
    { key: say('people.source'), value: enrolled.source },
    ...(disputedBy === null
      ? []
      : [
          {
            key: say('people.places.disputed'),
            value: say(`people.places.${endsOn === null && status !== 'P' ? 'says-left' : 'says-there'}`, {
              source: disputedBy,
            }),
          },
        ]),
  ];
}
