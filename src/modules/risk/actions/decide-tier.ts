import { addDays, type PlainDate } from '#dates';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { SeenPerson } from '#modules/people';
import { Refused } from '#outcome';
import type { DecisionId } from '../../../db/generated/risk/Decision.ts';
import { LATEST_REVIEW_DAYS, type Tier } from '../rules/index.ts';
import { keptUnder } from './kept-under.ts';

export type NewDecision = {
  /** The id its form was given when it was shown: sent twice, it is one decision. */
  id: DecisionId;
  tier: Tier;
  /** What points suggested on the page that was decided from; null where nothing was. */
  suggested: Tier | null;
  reason: string;
  reviewOn: PlainDate;
};

/**
 * Keeps the level of help that a named person decided for a young person, with the reason and the day to look again.
 * The decision before it stays on record. Nothing follows by itself.
 *
 * Refuses whoever has no account, and a day to look again that has been or is more than a year away.
 *
 * @example await decideTier(tx, actor, person, { id, tier: 'targeted', suggested: 'targeted', reason, reviewOn });
 */
export async function decideTier(
  tx: Tx,
  actor: Actor,
  person: SeenPerson,
  given: NewDecision,
): Promise<void> {
  if (actor.accountId === null)
    throw new Refused('A decision needs somebody who answers for it. Sign in to decide.');
  const { id: sent, tier, suggested, reason, reviewOn } = given;
  if (reviewOn <= actor.today || reviewOn > addDays(actor.today, LATEST_REVIEW_DAYS))
    throw new Refused('The day to look again lies after today and within a year.');
  const standing = await tx
    .selectFrom('risk.decision')
    .select(['tier', 'reason', 'review_on'])
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', sent)
    .executeTakeFirst();
  if (standing?.tier === tier && standing?.reason === reason && standing?.review_on === reviewOn) return;
  // Somebody went back and sent other words: nothing typed is lost.
  const id = standing ? newId<DecisionId>() : sent;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('risk.decision')
    .values({
      tenant_id: actor.tenantId,
      id,
      person_id: person.personId,
      setting_id: keptUnder(actor, person),
      tier,
      suggested,
      reason,
      account_id: actor.accountId,
      author: actor.name,
      decided_on: actor.today,
      review_on: reviewOn,
    })
    .onConflict((once) => once.constraint('decision_pkey').doNothing())
    .executeTakeFirst();
  if (!added) return;
  const { personId, why } = person;
  await record(tx, actor, { act: 'tier.decided', personId, subjectId: id, why });
}
