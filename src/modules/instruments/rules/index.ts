/** The rules of instruments: pure, without a database. */

export {
  type Instrument,
  instrumentSchema,
  type Page,
  RESPONDENTS,
  type Respondent,
  SHELVES,
  type Shelf,
} from './definition.ts';
export { faultsInInstrument } from './faults.ts';
export type { Asked, Item, ItemKind, Option } from './item.ts';
export { isAsked, itemsOf, itemsOn, optionsOf } from './parts.ts';
export type { Domain, Level, Scale } from './scale.ts';
export { type Text, textIn } from './text.ts';
export { faultsAgainstEarlier } from './versions.ts';
