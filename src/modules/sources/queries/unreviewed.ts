import { sql } from 'kysely';
import type { PersonId, RunId, TenantId, Tx } from '#db';
import type { ImportKind } from '../import-kind.ts';
import { tracesOf } from './traces.ts';

/** A run after which those whom it touched have not been reviewed. */
export type UnreviewedRun = { id: RunId; kind: string; isUndone: boolean };

/** Runs brought in, or taken back, since they were last reviewed: an earlier review may have been cut short. */
export async function unreviewedRuns(tx: Tx, tenantId: TenantId): Promise<UnreviewedRun[]> {
  const { rows } = await sql<UnreviewedRun>`
    select r.id, r.kind, exists (
      select from sources.undoing u where u.tenant_id = r.tenant_id and u.run_id = r.id) as "isUndone"
    from sources.run r where r.tenant_id = ${tenantId} and not r.is_reviewed order by r.id`.execute(tx);
  return rows;
}

/**
 * Whom runs touched, or `everybody` where that cannot be said by name: a run that was taken back left nothing to go by, and
 * a claim to hold everything of a setting is about all who are there.
 *
 * @example await touchedByRuns(tx, kinds, tenantId, await unreviewedRuns(tx, tenantId))
 */
export async function touchedByRuns(
  tx: Tx,
  kinds: readonly ImportKind[],
  tenantId: TenantId,
  runs: readonly UnreviewedRun[],
): Promise<PersonId[] | 'everybody'> {
  const touched = new Set<PersonId>();
  for (const run of runs) {
    const kind = kinds.find((each) => each.kind === run.kind);
    if (!kind || run.isUndone) return 'everybody';
    for (const { facts, isAboutMany } of tracesOf(kind)) {
      const { rows } = await sql<{ person_id: PersonId | null }>`
        select distinct f.person_id from (${facts({ tenantId, runId: run.id })}) f`.execute(tx);
      if (isAboutMany && rows.length > 0) return 'everybody';
      for (const { person_id } of rows) if (person_id !== null) touched.add(person_id);
    }
  }
  return [...touched];
}
