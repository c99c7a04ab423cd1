import { sql } from 'kysely';
import type { Tx } from '#db';
import type { Whose } from './changes.ts';

/** Removes the counts of a run: what its source said before, if anything, is the newest again. */
export async function undoCounts(
  tx: Tx,
  { tenantId, runId }: Whose,
): Promise<{ removed: number; restored: number }> {
  const { rows } = await sql<{ gone: number; restored: number }>`
    with gone as (
      delete from records.register_count where tenant_id = ${tenantId} and run_id = ${runId}
      returning id, person_id, setting_id, register_year, term, source)
    select count(*) as gone, count(*) filter (where exists (
      select from records.register_count c
      where c.tenant_id = ${tenantId} and c.person_id = g.person_id and c.setting_id = g.setting_id
        and c.register_year = g.register_year and c.term = g.term and c.source = g.source and c.id < g.id)) as restored
    from gone g`.execute(tx);
  const { gone, restored } = rows[0] ?? { gone: 0, restored: 0 };
  return { removed: gone - restored, restored };
}
