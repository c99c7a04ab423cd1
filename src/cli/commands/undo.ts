import { type RunId, withActor } from '#db';
import { reviewAfter } from '#frame';
import { saidAgain, undoRun } from '#modules/sources';
import { importKinds } from '../../app.ts';
import { type Call, type Command, Misused, needed, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorFor } from '../organisation.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `waymark undo RUN`: takes back exactly what one run wrote. */
export const undo: Command = {
  permission: 'import.run',
  usage: 'undo RUN --reason TEXT [--data DIR] [--tenant NAME]',
  summary:
    'Takes a run back: what it wrote goes, what it changed is as it was; what a later run touched is kept and said.',
  options: { ...where, reason: { type: 'string' } },
  handsOver: true,
  run: undoOne,
};

async function undoOne(call: Call): Promise<number> {
  const [run] = call.positionals;
  if (run === undefined || !UUID.test(run))
    throw new Misused('The number of the run is missing: see waymark runs');
  const reason = needed(call, 'reason');
  const actor = await actorFor(call);
  const db = await call.database();
  const runId = run as RunId; // the shape was checked; whether there is such a run the action says
  const { removed, restored, kept, again } = await withActor(db, actor, async (tx) => ({
    ...(await undoRun(tx, actor, importKinds, { runId, reason })),
    again: await saidAgain(tx, actor.tenantId, runId),
  }));
  call.io.out(`Taken back: ${removed} removed, ${restored} put back as they were, ${kept.length} kept.\n`);
  for (const { personId, says } of kept.slice(0, 20)) call.io.out(`  kept ${personId ?? ''} ${says}\n`);
  if (kept.length > 20) call.io.out(`  … and ${kept.length - 20} more\n`);
  if (again > 0)
    call.io.out(
      `${again} later ${again === 1 ? 'file' : 'files'} of the same source found rows here already. What this run had brought of them has gone with it: bring the newest one in again.\n`,
    );
  const fresh = await reviewAfter(db, actor, importKinds, true);
  call.io.err(`Reviewed again: ${counted(fresh, 'profile is', 'profiles are')} new.\n`);
  return 0;
}
