import type { Database } from '#db';
import { compileCounts, type Mapping } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn, collectedTerm } from '#modules/people';
import {
  type ImportCall,
  type ImportKind,
  type OpenFile,
  type Outcome,
  readRows,
  withRun,
} from '#modules/sources';
import { Refused } from '#outcome';
import { addUp, letterOf } from '../../rules/index.ts';
import { type SummedRow, writeCounts } from './write-counts.ts';

/**
 * Imports termly counts, a young person and term a row. They are kept apart from registers: they have no dates, and where
 * there are marks as well the marks win. A later file's counts take the place of earlier ones from the same source.
 *
 * Refuses a row whose counts do not add up to its possible sessions (`count.sum`), has a code of another time
 * (`code.withdrawn`, `code.not_yet`) or a term that has not begun (`count.future`).
 */
export async function importCounts(
  db: Database,
  actor: Actor,
  { call, file, kind }: { call: ImportCall; file: OpenFile; kind: ImportKind },
): Promise<Outcome> {
  const { mapping, table } = file;
  const field = possibleColumn(mapping, table.header);
  const rows: SummedRow[] = [];
  const read = compileCounts(mapping, table.header, { checkUpn });
  const spec = await readRows(call, file, kind, read, (row, refused) => {
    const { year, term, possible, counted, line } = row;
    const sums =
      collectedTerm(year, term).from > actor.today ? NOT_BEGUN : addUp(year, term, possible, counted);
    if ('rule' in sums) refused.add({ line, field, found: String(possible), ...sums });
    else rows.push({ ...row, sums });
  });
  return withRun(db, actor, spec, (tx, run) => writeCounts(tx, run, rows));
}

const NOT_BEGUN = {
  rule: 'count.future',
  message: 'The term has not begun: mend the year or the term.',
};

/** What a refusal of the sums is told of. Refuses a mapping that counts a code there is not. */
function possibleColumn({ name, registers }: Mapping, header: readonly string[]): string {
  if (registers?.form !== 'counts') return 'possible';
  const unknown = Object.keys(registers.codes ?? {}).find((code) => letterOf(code) === undefined);
  if (unknown !== undefined)
    throw new Refused(`The mapping ${name} counts ${unknown}, which is not an attendance code.`);
  return registers.possible.column.find((column) => header.includes(column)) ?? 'possible';
}
