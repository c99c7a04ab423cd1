import type { Database } from '#db';
import { compileRegisters, type Fault } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn } from '#modules/people';
import {
  type ImportCall,
  type ImportKind,
  type Outcome,
  openFile,
  readRows,
  withRun,
} from '#modules/sources';
import { registerTrace } from '../../queries/traces.ts';
import { codeOf, foldMarks, letterOf, markTwice } from '../../rules/index.ts';
import { findPupils, refusePupil } from './find-pupils.ts';
import { joinNamings } from './join-namings.ts';
import { writeRegisters } from './write-registers.ts';

const CONTRADICTED: Fault = {
  rule: 'mark.twice',
  message:
    'Earlier rows of this file name the same young person in another way and give another mark for one of these sessions: the first are kept; name everybody in one way.',
};

/**
 * Imports registers, one row a mark: who, which day, morning or afternoon, which code. The rows are folded into year
 * strings while they are read, so a million of them are a few thousand rows to write; masks are made here, by the writer.
 *
 * Refuses row by row; a second, different mark for one session in one file is refused and the first is kept.
 *
 * @example await importRegisters(db, actor, { path: 'marks.csv', source: 'mis', dryRun: false });
 */
export async function importRegisters(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const file = await openFile(call, 'registers');
  const reader = compileRegisters(file.mapping, file.table.header, { checkUpn, letterOf });
  const fold = foldMarks();
  /** The lines of the rows kept, by pupil. */
  const linesOf: number[][] = [];
  const spec = await readRows(call, file, registersKind, reader.read, (mark, refused) => {
    const { pupil, day, session, letter, line } = mark;
    const other = fold.add(pupil, day, session, letter);
    if (other !== undefined) {
      const fault = markTwice(other, String.fromCharCode(letter));
      const found = codeOf(String.fromCharCode(letter))?.code ?? '';
      refused.add({ line, field: file.mapping.registers?.code.column[0] ?? 'code', found, ...fault });
      return;
    }
    const lines = linesOf[pupil];
    if (lines) lines.push(line);
    else linesOf[pupil] = [line];
  });
  return withRun(db, actor, spec, async (tx, run) => {
    const named = { pupils: reader.pupils, linesOf };
    const found = await findPupils(tx, actor, call.source, named, spec.refused);
    const registers = joinNamings(fold.registers(), found, (pupil) => {
      found[pupil] = undefined;
      refusePupil(named, pupil, CONTRADICTED, spec.refused);
    });
    const counts = await writeRegisters(tx, run, registers);
    const kept = linesOf.reduce((sum, lines, pupil) => sum + (found[pupil] ? lines.length : 0), 0);
    // A mark that a file gives twice alike stands once: the second row is the same as the first.
    return { ...counts, same: kept - counts.added - counts.changed, moved: counts.changed };
  });
}

/** Registers as a kind of file. */
export const registersKind: ImportKind = {
  kind: 'registers',
  section: 'registers',
  policies: ['replaces'],
  bringIn: importRegisters,
  undo: [],
  traces: [registerTrace],
};
