import { z } from 'zod';
import { withActor } from '#db';
import { record } from '#modules/audit';
import { type ImportKind, runOf, tryUndo, undoRun } from '#modules/sources';
import { Problems } from '#outcome';
import { type Ask, type FormState, newForm, notFound, page, type Reply, readForm, redirect } from '#web';
import { reviewAfter } from '../review-after.ts';
import { runAddress } from '../source/addresses.ts';
import { runIn, withNames } from './show-run.tsx';
import { UndoPage } from './undo-page.tsx';

/** `GET /sources/runs/:runId/undo`: what taking it back would come to. The work is done and taken back, so nothing is written. */
export function showUndo(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) => show(ask, kinds, newForm());
}

const Undoing = z.object({
  reason: z.string().trim().min(1, 'runs.undo.reason-missing').max(500, 'runs.undo.reason-long'),
});

/** `POST …/undo`: takes the run back, and has everybody reviewed again. */
export function undo(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return async (ask) => {
    const { db, actor, form, say } = ask;
    const runId = runIn(ask);
    try {
      const { reason } = readForm(Undoing, form, say);
      const undone = await withActor(db, actor, async (tx) => {
        const run = await runOf(tx, actor.tenantId, runId);
        return run && undoRun(tx, actor, kinds, { runId, reason });
      });
      if (!undone) return notFound();
      await reviewAfter(db, actor, kinds, undone.removed + undone.restored > 0);
      return redirect(runAddress(runId), { key: 'runs.undo.done' });
    } catch (error) {
      if (!(error instanceof Problems)) throw error;
      return show(ask, kinds, newForm(form, error.problems), 422);
    }
  };
}

async function show(ask: Ask, kinds: readonly ImportKind[], form: FormState, status = 200): Promise<Reply> {
  const { db, actor, frame } = ask;
  const runId = runIn(ask);
  const run = await withActor(db, actor, (tx) => runOf(tx, actor.tenantId, runId));
  if (!run) return notFound();
  if (run.undoing) return redirect(runAddress(runId));
  const undone = await tryUndo(db, actor, kinds, runId);
  const kept = await withActor(db, actor, async (tx) => {
    await record(tx, actor, {
      act: 'run.undo_seen',
      subjectId: runId,
      why: actor.roles.join(', '),
      number: undone.kept.length,
    });
    return withNames(tx, ask, undone.kept);
  });
  return page(<UndoPage frame={frame} run={run} undone={undone} kept={kept} form={form} />, { status });
}
