import { newId, type TenantId, type Tx } from '#db';
import { Refused } from '#outcome';
import { isPolicy, type Policy, USUAL_SHARE } from '../rules/share.ts';

/** What is settled about one kind of file from one source. */
export type Settled = { policy: Policy; share: number };

type Asked = { kind: string; source: string; policy?: Policy | undefined; policies: readonly Policy[] };

/**
 * What holds for a run: the policy asked for, else the one settled for its source. A source met for the first time is
 * settled as usual. Refuses a policy that this kind of file cannot have.
 */
export async function settledSource(
  tx: Tx,
  tenantId: TenantId,
  { kind, source, policy: asked, policies }: Asked,
): Promise<Settled> {
  await tx
    .insertInto('sources.source')
    .values({ tenant_id: tenantId, id: newId<never>(), name: source, kind, stop_share: USUAL_SHARE })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name', 'kind']).doNothing())
    .execute();
  const row = await tx
    .selectFrom('sources.source')
    .select(['policy', 'stop_share'])
    .where('tenant_id', '=', tenantId)
    .where('name', '=', source)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  const policy = asked ?? (isPolicy(row.policy) ? row.policy : 'replaces');
  if (!policies.includes(policy))
    throw new Refused(
      `A file of ${kind} cannot be a ${policy} of its source: nothing in it has an end. It can be: ${policies.join(', ')}.`,
    );
  return { policy, share: row.stop_share };
}
