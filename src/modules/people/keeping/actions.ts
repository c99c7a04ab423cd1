import { sql } from 'kysely';
import { plainDate } from '#dates';
import { newId, type PersonId, type Tx } from '#db';
import { record } from '#modules/audit';
import { Refused } from '#outcome';
import type { Actor } from '#web';
import type { ErasureId } from '../../../db/generated/people/Erasure.ts';
import type { LegalHoldId } from '../../../db/generated/people/LegalHold.ts';
import type { RetentionRunId } from '../../../db/generated/people/RetentionRun.ts';
import { endOwnAccount, ownAccounts } from '../actions/own-accounts.ts';
import type { RetentionRule } from '../rules/retention.ts';
import { dueBy, type Erasure, erasureOf, holdOf } from './queries.ts';

/** Audit entries and refusals say it the same way. */
const NOT_ALLOWED = 'Only somebody who looks after what is kept for the whole organisation may do this.';

function mayErase(actor: Actor): void {
  if (!actor.mayAt('kept.erase', null)) throw new Refused(NOT_ALLOWED);
}

/**
 * Holds up the erasure of a young person's record, until somebody ends it: for a claim, a complaint, an inquiry. Held already, nothing
 * happens.
 *
 * @example await placeHold(tx, actor, personId, 'A claim is under way');
 */
export async function placeHold(tx: Tx, actor: Actor, personId: PersonId, reason: string): Promise<void> {
  mayErase(actor);
  const { tenantId, accountId, name } = actor;
  const { numInsertedOrUpdatedRows: placed } = await tx
    .insertInto('people.legal_hold')
    .values({
      tenant_id: tenantId,
      id: newId<LegalHoldId>(),
      person_id: personId,
      reason,
      account_id: accountId,
      by: name,
    })
    .onConflict((once) => once.columns(['tenant_id', 'person_id']).where('ended_at', 'is', null).doNothing())
    .executeTakeFirst();
  if (placed) await record(tx, actor, { act: 'person.held', personId, why: 'a legal hold' });
}

/** Ends the hold on a young person's record, with a reason. Where there is none, nothing happens. */
export async function endHold(tx: Tx, actor: Actor, personId: PersonId, reason: string): Promise<void> {
  mayErase(actor);
  const { numUpdatedRows } = await tx
    .updateTable('people.legal_hold')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.name, end_reason: reason })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n)
    await record(tx, actor, { act: 'person.hold_ended', personId, why: 'a legal hold' });
}

/**
 * Asks that a young person's record be erased. Another person decides. Asked already, nothing happens.
 *
 * Refuses a record that is held.
 *
 * @example await askErasure(tx, actor, personId, 'Their mother asked for it on 3 November');
 */
export async function askErasure(tx: Tx, actor: Actor, personId: PersonId, reason: string): Promise<void> {
  mayErase(actor);
  const hold = await holdOf(tx, { tenantId: actor.tenantId, personId });
  if (hold)
    throw new Refused(
      `This record is held by ${hold.by}: ${hold.reason}. It cannot be erased until the hold ends.`,
    );
  const added = await propose(tx, actor, [personId], { rule: null, reason });
  if (added > 0) await record(tx, actor, { act: 'person.erasure_asked', personId, why: 'asked for' });
}

/**
 * Proposes for erasure whoever is due by the rules on a day. What is proposed, held, or was declined within a year is left.
 *
 * @returns how many were proposed
 * @example await proposeDue(tx, serverActor(tenantId, 'retention', today), retentionRules());
 */
export async function proposeDue(tx: Tx, actor: Actor, rules: readonly RetentionRule[]): Promise<number> {
  let proposed = 0;
  for (const rule of rules) {
    const due = await dueBy(tx, actor.tenantId, rule, actor.today);
    proposed += await propose(tx, actor, due, { rule: rule.id, reason: rule.title });
  }
  await tx
    .insertInto('people.retention_run')
    .values({ tenant_id: actor.tenantId, id: newId<RetentionRunId>(), month: monthOf(actor) })
    .execute();
  await record(tx, actor, { act: 'erasure.proposed', why: 'retention rules', number: proposed });
  return proposed;
}

/** Whether the rules were asked in this month. */
export async function wasProposedThisMonth(tx: Tx, actor: Actor): Promise<boolean> {
  const found = await tx
    .selectFrom('people.retention_run')
    .select('id')
    .where('tenant_id', '=', actor.tenantId)
    .where('month', '=', monthOf(actor))
    .executeTakeFirst();
  return found !== undefined;
}

const monthOf = ({ today }: Actor) => plainDate(`${today.slice(0, 7)}-01`);

async function propose(
  tx: Tx,
  { tenantId, accountId, name }: Actor,
  personIds: readonly PersonId[],
  { rule, reason }: { rule: string | null; reason: string },
): Promise<number> {
  if (personIds.length === 0) return 0;
  const rows = await tx
    .insertInto('people.erasure')
    .values(
      personIds.map((person_id) => ({
        tenant_id: tenantId,
        id: newId<ErasureId>(),
        person_id,
        rule,
        reason,
        account_id: accountId,
        by: name,
      })),
    )
    .onConflict((once) => once.columns(['tenant_id', 'person_id']).where('decision', 'is', null).doNothing())
    .returning('id')
    .execute();
  return rows.length;
}

/** Declines an erasure, with a reason; the rules propose it again in a year. Decided already, nothing happens. */
export async function declineErasure(tx: Tx, actor: Actor, id: string, reason: string): Promise<void> {
  mayErase(actor);
  const erasure = await waiting(tx, actor, id);
  if (!erasure) return;
  await tx
    .updateTable('people.erasure')
    .set({ decision: 'declined', decision_reason: reason, ...decidedBy(actor) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', erasure.id)
    .execute();
  await record(tx, actor, { act: 'person.erasure_declined', personId: erasure.personId, why: 'declined' });
}

/**
 * The proposal that is about to be approved, locked; undefined when it was decided meanwhile.
 *
 * Refuses whoever asked for it themselves (four eyes), and a record that is held.
 */
export async function erasureToApprove(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<(Erasure & { personId: PersonId }) | undefined> {
  mayErase(actor);
  const erasure = await waiting(tx, actor, id);
  if (!erasure) return undefined;
  if (erasure.accountId !== null && erasure.accountId === actor.accountId)
    throw new Refused('You asked for this yourself. Somebody else has to approve it.');
  if (erasure.isHeld) throw new Refused('This record is held. It cannot be erased until the hold ends.');
  return erasure;
}

/**
 * Takes the young person out of every proposal about them, before their record goes: a decision that is kept says nothing about whom.
 * Accounts that were theirs or their family's are closed; nothing in those names anybody.
 */
export async function forgetWhom(tx: Tx, actor: Actor, personId: PersonId): Promise<void> {
  const { tenantId } = actor;
  for (const own of await ownAccounts(tx, actor, [personId]))
    await endOwnAccount(tx, actor, own, 'the record is erased');
  await tx
    .updateTable('people.erasure')
    .set({
      person_id: null,
      // What somebody typed may say whom it was about.
      reason: sql<string>`case when rule is null then 'asked for' else reason end`,
      decision_reason: null,
    })
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
}

/** Keeps the receipt of an erasure: who approved it, when, and how many rows went, by table. */
export async function keepReceipt(
  tx: Tx,
  actor: Actor,
  { id, personId }: { id: ErasureId; personId: PersonId },
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await tx
    .updateTable('people.erasure')
    .set({ decision: 'erased', person_id: null, counts: JSON.stringify(counts), ...decidedBy(actor) })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', id)
    .execute();
  const number = Object.values(counts).reduce((sum, count) => sum + count, 0);
  await record(tx, actor, { act: 'person.erased', personId, subjectId: id, why: 'approved', number });
}

const decidedBy = ({ accountId, name }: Actor) => ({
  decided_by: accountId,
  decided_by_name: name,
  decided_at: sql<string>`now()`,
});

async function waiting(
  tx: Tx,
  { tenantId }: Actor,
  id: string,
): Promise<(Erasure & { personId: PersonId }) | undefined> {
  await sql`select from people.erasure where tenant_id = ${tenantId} and id = ${id} for update`.execute(tx);
  const erasure = await erasureOf(tx, tenantId, id);
  if (!erasure || erasure.decision !== null || erasure.personId === null) return undefined;
  return { ...erasure, personId: erasure.personId };
}
