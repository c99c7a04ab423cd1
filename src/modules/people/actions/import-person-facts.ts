import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import {
  columnsOf,
  compileFacts,
  type FactChecks,
  type FactRow,
  type FactSection,
  type Fault,
  type Identified,
  type Mapping,
  type NamedSetting,
  type Read,
  type Row,
  type Section,
} from '#files';
import {
  type FactTable,
  type ImportCall,
  type ImportKind,
  type NewFact,
  type OpenFile,
  openFile,
  type Policy,
  type Run,
  readRows,
  type Undo,
  undoFacts,
  withRun,
  writeFacts,
} from '#modules/sources';
import { checkUpn } from '../rules/index.ts';
import type { Found } from './find-people.ts';
import { type RowFinder, rowFinder } from './find-rows.ts';

/** Why a row cannot be a fact; the column is the identity unless it says another. */
export type RowFault = Fault & { field?: string; found?: string };

/** A row about a young person, as some reader gives it. */
export type FactLine = Identified & { line: number; setting: NamedSetting | null };

/** What a kind may want to know once its facts are written. */
export type WrittenFile = { call: ImportCall; file: OpenFile; finder: RowFinder };

type Given<Line extends FactLine> = {
  /** As on the command line. */
  kind: string;
  table: FactTable;
  policies?: readonly Policy[];
  /** What one row comes to: the columns of each fact, without who and where, or why it cannot be. */
  facts(row: Line, who: Found, run: Run, call: ImportCall): readonly NewFact['columns'][] | RowFault;
  /** Done after the facts were written, in the same transaction. */
  after?(tx: Tx, run: Run, written: WrittenFile): Promise<void>;
  /** Takes back what `after` wrote. */
  undo?: readonly Undo[];
};

/** A kind of file whose rows are facts about young people, read by the fields of its section. */
export type PersonFacts = Given<FactRow> & {
  section: FactSection;
  /** The lists that codes are checked against, by field. */
  codes: FactChecks['codes'];
};

/** The same with a reader of its own. */
export type ReadFacts<Line extends FactLine> = Given<Line> & {
  section: Section;
  /**
   * Prepares the reading of rows under a mapping and a header, and with the day of the whole file where one was given;
   * refuses a mapping that cannot be right.
   */
  compile(mapping: Mapping, header: readonly string[], on: PlainDate | undefined): (row: Row) => Read<Line>;
};

/**
 * Makes a kind of import of facts about young people.
 *
 * @example export const suspensionsKind = personFacts({ kind: 'suspensions', section: 'suspensions', table, codes, facts });
 */
export function personFacts(given: PersonFacts): ImportKind {
  const { section, codes } = given;
  return readFacts({
    ...given,
    compile: (mapping, header) => compileFacts(mapping, section, header, { checkUpn, codes }),
  });
}

/**
 * Makes a kind of import of facts about young people from rows that have a reader of their own.
 *
 * @example export const attainmentKind = readFacts({ kind: 'attainment', section: 'attainment', table, compile, facts });
 */
export function readFacts<Line extends FactLine>(given: ReadFacts<Line>): ImportKind {
  const { kind, section, table, compile, policies = ['adds', 'replaces'] } = given;
  return {
    kind,
    section,
    policies,
    async bringIn(db, actor, call) {
      const file = await openFile(call, section);
      const rows: Line[] = [];
      const read = compile(file.mapping, file.table.header, call.on);
      const spec = await readRows(call, file, { kind, policies }, read, (row) => rows.push(row));
      return withRun(db, actor, spec, async (tx, run) => {
        const finder = await rowFinder(tx, run);
        const { facts, silent } = await factsOf(given, { run, call, finder }, rows);
        const written = await writeFacts(tx, run, table, facts);
        await given.after?.(tx, run, { call, file, finder });
        return { ...written, same: written.same + silent };
      });
    },
    refuseMapping: (mapping) => void compile(mapping, columnsOf(mapping), undefined),
    undo: [
      undoFacts({ entity: table.entity, table: table.table, person: 'person_id' }),
      ...(given.undo ?? []),
    ],
  };
}

/** Every fact of the rows, and how many rows say nothing at all. */
async function factsOf<Line extends FactLine>(
  { facts: factsIn }: Given<Line>,
  { run, call, finder }: { run: Run; call: ImportCall; finder: RowFinder },
  rows: readonly Line[],
): Promise<{ facts: NewFact[]; silent: number }> {
  const facts: NewFact[] = [];
  let silent = 0;
  for (const row of rows) {
    const who = await finder.find(row);
    if ('rule' in who) {
      refuseRow(run, row, who);
      continue;
    }
    const found = factsIn(row, who, run, call);
    if ('rule' in found) {
      refuseRow(run, row, found);
      continue;
    }
    if (found.length === 0) silent += 1;
    const { personId, settingId } = who;
    for (const columns of found)
      facts.push({
        line: row.line,
        field: 'identity',
        personId,
        settingId,
        columns: { ...columns, person_id: personId },
      });
  }
  return { facts, silent };
}

/** Puts a row on the list of refusals. */
export function refuseRow({ refused }: Pick<Run, 'refused'>, row: FactLine, fault: RowFault): void {
  refused.add({
    line: row.line,
    field: 'identity',
    found: row.upn ?? row.sourceId ?? '',
    ...fault,
    who: row,
  });
}
