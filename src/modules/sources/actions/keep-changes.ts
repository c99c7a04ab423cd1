import { insertRows, newId, type PersonId, type RunId, type TenantId, type Tx } from '#db';

/** One fact that a run changed: what it was and what it is now, so that the run can be taken back exactly. */
export type KeptChange = {
  entity: string;
  entityId: string;
  personId: PersonId | null;
  before: object;
  after: object;
};

/** Keeps what a run changed. What it added is known by the run's id on the rows themselves. */
export async function keepChanges(
  tx: Tx,
  tenantId: TenantId,
  runId: RunId,
  changes: readonly KeptChange[],
): Promise<void> {
  await insertRows(
    tx,
    'sources.change',
    changes.map(({ entity, entityId, personId, before, after }) => ({
      tenant_id: tenantId,
      id: newId<never>(),
      run_id: runId,
      entity,
      entity_id: entityId,
      person_id: personId,
      before,
      after,
    })),
  );
}
