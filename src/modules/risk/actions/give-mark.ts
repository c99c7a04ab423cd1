import type { PlainDate } from '#dates';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { SeenPerson } from '#modules/people';
import { Refused } from '#outcome';
import type { StaffMarkId } from '../../../db/generated/risk/StaffMark.ts';
import type { Domain, GivenMark } from '../rules/index.ts';
import { keptUnder } from './kept-under.ts';

export type NewMark = {
  /** The id its form was given when it was shown: sent twice, it is one mark. */
  id: StaffMarkId;
  domain: Domain;
  view: GivenMark['view'];
  mark: 0 | 1 | 2;
  factor: string | null;
  reason: string;
  onDate: PlainDate;
};

/**
 * Keeps what an adult judges of one domain, or what the young person told them, with the reason. The mark before it
 * stays on record; marks carry no points.
 *
 * Refuses whoever has no account to put their name to it.
 *
 * @example await giveMark(tx, actor, person, { id, domain: 'social', view: 'adults', mark: 2, factor: null, reason, onDate });
 */
export async function giveMark(tx: Tx, actor: Actor, person: SeenPerson, given: NewMark): Promise<void> {
  if (actor.accountId === null) throw new Refused('A mark needs somebody who gives it. Sign in to give one.');
  const { id: sent, domain, view, mark, factor, reason, onDate } = given;
  const standing = await tx
    .selectFrom('risk.staff_mark')
    .select(['domain', 'view', 'mark', 'factor', 'reason'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', sent)
    .executeTakeFirst();
  if (
    standing?.domain === domain &&
    standing?.view === view &&
    standing?.mark === mark &&
    standing?.factor === factor &&
    standing?.reason === reason
  )
    return;
  // Somebody went back and sent other words: nothing typed is lost.
  const id = standing ? newId<StaffMarkId>() : sent;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('risk.staff_mark')
    .values({
      tenant_id: actor.tenantId,
      id,
      person_id: person.personId,
      setting_id: keptUnder(actor, person),
      domain,
      view,
      mark,
      factor,
      reason,
      account_id: actor.accountId,
      author: actor.name,
      on_date: onDate,
    })
    .onConflict((once) => once.constraint('staff_mark_pkey').doNothing())
    .executeTakeFirst();
  if (!added) return;
  const { personId, why } = person;
  await record(tx, actor, { act: 'mark.given', personId, subjectId: id, why });
}
