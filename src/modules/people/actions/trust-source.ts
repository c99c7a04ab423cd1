import { sql } from 'kysely';
import type { PersonId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { oneAtATime, setTrust } from '#modules/sources';
import { settleFacts } from './settle-facts.ts';

/**
 * Settles how far a source of people is believed, and works out again what is believed of everybody about whom sources differ.
 *
 * @returns of how many young people something else is believed now
 * @example await trustSource(tx, actor, { source: 'council-list', trust: 3 });
 */
export async function trustSource(
  tx: Tx,
  actor: Actor,
  { source, trust }: { source: string; trust: number },
): Promise<number> {
  await oneAtATime(tx, actor.tenantId);
  await setTrust(tx, actor, { source, kind: 'people', trust });
  const { rows } = await sql<{ id: PersonId }>`
    select id from people.person where tenant_id = ${actor.tenantId} and contradicted <> '{}' order by id`.execute(
    tx,
  );
  const changed = await settleFacts(
    tx,
    actor.tenantId,
    rows.map(({ id }) => id),
  );
  return changed.length;
}
