import { sql } from 'kysely';
import type { Tx } from '#db';
import type { Actor } from '#modules/access';
import { onRoll, type RollFilter } from '#modules/people';

/** How many are on roll now, within reach. */
export async function countOnRoll(tx: Tx, actor: Actor, filter: RollFilter): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*)::int as number from people.roll as roll where ${onRoll(actor, filter)} and roll.left_on is null`.execute(
    tx,
  );
  return rows[0]?.number ?? 0;
}
