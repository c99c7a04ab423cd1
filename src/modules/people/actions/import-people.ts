import { academicYear } from '#dates';
import type { Database } from '#db';
import { compilePeople, type Mapping, type PersonRow, refusalList } from '#files';
import type { Actor } from '#modules/access';
import { type ImportCall, type Outcome, openFile, withRun } from '#modules/sources';
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
  const { table, mapping, name } = await openFile(call, 'people');
  const refused = refusalList();
  const readPerson = compilePeople(mapping, table.header, { checkUpn });
  const rows: PersonRow[] = [];
  let read = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      read += 1;
      const person = readPerson(row);
      if ('value' in person) rows.push(person.value);
      else refused.add(...person.refusals);
    }
  }
  const spec = {
    kind: 'people',
    source: call.source,
    file: name,
    sha256: table.sha256,
    mapping: mapping.name,
    dryRun: call.dryRun,
    first: call.first,
    signal: call.signal,
    read: () => read,
    refused,
  };
  return withRun(db, actor, spec, async (tx, runId) => {
    const findSetting = await settingFinder(tx, actor.tenantId, settingsNamedBy(mapping));
    const year = academicYearOf(mapping, actor);
    return writePeople(
      tx,
      { tenantId: actor.tenantId, runId, source: call.source, year, findSetting, refused },
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
