import { sql } from 'kysely';
import { academicYear } from '#dates';
import type { TenantId, Tx } from '#db';
import type { Campaign } from './campaigns.ts';

/** What the whole organisation came to on a scale. */
export type Everywhere = { settings: number; people: number; mean: number };

/** What everybody in the organisation came to who was asked the same in the same academic year, by scale: nothing where too few settings were. */
export async function comparisonOf(
  tx: Tx,
  tenantId: TenantId,
  { name, version, respondent, closesOn }: Pick<Campaign, 'name' | 'version' | 'respondent' | 'closesOn'>,
): Promise<Map<string, Everywhere>> {
  const { rows } = await sql<Everywhere & { scale: string }>`
    select comparison.scale, comparison.settings, comparison.people, comparison.mean::float8 as mean
    from instruments.comparison as comparison
    where comparison.tenant_id = ${tenantId} and comparison.name = ${name} and comparison.version = ${version}
      and comparison.respondent = ${respondent} and comparison.academic_year = ${academicYear(closesOn)}`.execute(
    tx,
  );
  return new Map(rows.map(({ scale, ...everywhere }) => [scale, everywhere]));
}
