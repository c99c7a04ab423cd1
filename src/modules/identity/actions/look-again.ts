import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type AccountId, newId, type TenantId, type Tx } from '#db';

/**
 * Keeps that an account looks today, and answers the day of its last look before today. Looking twice on a day answers
 * the same, so that what changed does not vanish with the first look.
 *
 * @returns null for an account that never looked before
 * @example await lookAgain(tx, { tenantId, accountId, today }) // '2026-11-20'
 */
export async function lookAgain(
  tx: Tx,
  { tenantId, accountId, today }: { tenantId: TenantId; accountId: AccountId; today: PlainDate },
): Promise<PlainDate | null> {
  const { rows } = await sql<{ before: PlainDate | null }>`
    insert into identity.last_look as look (tenant_id, id, account_id, on_date)
    values (${tenantId}, ${newId()}, ${accountId}, ${today})
    on conflict on constraint last_look_once do update set
      before = case when look.on_date < excluded.on_date then look.on_date else look.before end,
      on_date = greatest(look.on_date, excluded.on_date)
    returning before`.execute(tx);
  return rows[0]?.before ?? null;
}
