import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';

/** What somebody wrote about a young person. */
export type WrittenNote = { id: string; author: string; onDate: PlainDate; body: string };

/** Notes, those of the latest day first; `most` when not all are wanted. */
export async function notesOf(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
  most?: number,
): Promise<WrittenNote[]> {
  const { rows } = await sql<WrittenNote>`
    select id, author, on_date as "onDate", body from records.note
    where tenant_id = ${tenantId} and person_id = ${personId}
    order by on_date desc, written_at desc, id desc limit ${most ?? null}::bigint`.execute(tx);
  return rows;
}
