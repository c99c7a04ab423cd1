import type { PlainDate } from '#dates';
import type { PersonId, SettingId } from '#db';
import type { CircumstanceRow, Identified } from '#files';
import { type Found, type RowFault, type RowFinder, refuseRow } from '#modules/people';
import type { Run } from '#modules/sources';

/** A row whose young person and setting are known, and the day it speaks of. */
export type Placed = { row: CircumstanceRow; who: Found; day: PlainDate };

export type PlacedRows = {
  /** In the order of the days they speak of, by young person. */
  byPerson: ReadonlyMap<PersonId, readonly Placed[]>;
  /** Every day that a row speaks of. */
  days: ReadonlySet<PlainDate>;
  /** Every setting that such a row names. */
  settings: ReadonlySet<SettingId>;
  /** Those with a row that was refused: a snapshot ends nothing about them. */
  spared: Set<PersonId>;
};

/**
 * Finds whom and where each row is about. Somebody whom a file names at two settings has each thing once: the same one,
 * whatever the order of the rows. Refuses a row about nobody or nowhere known, and one about a day to come.
 */
export async function placeRows(
  run: Run,
  finder: RowFinder,
  rows: readonly CircumstanceRow[],
  unread: readonly Identified[],
): Promise<PlacedRows> {
  const byPerson = new Map<PersonId, Placed[]>();
  const days = new Set<PlainDate>();
  const settings = new Set<SettingId>();
  const spared = new Set<PersonId>();
  for (const who of unread) await spare({ ...who, setting: null });
  for (const row of rows) {
    const who = await finder.find(row);
    const fault = 'rule' in who ? who : future(row, run.today);
    if (fault) {
      refuseRow(run, row, fault);
      await spare({ ...row, setting: null });
    } else if (!('rule' in who)) {
      const day = row.on ?? run.today;
      days.add(day);
      if (row.setting !== null) settings.add(who.settingId);
      const known = byPerson.get(who.personId);
      if (known) known.push({ row, who, day });
      else byPerson.set(who.personId, [{ row, who, day }]);
    }
  }
  for (const placed of byPerson.values()) if (placed.length > 1) settle(placed);
  return { byPerson, days, settings, spared };

  async function spare(row: Parameters<RowFinder['find']>[0]): Promise<void> {
    const who = await finder.find(row);
    if (!('rule' in who)) spared.add(who.personId);
  }
}

/** Puts the rows about one young person in order, and at one setting. */
function settle(placed: Placed[]): void {
  const settingId = placed.reduce<SettingId>(
    (first, { who }) => (who.settingId < first ? who.settingId : first),
    placed[0]?.who.settingId as SettingId, // there are rows
  );
  for (const each of placed) each.who = { ...each.who, settingId };
  const whenOf = ({ row, day }: Placed) => row.startsOn ?? day;
  placed.sort((one, other) =>
    whenOf(one) === whenOf(other) ? one.row.line - other.row.line : whenOf(one) < whenOf(other) ? -1 : 1,
  );
}

function future({ startsOn, on }: CircumstanceRow, today: PlainDate): RowFault | undefined {
  const day = startsOn ?? on;
  if (day === null || day <= today) return undefined;
  const message = `${day} is still to come, and nothing is known of it yet: mend the day.`;
  return { rule: 'date.future', field: 'starts_on', found: day, message };
}
