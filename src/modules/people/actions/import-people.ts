import { academicYear } from '#dates';
import type { Database } from '#db';
import { compilePeople, type Mapping, type PersonRow } from '#files';
import type { Actor } from '#modules/access';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  readRows,
  undoFacts,
  undoTogether,
  withRun,
} from '#modules/sources';
import { peopleTraces } from '../queries/traces.ts';
import { checkUpn } from '../rules/index.ts';
import { nameAgain } from './name-keys.ts';
import { settingFinder } from './settings.ts';
import { writePeople } from './write-people/index.ts';

/**
 * Imports young people from a file: who they are and where they are enrolled. A person is known by UPN, else by the
 * source's own identifier within the setting. A blank cell says nothing, so it changes nothing.
 *
 * Refuses row by row, with line, field, rule and remedy; the other rows are kept. The same file twice changes nothing.
 *
 * @example await importPeople(db, actor, { path: 'people.csv', source: 'mis', dryRun: false });
 */
export async function importPeople(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'people');
  const rows: PersonRow[] = [];
  const read = compilePeople(file.mapping, file.table.header, { checkUpn });
  const spec = await readRows(call, file, peopleKind, read, (row) => rows.push(row));
  return withRun(db, actor, spec, async (tx, run) => {
    const findSetting = await settingFinder(tx, actor.tenantId, settingsNamedBy(file.mapping));
    const year = academicYearOf(file.mapping, actor);
    return writePeople(tx, { ...run, year, findSetting }, rows);
  });
}

/** Young people as a kind of file. */
export const peopleKind: ImportKind = {
  kind: 'people',
  section: 'people',
  policies: ['replaces'],
  bringIn: importPeople,
  undo: [
    undoTogether(
      [
        { entity: 'enrolment', table: 'people.enrolment', person: 'person_id', places: 'people.person' },
        { entity: 'person_source', table: 'people.person_source', person: 'person_id' },
        { entity: 'person', table: 'people.person', person: 'id' },
      ],
      nameAgain,
    ),
    undoFacts({ entity: 'tutor_group', table: 'people.tutor_group' }),
  ],
  traces: peopleTraces,
};

/** A mapping that spells out its settings by name says they exist; nothing is guessed from a cell. */
function settingsNamedBy(mapping: Mapping): Set<string> {
  const setting = mapping.people?.setting;
  if (setting?.as !== 'name') return new Set();
  return new Set('value' in setting ? [setting.value] : Object.values(setting.codes ?? {}));
}

function academicYearOf(mapping: Mapping, actor: Actor): number {
  const given = mapping.people?.academic_year;
  return given ? Number(given.value) : academicYear(actor.today);
}
