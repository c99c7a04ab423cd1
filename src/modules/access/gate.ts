import { withActor } from '#db';
import { record } from '#modules/audit';
import { PASSWORD_PAGE, withSession, workingAtOf } from '#modules/identity';
import type { Gate } from '#web';
import { actorWith } from './actor.ts';
import { checkPermissionTable } from './permission-table.ts';
import { grantsOf } from './queries.ts';
import { withinReach } from './working-at.ts';

/** Who comes in to the web server, and what they may. */
export const gate: Gate = {
  async recognise(db, { cookie, ...rest }) {
    const found = await withSession(db, cookie, async (tx, session) => ({
      session,
      grants: await grantsOf(tx, session),
      workingAt: await workingAtOf(tx, session),
    }));
    if (!found) return undefined;
    const { session, grants, workingAt } = found;
    const { organisation, madeUp, mustChange } = session;
    const actor = await actorWith(db, session, grants, rest);
    const first = mustChange ? PASSWORD_PAGE : undefined;
    return { actor, organisation, madeUp, workingAt: withinReach(actor, workingAt), first };
  },

  async refused(db, actor, what) {
    const who = { tenantId: actor.tenantId, reach: { settings: [], people: [] } };
    await withActor(db, who, (tx) => record(tx, actor, { act: 'access.refused', why: what }));
  },

  check: (found) => checkPermissionTable(found),
};
