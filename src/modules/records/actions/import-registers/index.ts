import type { Database } from '#db';
import { compileRegisters } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn } from '#modules/people';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  refuseCalledOff,
  withRun,
} from '#modules/sources';
import { countTrace, registerTrace } from '../../queries/traces.ts';
import { dayRules, letterOf } from '../../rules/index.ts';
import { importCounts } from '../import-counts/index.ts';
import { undoRegisters } from '../undo-registers/index.ts';
import { layMarks, ReadAgain } from './lay-marks.ts';
import { readMarks } from './read-marks.ts';
import { noVerdicts } from './verdicts.ts';

/**
 * Imports registers: a mark a row, or a stretch of marks (a week, a term) a row, or termly counts, as the mapping says.
 * Marks are folded into year strings while they are read, so a million of them are a few thousand rows to write; masks
 * are made here, by the writer.
 *
 * Refuses row by row. What only the database can say against a row (people nobody has imported, days without a session,
 * a mark at another setting) is known by person and session, so that memory does not grow with the file; the file is
 * then read a second time, outside any transaction, for the lines.
 *
 * @example await importRegisters(db, actor, { path: 'marks.csv', source: 'mis', dryRun: false });
 */
export async function importRegisters(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'registers');
  const { table, mapping, name } = file;
  const section = mapping.registers;
  if (section?.form === 'counts') return importCounts(db, actor, { call, file, kind: registersKind });
  const reader = compileRegisters(mapping, table.header, {
    checkUpn,
    letterOf,
    onDay: dayRules(actor.today),
  });
  const { source, dryRun, first, found, done, signal, policy, confirmed } = call;
  const { kind, policies } = registersKind;
  const under = { mapping: mapping.name, mappingVersion: mapping.version };
  const about = { kind, source, file: name, sha256: table.sha256, ...under };
  const asked = { policies, policy, confirmed, dryRun, first, found, done, signal };
  const verdicts = noVerdicts();
  for (let again = false; ; again = true) {
    const read = await readMarks(table, reader, verdicts, (rows) => {
      call.progress?.(rows);
      refuseCalledOff(signal);
    });
    if (read.rows === 0 && !again) call.said?.(`${name}: it has column names and no row under them.\n`);
    const spec = { ...about, ...asked, read: read.rows, refused: read.refused };
    try {
      return await withRun(db, actor, spec, async (tx, { runId }) => {
        const marks = await layMarks(tx, actor, { source, runId }, { pupils: reader.pupils, read, verdicts });
        const { added, changed } = section?.form === 'marks' ? marks : read.stretches.counts();
        // A mark that a file gives twice alike stands once: the second row is the same as the first.
        const same = read.rows - read.refused.rows - added - changed;
        return { added, changed, same, ended: 0, moved: marks.changed, standing: marks.standing };
      });
    } catch (error) {
      if (!(error instanceof ReadAgain)) throw error;
    }
  }
}

/** Registers as a kind of file: marks, and termly counts, which are read by a mapping's section of the same name. */
export const registersKind: ImportKind = {
  kind: 'registers',
  section: 'registers',
  policies: ['replaces'],
  bringIn: importRegisters,
  traces: [registerTrace, countTrace],
  undo: [undoRegisters],
};
