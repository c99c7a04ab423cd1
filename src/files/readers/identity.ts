import { place } from '../mapping/columns.ts';
import type { Identity, Mapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import { type Fault, type Refusal, refuse, shorten } from '../refusals.ts';
import { cellReader, copy } from './cells.ts';
import { FOOTER, isFooter, isTotal } from './footer.ts';

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
      if (isFooter(row)) {
        refusals.push(refuse(row.line, '', '', FOOTER));
        return { upn, sourceId };
      }
      const message =
        'The row does not say who it is about: fill in the UPN or the identifier of the source.';
      refusals.push(refuse(row.line, field, '', { rule: 'identity.missing', message }));
    }
    return { upn, sourceId };
  };

  function readUpn(row: Row, refusals: Refusal[]): string | null {
    const found = cell(row, upnAt);
    if (found === '') return null;
    const checked = found.length > LONGEST ? { fault: TOO_LONG } : checkUpn(found);
    if ('upn' in checked) return copy(checked.upn);
    const fault = isFooter(row) ? FOOTER : (asSpreadsheet(found) ?? checked.fault);
    refusals.push(refuse(row.line, field, found, fault));
    return null;
  }

  function readSourceId(row: Row, refusals: Refusal[]): string | null {
    const found = cell(row, sourceAt);
    if (found === '') return null;
    const fault = sourceIdFault(found);
    if (!fault) return copy(found);
    refusals.push(refuse(row.line, header[sourceAt] ?? '', found, fault));
    return null;
  }
}

const TOO_LONG: Fault = {
  rule: 'identity.shape',
  message: `An identifier has at most ${LONGEST} characters and none that cannot be seen: mend the cell.`,
};

function sourceIdFault(found: string): Fault | undefined {
  if (found.length > LONGEST || /[\p{C}\ufffd]/u.test(found)) return TOO_LONG;
  if (isTotal(found)) return FOOTER;
  return asSpreadsheet(found);
}

/**
 * What spreadsheets and programs make of identifiers, which would then be somebody else or nobody: a long number cut
 * short (1.23E+09), a whole number with a fraction (101.0), a formula that was to keep leading zeros (="0101").
 */
function asSpreadsheet(found: string): Fault | undefined {
  if (/^\d(\.\d+)?E\+\d{2,3}$/i.test(found)) {
    const message = `“${found}” is a long number as a spreadsheet shortens it, and its digits are lost: format the column as text and export it again.`;
    return { rule: 'identity.shortened', message };
  }
  if (/^\d+\.0+$/.test(found)) {
    const message = `“${shorten(found)}” was turned into a number with a fraction: format the column as text and export it again.`;
    return { rule: 'identity.fraction', message };
  }
  if (found.startsWith('=')) {
    const message = `“${shorten(found)}” is a formula, not an identifier: export the column as values.`;
    return { rule: 'identity.formula', message };
  }
  return undefined;
}
