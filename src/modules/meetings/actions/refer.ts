import { sql } from 'kysely';
import { type AccountId, newId, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { type FilledIn, filesOf, type SaidInWords } from '#modules/instruments';
import type { SeenPerson } from '#modules/people';
import { Problems, Refused } from '#outcome';
import type { DocumentId } from '../queries/documents.ts';
import { type PanelId, panelsOf } from '../queries/panels.ts';
import type { ReferralId, Seated, Whom } from '../queries/referrals.ts';
import { decides } from '../rules/words.ts';
import { lockPanels } from './convene-panel.ts';

export type ReferralWish = {
  id: ReferralId;
  panelId: PanelId;
  /** The form, and what it says, as whoever puts it before the panel has just read it. */
  form: FilledIn;
  said: SaidInWords;
  whom: Whom;
  /** Why the young person and the family do not see on their page that the panel reads it; null when they do. */
  untoldReason: string | null;
};

/**
 * Puts what a form says about a young person before a panel: whoever sits there reads these words, and the files that go with them, as they are
 * now, and nothing else about them, until 28 days after the panel has decided. Whoever calls has opened the record first. Sent twice it is one.
 *
 * Refuses a panel that has ended or on which nobody sits, and a form that is before it already.
 *
 * @returns whether it was not there before
 * @example await refer(tx, actor, person, { id, panelId, form, said, whom, untoldReason: null });
 */
export async function refer(
  tx: Tx,
  actor: Actor,
  { personId, settingId, why }: SeenPerson,
  { id, panelId, form, said, whom, untoldReason }: ReferralWish,
): Promise<boolean> {
  const { tenantId, accountId } = actor;
  if (accountId === null) throw new Refused('Whoever puts something before a panel has an account.');
  await lockPanels(tx, tenantId);
  const [panel] = await panelsOf(tx, actor, panelId);
  if (!panel) throw new Refused('There is no such panel, or it has ended.');
  if (panel.seats.length === 0)
    throw new Problems([
      { field: 'panel', message: 'Nobody sits on this panel yet. An administrator gives seats' },
    ]);
  const standing = await tx
    .selectFrom('meetings.referral')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('response_id', '=', form.id)
    .where('panel_id', '=', panelId)
    .where('closed_on', 'is', null)
    .execute();
  if (standing.some((each) => each.id === id)) return false;
  if (standing.length > 0)
    throw new Problems([{ field: 'panel', message: 'This form is before this panel already' }]);
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('meetings.referral')
    .values({
      tenant_id: tenantId,
      id,
      panel_id: panelId,
      person_id: personId,
      setting_id: form.settingId ?? settingId,
      response_id: form.id,
      whom: JSON.stringify(whom),
      said: JSON.stringify(said),
      is_told: untoldReason === null,
      untold_reason: untoldReason,
      account_id: accountId,
      author: actor.name,
    })
    .onConflict((once) => once.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (!written) return false;
  await keepDocuments(
    tx,
    { tenantId, accountId },
    { id, personId, settingId: form.settingId ?? settingId, form },
  );
  await record(tx, actor, { act: 'referral.put', personId, subjectId: id, why: `${panel.name}; ${why}` });
  return true;
}

/** The files that go with the form, as they are now. */
async function keepDocuments(
  tx: Tx,
  { tenantId, accountId }: { tenantId: TenantId; accountId: AccountId },
  {
    id,
    personId,
    settingId,
    form,
  }: { id: ReferralId; personId: PersonId; settingId: SettingId | null; form: FilledIn },
): Promise<void> {
  const whose = { tenant_id: tenantId, referral_id: id, person_id: personId, setting_id: settingId };
  for (const { name, type, content } of await filesOf(tx, tenantId, form.id))
    await tx
      .insertInto('meetings.document')
      .values({
        ...whose,
        id: newId<DocumentId>(),
        account_id: accountId,
        name,
        type,
        content: Buffer.from(content),
      })
      .execute();
}

/**
 * Takes back what was put before a panel: nobody reads it there from now on. That it was there stays on record.
 *
 * @returns whether it was open
 */
export async function takeBackReferral(
  tx: Tx,
  actor: Actor,
  { personId, why }: SeenPerson,
  id: ReferralId,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('meetings.referral')
    .set({
      closed_on: actor.today,
      closed_at: sql<string>`now()`,
      closed_by: actor.accountId,
      closer: actor.name,
    })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, { act: 'referral.taken_back', personId, subjectId: id, why });
  return true;
}

/**
 * Writes down what a panel decided, which closes the referral.
 *
 * Refuses whoever sits there without being its chair or taking its minutes. What is closed already stays as it was decided.
 *
 * @returns whether it was open
 * @example await decideReferral(tx, actor, seated, 'CAMHS sees her within three weeks; Dev tells her and her mother.');
 */
export async function decideReferral(
  tx: Tx,
  actor: Actor,
  { referralId, panel, duty }: Seated,
  decision: string,
): Promise<boolean> {
  if (!decides(duty))
    throw new Refused('The chair, or whoever takes the minutes, writes down what was decided.');
  const { rows } = await sql<{ personId: PersonId }>`
    update meetings.referral as referral set closed_on = ${actor.today}::date, closed_at = now(), closed_by = ${actor.accountId}, closer = ${actor.name},
      decision = ${decision}
    where referral.tenant_id = ${actor.tenantId} and referral.id = ${referralId} and referral.closed_on is null
    returning referral.person_id as "personId"`.execute(tx);
  const [closed] = rows;
  if (!closed) return false;
  await record(tx, actor, {
    act: 'referral.decided',
    personId: closed.personId,
    subjectId: referralId,
    why: panel,
  });
  return true;
}
