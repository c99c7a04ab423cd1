/** The settings of the council as rows, with their calendars, staff, groups and classes, and what they have sent lists of. */

import { insertRows, type SettingId, type Tx } from '#db';
import { loadMapping } from '#files';
import { type CastMember, castStaff } from '#test/cast';
import type { SchoolYear } from './calendars.ts';
import type { Council } from './council.ts';
import type { School } from './school.ts';

export async function writeStructure(tx: Tx, council: Council): Promise<void> {
  const { tenantId: tenant_id, ids, places, thisYear, brings } = council;
  const activityNames = await namesOfActivities();
  await insertRows(
    tx,
    'people.setting',
    places.map(({ id, name, kind, urn }) => {
      const origin = { source: 'admissions', run_id: brings('establishments', 'admissions') };
      return { tenant_id, id, name, kind, urn, status: 'open', ...origin };
    }),
  );
  await writeCalendars(tx, council);
  await insertRows(tx, 'records.measure_definition', [
    {
      tenant_id,
      id: council.activityId as never,
      name: 'activity',
      label: 'Activity',
      kind: 'category',
      unit: null,
      categories: activityNames,
    },
  ]);
  const schools = [...council.schools.values()];
  const inSchools = <Row>(rows: (school: School) => readonly Row[]) =>
    schools.flatMap((school) => [...rows(school)]);
  const at = ({ place }: School) => ({ tenant_id, setting_id: place.id });
  const classRun = { run_id: brings('classes', 'school-mis') };
  await insertRows(
    tx,
    'people.house',
    inSchools((school) => school.houses.map(({ id, name }) => ({ ...at(school), id: id as never, name }))),
  );
  await insertRows(tx, 'people.staff', [
    ...Object.values(castStaff).map((member) => castStaffRow(council, member)),
    ...inSchools((school) =>
      school.staff.map(({ id, givenName, familyName, job }, number) => ({
        ...at(school),
        id: id as never,
        account_id: null,
        given_name: givenName,
        family_name: familyName,
        job,
        email: null,
        ...staffOrigin(council, `S${number + 1}`),
      })),
    ),
  ]);
  await insertRows(
    tx,
    'people.tutor_group',
    inSchools((school) =>
      school.groups.map(({ id, name, ncYear, tutorId }) => ({
        ...at(school),
        id: id as never,
        academic_year: thisYear,
        name,
        nc_year: ncYear,
        tutor_id: tutorId as never,
        tutor_source: 'school-mis',
        ...classRun,
      })),
    ),
  );
  await insertRows(
    tx,
    'people.class',
    inSchools((school) =>
      school.classes.map(({ id, name, subject }) => ({
        ...at(school),
        id: id as never,
        academic_year: thisYear,
        name,
        subject,
        source: 'school-mis',
        ...classRun,
      })),
    ),
  );
  await insertRows(
    tx,
    'people.class_teacher',
    inSchools((school) =>
      school.classes.map(({ id, teacherId }) => ({
        tenant_id,
        id: ids<never>(),
        class_id: id as never,
        staff_id: teacherId as never,
        source: 'school-mis',
        ...classRun,
      })),
    ),
  );
  await insertRows(
    tx,
    'records.coverage',
    places
      .filter(({ key }) => key !== 'quillbeck')
      .map(({ id }) => ({
        tenant_id,
        id: ids<never>(),
        setting_id: id,
        record: 'suspension',
        source: 'school-mis',
        covers_from: `${thisYear - 1}-08-01` as never,
        covers_to: council.today,
      })),
  );
}

/** The account is joined to it when the council is opened, last of all. */
function castStaffRow(
  council: Council,
  { key, staffId, givenName, familyName, job, email, settings: [first] }: CastMember,
) {
  const setting_id = first === undefined ? null : council.place(first).id;
  return {
    tenant_id: council.tenantId,
    id: staffId,
    setting_id,
    account_id: null,
    given_name: givenName,
    family_name: familyName,
    job,
    email,
    ...staffOrigin(council, key),
  };
}

function staffOrigin({ brings }: Council, source_key: string) {
  return { source: 'school-mis', source_key, run_id: brings('staff', 'school-mis') };
}

async function writeCalendars(tx: Tx, { tenantId: tenant_id, ids, years, place }: Council): Promise<void> {
  const calendars = [
    ...years.council.map((year) => ({ year, id: ids<never>(), setting_id: null })),
    ...years.own.map((year) => ({ year, id: ids<never>(), setting_id: place('dapplemere').id })),
  ];
  const inCalendars = <Row>(
    rows: (year: SchoolYear, whose: { calendar_id: never; setting_id: SettingId | null }) => Row[],
  ) => calendars.flatMap(({ year, id, setting_id }) => rows(year, { calendar_id: id, setting_id }));
  await insertRows(
    tx,
    'people.calendar',
    calendars.map(({ id, setting_id, year }) => ({
      tenant_id,
      id,
      setting_id,
      academic_year: year.academicYear,
      weekdays: [...year.calendar.weekdays],
    })),
  );
  await insertRows(
    tx,
    'people.half_term',
    inCalendars(({ calendar }, whose) =>
      calendar.halfTerms.map(({ term, half, startsOn: starts_on, endsOn: ends_on }) => ({
        tenant_id,
        id: ids<never>(),
        ...whose,
        term,
        half,
        starts_on,
        ends_on,
      })),
    ),
  );
  await insertRows(
    tx,
    'people.closure',
    inCalendars(({ calendar }, whose) =>
      calendar.closures.map(({ date: on_date, kind, label }) => ({
        tenant_id,
        id: ids<never>(),
        ...whose,
        on_date,
        kind,
        label,
      })),
    ),
  );
}

/** As a file of activities would have named them. */
async function namesOfActivities(): Promise<Record<string, string>> {
  const { measures } = await loadMapping('waymark-activities');
  const activity = measures?.columns['activity'];
  if (activity?.as !== 'category') throw new Error('The mapping waymark-activities names no activity');
  return activity.categories;
}
