/** What is known about each young person: registers, measures, needs, circumstances, suspensions and notes. */
export { importMeasures } from './actions/import-measures/index.ts';
export { importRegisters } from './actions/import-registers/index.ts';
export { type Undone, undoRegisters } from './actions/undo-registers/index.ts';
export { type Fact, factsOf, type Wanted } from './queries/facts/index.ts';
export { type OverdueN, overdueN } from './queries/overdue-n.ts';
export * from './rules/index.ts';
