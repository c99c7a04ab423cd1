import { type Database, withActor } from '#db';
import { erasureToApprove, forgetWhom, keepReceipt } from '#modules/people';
import type { Actor, KeptTable } from '#web';
import { eraseKept } from './kept-rows.ts';
import { allOf } from './with-person.ts';

/**
 * Erases the record of whom a proposal names, in one transaction with its receipt and its audit entry: all of it is gone, or
 * nothing is.
 *
 * @returns how many rows went; undefined when it was decided already
 * @example await eraseOne(db, actor, keptTables(modules), erasureId)
 */
export async function eraseOne(
  db: Database,
  actor: Actor,
  tables: readonly KeptTable[],
  id: string,
): Promise<number | undefined> {
  return withActor(db, allOf(actor), async (tx) => {
    const erasure = await erasureToApprove(tx, actor, id);
    if (!erasure) return undefined;
    const { personId } = erasure;
    await forgetWhom(tx, actor, personId);
    const counts = await eraseKept(tx, tables, { tenantId: actor.tenantId, personId });
    await keepReceipt(tx, actor, erasure, counts);
    return Object.values(counts).reduce((sum, number) => sum + number, 0);
  });
}
