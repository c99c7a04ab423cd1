/** Files in and out: tables read in bounded memory, mappings, rows turned into facts or refusals, safe CSV. */

export { csvLine, guardCell, unguard } from './csv-line.ts';
export {
  type DefinitionRead,
  type LibraryFault,
  orThrow,
  readDefinition,
  readDefinitionText,
} from './definition.ts';
export { nameRoster } from './kinds/index.ts';
export { columnsOf, knownColumns } from './mapping/columns.ts';
export { type FactSection, fieldsOf, isFactSection } from './mapping/fact-sections.ts';
export { listMappings, loadMapping, mappingFaults, parseMapping } from './mapping/load.ts';
export { type Match, matchMapping, type Suggestion } from './mapping/match.ts';
export { DATE_FORMATS, type DateFormat } from './mapping/parts.ts';
export { TERMS, type Term } from './mapping/registers.ts';
export {
  type FactMapping,
  type Mapping,
  type Measure,
  mappingSchema,
  type Section,
  sectionNames,
} from './mapping/schema.ts';
export {
  namesColumns,
  type SuggestedField,
  type SuggestedMapping,
  suggestMapping,
} from './mapping/suggest/index.ts';
export {
  type Delimiter,
  type Encoding,
  type Row,
  readTable,
  type Table,
  type TableOptions,
} from './read-table/index.ts';
export { standingFile } from './read-table/standing-file.ts';
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
  type ComparisonMark,
  type ComparisonRow,
  compileComparisons,
} from './readers/comparisons.ts';
export { RECORD_YEARS, readDate } from './readers/dates.ts';
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
export {
  type CheckUln,
  compilePeople,
  type EnrolmentStatus,
  type Mention,
  type PersonRow,
} from './readers/people.ts';
export { type Counted, type CountRow, compileCounts } from './readers/registers/counts.ts';
export { compileRegisters } from './readers/registers/index.ts';
export type { DayRule, RegisterChecks } from './readers/registers/parts.ts';
export type { Pupil } from './readers/registers/pupils.ts';
export type { RegisterReader, RegisterSink } from './readers/registers/reader.ts';
export { sessionInWords } from './readers/registers/sessions.ts';
export type { NamedSetting } from './readers/setting.ts';
export { type Fault, listed, type Read, type Refusal, type RefusalList, refusalList } from './refusals.ts';
