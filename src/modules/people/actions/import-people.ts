import { academicYear } from '#dates';
import type { Database, PersonId, Tx } from '#db';
import { compilePeople, type Fault, type Mapping, type Mention, type PersonRow } from '#files';
import type { Actor } from '#modules/access';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  readRows,
  undoFacts,
  undoTogether,
  type Which,
  withRun,
} from '#modules/sources';
import { peopleTraces } from '../queries/traces.ts';
import { checkUln, checkUpn } from '../rules/index.ts';
import { renameKeys } from './name-keys.ts';
import { settingFinder } from './settings.ts';
import { settleDuplicates } from './settle-duplicates.ts';
import { settleFacts } from './settle-facts.ts';
import { settleAgain } from './settle-places.ts';
import { writePeople } from './write-people/index.ts';

/**
 * Imports young people from a file: who they are and where they are enrolled. A person is known by UPN, else by the
 * source's own identifier within the setting. A blank cell says nothing, so it changes nothing.
 *
 * Refuses row by row, with line, field, rule and remedy; the other rows are kept. The same file twice changes nothing.
 * Under the policy `snapshot` the file is a whole roll of each setting it names: whoever its source had there and the file
 * does not name has left.
 *
 * @example await importPeople(db, actor, { path: 'people.csv', source: 'mis', dryRun: false });
 */
export async function importPeople(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'people');
  const rows: PersonRow[] = [];
  const mentioned: Mention[] = [];
  const checks = { checkUpn, checkUln: ulnOrNone };
  const read = compilePeople(file.mapping, file.table.header, checks, (who) => mentioned.push(who));
  const spec = await readRows(call, file, peopleKind, read, (row) => rows.push(row));
  return withRun(db, actor, spec, async (tx, run) => {
    const findSetting = await settingFinder(tx, actor.tenantId, settingsNamedBy(file.mapping));
    const year = academicYearOf(file.mapping, actor);
    return writePeople(tx, { ...run, year, findSetting }, rows, mentioned);
  });
}

/** Young people as a kind of file. */
export const peopleKind: ImportKind = {
  kind: 'people',
  section: 'people',
  policies: ['replaces', 'snapshot'],
  bringIn: importPeople,
  undo: [
    undoTogether(
      [
        { entity: 'enrolment', table: 'people.enrolment', person: 'person_id', places: 'people.person' },
        { entity: 'person_source', table: 'people.person_source', person: 'person_id' },
        { entity: 'person_said', table: 'people.person_said', person: 'person_id' },
        { entity: 'person', table: 'people.person', person: 'id', workedOut: true },
      ],
      settleUndone,
    ),
    undoFacts({ entity: 'tutor_group', table: 'people.tutor_group' }),
  ],
  traces: peopleTraces,
};

/** Where everybody is and how they are found follows from what stands once a run's own rows are gone. */
async function settleUndone(tx: Tx, run: Which, about: readonly PersonId[]): Promise<void> {
  const people = await settleAgain(tx, run, about);
  await settleFacts(tx, run.tenantId, people);
  await renameKeys(tx, run.tenantId, people);
  await settleDuplicates(tx, run.tenantId, people);
}

/** A number that stands for "none yet" says nothing, as a blank cell does. */
function ulnOrNone(text: string): { uln: string | null } | { fault: Fault } {
  const checked = checkUln(text);
  return 'fault' in checked && checked.fault.rule === 'uln.temporary' ? { uln: null } : checked;
}

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
