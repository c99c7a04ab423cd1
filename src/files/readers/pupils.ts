import { place } from '../mapping/columns.ts';
import type { Mapping, RegistersMapping } from '../mapping/schema.ts';
import type { Row } from '../read-table/index.ts';
import type { Refusal } from '../refusals.ts';
import { type CheckUpn, type Identified, identityReader } from './identity.ts';
import { type Memory, memory } from './memory.ts';
import { type NamedSetting, settingReader } from './setting.ts';

/** Whose register a mark goes into: one young person in one setting (`null`: the file does not say which). */
export type Pupil = Identified & { setting: NamedSetting | null };

/** The pupils met in one setting: by the cell as it stands in the file, and by who they turned out to be. */
type Known = { byCell: Memory<number>; byIdentity: Map<string, number> };

/**
 * Numbers the pupils of a register file in the order in which they are met, each checked once. A row is known by its UPN
 * or, without one, by the identifier of the source. `find` answers -1 and adds to `refusals` when it says neither.
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
  const says = setting !== undefined && (!('column' in setting) || place(header, setting.column) >= 0);
  const settle = says ? settingReader(mapping, setting, header) : undefined;
  const upnAt = upn ? place(header, upn.column) : -1;
  const sourceAt = source && 'column' in source ? place(header, source.column) : -1;
  const cellAt = upnAt >= 0 ? upnAt : sourceAt;
  const pupils: Pupil[] = [];
  const nowhere = nobody();
  const bySetting = new Map<NamedSetting, Known>();

  return { pupils, find };

  function find(row: Row, refusals: Refusal[]): number {
    if (!settle) return findIn(nowhere, null, row, refusals);
    const where = settle(row, refusals);
    if (!where) return -1;
    let known = bySetting.get(where);
    if (!known) {
      known = nobody();
      bySetting.set(where, known);
    }
    return findIn(known, where, row, refusals);
  }

  function findIn(known: Known, where: NamedSetting | null, row: Row, refusals: Refusal[]): number {
    const cell = row.cells[cellAt] ?? '';
    const recalled = known.byCell.recall(cell);
    if (recalled !== undefined) return recalled;
    const who = identify(row, refusals);
    if (refusals.length > 0) return -1;
    const identity = who.upn === null ? `source ${who.sourceId}` : `upn ${who.upn}`;
    const pupil = known.byIdentity.get(identity) ?? pupils.push({ ...who, setting: where }) - 1;
    known.byIdentity.set(identity, pupil);
    // A blank UPN, or a row number, says nothing about the next row.
    if (who.upn !== null || (upnAt < 0 && sourceAt >= 0)) known.byCell.keep(cell, pupil);
    return pupil;
  }
}

function nobody(): Known {
  return { byCell: memory(), byIdentity: new Map() };
}
