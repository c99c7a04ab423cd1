import { place } from '../mapping/columns.ts';
import type { Identity, Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Refusal, refuse } from '../refusals.ts';
import { cellReader, copy } from './cells.ts';

/** Checks a UPN; the people module gives its own `checkUpn`, since the rule is not about files. */
export type CheckUpn = (text: string) => { upn: string } | { fault: Fault };

/** Who a row is about: a UPN, the identifier of the source system, or both. */
export type Identified = { upn: string | null; sourceId: string | null };

/** Reads who a row is about, adding to `refusals` when it cannot be told. */
export type ReadIdentity = (row: Row, refusals: Refusal[]) => Identified;

const LONGEST = 100;

export function identityReader(
  mapping: Mapping,
  identity: Identity,
  header: readonly string[],
  checkUpn: CheckUpn,
): ReadIdentity {
  const cell = cellReader(mapping);
  const source = identity.source_id;
  const byRow = source !== undefined && 'row_number' in source;
  const upnAt = identity.upn ? place(header, identity.upn.column) : -1;
  const sourceAt = source && 'column' in source ? place(header, source.column) : -1;
  const field = header[upnAt] ?? header[sourceAt] ?? 'identity';

  return (row, refusals) => {
    const upn = readUpn(row, refusals);
    const sourceId = byRow ? String(row.number) : readSourceId(row, refusals);
    if (upn === null && sourceId === null && refusals.length === 0) {
      const message =
        'The row does not say who it is about: fill in the UPN or the identifier of the source.';
      refusals.push(refuse(row.line, field, '', { rule: 'identity.missing', message }));
    }
    return { upn, sourceId };
  };

  function readUpn(row: Row, refusals: Refusal[]): string | null {
    const found = cell(row, upnAt);
    if (found === '') return null;
    const checked = checkUpn(found);
    if ('upn' in checked) return copy(checked.upn);
    refusals.push(refuse(row.line, field, found, checked.fault));
    return null;
  }

  function readSourceId(row: Row, refusals: Refusal[]): string | null {
    const found = cell(row, sourceAt);
    if (found === '') return null;
    if (found.length <= LONGEST && !/\p{Cc}/u.test(found)) return copy(found);
    const message = `An identifier has at most ${LONGEST} characters and no line breaks: mend the cell.`;
    refusals.push(refuse(row.line, header[sourceAt] ?? '', found, { rule: 'identity.shape', message }));
    return null;
  }
}
