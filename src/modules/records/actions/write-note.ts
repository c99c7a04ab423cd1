import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { newId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { SeenPerson } from '#modules/people';
import { Refused } from '#outcome';
import type { NoteId } from '../../../db/generated/records/Note.ts';

export type NewNote = {
  /** The id its form was given when it was shown: sent twice, it is one note. */
  id: NoteId;
  onDate: PlainDate;
  body: string;
  /** Only for whoever writes it, and those who may read such notes where it is written. */
  isRestricted?: boolean;
};

/**
 * Writes a note about a young person whom the actor has been let in to. Sending the same words twice makes one note;
 * a form sent again with other words (after going back, say) makes another, so that nothing typed is lost.
 *
 * Refuses whoever has no account to write under.
 *
 * @returns the id of the note
 * @example await writeNote(tx, actor, person, { id, onDate: actor.today, body: 'Came to breakfast club.' });
 */
export async function writeNote(tx: Tx, actor: Actor, person: SeenPerson, note: NewNote): Promise<NoteId> {
  if (actor.accountId === null)
    throw new Refused('A note needs somebody who wrote it. Sign in to write one.');
  const row = {
    tenant_id: actor.tenantId,
    person_id: person.personId,
    setting_id: settingOf(actor, person),
    account_id: actor.accountId,
    author: actor.name,
    on_date: note.onDate,
    is_restricted: note.isRestricted ?? false,
  };
  const standing = await standingNote(tx, actor, note.id);
  const same =
    standing?.person_id === row.person_id &&
    standing.account_id === row.account_id &&
    standing.on_date === row.on_date &&
    standing.is_restricted === row.is_restricted &&
    standing.body === note.body;
  if (same) return note.id;
  const id = standing ? newId<NoteId>() : note.id;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('records.note')
    .values({ ...row, id, body: row.is_restricted ? '' : note.body })
    .onConflict((once) => once.constraint('note_pkey').doNothing())
    .executeTakeFirst();
  if (!added) return id;
  if (row.is_restricted) {
    const { tenant_id, setting_id, account_id } = row;
    const text = { tenant_id, id, setting_id, account_id, body: note.body };
    await tx.insertInto('records.restricted_text').values(text).execute();
  }
  await record(tx, actor, {
    act: 'note.written',
    personId: person.personId,
    subjectId: id,
    why: person.why,
  });
  return id;
}

/** The note that stands under an id, with its words as far as the writer may read them. */
async function standingNote(tx: Tx, { tenantId }: Actor, id: NoteId) {
  return tx
    .selectFrom('records.note as note')
    .leftJoin('records.restricted_text as text', (join) =>
      join.onRef('text.tenant_id', '=', 'note.tenant_id').onRef('text.id', '=', 'note.id'),
    )
    .select(['note.person_id', 'note.account_id', 'note.on_date', 'note.is_restricted'])
    .select(sql<string>`coalesce(text.body, note.body)`.as('body'))
    .where('note.tenant_id', '=', tenantId)
    .where('note.id', '=', id)
    .executeTakeFirst();
}

/** The setting a note is kept under: one that the writer reaches, so that they can read it afterwards. */
function settingOf({ reach }: Actor, { settingId, settingIds }: SeenPerson): SettingId | null {
  if (reach === 'whole') return settingId;
  return settingIds.find((id) => reach.settings.includes(id)) ?? settingId;
}
