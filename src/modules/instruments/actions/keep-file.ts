import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Problems } from '#outcome';
import type { FileId } from '../../../db/generated/instruments/File.ts';
import { givenIn, type Response } from '../queries/responses.ts';
import { barePicture } from '../rules/bare-picture.ts';
import { nameOfFile, typeOfFile } from '../rules/file-kinds.ts';
import type { Instrument, Item } from '../rules/index.ts';
import { saveAnswers } from './save-answers.ts';

export type FileItem = Extract<Item, { kind: 'file' }>;
export type Sent = { name: string; content: Uint8Array };

/**
 * Answers an item with a file; one that was there for it before goes. Whoever calls has checked that the actor may answer.
 *
 * Of a picture what says where and when it was taken is left out.
 *
 * Refuses a file that is empty, too large, or none of the kinds that the item takes, a picture that is damaged, and a response that was sent.
 *
 * @param wrong what is said of a file that is refused, by why
 */
export async function keepFile(
  tx: Tx,
  actor: Actor,
  {
    response,
    instrument,
    item,
    sent,
  }: { response: Response; instrument: Instrument; item: FileItem; sent: Sent },
  wrong: Readonly<Record<'empty' | 'large' | 'kind' | 'damaged', string>>,
): Promise<void> {
  const { content } = sent;
  const refuse = (message: string) => new Problems([{ field: 'file', message }]);
  if (content.length === 0) throw refuse(wrong.empty);
  if (content.length > item.largest * 1024) throw refuse(wrong.large);
  const type = typeOfFile(content, item.kinds);
  if (!type) throw refuse(wrong.kind);
  const bare = type === 'image/jpeg' || type === 'image/png' ? barePicture(content, type) : content;
  if (!bare) throw refuse(wrong.damaged);
  const name = nameOfFile(sent.name, type);
  await answerWith(tx, actor, { response, instrument, item, name });
  await removeContent(tx, actor, response, item);
  await tx
    .insertInto('instruments.file')
    .values({
      tenant_id: actor.tenantId,
      id: newId<FileId>(),
      response_id: response.id,
      person_id: response.personId,
      setting_id: response.settingId,
      ...(response.isSensitive && { is_sensitive: true, account_id: response.accountId }),
      item: item.code,
      name,
      type,
      content: Buffer.from(bare),
      author: actor.name,
    })
    .execute();
  await record(tx, actor, {
    act: 'file.added',
    personId: response.personId,
    subjectId: response.id,
    why: `answer to ${item.code}`,
  });
}

type Answering = { response: Response; instrument: Instrument; item: FileItem };

/** Takes a file away again: of what was added by mistake nothing stays but that it was there. Refuses a response that was sent. */
export async function removeFile(
  tx: Tx,
  actor: Actor,
  { response, instrument, item }: Answering,
): Promise<void> {
  await answerWith(tx, actor, { response, instrument, item, name: null });
  await removeContent(tx, actor, response, item);
  await record(tx, actor, {
    act: 'file.removed',
    personId: response.personId,
    subjectId: response.id,
    why: `answer to ${item.code}`,
  });
}

async function answerWith(
  tx: Tx,
  actor: Actor,
  { response, instrument, item, name }: Answering & { name: string | null },
): Promise<void> {
  const standing = await givenIn(tx, actor.tenantId, response.id);
  const typed = new Map([[item.code, name === null ? null : { is: name }]]);
  await saveAnswers(tx, actor, { response, standing, instrument, typed, seen: response.revision });
}

function removeContent(tx: Tx, { tenantId }: Actor, { id }: Response, { code }: FileItem) {
  return tx
    .deleteFrom('instruments.file')
    .where('tenant_id', '=', tenantId)
    .where('response_id', '=', id)
    .where('item', '=', code)
    .execute();
}
