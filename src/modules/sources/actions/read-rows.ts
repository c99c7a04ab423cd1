import { type Read, type RefusalList, type Row, refusalList } from '#files';
import type { ImportCall, OpenFile } from './open-file.ts';
import type { RunSpec } from './with-run.ts';

/**
 * Goes through the rows of a file once: what is refused is counted, what can be read is kept by `keep`.
 *
 * @param keep takes a value that was read; it may add refusals of its own
 * @returns what the run has to know of the file
 * @example const spec = await readRows(call, file, 'people', readPerson, (person) => rows.push(person));
 */
export async function readRows<Value>(
  call: ImportCall,
  { table, mapping, name }: OpenFile,
  kind: string,
  read: (row: Row) => Read<Value>,
  keep: (value: Value, refused: RefusalList) => void,
): Promise<RunSpec> {
  const refused = refusalList();
  let rows = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      rows += 1;
      const found = read(row);
      if ('value' in found) keep(found.value, refused);
      else refused.add(...found.refusals);
    }
  }
  if (rows === 0) call.said?.(`${name}: it has column names and no row under them.\n`);
  const { source, dryRun, first, signal } = call;
  const file = { kind, source, file: name, sha256: table.sha256, mapping: mapping.name, read: rows, refused };
  return { ...file, dryRun, first, signal };
}
