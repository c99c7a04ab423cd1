import type { TenantId, Tx } from '#db';
import { type Doer, record } from '#modules/audit';

export type NewTenant = {
  name: string;
  kind: 'council' | 'trust' | 'setting';
  /** Everybody in it is made up; every page then says so. */
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
    .values({ tenant_id: doer.tenantId, name, kind, made_up: madeUp })
    .execute();
  await record(tx, doer, { act: 'tenant.founded', subjectId: doer.tenantId, why: `${kind} founded` });
  return doer.tenantId;
}
