import { sql } from 'kysely';
import { newId, type Tx } from '#db';
import type { Actor, ToldPart } from '#web';

/** What happened longer ago is not told any more: whoever was not reached by then has seen it, or it is over. */
const TELL_FOR_HOURS = 24;

/**
 * Writes what people are to be told of what happened, each thing once to each; nothing is sent yet.
 *
 * @returns how many messages are new
 * @example await writeMessages(tx, actor, modules.flatMap(({ told = [] }) => told))
 */
export async function writeMessages(tx: Tx, actor: Actor, parts: readonly ToldPart[]): Promise<number> {
  const since = new Date(Date.now() - TELL_FOR_HOURS * 3_600_000).toISOString();
  let written = 0;
  for (const { kind, find } of parts) {
    const rows = (await find(tx, { actor, since })).flatMap(({ aboutId, to }) =>
      [...new Set(to)].map((account_id) => ({ account_id, about_id: aboutId })),
    );
    if (rows.length === 0) continue;
    const { numAffectedRows } = await sql`
      insert into messages.message (tenant_id, id, kind, account_id, about_id)
      select ${actor.tenantId}, each.id, ${kind}, each.account_id, each.about_id
      from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.account_id)}::uuid[],
        ${rows.map((row) => row.about_id)}::uuid[]) as each (id, account_id, about_id)
      on conflict on constraint message_once do nothing`.execute(tx);
    written += Number(numAffectedRows ?? 0);
  }
  return written;
}
