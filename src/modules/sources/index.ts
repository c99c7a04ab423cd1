/** Where facts come from: opening a file under a mapping, and keeping what each run did. */

export { type KeptChange, keepChanges } from './actions/keep-changes.ts';
export { type ImportCall, type OpenFile, openFile } from './actions/open-file.ts';
export { readRows } from './actions/read-rows.ts';
export { type Counts, type Outcome, type RunSpec, withRun } from './actions/with-run.ts';
