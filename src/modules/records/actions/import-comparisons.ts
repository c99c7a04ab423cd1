import { type ComparisonRow, compileComparisons, type RefusalList } from '#files';
import {
  type FactTable,
  type ImportKind,
  type NewFact,
  openFile,
  readRows,
  undoFacts,
  withRun,
  writeFacts,
} from '#modules/sources';

const COMPARISONS: FactTable = {
  entity: 'comparison',
  table: 'records.comparison',
  key: ['measure', 'area_code', 'period'],
  values: ['area_name', 'level', 'number', 'mark'],
  about: [],
};

const policies = ['adds', 'replaces'] as const;
const kind = 'comparisons';

/**
 * Published figures of areas as a kind of file: a row an area and year, many measures in each. What the publisher kept
 * back, called not applicable or left blank is kept as such, so that a page can say why there is no number. A row counts
 * once, however many figures it holds.
 */
export const comparisonsKind: ImportKind = {
  kind,
  section: kind,
  policies,
  async bringIn(db, actor, call) {
    const file = await openFile(call, kind);
    const read = compileComparisons(file.mapping, file.table.header);
    const rows = new Map<string, ComparisonRow>();
    const spec = await readRows(call, file, { kind, policies }, read, (row, refused) =>
      keepOnce(rows, row, refused),
    );
    return withRun(db, actor, spec, (tx, run) =>
      writeFacts(tx, run, COMPARISONS, [...rows.values()].flatMap(factsIn)),
    );
  },
  undo: [undoFacts({ entity: 'comparison', table: 'records.comparison' })],
};

/** An area and year has one row. */
function keepOnce(rows: Map<string, ComparisonRow>, row: ComparisonRow, refused: RefusalList): void {
  const key = `${row.area.code} ${row.period}`;
  const earlier = rows.get(key);
  if (!earlier) {
    rows.set(key, row);
    return;
  }
  const message = `Line ${earlier.line} of this file is about the same area and year: the first row is kept; remove one of the two.`;
  refused.add({ line: row.line, field: 'area', rule: 'fact.twice', found: row.area.code, message });
}

function factsIn({ line, area, level, period, values }: ComparisonRow): NewFact[] {
  return values.map(({ measure, number, mark }) => ({
    line,
    field: measure,
    personId: null,
    settingId: null,
    columns: { measure, area_code: area.code, area_name: area.name, level, period, number, mark },
  }));
}
