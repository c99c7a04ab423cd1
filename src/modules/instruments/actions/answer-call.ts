import { sql } from 'kysely';
import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { Call } from '../queries/calls.ts';

/**
 * Says what was done about a call. Whoever calls has opened the record of the young person first.
 *
 * @returns whether nobody had answered it before
 */
export async function answerCall(
  tx: Tx,
  actor: Actor,
  { id, personId }: Pick<Call, 'id' | 'personId'>,
  done: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('instruments.call')
    .set({ seen_by: actor.accountId, seer: actor.name, seen_at: sql<string>`now()`, done })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .where('seen_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, { act: 'call.answered', personId, subjectId: id, why: 'saw to it' });
  return true;
}
