import { type Database, withActor } from '#db';
import { erasuresWaiting, proposeDue, retentionRules } from '#modules/people';
import { type Call, type Command, Misused, where } from '../command.ts';
import { counted } from '../counted.ts';
import { actorFor } from '../organisation.ts';

/** As many as anybody decides about in a sitting. */
const MOST = 1_000;

/** How long records are kept: what waits to be erased, who is due now, and sweeping up after erasures. A person decides, on the page. */
export const retention: Command = {
  permission: 'kept.erase',
  usage: 'retention list [--json] | retention propose | retention sweep [--data DIR] [--tenant NAME]',
  summary:
    'Lists records that wait to be erased, proposes those that are due, or writes every table anew so that nothing of an erased record is left in it.',
  options: { ...where, json: { type: 'boolean' } },
  handsOver: true,
  run(call) {
    const [verb] = call.positionals;
    if (verb === 'list') return list(call);
    if (verb === 'propose') return propose(call);
    if (verb === 'sweep') return sweep(call);
    throw new Misused('Say list, propose or sweep');
  },
};

/** Nobody is named: what a command prints ends in logs. */
async function list(call: Call): Promise<number> {
  const actor = await actorFor(call);
  const waiting = await withActor(await call.database(), actor, (tx) =>
    erasuresWaiting(tx, actor.tenantId, MOST),
  );
  const told = waiting.map(({ id, personId, rule, by, at, isHeld }) => ({
    id,
    personId,
    rule,
    by,
    at,
    isHeld,
  }));
  if (call.flag('json')) call.io.out(`${JSON.stringify(told)}\n`);
  else {
    for (const { id, rule, by, at } of told)
      call.io.out(`${id}  ${rule ?? 'asked for'}, by ${by} on ${at.slice(0, 10)}\n`);
    call.io.out(`${counted(told.length, 'record waits', 'records wait')} for a decision.\n`);
  }
  return 0;
}

async function propose(call: Call): Promise<number> {
  const actor = await actorFor(call);
  const proposed = await withActor(await call.database(), actor, (tx) =>
    proposeDue(tx, actor, retentionRules()),
  );
  call.io.out(
    `${counted(proposed, 'more record is', 'more records are')} due to be erased. A person decides, under Retention.\n`,
  );
  return 0;
}

async function sweep(call: Call): Promise<number> {
  const db: Database = await call.database();
  const began = performance.now();
  await db.sweep();
  call.io.out(`Every table is written anew: ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  return 0;
}
