import { compileFacts, type FactChecks, type FactRow, type FactSection } from '#files';
import { type ImportCall, openFile, type Policy, type RunSpec, readRows } from '#modules/sources';
import { checkUpn } from '../rules/index.ts';

/** A kind whose rows are plain facts, but not simply facts about young people (those have `personFacts`). */
type OwnFacts = { kind: FactSection; policies: readonly Policy[]; codes: FactChecks['codes'] };

/** Reads a file of plain facts whole: the rows that could be read, and what the run has to know of the file. */
export async function readFacts(
  call: ImportCall,
  { kind, policies, codes }: OwnFacts,
): Promise<{ rows: FactRow[]; spec: RunSpec }> {
  const file = await openFile(call, kind);
  const rows: FactRow[] = [];
  const read = compileFacts(file.mapping, kind, file.table.header, { checkUpn, codes });
  const spec = await readRows(call, file, { kind, policies }, read, (row) => rows.push(row));
  return { rows, spec };
}

/** A field of a row as text, or undefined where it says nothing. */
export function textOf({ values }: FactRow, field: string): string | undefined {
  const value = values[field];
  return typeof value === 'string' ? value : undefined;
}
