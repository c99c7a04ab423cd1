import { sql } from 'kysely';
import type { PersonId, TenantId, Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import type { SeenPerson } from '#modules/people';
import { Refused } from '#outcome';
import type { PointerId } from '../../../db/generated/records/Pointer.ts';

export type { PointerId };

export const pointerKinds = ['safeguarding', 'counselling'] as const;
export type PointerKind = (typeof pointerKinds)[number];

/** Where something confidential is kept. */
export type Pointer = {
  id: PointerId;
  kind: PointerKind;
  keptIn: string;
  number: string | null;
  author: string;
  madeAt: string;
  endedAt: string | null;
};

/** What is kept elsewhere about a young person, as far as whoever asks may know of it: what holds before what has ended. */
export async function pointersOf(
  tx: Tx,
  { tenantId }: { tenantId: TenantId },
  personId: PersonId,
): Promise<Pointer[]> {
  const { rows } = await sql<Pointer>`
    select pointer.id, pointer.kind, pointer.kept_in as "keptIn", pointer.number, pointer.author, pointer.made_at as "madeAt",
      pointer.ended_at as "endedAt"
    from records.pointer as pointer
    where pointer.tenant_id = ${tenantId} and pointer.person_id = ${personId}
    order by pointer.ended_at is not null, pointer.made_at desc, pointer.id`.execute(tx);
  return rows;
}

export type NewPointer = { id: PointerId; kind: PointerKind; keptIn: string; number: string | null };

/**
 * Says where something confidential about a young person is kept, and nothing of what it says. Whoever calls has opened the record first. Sent
 * twice it is one. The entry of the audit names the row and not the young person: whoever reads who looked at them would know that there is one.
 *
 * Refuses whoever may not know of such things at a setting where the young person is.
 *
 * @example await keepPointer(tx, actor, person, { id, kind: 'safeguarding', keptIn: 'the safeguarding system', number: '4711' });
 */
export async function keepPointer(
  tx: Tx,
  actor: Actor,
  person: SeenPerson,
  pointer: NewPointer,
): Promise<void> {
  const { tenantId, accountId } = actor;
  const settingId = person.settingIds.find((id) => actor.mayAt('confidential.see', id));
  if (settingId === undefined || accountId === null)
    throw new Refused(
      'Only those who may know of such records where a young person is say where one is kept.',
    );
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('records.pointer')
    .values({
      tenant_id: tenantId,
      id: pointer.id,
      person_id: person.personId,
      setting_id: settingId,
      kind: pointer.kind,
      kept_in: pointer.keptIn,
      number: pointer.number,
      account_id: accountId,
      author: actor.name,
    })
    .onConflict((once) => once.columns(['tenant_id', 'id']).doNothing())
    .executeTakeFirstOrThrow();
  if (written) await record(tx, actor, { act: 'pointer.kept', subjectId: pointer.id, why: person.why });
}

/** Ends that something is kept there; that it was stays on record. @returns whether there was one to end */
export async function endPointer(
  tx: Tx,
  actor: Actor,
  { personId, why }: SeenPerson,
  id: PointerId,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('records.pointer')
    .set({ ended_at: sql<string>`now()`, ended_by: actor.accountId })
    .where('tenant_id', '=', actor.tenantId)
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await record(tx, actor, { act: 'pointer.ended', subjectId: id, why });
  return true;
}
