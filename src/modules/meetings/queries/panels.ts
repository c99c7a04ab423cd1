import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, TenantId, Tx } from '#db';
import { type OrganisationId, organisationNames } from '#modules/access';
import { accountsById } from '#modules/identity';
import type { PanelId } from '../../../db/generated/meetings/Panel.ts';
import type { SeatId } from '../../../db/generated/meetings/Seat.ts';
import type { Duty } from '../rules/words.ts';
import { sits, sittersOn } from './seats.ts';

export type { PanelId, SeatId };

export type Seat = {
  id: SeatId;
  accountId: AccountId;
  name: string;
  job: string | null;
  duty: Duty;
  organisationId: OrganisationId | null;
  /** What the organisation outside is called for which they sit there; null for our own. */
  organisation: string | null;
  endsOn: PlainDate | null;
  /** Whether they read what is before the panel today: their role for panels holds. */
  holds: boolean;
};

export type Panel = {
  id: PanelId;
  name: string;
  about: string;
  /** Who has a seat there, the chair first. */
  seats: Seat[];
  /** How many referrals are open. */
  open: number;
};

/**
 * The panels of an organisation by name, or one, with those who have a seat on them on a day; those that have ended are left out. Takes the reach of the
 * whole and what is sensitive, or open referrals would not be counted.
 *
 * @example const [panel] = await panelsOf(tx, { tenantId, today }, panelId);
 */
export async function panelsOf(
  tx: Tx,
  { tenantId, today }: { tenantId: TenantId; today: PlainDate },
  only: PanelId | null = null,
): Promise<Panel[]> {
  const sitters = await sittersOn(tx, { tenantId, today });
  const { rows } = await sql<Omit<Panel, 'seats'> & { seats: Omit<Seat, 'name' | 'job' | 'organisation'>[] }>`
    select panel.id, panel.name, panel.about,
      (select coalesce(jsonb_agg(jsonb_build_object('id', seat.id, 'accountId', seat.account_id, 'duty', seat.duty,
          'organisationId', seat.organisation_id, 'endsOn', seat.ends_on, 'holds', ${sits(today, sitters)}) order by array_position(array['chair', 'minute_taker', 'member'], seat.duty), seat.given_at, seat.id), '[]')
        from meetings.seat as seat
        where seat.tenant_id = panel.tenant_id and seat.panel_id = panel.id and seat.ended_at is null
          and coalesce(seat.ends_on >= ${today}::date, true)) as seats,
      (select count(*)::integer from meetings.referral as referral
        where referral.tenant_id = panel.tenant_id and referral.panel_id = panel.id and referral.closed_on is null) as open
    from meetings.panel as panel
    where panel.tenant_id = ${tenantId} and panel.ended_at is null and (${only}::uuid is null or panel.id = ${only}::uuid)
    order by lower(panel.name), panel.id`.execute(tx);
  const accounts = await accountsById(
    tx,
    tenantId,
    rows.flatMap(({ seats }) => seats.map(({ accountId }) => accountId)),
  );
  const organisations = await organisationNames(tx, tenantId);
  return rows.map((panel) => ({
    ...panel,
    seats: panel.seats.map((seat) => {
      const { name = '', job = null } = accounts.get(seat.accountId) ?? {};
      const { organisationId } = seat;
      const organisation = organisationId === null ? null : (organisations.get(organisationId) ?? null);
      return { ...seat, name, job, organisation };
    }),
  }));
}
