import { withActor } from '#db';
import { record } from '#modules/audit';
import {
  endSessions,
  OWN_SECOND_STEP_PAGE,
  PASSWORD_PAGE,
  SECOND_STEP_PAGE,
  type Session,
  withSession,
  workingAtOf,
} from '#modules/identity';
import type { Gate } from '#web';
import { actorWith } from './actor.ts';
import { checkPermissionTable } from './permission-table.ts';
import { isOver, needsSecondStep } from './permissions.ts';
import { grantsOf } from './queries.ts';
import type { Grant } from './reach.ts';
import { withinReach } from './working-at.ts';

/** Who comes in to the web server, and what they may. */
export const gate: Gate = {
  async recognise(db, { cookie, ...rest }) {
    const found = await withSession(db, cookie, async (tx, session) => {
      // Until the second step is taken nobody knows whether it is them.
      const grants = session.secondStepDue ? [] : await grantsOf(tx, session, rest.today);
      if (!isOver(session, grants)) return { session, grants, workingAt: await workingAtOf(tx, session) };
      const { id, accountId } = session;
      await endSessions(tx, session, { accountId, only: id, why: 'not used for a while' });
      return undefined;
    });
    if (!found) return undefined;
    const { session, grants, workingAt } = found;
    const { organisation, madeUp, proved } = session;
    const actor = await actorWith(db, session, grants, rest);
    const first = firstPage(session, grants);
    return { actor, organisation, madeUp, proved, workingAt: withinReach(actor, workingAt), first };
  },

  async refused(db, actor, what) {
    const who = { tenantId: actor.tenantId, reach: { settings: [], people: [] } };
    await withActor(db, who, (tx) => record(tx, actor, { act: 'access.refused', why: what }));
  },

  check: (found) => checkPermissionTable(found),
};

/** Where somebody goes before anything else: to the second step, to a password of their own, to setting up a second step. */
function firstPage(session: Session, grants: readonly Grant[]): string | undefined {
  if (session.secondStepDue) return SECOND_STEP_PAGE;
  if (session.mustChange && !session.isFederated) return PASSWORD_PAGE;
  const { secondStepRequired, hasSecondStep, secondStepElsewhere } = session;
  const isOwed = secondStepRequired && !hasSecondStep && !secondStepElsewhere;
  return isOwed && needsSecondStep(grants) ? OWN_SECOND_STEP_PAGE : undefined;
}
