/** Writing CSV that no spreadsheet runs as a formula, and taking our own guard off again. */

const RISKY = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",;\t\r\n|]|^\s|\s$/;

/**
 * Puts an apostrophe before text that a spreadsheet would run (`=`, `+`, `-`, `@`, tab, return), following OWASP,
 * CSV Injection. Text that already looks guarded gets one more, so that `unguard` always gives back the original.
 *
 * @example guardCell('=1+1') // "'=1+1"
 */
export function guardCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/**
 * Takes off the one apostrophe that `guardCell` put on; any other text comes back as it is.
 *
 * @example unguard("'-") // '-'
 */
export function unguard(text: string): string {
  return text.charCodeAt(0) === 39 && GUARDED.test(text) ? text.slice(1) : text;
}

/**
 * One line of CSV, comma separated, quoted where needed (RFC 4180), ending in CR LF. Text is guarded; numbers are not,
 * so that -5 stays a number. Unknown (`null`) is an empty cell.
 *
 * @example csvLine(['Ade, Ola', 7, null]) // '"Ade, Ola",7,\r\n'
 */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(writeCell).join(',')}\r\n`;
}

function writeCell(cell: string | number | boolean | null): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = guardCell(cell);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
