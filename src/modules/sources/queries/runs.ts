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

/**
 * How many later runs of the same kind and source, still standing, found rows there already. Where the run brought them,
 * they went with it, and only bringing such a file in again gives them back.
 */
export async function saidAgain(tx: Tx, tenantId: TenantId, runId: RunId): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from sources.run r join sources.run later on later.tenant_id = r.tenant_id
      and later.kind = r.kind and later.source = r.source and later.id > r.id and later.same > 0
    where r.tenant_id = ${tenantId} and r.id = ${runId} and not exists (select from sources.undoing u
      where u.tenant_id = later.tenant_id and u.run_id = later.id)`.execute(tx);
  return rows[0]?.number ?? 0;
}
