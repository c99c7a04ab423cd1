import { type Tx, withActor } from '#db';
import { knownColumns, mappingSchema } from '#files';
import {
  type Draft,
  type ImportKind,
  keepDraft,
  type MappingDefinition,
  mapUpload,
  saveMapping,
  settleSource,
  sourcesOf,
  type Upload,
  USUAL_SHARE,
} from '#modules/sources';
import { Problems } from '#outcome';
import { type Ask, newForm, page, type Reply, redirect } from '#web';
import { mappingsOf } from '../read/choose-mapping.ts';
import { answered, definitionFrom, type SettingForAll, slugOf } from '../read/definition.ts';
import { type Look, lookAt } from '../read/look.ts';
import { columnProblems, dateFrom, detailProblems, type Open } from '../read/problems.ts';
import { blanksIn, chosenColumns, type Question, questionsAbout } from '../read/questions.ts';
import { readingOf } from '../read/reading.ts';
import { type KnownSetting, settingsOf } from '../settings.ts';
import { addressOf, atUpload, recordLook } from './at-upload.ts';
import { DetailsPage } from './details-page.tsx';

/** Everything that the questions about a file depend on. */
type Asked = {
  upload: Upload;
  kind: ImportKind;
  look: Look;
  questions: readonly Question[];
  open: Open;
  settings: readonly KnownSetting[];
};

/** `GET /sources/import/:uploadId/details`: dates, codes and what says nothing, for the columns that were chosen. */
export function showDetails(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => withQuestions(ask, kinds, async (asked) => show(ask, asked, asked.upload.draft));
}

/** `POST …/details`: makes the mapping, keeps it for the source when asked to, and goes on to trying. */
export function answerDetails(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    withQuestions(ask, kinds, async (asked) => {
      const { db, actor } = ask;
      const { upload } = asked;
      const draft = { ...columnsIn(upload.draft), ...ask.form };
      await withActor(db, actor, (tx) => keepDraft(tx, actor.tenantId, upload.id, draft));
      try {
        const definition = mappingFrom(ask, asked, draft);
        await withActor(db, actor, async (tx) => {
          const kept =
            answered(draft, 'keep') === 'yes' ? await keep(tx, ask, asked, definition) : definition;
          await mapUpload(tx, actor, upload, { definition: kept });
        });
      } catch (error) {
        if (!(error instanceof Problems)) throw error;
        return show(ask, asked, draft, error);
      }
      return redirect(addressOf(upload));
    });
}

async function withQuestions(
  ask: Ask,
  kinds: readonly ImportKind[],
  act: (asked: Asked) => Promise<Reply>,
): Promise<Reply> {
  return atUpload(ask, kinds, async ({ upload, kind }) => {
    if (upload.fileId === null) return redirect(addressOf(upload));
    const { db, actor, say } = ask;
    const { tenantId } = actor;
    const { all } = await mappingsOf(db, actor, upload);
    const look = await lookAt(db, actor, upload, readingOf(upload.draft), knownColumns(all));
    // Whoever comes here by the address begins with the columns.
    if ('unread' in look || columnProblems(say, look.header, kind.section, upload.draft).length > 0)
      return redirect(addressOf(upload, 'columns'));
    const columns = chosenColumns(upload.draft, look.header, kind.section);
    const has = (fact: string) => columns.some(({ meaning }) => meaning.id.split(':')[0] === fact);
    const open = {
      setting: kind.section === 'people' && !has('setting'),
      date: kind.section === 'measures' && !has('date'),
    };
    const settings = await withActor(db, actor, async (tx) => {
      await recordLook(tx, ask, upload);
      return open.setting ? settingsOf(tx, tenantId) : [];
    });
    const questions = questionsAbout(columns, look.rows, upload.tried, kind.section);
    return act({ upload, kind, look, questions, open, settings });
  });
}

function show(ask: Ask, asked: Asked, draft: Draft, wrong?: Problems): Reply {
  const { upload, kind, look, questions, open, settings } = asked;
  const columns = chosenColumns(draft, look.header, kind.section);
  return page(
    <DetailsPage
      frame={ask.frame}
      upload={upload}
      form={newForm(draft, wrong?.problems)}
      questions={questions}
      open={open}
      settings={settings}
      blanks={'blank' in draft ? [] : blanksIn(columns, look.rows)}
    />,
    { status: wrong ? 422 : 200 },
  );
}

/** The mapping that was answered for. Throws `Problems`. */
function mappingFrom({ say }: Ask, asked: Asked, draft: Draft): MappingDefinition {
  const { upload, kind, look, questions, open, settings } = asked;
  const problems = detailProblems(say, draft, questions, open);
  const isKept = answered(draft, 'keep') === 'yes';
  const title = isKept
    ? answered(draft, 'name')
    : say('imports.mapping.unnamed', { kind: kind.kind, source: upload.source });
  const definition = definitionFrom({
    header: look.header,
    section: kind.section,
    draft,
    questions,
    setting: open.setting ? settingFor(settings, answered(draft, 'setting-all')) : undefined,
    date: open.date ? dateFrom(draft) : undefined,
    about: {
      name: isKept ? slugOf(title) : 'for-one-file',
      title,
      reason: say('imports.mapping.about', { kind: kind.kind, source: upload.source }),
      leftOut: say('imports.mapping.left-out'),
      said: say('imports.mapping.said'),
    },
  });
  if (problems.length > 0) throw new Problems(problems);
  const read = mappingSchema.safeParse({ ...definition, version: 1 });
  if (!read.success)
    throw new Problems([
      {
        field: '',
        message: say('imports.mapping.none', { reason: read.error.issues[0]?.message ?? '' }),
      },
    ]);
  const { file } = definition;
  const { encoding, delimiter } = readingOf(draft);
  const reads = { ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) };
  return { ...definition, file: { ...Object(file), ...reads }, version: 1 };
}

/** Keeps the mapping under its name, and has the files of this source read with it from now on. */
async function keep(
  tx: Tx,
  { actor }: Ask,
  { upload, kind }: Asked,
  definition: MappingDefinition,
): Promise<MappingDefinition> {
  const { source } = upload;
  const kept = await saveMapping(tx, actor, { definition, source });
  const [known] = await sourcesOf(tx, actor.tenantId, { source, kind: kind.kind });
  const policy = kind.policies.find((each) => each === known?.policy) ?? kind.policies[0] ?? 'replaces';
  await settleSource(
    tx,
    actor,
    { kind: kind.kind, source, policies: kind.policies },
    {
      policy,
      share: known?.share ?? USUAL_SHARE,
      cadenceDays: known?.cadenceDays ?? null,
      mapping: String(kept.name),
    },
  );
  return kept;
}

function settingFor(settings: readonly KnownSetting[], id: string): SettingForAll | undefined {
  const setting = settings.find((each) => each.id === id);
  if (!setting) return undefined;
  return setting.urn ? { as: 'urn', value: setting.urn } : { as: 'name', value: setting.name };
}

/** What was chosen on the page before; every answer of this page comes anew. */
function columnsIn(draft: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft).filter(([name]) => /^(column-\d+|encoding|separator|guessed)$/.test(name)),
  );
}
