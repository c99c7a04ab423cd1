import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, PersonId, TenantId, Tx } from '#db';
import type { ResponseId, SaidInWords } from '#modules/instruments';
import type { Reader } from '#web';
import type { ReferralId } from '../../../db/generated/meetings/Referral.ts';
import { DAYS_AFTER } from '../rules/sight.ts';
import type { Duty } from '../rules/words.ts';
import type { PanelId } from './panels.ts';
import { sits, sittersOn } from './seats.ts';

export type { ReferralId };

/** Who it is about, as a panel of several agencies knows them. */
export type Whom = {
  name: string;
  bornOn: PlainDate | null;
  ncYear: number | null;
  setting: string | null;
};

/** Something that was put before a panel. */
export type Referral = {
  id: ReferralId;
  panelId: PanelId;
  panel: string;
  personId: PersonId;
  responseId: ResponseId;
  whom: Whom;
  said: SaidInWords;
  isTold: boolean;
  untoldReason: string | null;
  author: string;
  putAt: string;
  closedOn: PlainDate | null;
  closer: string | null;
  /** Null while it is open, and for what was taken back. */
  decision: string | null;
};

type Where = RawBuilder<unknown>;

async function referralsWhere(tx: Tx, tenantId: TenantId, such: Where): Promise<Referral[]> {
  const { rows } = await sql<Referral>`
    select referral.id, referral.panel_id as "panelId", panel.name as panel, referral.person_id as "personId", referral.response_id as "responseId",
      referral.whom, referral.said, referral.is_told as "isTold", referral.untold_reason as "untoldReason", referral.author,
      referral.put_at as "putAt", referral.closed_on as "closedOn", referral.closer, referral.decision
    from meetings.referral as referral
    join meetings.panel as panel on panel.tenant_id = referral.tenant_id and panel.id = referral.panel_id
    where referral.tenant_id = ${tenantId} and ${such}
    order by referral.closed_on is not null, referral.put_at desc, referral.id`.execute(tx);
  return rows;
}

/** What was put before panels about one young person, as far as whoever asks reads it: what is open first, then the latest. */
export function referralsAbout(tx: Tx, tenantId: TenantId, personId: PersonId): Promise<Referral[]> {
  return referralsWhere(tx, tenantId, sql`referral.person_id = ${personId}`);
}

/** Some by their ids, as far as whoever asks reads them. */
export function referralsById(tx: Tx, tenantId: TenantId, ids: readonly ReferralId[]): Promise<Referral[]> {
  return referralsWhere(tx, tenantId, sql`referral.id = any(${[...ids]}::uuid[])`);
}

/** A referral that somebody reads because they sit on the panel it was put before. */
export type Seated = { referralId: ReferralId; panel: string; duty: Duty };

/** That a panel reads it on a day, as `isReadOn` decides. */
const isRead = (today: PlainDate) => sql`
  (referral.closed_on is null or (referral.decision is not null and referral.closed_on >= ${today}::date - ${DAYS_AFTER}::integer))`;

/**
 * What one account reads because of where it sits. Takes the reach of the whole and what is sensitive.
 *
 * @example const seated = await seatedOf(tx, { tenantId, accountId, today });
 */
export async function seatedOf(
  tx: Tx,
  { tenantId, accountId, today }: { tenantId: TenantId; accountId: AccountId; today: PlainDate },
): Promise<Seated[]> {
  const sitters = await sittersOn(tx, { tenantId, today });
  const { rows } = await sql<Seated>`
    select referral.id as "referralId", panel.name as panel, seat.duty
    from meetings.seat as seat
    join meetings.panel as panel on panel.tenant_id = seat.tenant_id and panel.id = seat.panel_id
    join meetings.referral as referral on referral.tenant_id = seat.tenant_id and referral.panel_id = seat.panel_id
    where seat.tenant_id = ${tenantId} and seat.account_id = ${accountId} and ${sits(today, sitters)} and ${isRead(today)}
    order by lower(panel.name), referral.put_at, referral.id`.execute(tx);
  return rows;
}

/** Who reads what was put before panels about one young person. Takes the reach of the whole and what is sensitive. */
export async function panelReadersOf(
  tx: Tx,
  { tenantId, personId, today }: { tenantId: TenantId; personId: PersonId; today: PlainDate },
): Promise<Reader[]> {
  const sitters = await sittersOn(tx, { tenantId, today });
  const { rows } = await sql<Reader>`
    select seat.account_id as "accountId", panel.name as panel, bool_and(referral.is_told) as "isTold"
    from meetings.referral as referral
    join meetings.panel as panel on panel.tenant_id = referral.tenant_id and panel.id = referral.panel_id
    join meetings.seat as seat on seat.tenant_id = referral.tenant_id and seat.panel_id = referral.panel_id
    where referral.tenant_id = ${tenantId} and referral.person_id = ${personId} and ${sits(today, sitters)} and ${isRead(today)}
    group by panel.name, seat.account_id order by lower(panel.name), seat.account_id`.execute(tx);
  return rows;
}
