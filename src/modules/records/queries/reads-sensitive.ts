import { type RawBuilder, sql } from 'kysely';
import type { PersonId, TenantId } from '#db';

/**
 * Whether whoever asks reads what is known about health, care, youth justice and family of one young person: what they may not read must not
 * look like what nobody knows.
 */
export function readsSensitive({
  tenantId,
  personId,
}: {
  tenantId: TenantId;
  personId: PersonId;
}): RawBuilder<boolean> {
  return sql`(access.sensitive_everywhere() or exists (select from people.roll as roll
    where roll.tenant_id = ${tenantId} and roll.person_id = ${personId} and roll.setting_ids && access.sensitive()))`;
}
