import { sql } from 'kysely';
import type { RunId, TenantId, Tx } from '#db';
import type { Counts } from '../actions/with-run.ts';

/** One run as it stands on record. */
export type KnownRun = Counts & {
  id: RunId;
  kind: string;
  source: string;
  file: string;
  mapping: string;
  at: string;
  read: number;
  refused: number;
  /** When it was taken back, if it was. */
  undoneAt: string | null;
};

/**
 * Runs, the newest first.
 *
 * @param which one source only, and how many at most
 * @example await runsOf(tx, tenantId, { source: 'mis', most: 20 })
 */
export async function runsOf(
  tx: Tx,
  tenantId: TenantId,
  { source, most }: { source?: string | undefined; most: number },
): Promise<KnownRun[]> {
  const { rows } = await sql<KnownRun>`
    select r.id, r.kind, r.source, r.file_name as file, r.mapping, r.at, r.read, r.added, r.changed, r.same, r.ended, r.refused,
           u.at as "undoneAt"
    from sources.run r
    left join sources.undoing u on u.tenant_id = r.tenant_id and u.run_id = r.id
    where r.tenant_id = ${tenantId} and (${source ?? null}::text is null or r.source = ${source ?? null})
    order by r.at desc, r.id desc limit ${most}`.execute(tx);
  return rows;
}
