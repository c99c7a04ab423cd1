import { sql } from 'kysely';
import type { Tx, Who } from '#db';
import { onRoll } from './on-roll.ts';

/** Whether an actor reaches anybody at all. */
export async function anybodyReached(tx: Tx, who: Who): Promise<boolean> {
  const { rows } = await sql`select from people.roll as roll where ${onRoll(who)} limit 1`.execute(tx);
  return rows.length > 0;
}
