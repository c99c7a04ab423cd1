import { withActor } from '#db';
import { type KnownRun, runsOf } from '#modules/sources';
import { type Call, type Command, where } from '../command.ts';
import { actorFor } from '../organisation.ts';

const MOST = 50;

/** `waymark runs`: what came in, the newest first. */
export const runs: Command = {
  permission: 'import.run',
  usage: 'runs [--source NAME] [--json] [--data DIR] [--tenant NAME]',
  summary: `Lists the last ${MOST} runs of imports, with the number that undo takes.`,
  options: { ...where, source: { type: 'string' }, json: { type: 'boolean' } },
  handsOver: true,
  run: listRuns,
};

async function listRuns(call: Call): Promise<number> {
  const actor = await actorFor(call);
  const db = await call.database();
  const source = call.option('source');
  const found = await withActor(db, actor, (tx) => runsOf(tx, actor.tenantId, { source, most: MOST }));
  if (call.flag('json')) call.io.out(`${JSON.stringify(found)}\n`);
  else for (const run of found) call.io.out(`${inWords(run)}\n`);
  return 0;
}

function inWords(run: KnownRun): string {
  const { id, at, kind, source, file, read, added, changed, same, ended, refused, undoneAt } = run;
  const counts = `${read} read, ${added} added, ${changed} changed, ${same} the same, ${ended} ended, ${refused} refused`;
  const undone = undoneAt === null ? '' : '; taken back';
  return `${id}  ${at.slice(0, 16)}  ${kind} from ${source}, ${file}: ${counts}${undone}`;
}
