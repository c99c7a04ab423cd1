/** Young people and their records as rows. Every fact names the source and the run that brought it. */
import type { Insertable } from 'kysely';
import type { PlainDate } from '#dates';
import { insertRows, type RunId, type Tables, type Tx } from '#db';
import { nameKeys } from '#modules/people';
import { masks } from '#modules/records';
import type { Council } from './council.ts';
import { sourceOf, type YoungPerson } from './young-person.ts';

const TABLES = [
  'people.person',
  'people.person_source',
  'people.person_said',
  'people.name_key',
  'people.second_setting',
  'people.enrolment',
  'people.class_place',
  'records.register',
  'records.need',
  'records.circumstance',
  'records.suspension',
  'records.measure',
  'records.note',
] as const satisfies readonly (keyof Tables)[];
type PersonTable = (typeof TABLES)[number];

/** Rows of some young people, table by table. */
export type Batch = { [Table in PersonTable]: Insertable<Tables[Table]>[] };

export function emptyBatch(): Batch {
  return Object.fromEntries(TABLES.map((table) => [table, []])) as unknown as Batch;
}

/** Writes a batch, those that others point at first. */
export async function writeBatch(tx: Tx, batch: Batch): Promise<void> {
  const write = <Table extends PersonTable>(table: Table) => insertRows(tx, table, batch[table]);
  for (const table of TABLES) await write(table);
}

/** Adds everything about one young person to a batch. */
export function addRows(batch: Batch, council: Council, person: YoungPerson, number: number): void {
  const { tenantId: tenant_id, ids, brings } = council;
  const [settingId = null] = person.settingIds;
  const home = settingId ?? person.stays.at(-1)?.settingId;
  const person_id = person.id;
  const about = { tenant_id, person_id };
  const run_id = brings('people', 'school-mis');
  const source_key = `M${String(number).padStart(6, '0')}`;
  const names = { given_name: person.givenName, family_name: person.familyName, known_as: person.knownAs };
  const setting_ids = [...person.settingIds];
  const identity = { date_of_birth: person.dateOfBirth, sex: person.sex, upn: person.upn, uln: null };
  const origin = { source: 'school-mis', source_key, run_id };
  batch['people.person'].push({
    tenant_id,
    id: person_id,
    setting_ids,
    setting_id: settingId,
    nc_year: person.ncYear,
    ...names,
    ...identity,
    ...origin,
    left_on: settingId === null ? (person.stays.at(-1)?.endsOn ?? null) : null,
  });
  const said = { nc_year: person.ncYear, ...names, ...identity };
  batch['people.person_said'].push({
    ...about,
    id: ids(),
    setting_ids,
    source: 'school-mis',
    ...said,
    said_on: `${council.thisYear}-09-01` as PlainDate,
    run_id,
    since: {},
  });
  for (const setting_id of setting_ids.length > 0 ? setting_ids : home ? [home] : []) {
    batch['people.person_source'].push({ ...about, id: ids(), setting_id, ...origin });
  }
  for (const key of nameKeys(names)) batch['people.name_key'].push({ ...about, id: ids(), setting_ids, key });
  for (const setting_id of setting_ids.slice(1))
    batch['people.second_setting'].push({ ...about, id: ids(), setting_id });
  addStays(batch, council, person);
  if (home === undefined) return;
  const here = { ...about, setting_id: home };
  for (const class_id of person.classIds)
    batch['people.class_place'].push({
      ...here,
      id: ids(),
      class_id: class_id as never,
      academic_year: council.thisYear,
      starts_on: null,
      ends_on: null,
      source: 'school-mis',
      run_id: brings('classes', 'school-mis'),
    });
  if (person.need) {
    const { provision, primaryNeed: primary_need, startsOn: starts_on } = person.need;
    const needRun = brings('needs', 'school-mis');
    batch['records.need'].push({
      ...here,
      id: ids(),
      provision,
      primary_need,
      starts_on,
      ends_on: null,
      source: 'school-mis',
      run_id: needRun,
    });
  }
  for (const { kind, present, startsOn: starts_on, endsOn: ends_on } of person.circumstances) {
    const source = sourceOf(kind);
    const circumstanceRun: RunId = brings('circumstances', source);
    batch['records.circumstance'].push({
      ...here,
      id: ids(),
      kind,
      present,
      starts_on,
      ends_on,
      source,
      run_id: circumstanceRun,
    });
  }
  for (const { settingId: setting_id, startsOn: starts_on, kind, sessions, reason } of person.suspensions) {
    const suspensionRun = brings('suspensions', 'school-mis');
    batch['records.suspension'].push({
      ...about,
      id: ids(),
      setting_id,
      kind,
      starts_on,
      sessions,
      reason,
      source: 'school-mis',
      run_id: suspensionRun,
    });
  }
  for (const { code: category, onDate: on_date } of person.activities) {
    const value = { number: null, yes: null, category };
    const source = 'council-activity' as const;
    const activityRun = brings('measures', source);
    const definition_id = council.activityId as never;
    batch['records.measure'].push({
      ...here,
      id: ids(),
      definition_id,
      on_date,
      ...value,
      source,
      run_id: activityRun,
    });
  }
  for (const { accountId, author, onDate: on_date, body } of person.notes) {
    const written_at = `${on_date}T15:40:00Z`;
    batch['records.note'].push({
      ...here,
      id: ids(),
      account_id: accountId as never,
      author,
      on_date,
      written_at,
      body,
    });
  }
}

function addStays(batch: Batch, { tenantId: tenant_id, ids, brings }: Council, person: YoungPerson): void {
  for (const stay of person.stays) {
    const { settingId: setting_id, academicYear: academic_year, source } = stay;
    const where = { tenant_id, person_id: person.id, setting_id };
    batch['people.enrolment'].push({
      ...where,
      id: ids(),
      academic_year,
      nc_year: stay.ncYear,
      status: stay.status,
      starts_on: stay.startsOn,
      ends_on: stay.endsOn,
      said_on: stay.startsOn,
      ended_source: stay.endsOn === null ? null : source,
      disputed_by: null,
      tutor_group_id: stay.tutorGroupId as never,
      house_id: stay.houseId as never,
      source,
      run_id: brings('people', source),
    });
    if (!stay.marks) continue;
    const marks = Buffer.from(stay.marks.buffer, stay.marks.byteOffset, stay.marks.length).toString('latin1');
    batch['records.register'].push({
      ...where,
      id: ids(),
      register_year: academic_year,
      marks,
      ...masks(stay.marks),
      source: 'school-mis',
      run_id: brings('registers', 'school-mis'),
    });
  }
}
