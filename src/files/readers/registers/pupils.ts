import { place } from '../../mapping/columns.ts';
import type { Mapping, RegistersMapping } from '../../mapping/schema.ts';
import type { Row } from '../../read-table/index.ts';
import { namedBy, type Refusal } from '../../refusals.ts';
import { type CheckUpn, type Identified, identityReader } from '../identity.ts';
import { type NamedSetting, settingReader } from '../setting.ts';
import type { CellBounds } from './find-cells.ts';
import { findCell, type KnownCells, keepCell, noCells } from './known-cells.ts';

/** Whose register a mark goes into: one young person in one setting (`null`: the file does not say which). */
export type Pupil = Identified & { setting: NamedSetting | null };

/** The pupils met in one setting: by who they turned out to be, and by their cells as they stand in the file. */
type Known = { byIdentity: Map<string, number>; byUpn: KnownCells; bySource: KnownCells };

/**
 * Numbers the pupils of a register file in the order in which they are met. A row is known by its UPN or, without one,
 * by the identifier of the source.
 */
export function pupilFinder(
  mapping: Mapping,
  section: RegistersMapping,
  header: readonly string[],
  checkUpn: CheckUpn,
) {
  const { upn, source_id: source } = section.identity;
  const { setting } = section;
  const identify = identityReader(mapping, section.identity, header, checkUpn);
  const settingAt = setting && 'column' in setting ? place(header, setting.column) : -1;
  const says = setting !== undefined && (!('column' in setting) || settingAt >= 0);
  const settle = says ? settingReader(mapping, setting, header) : undefined;
  const upnAt = upn ? place(header, upn.column) : -1;
  const sourceAt = source && 'column' in source ? place(header, source.column) : -1;
  const pupils: Pupil[] = [];
  const places: Known[] = [];
  const placeOf = new Map<NamedSetting | null, number>();
  const settingCells = noCells();

  return { pupils, find, recall, named };

  /** Reads who a row is about; -1, and the reasons added to `refusals`, when it does not say. */
  function find(row: Row, refusals: Refusal[]): number {
    const where = settle ? settle(row, refusals) : null;
    const who = identify(row, refusals);
    if (refusals.length > 0) return -1;
    const at = placeOf.get(where) ?? begin(where);
    if (settingAt >= 0) keepCell(settingCells, row.cells[settingAt] ?? '', at);
    const known = places[at] ?? nobody();
    const identity = who.upn === null ? `source ${who.sourceId}` : `upn ${who.upn}`;
    const pupil = known.byIdentity.get(identity) ?? pupils.push({ ...who, setting: where }) - 1;
    known.byIdentity.set(identity, pupil);
    const upnCell = row.cells[upnAt] ?? '';
    if (who.upn !== null) keepCell(known.byUpn, upnCell, pupil);
    // A cell that only means "blank" says nothing about the next row.
    else if (upnCell === '' && sourceAt >= 0) keepCell(known.bySource, row.cells[sourceAt] ?? '', pupil);
    return pupil;
  }

  /** Says of the refusals of a row whom it names, as far as that can be read. */
  function named(row: Row, refusals: readonly Refusal[]): Refusal[] {
    return namedBy(refusals, identify(row, []));
  }

  /** The pupil of a row whose cells have been met before, or -1. */
  function recall(bytes: Uint8Array, bounds: CellBounds): number {
    const known = places[settingAt < 0 ? 0 : findCell(settingCells, bytes, bounds, settingAt)];
    if (!known) return -1;
    if (upnAt >= 0 && bounds.starts[upnAt] !== bounds.ends[upnAt])
      return findCell(known.byUpn, bytes, bounds, upnAt);
    return sourceAt < 0 ? -1 : findCell(known.bySource, bytes, bounds, sourceAt);
  }

  function begin(where: NamedSetting | null): number {
    const at = places.push(nobody()) - 1;
    placeOf.set(where, at);
    return at;
  }
}

function nobody(): Known {
  return { byIdentity: new Map(), byUpn: noCells(), bySource: noCells() };
}
