import { type Database, type RunId, withActor } from '#db';
import type { Actor } from '#modules/access';
import type { ImportKind, Undone } from '../import-kind.ts';
import { undoRun } from './undo-run.ts';

class OnlyTried extends Error {}

/**
 * What taking a run back would come to: the work is done and taken back itself, so the counts and names are the real
 * ones. Refuses as `undoRun` does.
 *
 * @example const { removed, restored, kept } = await tryUndo(db, actor, importKinds, runId);
 */
export async function tryUndo(
  db: Database,
  actor: Actor,
  kinds: readonly ImportKind[],
  runId: RunId,
): Promise<Undone> {
  let undone: Undone | undefined;
  try {
    await withActor(db, actor, async (tx) => {
      undone = await undoRun(tx, actor, kinds, { runId, reason: 'only tried' });
      throw new OnlyTried();
    });
  } catch (error) {
    if (!(error instanceof OnlyTried) || undone === undefined) throw error;
  }
  if (undone === undefined) throw new Error('An undoing that was tried came to nothing');
  return undone;
}
