import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import { type Doer, record } from '#modules/audit';
import { Refused } from '#outcome';

export type NewTenant = {
  name: string;
  kind: 'council' | 'trust' | 'setting';
  /** Everybody in it is made up; every page then says so, and nobody has to set up a second step. */
  madeUp?: boolean;
};

/**
 * Founds the organisation that will run its Waymark, in a transaction that already acts for it.
 *
 * @example await withActor(db, commandActor(newId<TenantId>(), user, today), (tx) => foundTenant(tx, actor, { name, kind: 'council' }));
 */
export async function foundTenant(tx: Tx, doer: Doer, tenant: NewTenant): Promise<TenantId> {
  const { name, kind, madeUp = false } = tenant;
  await tx
    .insertInto('identity.tenant')
    .values({
      tenant_id: doer.tenantId,
      name,
      kind,
      made_up: madeUp,
      second_step: madeUp ? 'optional' : 'required',
    })
    .execute();
  await record(tx, doer, { act: 'tenant.founded', subjectId: doer.tenantId, why: `${kind} founded` });
  return doer.tenantId;
}

/**
 * As `foundTenant`, where there was none when whoever asks looked. Two that ask at once wait for each other, and the
 * second is refused: it set out to act for an organisation that there is not going to be.
 *
 * @example await foundFirstTenant(tx, actor, { name: 'Our organisation', kind: 'council' });
 */
export async function foundFirstTenant(tx: Tx, doer: Doer, tenant: NewTenant): Promise<TenantId> {
  await sql`select pg_advisory_xact_lock(hashtextextended('found tenant', 0))`.execute(tx);
  // Only the role that offers organisations to those who sign in sees one that is not its own.
  await sql`select set_config('role', 'waymark_sign_in', true)`.execute(tx);
  const other = await tx.selectFrom('identity.tenant').select('name').executeTakeFirst();
  await sql`select set_config('role', 'waymark_whole', true)`.execute(tx);
  if (other)
    throw new Refused(`Another command founded ${other.name} in the meantime. Start this one again.`);
  return foundTenant(tx, doer, tenant);
}

/**
 * Whether everybody who sees young people or manages accounts has to have a second step. It is so unless somebody who runs the
 * installation has said otherwise, for instance because sign-in happens elsewhere.
 *
 * @example await requireSecondStep(tx, actor, true);
 */
export async function requireSecondStep(tx: Tx, doer: Doer, required: boolean): Promise<void> {
  const second_step = required ? 'required' : 'optional';
  await tx
    .updateTable('identity.tenant')
    .set({ second_step })
    .where('tenant_id', '=', doer.tenantId)
    .execute();
  await record(tx, doer, { act: 'tenant.second_step', subjectId: doer.tenantId, why: second_step });
}
