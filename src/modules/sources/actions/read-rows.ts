import { type Read, type RefusalList, type Row, refusalList } from '#files';
import { Refused } from '#outcome';
import type { Policy } from '../rules/share.ts';
import type { ImportCall, OpenFile } from './open-file.ts';
import { type RunSpec, refuseCalledOff } from './with-run.ts';

/**
 * Rows that a kind holds at once, so that no file takes more memory than there is (docs/benchmarks.md): what a county
 * brings of a term. Registers, which are far longer, are read in another way.
 */
export const MOST_ROWS = 600_000;

/**
 * Goes through the rows of a file once: what is refused is counted, what can be read is kept by `keep`.
 *
 * Refuses a file of more than `MOST_ROWS` rows.
 *
 * @param keep takes a value that was read; it may add refusals of its own
 * @returns what the run has to know of the file
 * @example const spec = await readRows(call, file, { kind: 'people', policies }, readPerson, (person) => rows.push(person));
 */
export async function readRows<Value>(
  call: ImportCall,
  { table, mapping, name }: OpenFile,
  { kind, policies }: { kind: string; policies: readonly Policy[] },
  read: (row: Row) => Read<Value>,
  keep: (value: Value, refused: RefusalList) => void,
): Promise<RunSpec> {
  const refused = refusalList();
  let rows = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      rows += 1;
      if (rows > MOST_ROWS) throw tooLong(name, kind);
      const cells = read(row);
      if ('value' in cells) keep(cells.value, refused);
      else refused.add(...cells.refusals);
    }
    call.progress?.(rows);
    refuseCalledOff(call.signal);
  }
  if (rows === 0) call.said?.(`${name}: it has column names and no row under them.\n`);
  const { source, dryRun, on, first, found, done, signal, policy, confirmed } = call;
  const under = { mapping: mapping.name, mappingVersion: mapping.version };
  const file = { kind, source, file: name, sha256: table.sha256, ...under, read: rows, refused };
  return { ...file, policies, policy, confirmed, dryRun, on, first, found, done, signal };
}

function tooLong(name: string, kind: string): Refused {
  return new Refused(
    `${name} has more than ${MOST_ROWS.toLocaleString('en-GB')} rows of ${kind}, which is more than can be brought in at once. Split it, by term or by setting, and bring the parts in one after the other.`,
  );
}
