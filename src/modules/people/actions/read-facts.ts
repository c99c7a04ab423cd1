import { compileFacts, type FactChecks, type FactRow, type FactSection, type Fault } from '#files';
import { isEmail, plainEmail } from '#modules/identity';
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

/** A field of a row as text (a date or a code is text as well), or undefined where it says nothing. */
export function textOf({ values }: FactRow, field: string): string | undefined {
  const value = values[field];
  return typeof value === 'string' ? value : undefined;
}

/** What is wrong with a row whose last day is before its first. */
export function datesFault(row: FactRow): (Fault & { field: string; found: string }) | undefined {
  const [from, until] = [textOf(row, 'starts_on'), textOf(row, 'ends_on')];
  if (from === undefined || until === undefined || from <= until) return undefined;
  const message = `The last day, ${until}, is before the first, ${from}: mend one of the two.`;
  return { field: 'ends_on', rule: 'date.order', found: until, message };
}

/**
 * Reads the e-mail address of an adult as accounts keep theirs: in small letters.
 *
 * @example readEmail('Jo.Field@Ashdale.example') // { value: 'jo.field@ashdale.example' }
 */
export function readEmail(found: string): { value: string } | { fault: Fault } {
  const email = plainEmail(found);
  if (isEmail(email)) return { value: email };
  const message = `“${found.slice(0, 60)}” is not an e-mail address: mend the cell or leave it blank.`;
  return { fault: { rule: 'email.shape', message } };
}
