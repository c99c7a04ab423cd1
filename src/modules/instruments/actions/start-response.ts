import { newId, type PersonId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { DefinitionId } from '../../../db/generated/instruments/Definition.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import type { ResponseId } from '../../../db/generated/instruments/Response.ts';
import type { Instrument, Respondent } from '../rules/index.ts';

export type Start = {
  definitionId: DefinitionId;
  instrument: Instrument;
  respondent: Respondent;
  about: { personId: PersonId; settingId: SettingId | null } | { personId: null; settingId: SettingId };
  /** An adult's name; null where the young person or their family answers. */
  author: string | null;
  helpedBy?: string | undefined;
  invitation?: { id: InvitationId; campaignId: CampaignId } | undefined;
  /** The id its form was given when it was shown: sent twice, it is one response. */
  id?: ResponseId;
};

/**
 * Begins a response. Whoever calls has checked that the actor may answer about whom it is about.
 *
 * Refuses whoever the instrument is not for, and one that names nobody.
 */
export async function startResponse(tx: Tx, actor: Actor, start: Start): Promise<ResponseId> {
  const { instrument, about, respondent } = start;
  if (!instrument.answered_by.includes(respondent))
    throw new Refused('This one is for somebody else to answer.');
  if (instrument.anonymous === 'always' && start.invitation === undefined)
    throw new Refused('This one is anonymous: it is answered by a link that everybody in the group has.');
  const id = start.id ?? newId<ResponseId>();
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('instruments.response')
    .values({
      tenant_id: actor.tenantId,
      id,
      definition_id: start.definitionId,
      campaign_id: start.invitation?.campaignId ?? null,
      invitation_id: start.invitation?.id ?? null,
      person_id: about.personId,
      setting_id: about.settingId,
      respondent,
      is_sensitive: instrument.class === 'sensitive',
      account_id: actor.accountId,
      author: start.author,
      helped_by: start.helpedBy ?? null,
      on_date: actor.today,
    })
    .onConflict((once) => once.doNothing())
    .executeTakeFirst();
  if (added)
    await record(tx, actor, {
      act: 'response.begun',
      personId: about.personId,
      subjectId: id,
      why: instrument.name,
    });
  return id;
}
