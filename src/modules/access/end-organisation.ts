import { sql } from 'kysely';
import type { Tx } from '#db';
import { record } from '#modules/audit';
import type { Actor } from '#web';
import { endRole } from './actions.ts';
import { lockOrganisations, type OrganisationId, organisationsOf, refuseOthers } from './organisations.ts';

/**
 * Ends working with an organisation outside: every role that is given for it ends, its holders are signed out, and so nobody of it reads anything
 * from their next page on. One that has ended already is no fault.
 *
 * Refuses one for which one has a role oneself, and anybody who may not manage accounts.
 *
 * @returns how many roles ended
 * @example await endOrganisation(tx, actor, organisationId);
 */
export async function endOrganisation(tx: Tx, actor: Actor, id: OrganisationId): Promise<number> {
  refuseOthers(actor);
  await lockOrganisations(tx, actor.tenantId);
  const [found] = await organisationsOf(tx, actor.tenantId, id);
  if (!found) return 0;
  const reason = 'the organisation it was given for works with us no more';
  for (const { grantId } of found.given) await endRole(tx, actor, { grantId, reason });
  await tx
    .updateTable('access.organisation')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  await record(tx, actor, { act: 'organisation.ended', subjectId: id, why: found.name });
  return found.given.length;
}
