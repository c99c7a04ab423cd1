import { newId, type Tx } from '#db';
import { type Actor, whyMaySee } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { StaffMarkId } from '../../../db/generated/risk/StaffMark.ts';
import type { GridRow, OwnCell } from '../queries/grid.ts';
import { DOMAINS, type Domain, isSensitiveMark } from '../rules/index.ts';
import { keptUnder } from './kept-under.ts';

/** What a row of the grid says: marks by domain, as far as it says any, and a note. */
export type TypedRow = { marks: Partial<Record<Domain, 0 | 1 | 2>>; note: string };

export type GridSaved = {
  /** The greatest id of a mark there is now: what a page that is shown now has seen. */
  seen: string | undefined;
  /** Cells that the same adult changed elsewhere since the page was shown: what they say there stands. */
  conflicts: { row: GridRow; domain: Domain }[];
  given: number;
};

/**
 * Keeps what an adult marked in a grid that was shown when `before` stood. A cell as it was then is no change; one that the same adult
 * changed elsewhere since keeps what it says. A note is the reason of the marks given with it, and of those given today.
 *
 * Refuses whoever has no account to put their name to it.
 *
 * @param reason of a mark without a note
 */
export async function giveGridMarks(
  tx: Tx,
  actor: Actor,
  {
    rows,
    before,
    typed,
    reason,
  }: {
    rows: readonly GridRow[];
    before: readonly GridRow[];
    typed: ReadonlyMap<string, TypedRow>;
    reason: string;
  },
): Promise<GridSaved> {
  if (actor.accountId === null) throw new Refused('A mark needs somebody who gives it. Sign in to give one.');
  const stood = new Map(before.map((row) => [row.personId, row]));
  const saved: GridSaved = { seen: latestIn(rows), conflicts: [], given: 0 };
  for (const row of rows) {
    const wish = typed.get(row.personId);
    if (!wish) continue;
    const { changed, conflicts } = changesIn(row, stood.get(row.personId), wish, actor.today);
    saved.conflicts.push(...conflicts.map((domain) => ({ row, domain })));
    if (changed.length === 0) continue;
    const last = await giveAll(tx, actor, row, changed, { note: wish.note, reason });
    saved.seen = last;
    saved.given += changed.length;
  }
  return saved;
}

function changesIn(row: GridRow, before: GridRow | undefined, { marks, note }: TypedRow, today: string) {
  const changed: [Domain, 0 | 1 | 2][] = [];
  const conflicts: Domain[] = [];
  for (const domain of DOMAINS) {
    const [wish, now] = [marks[domain], row.own[domain]];
    if (wish === undefined) continue;
    if (wish !== now?.mark) {
      if (now?.id === before?.own[domain]?.id) changed.push([domain, wish]);
      else if (wish !== before?.own[domain]?.mark) conflicts.push(domain);
    } else if (wantsNote(now, note, today)) changed.push([domain, wish]);
  }
  return { changed, conflicts };
}

/** A note that is written after the mark, on the same day, takes the place of what stood for want of one. */
function wantsNote(now: OwnCell, note: string, today: string): boolean {
  return note !== '' && now.onDate === today && now.reason !== note;
}

async function giveAll(
  tx: Tx,
  actor: Actor,
  row: GridRow,
  changed: readonly [Domain, 0 | 1 | 2][],
  { note, reason }: { note: string; reason: string },
): Promise<string> {
  const why = whyMaySee(actor, row);
  if (why === undefined || actor.accountId === null) throw new Refused('They are not yours to see any more.');
  const accountId = actor.accountId;
  // One note is the reason of all of them: written with a mark about the family, it is for fewer throughout. No factor is chosen here.
  const isSensitive =
    note !== '' && changed.some(([domain]) => isSensitiveMark({ domain, factor: null }, []));
  const values = changed.map(([domain, mark]) => ({
    tenant_id: actor.tenantId,
    id: newId<StaffMarkId>(),
    person_id: row.personId,
    setting_id: keptUnder(actor, row),
    domain,
    view: 'adults',
    mark,
    factor: null,
    is_sensitive: isSensitive,
    reason: isSensitive ? '' : note || reason,
    account_id: accountId,
    author: actor.name,
    on_date: actor.today,
  }));
  await tx.insertInto('risk.staff_mark').values(values).execute();
  if (isSensitive) {
    const apart = values.map(({ tenant_id, id, person_id, setting_id, account_id }) => ({
      ...{ tenant_id, id, person_id, setting_id, account_id },
      reason: note,
    }));
    await tx.insertInto('risk.sensitive_reason').values(apart).execute();
  }
  await record(tx, actor, { act: 'mark.given', personId: row.personId, why, number: values.length });
  return values.at(-1)?.id ?? '';
}

/** The greatest id of own marks: ids grow with the moment. */
export function latestIn(rows: readonly GridRow[]): string | undefined {
  const ids = rows.flatMap(({ own }) => Object.values(own).map(({ id }) => id));
  return ids.sort().at(-1);
}
