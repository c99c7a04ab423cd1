import { sql } from 'kysely';
import { addDays, daysBetween, type PlainDate } from '#dates';
import { newId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { newToken } from '#modules/identity';
import { Refused } from '#outcome';
import type { CampaignId } from '../../../db/generated/instruments/Campaign.ts';
import type { InvitationId } from '../../../db/generated/instruments/Invitation.ts';
import { type Offered, publish } from '../definitions.ts';
import type { Respondent } from '../rules/index.ts';
import { inviteAll, type Meant } from './invite.ts';

/** A campaign runs for a term at most: another one is another question. */
const LONGEST_DAYS = 120;

/** Its id is the one its form was given when it was shown: sent twice, it is one campaign. */
export type NewCampaign = Meant & {
  title: string;
  /** Whom it asks, in words. */
  asks: string;
  respondent: Respondent;
  isAnonymous: boolean;
  /** How many are meant, for what is anonymous. */
  meant: number | undefined;
  opensOn: PlainDate;
  closesOn: PlainDate;
};

/**
 * Asks many the same. A named campaign invites everybody within reach who is meant; an anonymous one makes one link for all of them, and
 * invites nobody.
 *
 * Refuses a named campaign that nobody is meant by, one that lasts longer than 120 days, anonymous answers where the instrument names
 * people, and names where it must not.
 *
 * @returns the token of the link for everybody, where it is anonymous: it is answered once and kept nowhere
 */
export async function runCampaign(
  tx: Tx,
  actor: Actor,
  offered: Offered,
  asked: NewCampaign,
): Promise<{ id: CampaignId; token: string | undefined; invited: number; wasThere: boolean }> {
  const { instrument } = offered;
  const { anonymous, answered_by } = instrument;
  if (!answered_by.includes(asked.respondent)) throw new Refused('This one is for somebody else to answer.');
  if (asked.isAnonymous ? anonymous === 'never' : anonymous === 'always')
    throw new Refused(asked.isAnonymous ? 'This one is never anonymous.' : 'This one is always anonymous.');
  if (asked.closesOn < asked.opensOn || daysBetween(asked.opensOn, asked.closesOn) > LONGEST_DAYS)
    throw new Refused(`It closes after it opens, and within ${LONGEST_DAYS} days.`);
  const made = asked.isAnonymous ? newToken(actor.tenantId) : undefined;
  const definitionId = await publish(tx, actor, offered);
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('instruments.campaign')
    .values({
      tenant_id: actor.tenantId,
      id: asked.id,
      definition_id: definitionId,
      setting_id: asked.settingId,
      title: asked.title,
      asks: asked.asks,
      respondent: asked.respondent,
      is_anonymous: asked.isAnonymous,
      token_sha256: made?.sha256 ?? null,
      meant: asked.meant ?? null,
      nc_year: asked.ncYear ?? null,
      // What is anonymous invites nobody, and what some were chosen for is for them only.
      followed_on: asked.isAnonymous || asked.personIds ? null : actor.today,
      opens_on: asked.opensOn,
      closes_on: asked.closesOn,
      told_id: actor.accountId,
      account_id: actor.accountId,
      author: actor.name,
    })
    .onConflict((once) => once.constraint('campaign_pkey').doNothing())
    .executeTakeFirst();
  if (!added) return { id: asked.id, token: undefined, invited: 0, wasThere: true };
  const invited = asked.isAnonymous ? 0 : await inviteAll(tx, actor, asked);
  if (!asked.isAnonymous && invited === 0)
    throw new Refused('Nobody is meant: choose another setting or year.');
  await record(tx, actor, {
    act: 'campaign.begun',
    subjectId: asked.id,
    why: instrument.name,
    number: invited,
  });
  return { id: asked.id, token: made?.cookie, invited, wasThere: false };
}

/** How often the same is asked again, each time for as long. */
export type Again = { times: number; everyDays: number };
/** More points than this nobody plans at once. */
export const MOST_TIMES = 6;

export type Point = { id: CampaignId; token: string | undefined; invited: number; opensOn: PlainDate };

/**
 * Asks many the same at planned points through the year: each is a campaign of its own, with the days of the first moved on.
 *
 * Refuses what `runCampaign` refuses, more than six points, and points that overlap.
 *
 * @param titleOf what each is called, from the first, which is 1
 * @returns the points, the first first; only that one when its form was sent before
 * @example await runAtPoints(tx, actor, offered, asked, { times: 3, everyDays: 84 }, (at) => `How I am doing (${at} of 3)`)
 */
export async function runAtPoints(
  tx: Tx,
  actor: Actor,
  offered: Offered,
  asked: NewCampaign,
  { times, everyDays }: Again,
  titleOf: (at: number) => string,
): Promise<Point[]> {
  if (times < 1 || times > MOST_TIMES) throw new Refused(`It is asked at most ${MOST_TIMES} times.`);
  if (times > 1 && daysBetween(asked.opensOn, asked.closesOn) >= everyDays)
    throw new Refused('It closes before it is asked again.');
  const points: Point[] = [];
  for (let at = 0; at < times; at += 1) {
    const opensOn = addDays(asked.opensOn, at * everyDays);
    const made = await runCampaign(tx, actor, offered, {
      ...asked,
      id: at === 0 ? asked.id : newId<CampaignId>(),
      title: times === 1 ? asked.title : titleOf(at + 1),
      opensOn,
      closesOn: addDays(asked.closesOn, at * everyDays),
    });
    points.push({ ...made, opensOn });
    // Its form was sent before, and so everything of it is there.
    if (made.wasThere) break;
  }
  return points;
}

/**
 * Makes a link of their own for everybody who was asked and has not sent an answer. Links made before are no use any more.
 *
 * @returns the token of each, by the id of the invitation: answered once and kept nowhere
 */
export async function makeLinks(
  tx: Tx,
  actor: Actor,
  campaignId: CampaignId,
  invitations: readonly InvitationId[],
): Promise<Map<InvitationId, string>> {
  const made = new Map(invitations.map((id) => [id, newToken(actor.tenantId)] as const));
  await sql`
    update instruments.invitation as invitation set token_sha256 = each.sha256
    from unnest(${[...made.keys()]}::uuid[], ${[...made.values()].map(({ sha256 }) => sha256)}::text[]) as each (id, sha256)
    where invitation.tenant_id = ${actor.tenantId} and invitation.campaign_id = ${campaignId} and invitation.id = each.id`.execute(
    tx,
  );
  await record(tx, actor, {
    act: 'campaign.links_made',
    subjectId: campaignId,
    why: 'asked for',
    number: made.size,
  });
  return new Map([...made].map(([id, { cookie }]) => [id, cookie]));
}

/** Ends a campaign before its day: nobody can answer any more. @returns whether it was open */
export async function endCampaign(tx: Tx, actor: Actor, id: CampaignId): Promise<boolean> {
  const { rows } = await sql<{ id: CampaignId }>`
    with ended as (
      update instruments.campaign as campaign set ended_at = now()
      where campaign.tenant_id = ${actor.tenantId} and campaign.id = ${id} and campaign.ended_at is null returning campaign.id
    ), closed as (
      update instruments.invitation as invitation set ended_at = now()
      where invitation.tenant_id = ${actor.tenantId} and invitation.campaign_id in (select ended.id from ended)
    )
    select ended.id from ended`.execute(tx);
  if (rows.length === 0) return false;
  await record(tx, actor, { act: 'campaign.ended', subjectId: id, why: 'asked for' });
  return true;
}
