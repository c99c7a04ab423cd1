/** Where facts come from: opening a file under a mapping, keeping what each run did, and taking a run back. */

export { type KeptChange, keepChanges } from './actions/keep-changes.ts';
export { keepStop } from './actions/keep-stop.ts';
export { type ImportCall, type OpenFile, openFile } from './actions/open-file.ts';
export { readRows } from './actions/read-rows.ts';
export { undoFacts, undoTogether } from './actions/undo-facts/index.ts';
export { undoRun } from './actions/undo-run.ts';
export {
  type Counts,
  type Outcome,
  type Run,
  type RunSpec,
  Stopped,
  type Written,
  withRun,
} from './actions/with-run.ts';
export { type FactTable, type NewFact, writeFacts } from './actions/write-facts.ts';
export type { ImportKind, KeptBack, Undo, Undone, UndoTable } from './import-kind.ts';
export { type KnownRun, runsOf, saidAgain } from './queries/runs.ts';
export { isPolicy, isTooMuch, type Policy, policies } from './rules/share.ts';
