/** Where facts come from: files and how they are read, keeping what each run did, and taking a run back. */

export { type IncomingFile, type KeptFile, keepFile, sizeInWords } from './actions/files/keep-file.ts';
export { removeFile } from './actions/files/remove-file.ts';
export { type KeptChange, keepChanges } from './actions/keep-changes.ts';
export { keepStop } from './actions/keep-stop.ts';
export { markReviewed } from './actions/mark-reviewed.ts';
export { type Days, type ImportCall, type OpenFile, openFile } from './actions/open-file.ts';
export { readRows } from './actions/read-rows.ts';
export { type NewMapping, saveMapping } from './actions/save-mapping.ts';
export { setTrust } from './actions/set-trust.ts';
export { type Settlement, settleSource } from './actions/settle-source.ts';
export { tryUndo } from './actions/try-undo.ts';
export { undoFacts, undoTogether } from './actions/undo-facts/index.ts';
export { undoRun } from './actions/undo-run.ts';
export { aboutUpload } from './actions/uploads/about-upload.ts';
export { keepDraft, mapUpload } from './actions/uploads/map-upload.ts';
export { openUpload } from './actions/uploads/open-upload.ts';
export {
  beginRunning,
  beginTrying,
  confirmUpload,
  failUpload,
  finishUpload,
  keepTried,
} from './actions/uploads/run-upload.ts';
export {
  askToStop,
  CUT_SHORT,
  hear,
  STOPPED_BY_HAND,
  stopped,
  throwAway,
} from './actions/uploads/stop-upload.ts';
export { type Sweep, sweepUploads } from './actions/uploads/sweep-uploads.ts';
export {
  CalledOff,
  type Counts,
  type Found,
  type Outcome,
  oneAtATime,
  type Run,
  type RunSpec,
  refuseCalledOff,
  Stopped,
  type Written,
  withRun,
} from './actions/with-run.ts';
export {
  countRows,
  type FactTable,
  type Laid,
  layFacts,
  type NewFact,
  noteRow,
  type RowsSoFar,
  type StandingFact,
  standingFacts,
  tally,
  writeFacts,
} from './actions/write-facts.ts';
export type {
  ImportKind,
  KeptBack,
  ToldFact,
  Trace,
  Traced,
  Undo,
  Undone,
  UndoTable,
  Which,
} from './import-kind.ts';
export { contentOf } from './queries/file-content.ts';
export { lastRuns, type NamedAs } from './queries/last-runs.ts';
export {
  type ChosenMapping,
  type MappingDefinition,
  mappingChosen,
  readDefinition,
  type SavedMapping,
  savedDefinition,
  savedMappings,
} from './queries/mappings.ts';
export { newestAsAt } from './queries/newest-as-at.ts';
export {
  countRuns,
  type KnownRun,
  type KnownStop,
  recentRuns,
  refusalsOf,
  runOf,
  runsOf,
  saidAgain,
  stopsOf,
  type WholeRun,
} from './queries/runs.ts';
export { isInAlready, type KnownSource, settledMapping, sourcesOf } from './queries/sources.ts';
export { type Touched, touchedBy } from './queries/touched.ts';
export { traceOf, tracesOf } from './queries/traces.ts';
export { type Trusted, trustedSources, trustIn } from './queries/trust.ts';
export { touchedByRuns, type UnreviewedRun, unreviewedRuns } from './queries/unreviewed.ts';
export {
  type Draft,
  type ListedUpload,
  type Tried,
  type Upload,
  type UploadId,
  type UploadState,
  uploadOf,
  waitingUploads,
} from './queries/uploads.ts';
export { isOverdue } from './rules/cadence.ts';
export { type LastRun, type Missing, whyMissing } from './rules/missing.ts';
export { isPolicy, isTooMuch, type Policy, policies, USUAL_SHARE } from './rules/share.ts';
