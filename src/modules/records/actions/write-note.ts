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
    body: note.body,
  };
  const standing = await tx
    .selectFrom('records.note')
    .select(['person_id', 'account_id', 'on_date', 'body'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', note.id)
    .executeTakeFirst();
  const same =
    standing?.person_id === row.person_id &&
    standing.account_id === row.account_id &&
    standing.on_date === row.on_date &&
    standing.body === row.body;
  if (same) return note.id;
  const id = standing ? newId<NoteId>() : note.id;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('records.note')
    .values({ ...row, id })
    .onConflict((once) => once.constraint('note_pkey').doNothing())
    .executeTakeFirst();
  if (added)
    await record(tx, actor, {
      act: 'note.written',
      personId: person.personId,
      subjectId: id,
      why: person.why,
    });
  return id;
}

/** The setting a note is kept under: one that the writer reaches, so that they can read it afterwards. */
function settingOf({ reach }: Actor, { settingId, settingIds }: SeenPerson): SettingId | null {
  if (reach === 'whole') return settingId;
  return settingIds.find((id) => reach.settings.includes(id)) ?? settingId;
}
