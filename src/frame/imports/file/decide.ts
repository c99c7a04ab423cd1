import { withActor } from '#db';
import {
  askToStop,
  beginTrying,
  confirmUpload,
  type ImportKind,
  isPolicy,
  throwAway,
} from '#modules/sources';
import { Refused } from '#outcome';
import { type Ask, newForm, type Reply, redirect } from '#web';
import { answered } from '../read/definition.ts';
import { runnerOf } from '../work/runner.ts';
import { addressOf, atUpload } from './at-upload.ts';
import { showTried } from './show-upload.tsx';

/** Milliseconds that a press of a button waits for the work: a small file is done by then, and its page shows so at once. */
const PATIENCE = 2_500;

/** `POST …/try`: a dry run, in the background. */
export function tryFile(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload, kind }) => {
      const { db, actor, form } = ask;
      if (upload.state === 'trying') return redirect(addressOf(upload)); // pressed twice
      const asked = answered(form, 'policy');
      const policy = isPolicy(asked) && kind.policies.includes(asked) ? asked : upload.policy;
      if (upload.mapping === null) return redirect(addressOf(upload, 'columns'));
      await withActor(db, actor, (tx) => beginTrying(tx, actor, upload, policy));
      const runner = runnerOf(db, kinds);
      runner.take(actor, upload.id);
      await runner.wait(upload.id, PATIENCE);
      return redirect(addressOf(upload));
    });
}

/** `POST …/confirm`: brings it in, in the background. What moves too much has to have been looked at. */
export function confirmFile(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload, kind }) => {
      const { db, actor, form, say } = ask;
      // Pressed twice: the second press finds the work under way, or done, and shows that.
      if (upload.state !== 'tried' || upload.tried === null) return redirect(addressOf(upload));
      if (upload.tried.stop !== null && answered(form, 'looked') !== 'yes') {
        const problems = [{ field: 'looked', message: say('imports.tried.looked-missing') }];
        return showTried(ask, { upload, kind }, upload.tried, newForm(form, problems));
      }
      const isFirst = await withActor(db, actor, (tx) => confirmUpload(tx, actor, upload));
      const runner = runnerOf(db, kinds);
      if (isFirst) runner.take(actor, upload.id);
      await runner.wait(upload.id, PATIENCE);
      return redirect(addressOf(upload));
    });
}

/** `POST …/stop`: stops what is under way before it is kept. */
export function stopFile(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      const { db, actor } = ask;
      const runner = runnerOf(db, kinds);
      runner.stop(upload.id);
      await withActor(db, actor, (tx) => askToStop(tx, actor, upload));
      await runner.wait(upload.id, PATIENCE);
      return redirect(addressOf(upload));
    });
}

/** `POST …/throw-away`: erases the file. */
export function throwFileAway(kinds: readonly ImportKind[]): (ask: Ask) => Promise<Reply> {
  return (ask) =>
    atUpload(ask, kinds, async ({ upload }) => {
      const { db, actor, say } = ask;
      if (upload.state === 'done' || upload.state === 'called_off') return redirect(addressOf(upload));
      if (['trying', 'confirmed', 'running'].includes(upload.state))
        throw new Refused(say('imports.throw-away.under-way'));
      await withActor(db, actor, (tx) => throwAway(tx, actor, upload));
      return redirect('/sources/import', { key: 'imports.throw-away.done' });
    });
}
