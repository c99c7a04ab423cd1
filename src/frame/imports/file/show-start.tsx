import { withActor } from '#db';
import { accountNames } from '#modules/identity';
import { type ImportKind, sourcesOf, type UploadId, uploadOf, waitingUploads } from '#modules/sources';
import { Problems } from '#outcome';
import { type Ask, type FilesAsk, type FormState, newForm, page, type Reply } from '#web';
import { kindNamed } from './at-upload.ts';
import { describe, NEW_SOURCE, readAbout, receive } from './receive-file.ts';
import { StartPage } from './start-page.tsx';

/** `GET /sources/import`: the form, filled in where the address says what for. */
export function showStart(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => {
    const { kind, source, upload } = ask.query;
    const begins = { kind: first(kind), source: first(source) };
    return showForm(ask, kinds, newForm(begins), first(upload));
  };
}

/** `POST /sources/import`: takes the file, and goes on to what it is; shows the form again with the file kept. */
export function bringFile(kinds: readonly ImportKind[]): (ask: FilesAsk) => Promise<Reply> {
  return async (ask) => {
    const { form, uploadId, problems } = await receive(ask);
    try {
      const about = readAbout(form, kinds, ask.say);
      if (uploadId !== undefined && problems.length === 0)
        return await describe(ask.db, ask.actor, uploadId, about, kindNamed(kinds, about.kind));
      throw new Problems([]);
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      const all = [...error.problems, ...problems];
      return showForm(ask, kinds, newForm(form, all), uploadId, 422);
    }
  };
}

async function showForm(
  ask: Ask,
  kinds: readonly ImportKind[],
  form: FormState,
  uploadId: string | undefined,
  status = 200,
): Promise<Reply> {
  const { db, actor, frame } = ask;
  const { tenantId } = actor;
  const shown = await withActor(db, actor, async (tx) => {
    const sources = [...new Set((await sourcesOf(tx, tenantId)).map(({ source }) => source))];
    const waiting = await waitingUploads(tx, tenantId);
    const names = await accountNames(
      tx,
      tenantId,
      waiting.map(({ accountId }) => accountId),
    );
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uploadId ?? '');
    // Its shape was checked; whether there is such a file the query says.
    const upload = isId ? await uploadOf(tx, tenantId, uploadId as UploadId) : undefined;
    return { sources, waiting, names, upload };
  });
  const { sources, waiting, names, upload } = shown;
  const file = upload?.fileId
    ? { id: upload.id, name: upload.fileName, length: upload.fileLength }
    : undefined;
  return page(
    <StartPage
      frame={frame}
      form={withSource(form, sources)}
      kinds={kinds.map(({ kind }) => kind)}
      sources={sources}
      file={file}
      waiting={waiting
        .filter(({ id }) => id !== file?.id)
        .map((each) => ({ ...each, by: names.get(each.accountId) }))}
      largest={ask.largestFile}
    />,
    { status },
  );
}

/** A source that the address names and that is not there yet is a new one; so is one whose name was typed. */
function withSource(form: FormState, sources: readonly string[]): FormState {
  const asked = form.value('source');
  if (asked === NEW_SOURCE || sources.includes(asked)) return form;
  const typed = form.value('new-source') || asked;
  if (typed === '') return form;
  return newForm({ kind: form.value('kind'), source: NEW_SOURCE, 'new-source': typed }, form.problems);
}

function first(value: string | string[] | undefined): string {
  return [value ?? ''].flat()[0] ?? '';
}
