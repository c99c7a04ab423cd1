import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import type { Actor } from '#web';

/** What somebody wrote about a young person. */
export type WrittenNote = {
  id: string;
  author: string;
  onDate: PlainDate;
  body: string;
  isRestricted: boolean;
  /** It is there, and its words are not for whoever asks. */
  isHidden: boolean;
};

/**
 * Notes, those of the latest day first; `most` when not all are wanted. Of a restricted note whose words are not for them, those
 * who decide about help learn that there is one, and whom to ask; nobody else does.
 */
export async function notesOf(
  tx: Tx,
  actor: Actor,
  personId: PersonId,
  most?: number,
): Promise<WrittenNote[]> {
  const { rows } = await sql<WrittenNote>`
    select note.id, note.author, note.on_date as "onDate", coalesce(text.body, note.body) as body,
      note.is_restricted as "isRestricted", note.is_restricted and text.id is null as "isHidden"
    from records.note as note
    left join records.restricted_text as text on text.tenant_id = note.tenant_id and text.id = note.id
    where note.tenant_id = ${actor.tenantId} and note.person_id = ${personId}
      and (not note.is_restricted or text.id is not null or ${actor.may.has('tier.decide')})
    order by note.on_date desc, note.written_at desc, note.id desc limit ${most ?? null}::bigint`.execute(tx);
  return rows;
}
