import { withActor } from '#db';
import { knownColumns, type Mapping } from '#files';
import {
  type Draft,
  type ImportKind,
  keepDraft,
  mappingChosen,
  mapUpload,
  type Upload,
} from '#modules/sources';
import { Refused } from '#outcome';
import { type Ask, type FormState, Layout, newForm, page, type Reply, redirect } from '#web';
import { chosenAs, type Mappings, mappingsOf, otherKind } from '../read/choose-mapping.ts';
import { answered } from '../read/definition.ts';
import { examplesOf, type Look, lookAt } from '../read/look.ts';
import { meaningsOf } from '../read/meanings.ts';
import { columnProblems } from '../read/problems.ts';
import { choicesIn } from '../read/questions.ts';
import { readingOf } from '../read/reading.ts';
import { meaningsIn, suggestFor } from '../read/suggest.ts';
import { addressOf, atUpload, kindNamed, recordLook } from './at-upload.ts';
import { ColumnsPage, type ShownColumn } from './columns-page.tsx';
import { FileHead } from './file-head.tsx';
import { UnreadFile } from './reading-form.tsx';
import { describe, readAbout } from './receive-file.ts';

/** `GET /sources/import/:uploadId/columns`: what each column is. Looking into the file is kept. */
export function showColumns(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload, kind }) => {
      if (upload.fileId === null) return redirect(addressOf(upload));
      return columnsOf(ask, kinds, upload, kind, undefined);
    });
}

/** `POST …/columns`: keeps what was chosen, and goes on when every column has been decided. */
export function chooseColumns(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload, kind }) => {
      const { db, actor, say } = ask;
      const mappings = await mappingsOf(db, actor, upload);
      const look = await lookAt(db, actor, upload, readingOf(upload.draft), knownColumns(mappings.all));
      if ('unread' in look) return redirect(addressOf(upload, 'columns'));
      const draft = draftFrom(ask.form, upload.draft, look.header);
      await withActor(db, actor, (tx) => keepDraft(tx, actor.tenantId, upload.id, draft));
      const problems = columnProblems(say, look.header, kind.section, draft);
      if (problems.length > 0)
        return columnsOf(ask, kinds, { ...upload, draft }, kind, newForm(ask.form, problems));
      return redirect(addressOf(upload, 'details'));
    });
}

/** `POST …/reading`: says in which encoding and with which separator the file is read. */
export function chooseReading(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      const { db, actor, form } = ask;
      const { encoding = '', separator = '' } = form;
      // What was said about columns was said of columns read in another way.
      const draft = { encoding, separator };
      await withActor(db, actor, (tx) => keepDraft(tx, actor.tenantId, upload.id, draft));
      return redirect(addressOf(upload, 'columns'));
    });
}

/** `POST …/mapping`: takes a mapping there is. */
export function takeMapping(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload, kind }) => {
      const { db, actor, say } = ask;
      const mappings = await mappingsOf(db, actor, upload);
      const name = answered(ask.form, 'mapping');
      const mapping = mappings.all.find((each) => each.name === name && each[kind.section] !== undefined);
      if (!mapping) throw new Refused(say('imports.columns.no-such-mapping'));
      await withActor(db, actor, async (tx) =>
        mapUpload(tx, actor, upload, await chosenAs(tx, actor, mappings, name)),
      );
      return redirect(addressOf(upload));
    });
}

/** `POST …/about`: it is of another kind, or from another source. */
export function changeAbout(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      const form = Object.fromEntries(Object.keys(ask.form).map((name) => [name, answered(ask.form, name)]));
      const about = readAbout(form, kinds, ask.say);
      return describe(ask.db, ask.actor, upload.id, about, kindNamed(kinds, about.kind));
    });
}

/** What was chosen, with what had been answered before; columns left over are left out when somebody says so. */
function draftFrom(form: Ask['form'], before: Draft, header: readonly string[]): Draft {
  const rest = answered(form, 'leave-rest') === 'yes' ? 'ignore' : '';
  const choices = header.map((_, at) => [`column-${at}`, answered(form, `column-${at}`) || rest] as const);
  return { ...before, ...Object.fromEntries(choices) };
}

async function columnsOf(
  ask: Ask,
  kinds: readonly ImportKind[],
  upload: Upload,
  kind: ImportKind,
  form: FormState | undefined,
): Promise<Reply> {
  const { db, actor, frame } = ask;
  const mappings = await mappingsOf(db, actor, upload);
  await withActor(db, actor, (tx) => recordLook(tx, ask, upload));
  const look = await lookAt(db, actor, upload, readingOf(upload.draft), knownColumns(mappings.all));
  const title = frame.say('imports.columns.title', { file: upload.fileName });
  if ('unread' in look)
    return page(
      <Layout frame={frame} title={title}>
        <FileHead say={frame.say} upload={upload} title={title} at={1} />
        <UnreadFile say={frame.say} upload={upload} unread={look.unread} />
      </Layout>,
    );
  const mapped = await mappingChosen(upload.mapping);
  return page(
    <ColumnsPage
      frame={frame}
      upload={upload}
      look={look}
      form={form ?? newForm({})}
      columns={shownColumns(look, upload.draft, mappings, kind, mapped)}
      meanings={meaningsOf(kind.section)}
      mappings={mappings.all.filter((each) => each[kind.section] !== undefined)}
      other={otherKind(look.header, mappings, kinds, kind)?.kind}
    />,
    { status: form ? 422 : 200 },
  );
}

/** What was chosen before; else what the mapping says that is in use; else what may be suggested, and why. */
function shownColumns(
  { header, rows }: Look,
  draft: Draft,
  { all }: Mappings,
  { section }: ImportKind,
  mapped: Mapping | undefined,
): ShownColumn[] {
  const choices = choicesIn(draft, header);
  const known = mapped ? meaningsIn(mapped, section) : new Map<string, string>();
  const isBegun = choices.some((choice) => choice !== '');
  const guesses = suggestFor(header, rows, all, section);
  return header.map((name, at) => {
    const chosen = choices[at] || (isBegun ? '' : known.get(name)) || '';
    const guess = chosen === '' && !isBegun ? guesses[at] : undefined;
    return {
      name,
      examples: examplesOf(rows, at),
      choice: guess?.meaning ?? chosen,
      suggested: guess?.why,
    };
  });
}
