import { newId, type TenantId, type Tx } from '#db';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
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
  await meetSource(tx, tenantId, { kind, source });
  const row = await tx
    .selectFrom('sources.source')
    .select(['policy', 'stop_share'])
    .where('tenant_id', '=', tenantId)
    .where('name', '=', source)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  const policy = asked ?? (isPolicy(row.policy) ? row.policy : 'replaces');
  refusePolicy(kind, policy, policies);
  return { policy, share: row.stop_share };
}

/** Everything that can be settled about a source by a person. */
export type Settlement = {
  policy: Policy;
  /** Whole per cent that a run may change or end without a person. */
  share: number;
  /** How often a file is expected; null when nobody says. */
  cadenceDays: number | null;
  /** The name of the mapping its files are read with; null to go by their header. */
  mapping: string | null;
};

/**
 * Settles how files of one kind from one source are taken from now on. Refuses a policy that this kind cannot have.
 *
 * @example await settleSource(tx, actor, { kind: 'registers', source: 'school-mis', policies }, { policy: 'replaces', share: 30, cadenceDays: 1, mapping: null });
 */
export async function settleSource(
  tx: Tx,
  actor: Actor,
  { kind, source, policies }: Omit<Asked, 'policy'>,
  { policy, share, cadenceDays, mapping }: Settlement,
): Promise<void> {
  const { tenantId } = actor;
  refusePolicy(kind, policy, policies);
  await meetSource(tx, tenantId, { kind, source });
  const { id } = await tx
    .updateTable('sources.source')
    .set({ policy, stop_share: share, cadence_days: cadenceDays, mapping })
    .where('tenant_id', '=', tenantId)
    .where('name', '=', source)
    .where('kind', '=', kind)
    .returning('id')
    .executeTakeFirstOrThrow();
  const often = cadenceDays === null ? 'no cadence' : `every ${cadenceDays} days`;
  await record(tx, actor, {
    act: 'source.settled',
    subjectId: id,
    why: `${kind} from ${source}: ${often}, ${policy}, ${share} %, mapping ${mapping ?? 'by header'}`,
  });
}

function refusePolicy(kind: string, policy: Policy, policies: readonly Policy[]): void {
  if (!policies.includes(policy))
    throw new Refused(
      `A file of ${kind} cannot be a ${policy} of its source: nothing in it has an end. It can be: ${policies.join(', ')}.`,
    );
}

async function meetSource(
  tx: Tx,
  tenantId: TenantId,
  { kind, source }: Pick<Asked, 'kind' | 'source'>,
): Promise<void> {
  await tx
    .insertInto('sources.source')
    .values({ tenant_id: tenantId, id: newId<never>(), name: source, kind, stop_share: USUAL_SHARE })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'name', 'kind']).doNothing())
    .execute();
}
