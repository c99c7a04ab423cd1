import type { PlainDate } from '#dates';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { SeenPerson } from '#modules/people';
import { Refused } from '#outcome';
import type { StaffMarkId } from '../../../db/generated/risk/StaffMark.ts';
import { loadFactors } from '../library.ts';
import { type Domain, type GivenMark, isSensitiveMark } from '../rules/index.ts';
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
 * stays on record; marks carry no points. Why it was given is for fewer where it is about health, care, youth justice or family.
 *
 * Refuses whoever has no account to put their name to it.
 *
 * @example await giveMark(tx, actor, person, { id, domain: 'social', view: 'adults', mark: 2, factor: null, reason, onDate });
 */
export async function giveMark(tx: Tx, actor: Actor, person: SeenPerson, given: NewMark): Promise<void> {
  if (actor.accountId === null) throw new Refused('A mark needs somebody who gives it. Sign in to give one.');
  const { id: sent, domain, view, mark, factor, reason, onDate } = given;
  const standing = await standingMark(tx, actor, sent);
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
  const row = {
    tenant_id: actor.tenantId,
    id,
    person_id: person.personId,
    setting_id: keptUnder(actor, person),
    account_id: actor.accountId,
  };
  const isSensitive = isSensitiveMark(given, loadFactors());
  const why = isSensitive ? { factor: null, reason: '' } : { factor, reason };
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('risk.staff_mark')
    .values({
      ...row,
      ...why,
      is_sensitive: isSensitive,
      domain,
      view,
      mark,
      author: actor.name,
      on_date: onDate,
    })
    .onConflict((once) => once.constraint('staff_mark_pkey').doNothing())
    .executeTakeFirst();
  if (!added) return;
  if (isSensitive)
    await tx
      .insertInto('risk.sensitive_reason')
      .values({ ...row, factor, reason })
      .execute();
  await record(tx, actor, { act: 'mark.given', personId: person.personId, subjectId: id, why: person.why });
}

/** The mark that stands under an id, with its reason as far as whoever gives it may read that. */
async function standingMark(tx: Tx, { tenantId }: Actor, id: StaffMarkId) {
  return tx
    .selectFrom('risk.staff_mark as mark')
    .leftJoin('risk.sensitive_reason as fewer', (join) =>
      join.onRef('fewer.tenant_id', '=', 'mark.tenant_id').onRef('fewer.id', '=', 'mark.id'),
    )
    .select(['mark.domain', 'mark.view', 'mark.mark'])
    .select(({ fn }) => [
      fn.coalesce('fewer.factor', 'mark.factor').as('factor'),
      fn.coalesce('fewer.reason', 'mark.reason').as('reason'),
    ])
    .where('mark.tenant_id', '=', tenantId)
    .where('mark.id', '=', id)
    .executeTakeFirst();
}
