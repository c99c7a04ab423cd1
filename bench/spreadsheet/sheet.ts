/**
 * The weighted RONI of Oxfordshire as somebody would build it in a spreadsheet: a row a young person, a column of points for
 * each criterion, a sum and a colour. The formulas are written from the printed table, not made from the rule set.
 */
import type { PlainDate } from '#dates';
import { CIRCUMSTANCES, type Circumstance, type SheetRow } from './rows.ts';

/** Rows above the first young person: the dates that formulas look at, and the names of columns. */
const HEAD = 2;

/** When a circumstance counts: on the day, at some time in the twelve months up to it, or at any time before. */
type When = 'today' | 'twelve months' | 'ever';
const WEIGHTS: Readonly<Record<Circumstance, { points: number; when: When }>> = {
  english_additional_language: { points: 1, when: 'today' },
  educated_off_site: { points: 1, when: 'today' },
  looked_after: { points: 2, when: 'twelve months' },
  early_help: { points: 2, when: 'ever' },
  pregnant_or_parent: { points: 2, when: 'today' },
  free_school_meals: { points: 2, when: 'twelve months' },
  young_carer: { points: 2, when: 'today' },
  in_custody: { points: 2, when: 'twelve months' },
  youth_justice: { points: 2, when: 'twelve months' },
};

const FACTS = [
  'key',
  ...CIRCUMSTANCES.flatMap((kind) => [`${kind} from`, `${kind} to`]),
  'provision',
  'possible',
  'attended',
  'suspended on',
  'excluded on',
];
const POINTS = [...CIRCUMSTANCES, 'provision', 'attendance', 'exclusion'];
export const HEADINGS = [...FACTS, ...POINTS.map((name) => `points: ${name}`), 'total', 'colour'];

type Cell = string | number | { date: PlainDate } | { formula: string } | null;

/**
 * The sheet as a flat OpenDocument file. No cell holds the result of its formula, so whoever opens it has to work it out.
 *
 * @param formulas false leaves the points blank: what reading and writing the same sheet takes by itself
 */
export function* writeSheet(rows: readonly SheetRow[], asOf: PlainDate, formulas = true): Generator<string> {
  yield `${OPENING}<table:table table:name="RONI">`;
  yield rowXml([
    'as of',
    { date: asOf },
    'twelve months from',
    { formula: 'EDATE([.$B$1];-12)+1' },
    'last academic year from',
    { formula: 'DATE(YEAR([.$B$1])-IF(MONTH([.$B$1])<9;2;1);9;1)' },
  ]);
  yield rowXml(HEADINGS);
  for (const [index, row] of rows.entries())
    yield rowXml([...factsOf(row), ...(formulas ? pointsAt(index + HEAD + 1) : [])]);
  yield `</table:table>${CLOSING}`;
}

function factsOf({ key, held, provision, possible, attended, suspendedOn, excludedOn }: SheetRow): Cell[] {
  const on = (date: PlainDate | null | undefined): Cell => (date ? { date } : null);
  return [
    key,
    ...CIRCUMSTANCES.flatMap((kind) => [on(held[kind]?.from), on(held[kind]?.to)]),
    provision,
    possible,
    attended,
    on(suspendedOn),
    on(excludedOn),
  ];
}

function pointsAt(line: number): Cell[] {
  const cell = (heading: string) => `[.${letters(HEADINGS.indexOf(heading))}${line}]`;
  const ofCircumstances = CIRCUMSTANCES.map((kind) => {
    const [from, to] = [cell(`${kind} from`), cell(`${kind} to`)];
    const { points, when } = WEIGHTS[kind];
    const since = { today: '[.$B$1]', 'twelve months': '[.$D$1]', ever: undefined }[when];
    const until = since === undefined ? '' : `;OR(ISBLANK(${to});${to}>=${since})`;
    return `IF(AND(ISNUMBER(${from});${from}<=[.$B$1]${until});${points};0)`;
  });
  const provision = `IF(${cell('provision')}="E";2;IF(${cell('provision')}="K";1;0))`;
  const [attended, possible] = [cell('attended'), cell('possible')];
  const attendance = `IF(${possible}=0;0;IF(100*${attended}<85*${possible};2;IF(100*${attended}<90*${possible};1;0)))`;
  const since = (heading: string) => `AND(ISNUMBER(${cell(heading)});${cell(heading)}>=[.$F$1])`;
  const exclusion = `IF(${since('excluded on')};2;IF(${since('suspended on')};1;0))`;
  const [first, last] = [`points: ${POINTS[0]}`, `points: ${POINTS.at(-1)}`].map((name) =>
    letters(HEADINGS.indexOf(name)),
  );
  const total = cell('total');
  return [
    ...ofCircumstances,
    provision,
    attendance,
    exclusion,
    `SUM([.${first}${line}:.${last}${line}])`,
    `IF(${total}>=4;"Red";IF(${total}>=2;"Amber";IF(${total}>=1;"Green";"")))`,
  ].map((formula) => ({ formula }));
}

/** @example letters(27) // 'AB' */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : `${letters(Math.floor(column / 26) - 1)}${last}`;
}

function rowXml(cells: readonly Cell[]): string {
  return `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>\n`;
}

function cellXml(cell: Cell): string {
  if (cell === null) return '<table:table-cell/>';
  if (typeof cell === 'number') return `<table:table-cell office:value-type="float" office:value="${cell}"/>`;
  if (typeof cell === 'string')
    return `<table:table-cell office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`;
  if ('date' in cell) return `<table:table-cell office:value-type="date" office:date-value="${cell.date}"/>`;
  return `<table:table-cell table:formula="of:=${escaped(cell.formula)}"/>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const OPENING = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>`;
const CLOSING = '</office:spreadsheet></office:body></office:document>\n';
