import { type Database, withActor } from '#db';
import { knownColumns } from '#files';
import type { Actor } from '#modules/access';
import {
  aboutUpload,
  type ImportKind,
  keepDraft,
  keepFile,
  mapUpload,
  openUpload,
  throwAway,
  type Upload,
  type UploadId,
  uploadOf,
} from '#modules/sources';
import { type Problem, Problems, Refused } from '#outcome';
import { type FilesAsk, type Reply, redirect, type Say } from '#web';
import { chosenAs, fittingMapping, mappingsOf } from '../read/choose-mapping.ts';
import { lookAt } from '../read/look.ts';
import { guessed } from '../read/reading.ts';
import { addressOf } from './at-upload.ts';

/** What somebody says a file is. */
export type About = { kind: string; source: string };

/** What a form with a file came to: its answers, and the file where a whole and readable one came. */
export type Received = { form: Record<string, string>; uploadId: UploadId | undefined; problems: Problem[] };

/**
 * `POST /sources/import`, its parts: keeps the file while it comes, whatever else may be wrong with the form, because a
 * long one should not have to be sent twice. A file that is no text is not kept.
 */
export async function receive(ask: FilesAsk): Promise<Received> {
  const { db, actor, say, parts, largestFile: most } = ask;
  const form: Record<string, string> = {};
  const problems: Problem[] = [];
  let uploadId: UploadId | undefined;
  try {
    for await (const part of parts) {
      if ('value' in part) form[part.name] = part.value.trim();
      else if (part.name !== 'file' || part.file === '') await passOver(part.content);
      else uploadId = await keep(db, actor, { name: plainName(part.file), content: part.content, most });
    }
  } catch (error) {
    if (!(error instanceof Refused)) {
      // Nobody is told of it, so nobody would come back for it.
      if (uploadId) await forget(db, actor, uploadId);
      throw error;
    }
    problems.push({ field: 'file', message: error.message });
  }
  const before = problems.length === 0 ? await broughtBefore(ask, form.upload) : undefined;
  if (before && uploadId) await withActor(db, actor, (tx) => throwAway(tx, actor, before));
  uploadId ??= before?.id;
  if (uploadId === undefined && problems.length === 0)
    problems.push({ field: 'file', message: say('imports.start.file-missing') });
  return { form, uploadId, problems };
}

/** Keeps a file and looks whether it is one that can be read at all. */
async function keep(db: Database, actor: Actor, file: Parameters<typeof keepFile>[2]): Promise<UploadId> {
  const id = await keepFile(db, actor, file, (tx, kept) =>
    openUpload(tx, actor, { kind: '', source: '', file: kept }),
  );
  const upload = await withActor(db, actor, (tx) => uploadOf(tx, actor.tenantId, id));
  if (!upload) throw new Error('An upload is gone as soon as it was opened');
  try {
    await lookAt(db, actor, upload, {}, []);
  } catch (error) {
    await forget(db, actor, id);
    throw error;
  }
  return id;
}

async function forget(db: Database, actor: Actor, id: UploadId): Promise<void> {
  await withActor(db, actor, async (tx) => {
    const upload = await uploadOf(tx, actor.tenantId, id);
    if (upload) await throwAway(tx, actor, upload);
  });
}

/** What a file is called here: what somebody's system put before its name, and what cannot be read, is left out. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  return last.replace(/\p{C}/gu, '').trim().slice(-120) || 'file.csv';
}

/** A file that came with an earlier sending of the same form. */
async function broughtBefore({ db, actor }: FilesAsk, id: string | undefined): Promise<Upload | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id ?? '')) return undefined;
  const uploadId = id as UploadId; // its shape was checked; whether there is one the query says
  const upload = await withActor(db, actor, (tx) => uploadOf(tx, actor.tenantId, uploadId));
  return upload?.state === 'received' && upload.accountId === actor.accountId ? upload : undefined;
}

async function passOver(content: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of content);
}

/** Names under which other pages stand. */
const TAKEN = new Set(['import', 'runs']);

/** What the form says the file is. Throws `Problems`. */
export function readAbout(form: Record<string, string>, kinds: readonly ImportKind[], say: Say): About {
  const problems: Problem[] = [];
  const kind = form.kind ?? '';
  if (!kinds.some((each) => each.kind === kind))
    problems.push({ field: 'kind', message: say('imports.start.kind-missing') });
  const isNew = form.source === undefined || form.source === '' || form.source === NEW_SOURCE;
  const source = (isNew ? form['new-source'] : form.source)?.trim() ?? '';
  const field = isNew ? 'new-source' : 'source';
  if (source === '') problems.push({ field, message: say('imports.start.source-missing') });
  else if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,59}$/u.test(source) || TAKEN.has(source))
    problems.push({ field, message: say('imports.start.source-wrong') });
  if (problems.length > 0) throw new Problems(problems);
  return { kind, source };
}

/** The value of the choice that asks for a name. */
export const NEW_SOURCE = '*';

/** Says of a file that is here what it is, and reads it by the mapping that knows all its columns, where one does. */
export async function describe(
  db: Database,
  actor: Actor,
  uploadId: UploadId,
  about: About,
  kind: ImportKind,
): Promise<Reply> {
  await withActor(db, actor, (tx) => aboutUpload(tx, actor, uploadId, about));
  const upload = await withActor(db, actor, (tx) => uploadOf(tx, actor.tenantId, uploadId));
  if (!upload) throw new Error('An upload is gone while it is described');
  const mappings = await mappingsOf(db, actor, about);
  const look = await lookAt(db, actor, upload, {}, knownColumns(mappings.all));
  if (!('unread' in look) && look.isEncodingGuessed)
    await withActor(db, actor, (tx) => keepDraft(tx, actor.tenantId, uploadId, guessed));
  const fitting = 'unread' in look ? undefined : fittingMapping(look.header, mappings, kind.section);
  if (fitting)
    await withActor(db, actor, async (tx) =>
      mapUpload(tx, actor, upload, await chosenAs(tx, actor, mappings, fitting.name)),
    );
  return redirect(addressOf(upload));
}
