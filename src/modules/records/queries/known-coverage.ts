import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';

/** A source that claims to hold every record of a kind at a setting between two days. */
export type Coverage = { source: string; from: PlainDate; to: PlainDate };

/** The newest days of which a source claims to hold everything at the setting of a young person, joined where they meet. */
export async function knownCoverage(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
  record: 'suspension' | 'behaviour',
): Promise<Coverage | undefined> {
  const { rows } = await sql<Coverage>`
    select source, lower(days) as "from", upper(days) - 1 as "to" from (
      select c.source, unnest(range_agg(daterange(c.covers_from, c.covers_to, '[]'))) as days
      from people.roll p
      join records.coverage c on c.tenant_id = p.tenant_id and c.setting_id = p.setting_id and c.record = ${record}
      where p.tenant_id = ${tenantId} and p.person_id = ${personId}
      group by c.source) claims
    order by upper(days) desc, lower(days), source limit 1`.execute(tx);
  return rows[0];
}
