import { sql } from 'kysely';
import { insertRows, newId, type PersonId, type SettingId, type Tx } from '#db';
import type { Fault } from '#files';
import { keepChanges, noteRow, type RowsSoFar, type Run } from '#modules/sources';
import type { StaffId } from '../../../../db/generated/people/Staff.ts';
import type { TutorGroupId } from '../../../../db/generated/people/TutorGroup.ts';
import type { Place } from './read-places.ts';

type Group = {
  id: TutorGroupId;
  setting_id: SettingId;
  academic_year: number;
  name: string;
  tutor_id: StaffId | null;
  tutor_source: string | null;
};
type Enrolment = {
  id: string;
  person_id: PersonId;
  setting_id: SettingId;
  academic_year: number;
  tutor_group_id: TutorGroupId | null;
  source: string;
};
/** A group or an enrolment while the file is gone through; `saidOn` is the line of the file that said what it is. */
type Met<Row> = { row: Row; before: Row | null; saidOn: number | null };

/**
 * Puts young people into tutor groups, and tutors before them. A group is known by its name within a setting and academic
 * year, and one that nobody has named yet is added. Who the tutor is, and which group an enrolment is in, are changed by
 * the source that said it and filled where nobody has; a row that says otherwise than another source is refused.
 */
export async function writeTutorGroups(tx: Tx, run: Run, rows: readonly Place[], lines: RowsSoFar) {
  const { groups, enrolments } = await standing(tx, run, rows);
  const ofSource = [...enrolments.values()].filter(
    ({ row }) => row.source === run.source && row.tutor_group_id !== null,
  ).length;
  for (const place of rows) {
    const key = keyOf(place.settingId, place.year, place.name);
    const group = groups.get(key) ?? newGroup(place);
    const enrolment = enrolments.get(keyOf(place.settingId, place.year, place.personId));
    const fault = faultOf(run, place, group, enrolment);
    if (fault) {
      run.refused.add({ line: place.line, found: place.name, ...fault });
      continue;
    }
    groups.set(key, group);
    noteRow(lines, place.line, nameTutor(run, place, group));
    if (enrolment) noteRow(lines, place.line, join(place, group, enrolment));
  }
  const changed = [...groups.values()].filter(
    ({ row, before }) => before && before.tutor_id !== row.tutor_id,
  );
  const moved = [...enrolments.values()].filter(
    ({ row, before }) => before?.tutor_group_id !== row.tutor_group_id,
  );
  await addGroups(tx, run, groups.values());
  await changeTutors(tx, run, changed);
  await moveEnrolments(tx, run, moved);
  const replaced = [
    ...changed.filter(({ before }) => before?.tutor_id !== null),
    ...moved.filter(({ before }) => before?.tutor_group_id !== null),
  ];
  return { ended: 0, moved: replaced.length, standing: ofSource };
}

function keyOf(settingId: SettingId, year: number, what: string): string {
  return `${settingId} ${year} ${what}`;
}

async function standing(tx: Tx, { tenantId }: Run, rows: readonly Place[]) {
  const years = [...new Set(rows.map(({ year }) => year))];
  const groups = await sql<Group>`
    select id, setting_id, academic_year, name, tutor_id, tutor_source from people.tutor_group
    where tenant_id = ${tenantId} and academic_year = any(${years}::smallint[])`.execute(tx);
  const enrolments = await sql<Enrolment>`
    select id, person_id, setting_id, academic_year, tutor_group_id, source from people.enrolment
    where tenant_id = ${tenantId} and academic_year = any(${years}::smallint[])`.execute(tx);
  const met = <Row>(row: Row): Met<Row> => ({ row: { ...row }, before: row, saidOn: null });
  return {
    groups: new Map(groups.rows.map((row) => [keyOf(row.setting_id, row.academic_year, row.name), met(row)])),
    enrolments: new Map(
      enrolments.rows.map((row) => [keyOf(row.setting_id, row.academic_year, row.person_id), met(row)]),
    ),
  };
}

function newGroup({ settingId, year, name }: Place): Met<Group> {
  const id = newId<TutorGroupId>();
  const named = { id, setting_id: settingId, academic_year: year, name };
  return { row: { ...named, tutor_id: null, tutor_source: null }, before: null, saidOn: null };
}

/** Why a row cannot be: nothing of it is taken then. */
function faultOf(
  { source }: Run,
  { name, staffId }: Place,
  { row: group, saidOn }: Met<Group>,
  enrolment: Met<Enrolment> | undefined,
): (Fault & { field: string }) | undefined {
  if (!enrolment) {
    const message = `This young person is not enrolled there in that academic year, so there is nothing to put into ${name}: bring people in first.`;
    return { field: 'class', rule: 'enrolment.missing', message };
  }
  if (staffId !== null && group.tutor_id !== null && group.tutor_id !== staffId) {
    if (saidOn !== null) {
      const message = `Line ${saidOn} of this file names another tutor of ${name}, and a group has one: remove the wrong one.`;
      return { field: 'teacher', rule: 'fact.twice', message };
    }
    if (group.tutor_source !== null && group.tutor_source !== source) {
      const message = `${group.tutor_source} names another tutor of ${name}, and is believed, having said so first: mend the cell or leave it blank.`;
      return { field: 'teacher', rule: 'tutor.believed', message };
    }
  }
  const { row, saidOn: placedOn } = enrolment;
  if (row.tutor_group_id === null || row.tutor_group_id === group.id) return undefined;
  if (placedOn !== null) {
    const message = `Line ${placedOn} of this file puts the same young person into another tutor group: remove the wrong one.`;
    return { field: 'class', rule: 'fact.twice', message };
  }
  if (row.source === source) return undefined;
  const message = `${row.source} has this young person in another tutor group, and is believed, having enrolled them: mend one of the two.`;
  return { field: 'class', rule: 'tutor_group.believed', message };
}

function nameTutor({ source }: Run, { staffId, line }: Place, group: Met<Group>) {
  if (staffId === null) return 'same';
  group.saidOn ??= line;
  const { tutor_id: before } = group.row;
  if (before === staffId) return 'same';
  Object.assign(group.row, { tutor_id: staffId, tutor_source: source });
  return before === null ? 'added' : 'changed';
}

function join({ line }: Place, { row: { id } }: Met<Group>, enrolment: Met<Enrolment>) {
  enrolment.saidOn ??= line;
  const { tutor_group_id: before } = enrolment.row;
  if (before === id) return 'same';
  enrolment.row.tutor_group_id = id;
  return before === null ? 'added' : 'changed';
}

async function addGroups(tx: Tx, run: Run, groups: Iterable<Met<Group>>): Promise<void> {
  const fresh = [...groups].flatMap(({ row, before }) => (before === null ? [row] : []));
  const rows = fresh.map((row) => ({ tenant_id: run.tenantId, ...row, run_id: run.runId }));
  await insertRows(tx, 'people.tutor_group', rows);
}

async function changeTutors(tx: Tx, run: Run, changed: readonly Met<Group>[]): Promise<void> {
  await sql`update people.tutor_group as g set tutor_id = n.tutor_id, tutor_source = n.tutor_source
    from json_populate_recordset(null::people.tutor_group, ${JSON.stringify(changed.map(({ row }) => row))}::json) as n
    where g.tenant_id = ${run.tenantId} and g.id = n.id`.execute(tx);
  const says = ({ tutor_id, tutor_source }: Group) => ({ tutor_id, tutor_source });
  const changes = changed.map(({ row, before }) => ({
    entity: 'tutor_group',
    entityId: row.id,
    personId: null,
    before: before ? says(before) : {},
    after: says(row),
  }));
  await keepChanges(tx, run.tenantId, run.runId, changes);
}

async function moveEnrolments(tx: Tx, run: Run, moved: readonly Met<Enrolment>[]): Promise<void> {
  await sql`update people.enrolment as e set tutor_group_id = n.tutor_group_id
    from json_populate_recordset(null::people.enrolment, ${JSON.stringify(moved.map(({ row }) => row))}::json) as n
    where e.tenant_id = ${run.tenantId} and e.id = n.id`.execute(tx);
  const changes = moved.map(({ row, before }) => ({
    entity: 'enrolment',
    entityId: row.id,
    personId: row.person_id,
    before: { tutor_group_id: before?.tutor_group_id ?? null },
    after: { tutor_group_id: row.tutor_group_id },
  }));
  await keepChanges(tx, run.tenantId, run.runId, changes);
}
