import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';

/**
 * Settles how far a source is believed in one kind of file where another says something else: 1 least, 9 most.
 * Refuses a source that has brought nothing of the kind yet, and a trust that is none.
 *
 * @example await setTrust(tx, actor, { source: 'council-list', kind: 'people', trust: 3 });
 */
export async function setTrust(
  tx: Tx,
  actor: Actor,
  { source, kind, trust }: { source: string; kind: string; trust: number },
): Promise<void> {
  if (!Number.isInteger(trust) || trust < 1 || trust > 9)
    throw new Refused('How far a source is believed is a whole number from 1, least, to 9, most.');
  const { numUpdatedRows } = await tx
    .updateTable('sources.source')
    .set({ trust })
    .where('tenant_id', '=', actor.tenantId)
    .where('name', '=', source)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refused(`${source} has brought no ${kind} yet.`);
  await record(tx, actor, { act: 'source.trusted', why: `${kind} from ${source}`, number: trust });
}
