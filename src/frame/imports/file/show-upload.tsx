import { withActor } from '#db';
import { knownColumns } from '#files';
import { record } from '#modules/audit';
import { type ImportKind, mappingChosen, sourcesOf, type Tried, type Upload } from '#modules/sources';
import { type Ask, type FormState, newForm, notFound, page, type Reply, redirect } from '#web';
import { namesOf } from '../names.ts';
import { mappingsOf } from '../read/choose-mapping.ts';
import { examplesOf, lookAt } from '../read/look.ts';
import { readingOf } from '../read/reading.ts';
import { constantsIn, meaningsIn } from '../read/suggest.ts';
import { refusalsFile } from '../refusals-file.ts';
import { toldOf } from '../run/traces.ts';
import { type KnownSetting, settingsOf } from '../settings.ts';
import type { ToldPerson } from '../told-table.tsx';
import { runnerOf } from '../work/runner.ts';
import { type AtUpload, addressOf, atUpload, recordLook } from './at-upload.ts';
import { FailedPage } from './failed-page.tsx';
import { GonePage } from './gone-page.tsx';
import { MappedPage } from './mapped-page.tsx';
import { ProgressPage } from './progress-page.tsx';
import { TriedPage } from './tried-page.tsx';

/** `GET /sources/import/:uploadId`: whatever there is to see and to do next about a file, by how far it is. */
export function showUpload(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => atUpload(ask, kinds, ({ upload, kind }) => showAsItStands(ask, kinds, upload, kind));
}

async function showAsItStands(
  ask: Ask,
  kinds: readonly ImportKind[],
  upload: Upload,
  kind: ImportKind,
): Promise<Reply> {
  const { frame } = ask;
  switch (upload.state) {
    case 'received':
      return redirect(addressOf(upload, 'columns'));
    case 'mapped':
      return showMapped(ask, upload, kind);
    case 'tried':
      return upload.tried
        ? showTried(ask, { upload, kind }, upload.tried)
        : redirect(addressOf(upload, 'columns'));
    case 'trying':
    case 'confirmed':
    case 'running': {
      const progress = runnerOf(ask.db, kinds).progress(upload.id);
      return page(<ProgressPage frame={frame} upload={upload} progress={progress} />);
    }
    case 'failed':
      return page(<FailedPage frame={frame} upload={upload} />);
    case 'done':
      return redirect(`/sources/runs/${upload.runId}`);
    case 'called_off':
      return page(<GonePage frame={frame} upload={upload} />);
  }
}

async function showMapped(ask: Ask, upload: Upload, kind: ImportKind): Promise<Reply> {
  const { db, actor, frame } = ask;
  const mapping = await mappingChosen(upload.mapping);
  if (!mapping) return redirect(addressOf(upload, 'columns'));
  const { all } = await mappingsOf(db, actor, upload);
  const look = await lookAt(db, actor, upload, readingOf(upload.draft), knownColumns([mapping, ...all]));
  if ('unread' in look) return redirect(addressOf(upload, 'columns'));
  const known = meaningsIn(mapping, kind.section);
  const which = { source: upload.source, kind: upload.kind };
  const { settled, constants } = await withActor(db, actor, async (tx) => {
    await recordLook(tx, ask, upload);
    const [found] = await sourcesOf(tx, actor.tenantId, which);
    const places = await settingsOf(tx, actor.tenantId);
    return {
      settled: found,
      constants: constantsIn(mapping, kind.section).map((each) => named(each, places)),
    };
  });
  const policy = upload.policy ?? settled?.policy ?? 'replaces';
  return page(
    <MappedPage
      frame={frame}
      upload={upload}
      mapping={mapping}
      constants={constants}
      look={look}
      columns={look.header.map((name, at) => ({
        name,
        meaning: known.get(name),
        examples: examplesOf(look.rows, at),
      }))}
      policies={kind.policies}
      policy={kind.policies.includes(policy) ? policy : (kind.policies[0] ?? 'replaces')}
    />,
  );
}

/** A setting by its name as well: six digits say to nobody which school it is. */
function named(constant: { meaning: string; value: string }, places: readonly KnownSetting[]) {
  if (constant.meaning !== 'setting:urn') return constant;
  const place = places.find(({ urn }) => urn === constant.value);
  return place ? { ...constant, value: `${place.name} (${constant.value})` } : constant;
}

/** What a dry run found, with the names of those it would change something for. That they were looked at is kept. */
export async function showTried(
  ask: Ask,
  { upload, kind }: AtUpload,
  tried: Tried,
  form?: FormState,
): Promise<Reply> {
  const { db, actor, frame } = ask;
  const { tenantId } = actor;
  const groups = Map.groupBy(toldOf(kind, tried.sample, frame.say), ({ personId }) => personId);
  const names = await withActor(db, actor, async (tx) => {
    const found = await namesOf(tx, tenantId, [...groups.keys()], frame.say);
    await record(tx, actor, {
      act: 'import.try_seen',
      subjectId: upload.id,
      why: actor.roles.join(', '),
      number: found.size,
    });
    return found;
  });
  const people = [...groups].map(([personId, facts]): ToldPerson => {
    const name = personId === null ? undefined : names.get(personId);
    return {
      key: personId ?? 'none',
      name: name ?? frame.say(personId === null ? 'imports.told.nobody' : 'imports.told.unseen'),
      href: name === undefined ? undefined : `/people/${personId}`,
      facts,
    };
  });
  return page(
    <TriedPage frame={frame} upload={upload} tried={tried} form={form ?? newForm()} people={people} />,
    { status: form ? 422 : 200 },
  );
}

/** `GET …/refusals.csv`: what a dry run refused. */
export function downloadTried(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      const { db, actor } = ask;
      const { tried } = upload;
      if (!tried) return notFound();
      await withActor(db, actor, (tx) =>
        record(tx, actor, {
          act: 'import.refusals_downloaded',
          subjectId: upload.id,
          why: actor.roles.join(', '),
          number: tried.refusals.length,
        }),
      );
      return refusalsFile(upload.fileName, tried.refusals);
    });
}
