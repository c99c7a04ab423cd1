import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, TenantId, Tx } from '#db';
import type { Actor, OrganisationId } from '#modules/access';
import { record } from '#modules/audit';
import { Problems, Refused } from '#outcome';
import { type PanelId, panelsOf, type SeatId } from '../queries/panels.ts';
import { sittersOn } from '../queries/seats.ts';
import type { Duty } from '../rules/words.ts';

export type PanelWish = { id: PanelId; name: string; about: string };

/**
 * Makes a panel, or changes what it is called and what it is for. Doing it twice with one id changes nothing the second time.
 *
 * Refuses a name that another panel has, and anybody who may not manage accounts: a seat is a way to see what is said about young people.
 *
 * @example await convenePanel(tx, actor, { id: newId(), name: 'Hot clinic', about: 'Thursdays: who is stuck between services' });
 */
export async function convenePanel(tx: Tx, actor: Actor, { id, ...wish }: PanelWish): Promise<void> {
  refuseOthers(actor);
  const { tenantId } = actor;
  const [name, about] = [wish.name.trim(), wish.about.trim()];
  await lockPanels(tx, tenantId);
  const all = await panelsOf(tx, actor);
  if (all.some((each) => each.id !== id && each.name.toLowerCase() === name.toLowerCase()))
    throw new Problems([{ field: 'name', message: `There is already a panel called ${name}` }]);
  const before = all.find((each) => each.id === id);
  if (before?.name === name && before.about === about) return;
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('meetings.panel')
    .values({ tenant_id: tenantId, id, name, about, made_by: actor.accountId })
    .onConflict((once) =>
      once
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ name, about })
        .where('meetings.panel.ended_at', 'is', null),
    )
    .executeTakeFirstOrThrow();
  if (written === 0n) throw new Refused('This panel has ended.');
  await record(tx, actor, { act: before ? 'panel.changed' : 'panel.convened', subjectId: id, why: name });
}

/**
 * Ends a panel: nobody sits on it any more. One that has ended already is no fault.
 *
 * Refuses one before which something is open, so that nobody's referral is lost by the way, and anybody who may not manage accounts.
 */
export async function endPanel(tx: Tx, actor: Actor, id: PanelId): Promise<void> {
  refuseOthers(actor);
  await lockPanels(tx, actor.tenantId);
  const [panel] = await panelsOf(tx, actor, id);
  if (!panel) return;
  if (panel.open > 0)
    throw new Refused('Referrals are open before this panel. Its chair decides about them first.');
  for (const seat of panel.seats) await endSeat(tx, actor, { panelId: id, seatId: seat.id });
  await tx
    .updateTable('meetings.panel')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  await record(tx, actor, { act: 'panel.ended', subjectId: id, why: panel.name });
}

export type SeatWish = {
  id: SeatId;
  panelId: PanelId;
  accountId: AccountId;
  duty: Duty;
  /** The organisation outside for which they sit there; null for our own. */
  organisationId: OrganisationId | null;
  endsOn: PlainDate | null;
};

/**
 * Gives somebody a seat on a panel: from now on they read what is put before it, and until 28 days after it is decided.
 *
 * Refuses oneself, an account without a role for panels for that organisation, somebody who sits there already, a last day that is past, a panel that has
 * ended, and anybody who may not manage accounts.
 *
 * @example await giveSeat(tx, actor, { id, panelId, accountId, duty: 'member', organisationId: health, endsOn: null });
 */
export async function giveSeat(tx: Tx, actor: Actor, seat: SeatWish): Promise<void> {
  refuseOthers(actor);
  const { tenantId, today } = actor;
  const { panelId, accountId, duty, organisationId, endsOn } = seat;
  if (accountId === actor.accountId)
    throw new Problems([
      { field: 'account', message: 'Nobody gives themselves a seat. Ask another administrator' },
    ]);
  if (endsOn !== null && endsOn < today)
    throw new Problems([{ field: 'until', message: 'The last day is today or later' }]);
  const sitters = await sittersOn(tx, actor);
  if (!sitters.some((each) => each.accountId === accountId && each.organisationId === organisationId))
    throw new Refused(
      'This account has no role for panels for that organisation. Give it the role panel member first.',
    );
  await lockPanels(tx, tenantId);
  const [panel] = await panelsOf(tx, actor, panelId);
  if (!panel) throw new Refused('There is no such panel, or it has ended.');
  // Sent twice, it is there already by its own id.
  if (panel.seats.some(({ id }) => id === seat.id)) return;
  const before = panel.seats.find((each) => each.accountId === accountId);
  if (before?.holds) throw new Problems([{ field: 'account', message: 'They sit on this panel already' }]);
  await endBefore(tx, actor, seat);
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('meetings.seat')
    .values({
      tenant_id: tenantId,
      id: seat.id,
      panel_id: panelId,
      account_id: accountId,
      duty,
      organisation_id: organisationId,
      given_by: actor.accountId,
      ends_on: endsOn,
    })
    .onConflict((once) => once.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (written)
    await record(tx, actor, { act: 'seat.given', subjectId: accountId, why: `${duty}, ${panel.name}` });
}

/** A seat whose last day is past, or whose role holds no longer, is not in the way of another one for the same account. */
async function endBefore(
  tx: Tx,
  { tenantId, accountId: by }: Actor,
  { panelId, accountId }: SeatWish,
): Promise<void> {
  await sql`
    update meetings.seat as seat set ended_at = now(), ended_by = ${by}
    where seat.tenant_id = ${tenantId} and seat.panel_id = ${panelId} and seat.account_id = ${accountId} and seat.ended_at is null`.execute(
    tx,
  );
}

/**
 * Ends a seat: from their next page on they read nothing that is put before the panel. One that has ended already is no fault.
 *
 * @returns whether there was one to end
 */
export async function endSeat(
  tx: Tx,
  actor: Actor,
  { panelId, seatId }: { panelId: PanelId; seatId: SeatId },
): Promise<boolean> {
  refuseOthers(actor);
  const [ended] = await tx
    .updateTable('meetings.seat')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId })
    .where('tenant_id', '=', actor.tenantId)
    .where('panel_id', '=', panelId)
    .where('id', '=', seatId)
    .where('ended_at', 'is', null)
    .returning(['account_id', 'duty'])
    .execute();
  if (!ended) return false;
  await record(tx, actor, { act: 'seat.ended', subjectId: ended.account_id, why: ended.duty });
  return true;
}

function refuseOthers(actor: Actor): void {
  if (!actor.may.has('accounts.manage')) throw new Refused('Only an administrator changes panels.');
}

/** Two who change panels at once, or put something before one while it ends, wait for each other. */
export async function lockPanels(tx: Tx, tenantId: TenantId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`panels ${tenantId}`}, 0))`.execute(tx);
}
