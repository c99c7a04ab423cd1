import { withActor } from '#db';
import { record } from '#modules/audit';
import { withSession } from '#modules/identity';
import type { Gate } from '#web';
import { actorWith } from './actor.ts';
import { checkPermissionTable } from './permission-table.ts';
import { grantsOf } from './queries.ts';

/** Who comes in to the web server, and what they may. */
export const gate: Gate = {
  async recognise(db, { cookie, ...rest }) {
    const found = await withSession(db, cookie, async (tx, session) => ({
      session,
      grants: await grantsOf(tx, session),
    }));
    if (!found) return undefined;
    const { session, grants } = found;
    const { organisation, madeUp } = session;
    return { actor: await actorWith(db, session, grants, rest), organisation, madeUp };
  },

  async refused(db, actor, what) {
    const who = { tenantId: actor.tenantId, reach: { settings: [], people: [] } };
    await withActor(db, who, (tx) => record(tx, actor, { act: 'access.refused', why: what }));
  },

  check: (found) => checkPermissionTable(found),
};
