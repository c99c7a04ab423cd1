import { type Tx, withActor } from '#db';
import { record } from '#modules/audit';
import { type ImportKind, type Upload, type UploadId, uploadOf } from '#modules/sources';
import { Refused } from '#outcome';
import { type Ask, notFound, type Reply, redirect } from '#web';

/** The file that an address is about, with its kind. */
export type AtUpload = { upload: Upload; kind: ImportKind };

/**
 * Does something about the upload of the address: 404 where there is none, a refusal where its kind is none any more.
 *
 * @example return atUpload(ask, kinds, async ({ upload, kind }) => page(…));
 */
export async function atUpload(
  ask: Ask,
  kinds: readonly ImportKind[],
  act: (at: AtUpload) => Promise<Reply>,
): Promise<Reply> {
  const { db, actor, params } = ask;
  const uploadId = uploadIn(params);
  const upload = await withActor(db, actor, (tx) => uploadOf(tx, actor.tenantId, uploadId));
  if (!upload) return notFound();
  // It came with a form that was not finished.
  if (upload.kind === '') return redirect(`/sources/import?upload=${upload.id}`);
  return act({ upload, kind: kindNamed(kinds, upload.kind) });
}

/** Keeps that somebody looked at what stands in a file. */
export function recordLook(tx: Tx, { actor }: Ask, { id, kind, source }: Upload): Promise<void> {
  return record(tx, actor, { act: 'import.looked', subjectId: id, why: `${kind} from ${source}` });
}

export function kindNamed(kinds: readonly ImportKind[], name: string): ImportKind {
  const kind = kinds.find((each) => each.kind === name);
  if (!kind) throw new Refused(`There is no kind of file called ${name}.`);
  return kind;
}

/** The path has been checked to hold an id; whose it is, the query decides. */
function uploadIn(params: Ask['params']): UploadId {
  return params['uploadId'] as UploadId;
}

/** Where an import by page is shown, and the pages of its steps. @example addressOf(upload, 'columns') */
export function addressOf(
  { id }: Pick<Upload, 'id'>,
  step?:
    | 'columns'
    | 'details'
    | 'reading'
    | 'mapping'
    | 'about'
    | 'try'
    | 'confirm'
    | 'news'
    | 'stop'
    | 'throw-away'
    | 'refusals.csv',
): string {
  return step === undefined ? `/sources/import/${id}` : `/sources/import/${id}/${step}`;
}
