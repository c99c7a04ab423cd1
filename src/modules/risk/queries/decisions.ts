import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import type { Tier } from '../rules/index.ts';

/** A level of help as somebody decided it. */
export type Decided = {
  id: string;
  tier: Tier;
  suggested: Tier | null;
  reason: string;
  author: string;
  decidedOn: PlainDate;
  reviewOn: PlainDate;
  /** The day to look again has come. */
  isDue: boolean;
};

/** Every decision about a young person, the one in force first. */
export async function decisionsOf(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
  today: PlainDate,
): Promise<Decided[]> {
  const { rows } = await sql<Decided>`
    select id, tier, suggested, reason, author, decided_on as "decidedOn", review_on as "reviewOn",
      review_on <= ${today}::date as "isDue" from risk.decision
    where tenant_id = ${tenantId} and person_id = ${personId} order by decided_at desc, id desc`.execute(tx);
  return rows;
}
