import { type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import { seePerson } from '#modules/people';
import { Problems } from '#outcome';
import {
  type Ask,
  download,
  type FilesAsk,
  newForm,
  notFound,
  page,
  type Reply,
  type Route,
  redirect,
} from '#web';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import { type FileItem, keepFile, removeFile, type Sent } from '../actions/keep-file.ts';
import { definitionOf } from '../definitions.ts';
import { FilePage } from '../pages/file-page.tsx';
import { fileOf } from '../queries/files.ts';
import { answersOf, type Hold, type Response, responseOf } from '../queries/responses.ts';
import { answeredWith } from '../rules/answer.ts';
import { LARGEST_FILE } from '../rules/file-kinds.ts';
import { type Instrument, itemsOf } from '../rules/index.ts';

/** Files that answer an item. Adults add them: a link or a card is no way to bring a file in. */
export const fileRoutes: readonly Route[] = [
  { method: 'GET', path: '/responses/:responseId/files/:item', permission: 'answer.give', handle: showForm },
  {
    method: 'POST',
    path: '/responses/:responseId/files/:item',
    permission: 'answer.give',
    takesFiles: true,
    handle: add,
  },
  {
    method: 'POST',
    path: '/responses/:responseId/files/:item/remove',
    permission: 'answer.give',
    handle: remove,
  },
  { method: 'GET', path: '/responses/:responseId/files/:item/open', permission: 'records.see', handle: open },
];

type Found = { response: Response; instrument: Instrument; item: FileItem };

/** An item that takes a file, in a response that adults give or stand beside: as for its pages. */
async function fileItem(tx: Tx, { actor, params }: Ask, hold: Hold): Promise<Found | undefined> {
  const response = await responseOf(tx, actor.tenantId, params['responseId'] as ResponseId, hold);
  if (!response || (response.author === null && response.helpedBy === null)) return undefined;
  if (response.personId !== null && !(await seePerson(tx, actor, response.personId, 'person.seen')))
    return undefined;
  const instrument = await definitionOf(tx, actor.tenantId, response.definitionId);
  const item = itemsOf(instrument).find(({ code }) => code === params['item']);
  return item?.kind === 'file' ? { response, instrument, item } : undefined;
}

/** The page of the response on which the item stands. */
function pageOf({ response, instrument, item }: Found): string {
  const at = instrument.pages.findIndex(({ sections }) => sections.some(({ items }) => items.includes(item)));
  return `/responses/${response.id}/${at + 1}`;
}

async function showForm(ask: Ask): Promise<Reply> {
  return withActor(ask.db, ask.actor, async (tx) => {
    const found = await fileItem(tx, ask, 'read');
    return found && found.response.endedAt === null ? page(await formPage(tx, ask, found)) : notFound();
  });
}

async function formPage(tx: Tx, { actor, frame }: Ask, found: Found, form = newForm()) {
  const answers = await answersOf(tx, actor.tenantId, found.response.id);
  const kept = answeredWith(answers, found.item.code);
  return (
    <FilePage
      {...{ frame, form, item: found.item }}
      action={`/responses/${found.response.id}/files/${found.item.code}`}
      back={pageOf(found)}
      kept={typeof kept === 'string' ? kept : undefined}
    />
  );
}

async function add(ask: FilesAsk): Promise<Reply> {
  const { db, actor, say } = ask;
  const sent = await firstFile(ask);
  return withActor(db, actor, async (tx) => {
    const found = await fileItem(tx, ask, 'held');
    if (!found) return notFound();
    const { item } = found;
    const kinds = item.kinds.map((kind) => say(`answering.file.kinds.${kind}`)).join(', ');
    const wrong = {
      empty: say('answering.file.empty'),
      large: say('answering.file.large', { largest: item.largest }),
      kind: say('answering.file.kind', { kinds }),
      damaged: say('answering.file.damaged'),
    };
    try {
      await keepFile(tx, actor, { ...found, sent }, wrong);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return page(await formPage(tx, ask, found, newForm({}, error.problems)), { status: 422 });
    }
    return redirect(pageOf(found), { kind: 'success', key: 'answering.file.added' });
  });
}

/** The first file of the form, no further than one byte past the largest that is ever taken. */
async function firstFile({ parts }: FilesAsk): Promise<Sent> {
  for await (const part of parts) {
    if (!('file' in part)) continue;
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of part.content) {
      if (length <= LARGEST_FILE * 1024) chunks.push(chunk);
      length += chunk.length;
    }
    return { name: part.file, content: Buffer.concat(chunks) };
  }
  return { name: '', content: new Uint8Array() };
}

async function remove(ask: Ask): Promise<Reply> {
  const { db, actor } = ask;
  return withActor(db, actor, async (tx) => {
    const found = await fileItem(tx, ask, 'held');
    if (!found) return notFound();
    await removeFile(tx, actor, found);
    return redirect(pageOf(found), { kind: 'success', key: 'answering.file.removed' });
  });
}

async function open({ db, actor, params }: Ask): Promise<Reply> {
  return withActor(db, actor, async (tx) => {
    const responseId = params['responseId'] as ResponseId;
    const item = params['item'] ?? '';
    const response = await responseOf(tx, actor.tenantId, responseId);
    if (!response) return notFound();
    if (response.personId !== null && !(await seePerson(tx, actor, response.personId, 'person.seen')))
      return notFound();
    const file = await fileOf(tx, actor.tenantId, { responseId, item });
    if (!file) return notFound();
    await record(tx, actor, {
      act: 'file.opened',
      personId: response.personId,
      subjectId: responseId,
      why: `answer to ${item}`,
    });
    return download({ name: file.name, type: file.type, body: file.content });
  });
}
