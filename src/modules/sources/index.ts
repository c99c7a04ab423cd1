/** Where facts come from: opening a file under a mapping, keeping what each run did, and taking a run back. */

export { type KeptChange, keepChanges } from './actions/keep-changes.ts';
export { keepStop } from './actions/keep-stop.ts';
export { type ImportCall, type OpenFile, openFile } from './actions/open-file.ts';
export { readRows } from './actions/read-rows.ts';
export { setTrust } from './actions/set-trust.ts';
export { type UndoTable, undoFacts } from './actions/undo-facts.ts';
export { undoRun } from './actions/undo-run.ts';
export {
  type Counts,
  type Outcome,
  oneAtATime,
  type Run,
  type RunSpec,
  Stopped,
  type Written,
  withRun,
} from './actions/with-run.ts';
export { type FactTable, type NewFact, writeFacts } from './actions/write-facts.ts';
export type { ImportKind, KeptBack, Undo, Undone } from './import-kind.ts';
export { lastRuns, type NamedAs } from './queries/last-runs.ts';
export { type KnownRun, runsOf } from './queries/runs.ts';
export { type Touched, touchedBy } from './queries/touched.ts';
export { type Trusted, trustedSources, trustIn } from './queries/trust.ts';
export { type LastRun, type Missing, whyMissing } from './rules/missing.ts';
export { isPolicy, isTooMuch, type Policy, policies } from './rules/share.ts';
