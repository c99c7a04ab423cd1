import type { Database } from '#db';
import { columnsOf, compileMeasures, type MeasureRow } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn } from '#modules/people';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  readRows,
  undoFacts,
  withRun,
} from '#modules/sources';
import { measureTrace } from '../../queries/traces.ts';
import { keepDefinitions } from './keep-definitions.ts';
import { writeMeasures } from './write-measures.ts';

/**
 * Imports any numeric, yes/no or category columns as named measures with date and source. A row counts once: added when
 * any of its values is new, changed when one differs, the same when all stand already. A blank cell is unknown, not "no".
 *
 * Refuses a measure whose name is known here as another kind, and, row by row, people nobody has imported.
 *
 * @example await importMeasures(db, actor, { path: 'screening.csv', source: 'screening', mapping: 'our-screening', dryRun: false });
 */
export async function importMeasures(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'measures');
  const rows: MeasureRow[] = [];
  const read = compileMeasures(file.mapping, file.table.header, { checkUpn, on: call.on });
  const spec = await readRows(call, file, measuresKind, read, (row) => rows.push(row));
  return withRun(db, actor, spec, async (tx, run) => {
    const definitions = await keepDefinitions(tx, actor.tenantId, file.mapping);
    return writeMeasures(tx, run, definitions, rows);
  });
}

/** Named measures as a kind of file. */
export const measuresKind: ImportKind = {
  kind: 'measures',
  section: 'measures',
  policies: ['adds', 'replaces'],
  bringIn: importMeasures,
  refuseMapping: (mapping) => void compileMeasures(mapping, columnsOf(mapping), { checkUpn }),
  undo: [undoFacts({ entity: 'measure', table: 'records.measure', person: 'person_id' })],
  traces: [measureTrace],
};
