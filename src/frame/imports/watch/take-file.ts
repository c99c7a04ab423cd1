import { type Database, withActor } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import {
  CalledOff,
  type ImportKind,
  isInAlready,
  keepStop,
  type Outcome,
  type Policy,
  Stopped,
  sourcesOf,
} from '#modules/sources';
import { Refused } from '#outcome';
import { bringIn } from '../bring-in.ts';
import { digestOf, type Ended, layBack, putAway, stillInHand, type TakenFile } from './folder.ts';

/** What became of one file; `moved` is whether anything was written. */
export type TakenIn = { file: string; ended: Ended | 'laid back'; says: string; moved: boolean };

/** How often it is said that a file is in hand, in milliseconds. */
const SAID_EVERY = 20_000;

/**
 * Brings one file of a watched folder in under what is settled for its source, and puts it away with what became of it.
 * The very file that is in already under the same policy is put away without a run. What is said beside it names rules and
 * counts, never anybody. Throws what is no refusal, with the file laid back where it was.
 */
export async function takeFile(
  db: Database,
  actor: Actor,
  kinds: readonly ImportKind[],
  file: TakenFile,
  signal: AbortSignal,
): Promise<TakenIn> {
  const saying = setInterval(() => void stillInHand(file.path).catch(() => undefined), SAID_EVERY).unref();
  try {
    const { ended, says, moved } = await bring(db, actor, kinds, file, signal);
    await putAway(file, ended, actor.today, says);
    return { file: nameOf(file), ended, says, moved };
  } catch (error) {
    await layBack(file);
    if (!(error instanceof CalledOff)) throw error;
    return { file: nameOf(file), ended: 'laid back', says: error.message, moved: false };
  } finally {
    clearInterval(saying);
  }
}

type Became = Pick<TakenIn, 'says' | 'moved'> & { ended: Ended };

async function bring(
  db: Database,
  actor: Actor,
  kinds: readonly ImportKind[],
  file: TakenFile,
  signal: AbortSignal,
): Promise<Became> {
  const { source, path } = file;
  const kind = kinds.find((each) => each.kind === file.kind);
  const sha256 = await digestOf(path);
  if (!kind) {
    const why = `The folder ${file.kind} is no kind of file. There are: ${kinds.map((each) => each.kind).join(', ')}.`;
    await keepStop(db, actor, { kind: file.kind, source, file: file.name, sha256 }, 'file', why);
    return { ended: 'refused', says: why, moved: false };
  }
  const policy = await policyOf(db, actor, kind, source);
  if (await isSame(db, actor, { source, kind: kind.kind, policy, sha256 }))
    return { ended: 'done', says: 'The same as before: nothing was done.', moved: false };
  try {
    return becameOf(await bringIn(db, actor, kind, { path, source, policy, dryRun: false, signal }));
  } catch (error) {
    if (error instanceof Stopped) return { ended: 'stopped', says: error.why, moved: false };
    if (error instanceof CalledOff || !(error instanceof Refused)) throw error;
    const says =
      'The file could not be read as a whole, and nothing of it was kept. Why stands on the page of sources in Waymark.';
    return { ended: 'refused', says, moved: false };
  }
}

async function policyOf(db: Database, actor: Actor, kind: ImportKind, source: string): Promise<Policy> {
  const which = { source, kind: kind.kind };
  const [known] = await withActor(db, actor, (tx) => sourcesOf(tx, actor.tenantId, which));
  const usual = kind.policies.includes('replaces') ? 'replaces' : (kind.policies[0] ?? 'replaces');
  return known?.policy ?? usual;
}

function isSame(db: Database, actor: Actor, which: Parameters<typeof isInAlready>[2]): Promise<boolean> {
  return withActor(db, actor, async (tx) => {
    const isSame = await isInAlready(tx, actor.tenantId, which);
    if (isSame) await record(tx, actor, { act: 'import.same', why: `${which.kind} from ${which.source}` });
    return isSame;
  });
}

/** Counts, and how often each rule was broken. Lines, cells and messages stay on the pages, behind a sign-in. */
function becameOf({ read, added, changed, same, ended, refused, refusals }: Outcome): Became {
  const counts = `${read} rows read, ${added} added, ${changed} changed, ${same} the same, ${ended} ended, ${refused} refused.`;
  const rules = [...Map.groupBy(refusals, ({ rule }) => rule)].map(
    ([rule, rows]) => `${rule}: ${rows.length}`,
  );
  const listed =
    rules.length === 0 ? [] : ['Rules that were broken, among the first thousand refusals:', ...rules];
  const isNone = read > 0 && refused === read;
  return {
    ended: isNone ? 'refused' : 'done',
    says: [counts, ...listed].join('\n'),
    moved: added + changed + ended > 0,
  };
}

function nameOf({ source, kind, name }: TakenFile): string {
  return `${source}/${kind}/${name}`;
}
