import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { TenantId, Tx } from '#db';
import { type Holder, holdersOf } from '#modules/access';

/** Who has a role for panels on a day, and for which organisation. Takes the reach of the whole. */
export function sittersOn(tx: Tx, on: { tenantId: TenantId; today: PlainDate }): Promise<Holder[]> {
  return holdersOf(tx, 'panel.sit', on);
}

/**
 * That whoever has a seat sits there on a day: it has not ended, and they hold a role for panels for the organisation for which they have it. So a role
 * that ends, an organisation that leaves or an agreement that runs out closes the agenda without anybody having to think of seats.
 */
export function sits(today: PlainDate, sitters: readonly Holder[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(seat.ended_at is null and coalesce(seat.ends_on >= ${today}::date, true) and exists (
    select from jsonb_to_recordset(${JSON.stringify(sitters)}::jsonb) as sitter ("accountId" uuid, "organisationId" uuid)
    where sitter."accountId" = seat.account_id and sitter."organisationId" is not distinct from seat.organisation_id))`;
}
