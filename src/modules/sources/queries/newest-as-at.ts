import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import type { Run } from '../actions/with-run.ts';

/**
 * The newest day that any file of the same source, kind and mapping has spoken of before this run, runs taken back
 * aside; `null` when none has.
 */
export async function newestAsAt(
  tx: Tx,
  { tenantId, kind, source, runId }: Run,
  mapping: string,
): Promise<PlainDate | null> {
  const { rows } = await sql<{ newest: PlainDate | null }>`
    select max(r.as_at) as newest from sources.run r
    where r.tenant_id = ${tenantId} and r.source = ${source} and r.kind = ${kind} and r.mapping = ${mapping} and r.id <> ${runId}
      and not exists (select from sources.undoing u where u.tenant_id = r.tenant_id and u.run_id = r.id)`.execute(
    tx,
  );
  return rows[0]?.newest ?? null;
}
