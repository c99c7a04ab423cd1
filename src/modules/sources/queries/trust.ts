import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';

/** How far a source is believed that nobody has settled. */
const USUAL_TRUST = 5;

/**
 * How far each source of one kind of file is believed where two say different things: 1 least, 9 most.
 *
 * @example const trustOf = await trustIn(tx, tenantId, 'people'); trustOf('school-mis') // 5
 */
export async function trustIn(tx: Tx, tenantId: TenantId, kind: string): Promise<(source: string) => number> {
  const { rows } = await sql<{ name: string; trust: number }>`
    select name, trust from sources.source where tenant_id = ${tenantId} and kind = ${kind}`.execute(tx);
  const known = new Map(rows.map(({ name, trust }) => [name, trust]));
  return (source) => known.get(source) ?? USUAL_TRUST;
}

/** A source and how far it is believed. */
export type Trusted = { source: string; trust: number };

/** Every source that has brought one kind of file, the most trusted first. */
export async function trustedSources(tx: Tx, tenantId: TenantId, kind: string): Promise<Trusted[]> {
  const { rows } = await sql<Trusted>`
    select name as source, trust from sources.source where tenant_id = ${tenantId} and kind = ${kind}
    order by trust desc, name`.execute(tx);
  return rows;
}
