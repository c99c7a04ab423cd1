/** Files in and out: tables read in bounded memory, mappings, rows turned into facts or refusals, safe CSV. */

export { csvLine, guardCell, unguard } from './csv-line.ts';
export { columnsOf, knownColumns } from './mapping/columns.ts';
export { type FactSection, fieldsOf, isFactSection } from './mapping/fact-sections.ts';
export { listMappings, loadMapping, parseMapping } from './mapping/load.ts';
export { type Match, matchMapping, type Suggestion } from './mapping/match.ts';
export {
  type FactMapping,
  type Mapping,
  type Measure,
  mappingSchema,
  type Section,
  sectionNames,
} from './mapping/schema.ts';
export {
  type Delimiter,
  type Encoding,
  type Row,
  readTable,
  type Table,
  type TableOptions,
} from './read-table/index.ts';
export {
  type AttainmentChecks,
  type AttainmentRow,
  type Better,
  compileAttainment,
  type Grade,
  type SaidResult,
} from './readers/attainment.ts';
export {
  type CircumstanceChecks,
  type CircumstanceRow,
  compileCircumstances,
  type ReadCircumstances,
} from './readers/circumstances.ts';
export {
  type CheckCode,
  compileFacts,
  type FactChecks,
  type FactRow,
  type FieldValue,
} from './readers/facts.ts';
export type { CheckUpn, Identified } from './readers/identity.ts';
export { compileMeasures, type MeasureRow, type MeasureValue } from './readers/measures.ts';
export type { SaidNeed } from './readers/needs.ts';
export { compilePeople, type PersonRow } from './readers/people.ts';
export type { Pupil } from './readers/pupils.ts';
export {
  compileRegisters,
  type MarkRow,
  type RegisterChecks,
  type RegisterReader,
} from './readers/registers.ts';
export type { NamedSetting } from './readers/setting.ts';
export { type Fault, type Read, type Refusal, type RefusalList, refusalList } from './refusals.ts';
