import { sql } from 'kysely';
import { type Database, insertRows, newId, type RunId, type TenantId, type Tx, withActor } from '#db';
import type { RefusalList } from '#files';
import type { Actor } from '#modules/access';
import { record } from '#modules/audit';
import { Refused } from '#outcome';

/** What became of the rows of a file: every row read is one of added, changed, same or refused. */
export type Counts = { added: number; changed: number; same: number; ended: number };

/** The contract of `waymark import --json`: the refused rows, of which at most 1,000 refusals are listed. */
export type Outcome = { kind: string; source: string; file: string; read: number } & Counts & {
    refused: number;
    refusals: readonly { line: number; field: string; rule: string; found: string; message: string }[];
  };

export type RunSpec = {
  kind: string;
  source: string;
  file: string;
  sha256: string;
  mapping: string;
  dryRun: boolean;
  /** Data rows of the file. */
  read: number;
  refused: RefusalList;
  first?: ((tx: Tx) => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
};

class DryRun extends Error {}

/**
 * Writes a file's facts and the record of the run in one transaction: all of the file or none of it, whatever happens.
 * A dry run does the same work and takes it back, so its counts are the real ones.
 *
 * @param write writes the facts under the run's id and answers the counts
 */
export async function withRun(
  db: Database,
  actor: Actor,
  spec: RunSpec,
  write: (tx: Tx, runId: RunId) => Promise<Counts>,
): Promise<Outcome> {
  const runId = newId<RunId>();
  let counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  try {
    await withActor(db, actor, async (tx) => {
      await oneAtATime(tx, actor.tenantId);
      await spec.first?.(tx);
      await keepRun(tx, actor, runId, spec, counts);
      counts = await write(tx, runId);
      await tx
        .updateTable('sources.run')
        .set({ ...counts, read: spec.read, refused: spec.refused.rows })
        .where('tenant_id', '=', actor.tenantId)
        .where('id', '=', runId)
        .execute();
      await keepRefusals(tx, actor, runId, spec.refused);
      await record(tx, actor, {
        act: 'import.run',
        subjectId: runId,
        why: `${spec.kind} from ${spec.source}`,
        number: spec.read,
      });
      if (spec.signal?.aborted)
        throw new Refused('Whoever asked for this import has gone, so nothing was kept.');
      if (spec.dryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  const { kind, source, file, read, refused } = spec;
  return { kind, source, file, read, ...counts, refused: refused.rows, refusals: refused.kept };
}

/** Two files at once would each build on what the other has not yet written; the second waits for the first. */
async function oneAtATime(tx: Tx, tenantId: TenantId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0))`.execute(tx);
}

async function keepRun(tx: Tx, actor: Actor, id: RunId, spec: RunSpec, counts: Counts): Promise<void> {
  await tx
    .insertInto('sources.run')
    .values({
      tenant_id: actor.tenantId,
      id,
      kind: spec.kind,
      source: spec.source,
      file_name: spec.file,
      file_sha256: spec.sha256,
      mapping: spec.mapping,
      account_id: actor.accountId,
      read: 0,
      refused: 0,
      ...counts,
    })
    .execute();
}

async function keepRefusals(tx: Tx, actor: Actor, runId: RunId, refused: RefusalList): Promise<void> {
  const rows = refused.kept.map((refusal) => ({
    tenant_id: actor.tenantId,
    id: newId<never>(),
    run_id: runId,
    ...refusal,
  }));
  await insertRows(tx, 'sources.refusal', rows);
}
