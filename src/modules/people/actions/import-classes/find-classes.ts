import { sql } from 'kysely';
import { insertRows, newId, type SettingId, type Tx } from '#db';
import type { Fault } from '#files';
import { keepChanges, noteRow, type RowsSoFar, type Run } from '#modules/sources';
import type { ClassId } from '../../../../db/generated/people/Class.ts';
import type { Place } from './read-places.ts';

type Known = {
  id: ClassId;
  setting_id: SettingId;
  academic_year: number;
  name: string;
  subject: string | null;
  source: string | null;
};

/** A class while the file is gone through: what its subject was, and which line of the file said what it is. */
type Met = Known & { isNew: boolean; before: string | null; saidOn: number | null };

type Found = {
  places: (Place & { classId: ClassId })[];
  ended: 0;
  moved: number;
  standing: number;
};

/**
 * The class of each row: within a setting and academic year it is known by its name, whichever source named it first.
 * One that nobody has named yet is added. Its subject is filled where nothing was said, and changed by the source that
 * named the class; a row that says otherwise is refused.
 */
export async function findClasses(
  tx: Tx,
  run: Run,
  rows: readonly Place[],
  lines: RowsSoFar,
): Promise<Found> {
  const years = [...new Set(rows.map(({ year }) => year))];
  const { rows: known } = await sql<Known>`
    select id, setting_id, academic_year, name, subject, source from people.class
    where tenant_id = ${run.tenantId} and academic_year = any(${years}::smallint[])`.execute(tx);
  const classes = new Map(
    known.map((each): [string, Met] => [
      keyOf(each.setting_id, each.academic_year, each.name),
      { ...each, isNew: false, before: each.subject, saidOn: null },
    ]),
  );
  const places: Found['places'] = [];
  for (const row of rows) {
    const met = classOf(row);
    const fault = subjectFault(met, row, run);
    if (fault) {
      run.refused.add({ line: row.line, field: 'subject', found: row.subject ?? '', ...fault });
      continue;
    }
    if (row.subject !== undefined && row.subject !== met.subject) {
      if (!met.isNew) noteRow(lines, row.line, 'changed');
      met.subject = row.subject;
    }
    if (row.subject !== undefined) met.saidOn ??= row.line;
    places.push(Object.assign(row, { classId: met.id }));
  }
  const all = [...classes.values()];
  const changed = all.filter(({ isNew, subject, before }) => !isNew && subject !== before);
  await addClasses(
    tx,
    run,
    all.filter(({ isNew }) => isNew),
  );
  await changeSubjects(tx, run, changed);
  const moved = changed.filter(({ before }) => before !== null).length;
  const standing = known.filter(({ source }) => source === run.source).length;
  return { places, ended: 0, moved, standing };

  function classOf({ settingId, year, name }: Place): Met {
    const key = keyOf(settingId, year, name);
    const found = classes.get(key);
    if (found) return found;
    const fresh: Met = {
      id: newId<ClassId>(),
      setting_id: settingId,
      academic_year: year,
      name,
      subject: null,
      source: run.source,
      isNew: true,
      before: null,
      saidOn: null,
    };
    classes.set(key, fresh);
    return fresh;
  }
}

function keyOf(settingId: SettingId, year: number, name: string): string {
  return `${settingId} ${year} ${name}`;
}

function subjectFault(met: Met, { subject }: Place, { source }: Run): Fault | undefined {
  if (subject === undefined || met.subject === null || met.subject === subject) return undefined;
  if (met.saidOn !== null)
    return {
      rule: 'fact.twice',
      message: `Line ${met.saidOn} of this file says that ${met.name} is taught ${met.subject}: mend one of the two.`,
    };
  if (met.source === source) return undefined;
  return {
    rule: 'class.believed',
    message: `${met.source ?? 'Somebody here'} says that ${met.name} is taught ${met.subject}, and is believed, having named the class first: mend the cell or leave it blank.`,
  };
}

async function addClasses(tx: Tx, run: Run, added: readonly Met[]): Promise<void> {
  const rows = added.map(({ id, setting_id, academic_year, name, subject, source }) => ({
    tenant_id: run.tenantId,
    id,
    setting_id,
    academic_year,
    name,
    subject,
    source,
    run_id: run.runId,
  }));
  await insertRows(tx, 'people.class', rows);
}

async function changeSubjects(tx: Tx, run: Run, changed: readonly Met[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ id, subject }) => ({ id, subject }));
  await sql`update people.class as c set subject = n.subject
    from json_populate_recordset(null::people.class, ${JSON.stringify(rows)}::json) as n
    where c.tenant_id = ${run.tenantId} and c.id = n.id`.execute(tx);
  const changes = changed.map(({ id, before, subject }) => ({
    entity: 'class',
    entityId: id,
    personId: null,
    before: { subject: before },
    after: { subject },
  }));
  await keepChanges(tx, run.tenantId, run.runId, changes);
}
