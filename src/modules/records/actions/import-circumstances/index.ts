import type { PlainDate } from '#dates';
import type { Database } from '#db';
import { type CircumstanceRow, columnsOf, compileCircumstances, type Identified, type Mapping } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn } from '#modules/people';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  readRows,
  undoFacts,
  withRun,
} from '#modules/sources';
import {
  hasProficiency,
  readCircumstanceKind,
  readNeedType,
  readProficiency,
  readProvision,
} from '../../rules/index.ts';
import { writeCircumstances } from './write-circumstances.ts';

const checks = {
  checkUpn,
  codes: {
    kind: readCircumstanceKind,
    proficiency: readProficiency,
    provision: readProvision,
    need: readNeedType,
  },
  hasProficiency,
};

/**
 * Imports circumstances and special educational needs. A row says since when, or as on which day; a blank cell says
 * nothing, and only an explicit "no" is one. What a source says otherwise than before ends what it said before.
 *
 * Refuses a day still to come, and row by row what cannot be, or says neither since when nor as on which day.
 *
 * @example await importCircumstances(db, actor, { path: 'census.csv', source: 'school-mis', on: plainDate('2027-01-21'), dryRun: false });
 */
export async function importCircumstances(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'circumstances');
  const { mapping, table } = file;
  const on = call.on ?? dayOfImport(mapping, actor.today);
  const rows: CircumstanceRow[] = [];
  const unread: Identified[] = [];
  const read = compileCircumstances(mapping, table.header, { ...checks, on });
  const spec = await readRows(
    call,
    file,
    circumstancesKind,
    (row) => {
      const got = read(row);
      if ('refusals' in got && got.who) unread.push(got.who);
      return got;
    },
    (row) => rows.push(row),
  );
  return withRun(db, actor, spec, (tx, run) => writeCircumstances(tx, run, { mapping, rows, unread }));
}

/** Some systems export how things are on the day: their mapping says so. */
function dayOfImport({ circumstances }: Mapping, today: PlainDate): PlainDate | undefined {
  return circumstances?.date && 'day_of_import' in circumstances.date ? today : undefined;
}

/** Circumstances and special educational needs as a kind of file. */
export const circumstancesKind: ImportKind = {
  kind: 'circumstances',
  section: 'circumstances',
  policies: ['adds', 'replaces', 'snapshot'],
  bringIn: importCircumstances,
  refuseMapping: (mapping) => void compileCircumstances(mapping, columnsOf(mapping), checks),
  undo: [
    undoFacts({ entity: 'circumstance', table: 'records.circumstance', person: 'person_id' }),
    undoFacts({ entity: 'need', table: 'records.need', person: 'person_id' }),
  ],
};
