import type { Tx } from '#db';
import { compileFacts, type FactChecks, type FactRow, type FactSection, type Fault } from '#files';
import {
  type FactTable,
  type ImportKind,
  type NewFact,
  openFile,
  type Policy,
  type Run,
  readRows,
  undoFacts,
  withRun,
  writeFacts,
} from '#modules/sources';
import { checkUpn } from '../rules/index.ts';
import { directoryOf, type Found } from './find-people.ts';
import { settingFinder } from './settings.ts';

/** A kind of file whose rows are facts about young people. */
export type PersonFacts = {
  /** As on the command line. */
  kind: string;
  section: FactSection;
  table: FactTable;
  policies?: readonly Policy[];
  /** The lists that codes are checked against, by field. */
  codes: FactChecks['codes'];
  /** What one row comes to: the columns of each fact, without who and where, or why it cannot be. */
  facts(row: FactRow, who: Found, run: Run): readonly NewFact['columns'][] | Fault;
  /** Done after the facts were written, in the same transaction. */
  after?(tx: Tx, run: Run, facts: readonly NewFact[]): Promise<void>;
};

/**
 * Makes a kind of import of facts about young people. Who a row means is found by UPN, else by the identifier of the same
 * source; a file that names a setting is about that setting, any other about where the young person is now.
 *
 * @example export const suspensionsKind = personFacts({ kind: 'suspensions', section: 'suspensions', table, codes, facts });
 */
export function personFacts(given: PersonFacts): ImportKind {
  const { kind, section, table, codes, policies = ['adds', 'replaces'] } = given;
  return {
    kind,
    section,
    policies,
    async bringIn(db, actor, call) {
      const file = await openFile(call, section);
      const rows: FactRow[] = [];
      const read = compileFacts(file.mapping, section, file.table.header, { checkUpn, codes });
      const spec = await readRows(call, file, { kind, policies }, read, (row) => rows.push(row));
      return withRun(db, actor, spec, async (tx, run) => {
        const facts = await factsOf(tx, run, given, rows);
        const written = await writeFacts(tx, run, table, facts);
        await given.after?.(tx, run, facts);
        return written;
      });
    },
    undo: [undoFacts({ entity: table.entity, table: table.table, person: 'person_id' })],
  };
}

async function factsOf(
  tx: Tx,
  run: Run,
  { facts: factsIn }: PersonFacts,
  rows: readonly FactRow[],
): Promise<NewFact[]> {
  const people = await directoryOf(tx, run.tenantId, run.source);
  const findSetting = await settingFinder(tx, run.tenantId, new Set());
  const facts: NewFact[] = [];
  for (const row of rows) {
    const who = await findOne(row);
    const found = 'rule' in who ? who : factsIn(row, who, run);
    if ('rule' in found) {
      run.refused.add({
        line: row.line,
        field: 'identity',
        found: row.upn ?? row.sourceId ?? '',
        ...found,
        who: row,
      });
      continue;
    }
    if ('rule' in who) continue;
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
  return facts;

  async function findOne(row: FactRow): Promise<Found | Fault> {
    if (row.setting === null) return people.find(row);
    const settingId = await findSetting(row.setting);
    if (typeof settingId !== 'string') return settingId;
    const found = people.find(row, settingId);
    return 'rule' in found ? found : { ...found, settingId };
  }
}
