import { sql } from 'kysely';
import { britishDate, type PlainDate } from '#dates';
import { newId, type SettingId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import { type Move, type MoveId, moveOf } from '../queries/moves.ts';
import type { EnrolmentId } from './known-people.ts';
import { settlePlaces } from './settle-places.ts';

export type MoveWish = {
  moveId: MoveId;
  /** Why, in the words of whoever decides. */
  reason: string;
} & ({ decision: 'moved'; endsOn: PlainDate } | { decision: 'both' });

type Ended = { id: EnrolmentId; ends_on: PlainDate | null; ended_source: string | null };

/**
 * Decides a move that two rolls suggest. `moved` ends the enrolment at the setting they left; `both` says that both have them
 * by right, and is remembered. Both happen in the whole organisation's reach, because whoever decides may lose sight of the
 * young person by it: what the actor themselves reaches is asked here.
 *
 * Refuses a move that is settled already, an end in the future or before the enrolment began, and whoever does not act for the
 * setting that would lose the young person. Nothing is answered for a move out of reach.
 *
 * @param tx of the whole organisation
 * @example await decideMove(tx, actor, { moveId, decision: 'moved', endsOn: plainDate('2026-11-06'), reason: 'Rang Birchwood' });
 */
export async function decideMove(tx: Tx, actor: Actor, wish: MoveWish): Promise<Move | undefined> {
  const move = await moveOf(tx, actor, wish.moveId);
  const why = move && actsFor(actor, move);
  if (!move || why === undefined) return undefined;
  if (!move.isOpen) throw new Refused('This was decided in the meantime, or the lists agree by now.');
  const ended = wish.decision === 'moved' ? await endStay(tx, actor, move, wish.endsOn) : undefined;
  await keepDecision(tx, actor, move, wish, ended);
  await sql`update people.move set is_open = false where tenant_id = ${actor.tenantId} and id = ${move.id}`.execute(
    tx,
  );
  await settlePlaces(tx, actor, [move.personId]);
  const act = wish.decision === 'moved' ? 'move.accepted' : 'move.declined';
  await record(tx, actor, { act, personId: move.personId, subjectId: move.id, why });
  return move;
}

/**
 * Takes the last decision about a move back: the enrolment goes on as it was, and the move waits for somebody again.
 * Refuses where there is no decision, and where the enrolment has been changed since.
 *
 * @param tx of the whole organisation
 * @example await takeBackMove(tx, actor, { moveId, reason: 'Wrong young person' });
 */
export async function takeBackMove(
  tx: Tx,
  actor: Actor,
  { moveId, reason }: { moveId: MoveId; reason: string },
): Promise<Move | undefined> {
  const move = await moveOf(tx, actor, moveId);
  const why = move && actsFor(actor, move);
  if (!move || why === undefined) return undefined;
  if (move.isOpen || move.decided === null)
    throw new Refused('Nothing has been decided about this, so there is nothing to take back.');
  const other = await anotherOpen(tx, move, actor);
  if (other) throw new Refused('These two settings are waiting for a newer decision: take that one first.');
  if (move.decided.decision === 'moved') await putBack(tx, actor, move);
  await keepDecision(tx, actor, move, { decision: 'taken_back', reason }, undefined);
  await sql`update people.move set is_open = true where tenant_id = ${actor.tenantId} and id = ${move.id}`.execute(
    tx,
  );
  const mains = new Map([[move.personId, move.from.id]]);
  await settlePlaces(tx, actor, [move.personId], mains);
  await record(tx, actor, { act: 'move.reopened', personId: move.personId, subjectId: move.id, why });
  return move;
}

/** Why somebody may decide: only for a setting of theirs among the two, or for the whole organisation. */
function actsFor(actor: Actor, { personId, settingIds, from, to }: Move): string | undefined {
  if (actor.reach === 'whole') return actor.why({ personId, settingIds: [from.id, to.id, ...settingIds] });
  const ours = [from.id, to.id].filter((id) => reaches(actor, id));
  return ours.length === 0 ? undefined : actor.why({ personId, settingIds: ours });
}

function reaches({ reach }: Actor, settingId: SettingId): boolean {
  return reach === 'whole' || reach.settings.includes(settingId);
}

async function endStay(tx: Tx, actor: Actor, { personId, from }: Move, endsOn: PlainDate) {
  if (!reaches(actor, from.id))
    throw new Refused(
      `Only ${from.name}, or the whole organisation, says that somebody has left ${from.name}.`,
    );
  if (endsOn > actor.today) throw new Refused('The last day at a setting is today or earlier.');
  const { rows } = await sql<Ended & { starts_on: PlainDate | null }>`
    select id, starts_on, ends_on, ended_source from people.enrolment
    where tenant_id = ${actor.tenantId} and person_id = ${personId} and setting_id = ${from.id}
    order by academic_year desc limit 1`.execute(tx);
  const [stay] = rows;
  if (!stay) throw new Error(`move ${from.id} has no enrolment`);
  if (stay.starts_on !== null && endsOn < stay.starts_on)
    throw new Refused(
      `They came to ${from.name} on ${britishDate(stay.starts_on)}: the last day there is not before.`,
    );
  const { id, ends_on, ended_source } = stay;
  const after = { ends_on: endsOn, ended_source: null };
  await writeEnd(tx, actor, { id, ...after });
  return { id, before: { ends_on, ended_source }, after };
}

async function putBack(tx: Tx, actor: Actor, { id, from }: Move): Promise<void> {
  const { rows } = await sql<{
    enrolment_id: EnrolmentId;
    before: Omit<Ended, 'id'>;
    stands: boolean | null;
  }>`
    select d.enrolment_id, d.before, (select to_jsonb(e) @> d.after from people.enrolment e
      where e.tenant_id = d.tenant_id and e.id = d.enrolment_id) as stands
    from people.move_decision d where d.tenant_id = ${actor.tenantId} and d.move_id = ${id}
    order by d.id desc limit 1`.execute(tx);
  const [last] = rows;
  if (!last?.stands)
    throw new Refused(
      `The enrolment at ${from.name} has been changed since, so it cannot be put back as it was. Look at the latest imports first.`,
    );
  await writeEnd(tx, actor, { id: last.enrolment_id, ...last.before });
}

async function writeEnd(tx: Tx, { tenantId }: Actor, { id, ends_on, ended_source }: Ended): Promise<void> {
  await sql`update people.enrolment set ends_on = ${ends_on}, ended_source = ${ended_source}
    where tenant_id = ${tenantId} and id = ${id}`.execute(tx);
}

async function anotherOpen(tx: Tx, { id, personId, from, to }: Move, { tenantId }: Actor): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from people.move where tenant_id = ${tenantId} and person_id = ${personId} and is_open and id <> ${id}
      and from_setting_id in (${from.id}, ${to.id}) and to_setting_id in (${from.id}, ${to.id})`.execute(tx);
  return rows.length > 0;
}

async function keepDecision(
  tx: Tx,
  actor: Actor,
  { id, personId, from, to }: Move,
  { decision, reason }: { decision: 'moved' | 'both' | 'taken_back'; reason: string },
  ended: { id: EnrolmentId; before: object; after: object } | undefined,
): Promise<void> {
  await tx
    .insertInto('people.move_decision')
    .values({
      tenant_id: actor.tenantId,
      id: newId<never>(),
      move_id: id,
      person_id: personId,
      setting_ids: [from.id, to.id].sort(),
      decision,
      reason,
      account_id: actor.accountId,
      by: actor.name,
      enrolment_id: ended?.id ?? null,
      before: ended === undefined ? null : JSON.stringify(ended.before),
      after: ended === undefined ? null : JSON.stringify(ended.after),
    })
    .execute();
}
