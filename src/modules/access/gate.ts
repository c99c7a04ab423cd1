import { withActor } from '#db';
import { record } from '#modules/audit';
import { sessionOf } from '#modules/identity';
import type { Gate } from '#web';
import { actorOf } from './actor.ts';
import { checkPermissionTable } from './permission-table.ts';

/** Who comes in to the web server, and what they may. */
export const gate: Gate = {
  async recognise(db, { cookie, today, reach, say }) {
    const session = await sessionOf(db, cookie);
    if (!session) return undefined;
    const { organisation, madeUp } = session;
    return { actor: await actorOf(db, session, today, reach, say), organisation, madeUp };
  },

  async refused(db, actor, what) {
    const who = { tenantId: actor.tenantId, reach: { settings: [], people: [] } };
    await withActor(db, who, (tx) => record(tx, actor, { act: 'access.refused', why: what }));
  },

  check: (found) => checkPermissionTable(found),
};
