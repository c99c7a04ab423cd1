import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Database, withActor } from '#db';
import type { Mapping } from '#files';
import type { Actor } from '#modules/access';
import {
  beginRunning,
  CalledOff,
  contentOf,
  failUpload,
  finishUpload,
  type ImportCall,
  type ImportKind,
  keepTried,
  mappingChosen,
  Stopped,
  type Tried,
  type Upload,
  type UploadId,
  uploadOf,
} from '#modules/sources';
import { Refused } from '#outcome';
import { bringIn } from '../bring-in.ts';
import { readingOf } from '../read/reading.ts';
import { reviewAfter } from '../review-after.ts';
import { changedBy } from '../run/traces.ts';
import { withTemporary } from './temporary.ts';

/** How far an import is that is under way here; it waits while another is before it. */
export type Progress = { rows: number; isWaiting: boolean };

type Told = { progress: Progress; signal: AbortSignal; report: (error: unknown) => void };

/** What of a dry run's changes is kept to be shown. */
const SAMPLE = 50;

/**
 * Does what an upload waits for: a dry run, or the import itself. Whatever comes of it stands with the upload; only a
 * fault of ours is reported besides.
 */
export async function workOn(
  db: Database,
  kinds: readonly ImportKind[],
  actor: Actor,
  uploadId: UploadId,
  told: Told,
): Promise<void> {
  const { tenantId } = actor;
  told.progress.isWaiting = false;
  const upload = await withActor(db, actor, (tx) => uploadOf(tx, tenantId, uploadId));
  if (!upload) return;
  try {
    const kind = kinds.find((each) => each.kind === upload.kind);
    if (!kind) throw new Refused(`There is no kind ${upload.kind}.`);
    const mapping = await mappingOf(upload);
    if (upload.state === 'trying') await tryIt(db, kind, actor, upload, mapping, told);
    else if (await withActor(db, actor, (tx) => beginRunning(tx, tenantId, uploadId))) {
      const moved = await bringItIn(db, kind, actor, upload, mapping, told);
      // The file is in, whatever becomes of this: the next import reviews again.
      await reviewAfter(db, actor, kinds, moved).catch(told.report);
    }
  } catch (error) {
    // Whoever called it off says so to the upload.
    if (error instanceof CalledOff || told.signal.aborted) return;
    if (!(error instanceof Refused)) told.report(error);
    const why = error instanceof Stopped ? error.why : error instanceof Refused ? error.message : OUR_FAULT;
    await withActor(db, actor, (tx) => failUpload(tx, tenantId, uploadId, why));
  }
}

const OUR_FAULT =
  'Something went wrong that is not the fault of this file. Nothing was kept. Whoever looks after Waymark finds what it was in its log.';

/** The mapping that was chosen, with the encoding and the separator that somebody said for this file. */
async function mappingOf(upload: Upload): Promise<Mapping> {
  const mapping = await mappingChosen(upload.mapping);
  if (!mapping)
    throw new Refused('The mapping of this file is none any more. Say again what its columns are.');
  const { encoding, delimiter } = readingOf(upload.draft);
  return {
    ...mapping,
    file: { ...mapping.file, ...(encoding ? { encoding } : {}), ...(delimiter ? { delimiter } : {}) },
  };
}

async function tryIt(
  db: Database,
  kind: ImportKind,
  actor: Actor,
  upload: Upload,
  mapping: Mapping,
  told: Told,
): Promise<void> {
  const { tenantId } = actor;
  const found: Pick<Tried, 'moved' | 'standing' | 'share' | 'stop' | 'byRule' | 'sample'> = {
    moved: 0,
    standing: 0,
    share: 0,
    stop: null,
    byRule: {},
    sample: [],
  };
  const {
    kind: _kind,
    source: _source,
    file: _file,
    refusals,
    ...counts
  } = await withFile(db, actor, upload, told, (path) =>
    bringIn(db, actor, kind, {
      ...callOf(path, upload, mapping, told),
      dryRun: true,
      confirmed: true,
      async found(tx, { runId, written, share, stop, byRule }) {
        const sample = await changedBy(tx, kind, { tenantId, runId }, SAMPLE);
        const { moved, standing } = written;
        Object.assign(found, { moved, standing, share, stop: stop ?? null, sample });
        found.byRule = Object.fromEntries(byRule);
      },
    }),
  );
  const inOrder = [...refusals].sort((one, other) => one.line - other.line);
  const tried: Tried = { counts, refusals: inOrder, ...found };
  await withActor(db, actor, (tx) => keepTried(tx, tenantId, upload.id, tried));
}

/** @returns whether anything was written */
async function bringItIn(
  db: Database,
  kind: ImportKind,
  actor: Actor,
  upload: Upload,
  mapping: Mapping,
  told: Told,
): Promise<boolean> {
  const outcome = await withFile(db, actor, upload, told, (path) =>
    bringIn(db, actor, kind, {
      ...callOf(path, upload, mapping, told),
      dryRun: false,
      // Whoever confirmed has looked at the dry run. What would move too much only now, nobody has seen.
      confirmed: typeof upload.tried?.stop === 'string',
      done: (tx, runId) => finishUpload(tx, actor.tenantId, upload, runId),
    }),
  );
  return outcome.added + outcome.changed + outcome.ended > 0;
}

function callOf(
  path: string,
  { source, policy }: Upload,
  mapping: Mapping,
  { progress, signal }: Told,
): Omit<ImportCall, 'dryRun'> {
  return {
    path,
    source,
    mapping,
    policy: policy ?? undefined,
    signal,
    progress(rows) {
      progress.rows = rows;
    },
  };
}

/** The file on this machine's disk for as long as it is read: an import goes through it more than once. */
async function withFile<T>(
  db: Database,
  actor: Actor,
  { fileId, fileName }: Upload,
  { signal }: Told,
  act: (path: string) => Promise<T>,
): Promise<T> {
  if (fileId === null) throw new Refused('This file is not here any more. Bring it again.');
  return withTemporary(fileName, async (path) => {
    const chunks = Readable.from(contentOf(db, actor, fileId), { objectMode: true });
    await pipeline(chunks, createWriteStream(path, { mode: 0o600 }), { signal });
    return act(path);
  });
}
