import { academicYear } from '#dates';
import type { Database } from '#db';
import { compilePeople, type Mapping, type PersonRow } from '#files';
import type { Actor } from '#modules/access';
import { type ImportCall, type Outcome, openFile, readRows, withRun } from '#modules/sources';
import { checkUpn } from '../rules/index.ts';
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
  const spec = await readRows(call, file, 'people', read, (row) => rows.push(row));
  return withRun(db, actor, spec, async (tx, runId) => {
    const findSetting = await settingFinder(tx, actor.tenantId, settingsNamedBy(file.mapping));
    const year = academicYearOf(file.mapping, actor);
    return writePeople(
      tx,
      { tenantId: actor.tenantId, runId, source: call.source, year, findSetting, refused: spec.refused },
      rows,
    );
  });
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
