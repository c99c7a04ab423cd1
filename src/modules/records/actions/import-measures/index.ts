import type { Database } from '#db';
import { compileMeasures, type MeasureRow, refusalList } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn } from '#modules/people';
import { type ImportCall, type Outcome, openFile, withRun } from '#modules/sources';
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
  const { table, mapping, name } = await openFile(call, 'measures');
  const refused = refusalList();
  const readMeasures = compileMeasures(mapping, table.header, { checkUpn });
  const rows: MeasureRow[] = [];
  let read = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      read += 1;
      const measures = readMeasures(row);
      if ('value' in measures) rows.push(measures.value);
      else refused.add(...measures.refusals);
    }
  }
  const spec = {
    kind: 'measures',
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
    const definitions = await keepDefinitions(tx, actor.tenantId, mapping);
    return writeMeasures(
      tx,
      { tenantId: actor.tenantId, source: call.source, runId, definitions, refused },
      rows,
    );
  });
}
