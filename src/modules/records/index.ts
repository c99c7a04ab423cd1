/** What is known about each young person: registers, measures, needs, circumstances, results, behaviour, suspensions and notes. */
export { attainmentKind } from './actions/import-attainment.ts';
export { behaviourKind } from './actions/import-behaviour.ts';
export { circumstancesKind, importCircumstances } from './actions/import-circumstances/index.ts';
export { comparisonsKind } from './actions/import-comparisons.ts';
export { importMeasures, measuresKind } from './actions/import-measures/index.ts';
export { importRegisters, registersKind } from './actions/import-registers/index.ts';
export { suspensionsKind } from './actions/import-suspensions.ts';
export {
  endPointer,
  keepPointer,
  type Pointer,
  type PointerId,
  pointerKinds,
  pointersOf,
} from './actions/pointers.ts';
export { undoRegisters } from './actions/undo-registers/index.ts';
export { type Comparison, comparisonsOf } from './queries/comparisons.ts';
export { type Fact, factsOf, type Wanted } from './queries/facts/index.ts';
export { type Moment, momentsOf, type Stay, staysOf } from './queries/moments.ts';
export { type OverdueN, overdueN } from './queries/overdue-n.ts';
export { sensitiveMeasures } from './queries/sensitive-measures.ts';
export { SETTING_FIGURES, settingFigures } from './queries/setting-figures.ts';
export { type AttendedWeek, weeksAttended } from './queries/weeks-attended.ts';
export * from './rules/index.ts';
