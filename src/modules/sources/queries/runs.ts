import { sql } from 'kysely';
import type { AccountId, RunId, TenantId, Tx } from '#db';
import type { Counts } from '../actions/with-run.ts';
import type { KeptBack } from '../import-kind.ts';
import type { Policy } from '../rules/share.ts';

/** One run as it stands on record. */
export type KnownRun = Counts & {
  id: RunId;
  kind: string;
  source: string;
  file: string;
  mapping: string;
  at: string;
  read: number;
  refused: number;
  /** When it was taken back, if it was. */
  undoneAt: string | null;
};

type Which = { source?: string | undefined; kind?: string | undefined; most: number; after?: number };

/**
 * Runs, the newest first.
 *
 * @param which one source or kind only, how many at most, and after how many
 * @example await runsOf(tx, tenantId, { source: 'mis', most: 20 })
 */
export async function runsOf(
  tx: Tx,
  tenantId: TenantId,
  { source, kind, most, after = 0 }: Which,
): Promise<KnownRun[]> {
  const { rows } = await sql<KnownRun>`
    select r.id, r.kind, r.source, r.file_name as file, r.mapping, r.at, r.read, r.added, r.changed, r.same, r.ended, r.refused,
           u.at as "undoneAt"
    from sources.run r
    left join sources.undoing u on u.tenant_id = r.tenant_id and u.run_id = r.id
    where r.tenant_id = ${tenantId} and (${source ?? null}::text is null or r.source = ${source ?? null})
      and (${kind ?? null}::text is null or r.kind = ${kind ?? null})
    order by r.at desc, r.id desc limit ${most} offset ${after}`.execute(tx);
  return rows;
}

/** The last runs of every kind of file from every source, the newest first: at most so many of each. */
export async function recentRuns(tx: Tx, tenantId: TenantId, each: number): Promise<KnownRun[]> {
  const { rows } = await sql<KnownRun>`
    select n.id, n.kind, n.source, n.file_name as file, n.mapping, n.at, n.read, n.added, n.changed, n.same, n.ended, n.refused,
      u.at as "undoneAt"
    from (
      select r.*, row_number() over (partition by r.source, r.kind order by r.at desc, r.id desc) as nth
      from sources.run r where r.tenant_id = ${tenantId}) n
    left join sources.undoing u on u.tenant_id = n.tenant_id and u.run_id = n.id
    where n.nth <= ${each} order by n.at desc, n.id desc`.execute(tx);
  return rows;
}

/** How many runs there are of one kind of file from one source. */
export async function countRuns(
  tx: Tx,
  tenantId: TenantId,
  { source, kind }: { source: string; kind: string },
): Promise<number> {
  const { count } = await tx
    .selectFrom('sources.run')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('source', '=', source)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return count;
}

/** One run with everything that is kept about it. */
export type WholeRun = KnownRun & {
  sha256: string;
  mappingVersion: number | null;
  policy: Policy;
  accountId: AccountId | null;
  undoing: {
    at: string;
    accountId: AccountId | null;
    reason: string;
    removed: number;
    restored: number;
    kept: readonly KeptBack[];
  } | null;
};

/** One run, or undefined. */
export async function runOf(tx: Tx, tenantId: TenantId, runId: RunId): Promise<WholeRun | undefined> {
  const { rows } = await sql<WholeRun>`
    select r.id, r.kind, r.source, r.file_name as file, r.file_sha256 as sha256, r.mapping,
      r.mapping_version as "mappingVersion", r.policy, r.account_id as "accountId", r.at,
      r.read, r.added, r.changed, r.same, r.ended, r.refused, u.at as "undoneAt",
      case when u.id is not null then json_build_object('at', to_json(u.at), 'accountId', u.account_id, 'reason', u.reason,
        'removed', u.removed, 'restored', u.restored, 'kept', u.kept) end as undoing
    from sources.run r
    left join sources.undoing u on u.tenant_id = r.tenant_id and u.run_id = r.id
    where r.tenant_id = ${tenantId} and r.id = ${runId}`.execute(tx);
  return rows[0];
}

/** What a run refused, in the order of its file: at most the first thousand were kept. */
export async function refusalsOf(tx: Tx, tenantId: TenantId, runId: RunId) {
  return tx
    .selectFrom('sources.refusal')
    .select(['line', 'field', 'rule', 'found', 'message'])
    .where('tenant_id', '=', tenantId)
    .where('run_id', '=', runId)
    .orderBy('line')
    .orderBy('id')
    .execute();
}

/** A file that did not go in. */
export type KnownStop = {
  at: string;
  rule: 'file' | 'share';
  file: string;
  message: string;
  accountId: AccountId | null;
};

/** Files of one kind from one source that did not go in, the newest first. */
export async function stopsOf(
  tx: Tx,
  tenantId: TenantId,
  { source, kind, most }: { source: string; kind: string; most: number },
): Promise<KnownStop[]> {
  const { rows } = await sql<KnownStop>`
    select p.at, p.rule, p.file_name as file, p.message, p.account_id as "accountId" from sources.stop p
    where p.tenant_id = ${tenantId} and p.source = ${source} and p.kind = ${kind}
    order by p.at desc, p.id desc limit ${most}`.execute(tx);
  return rows;
}

/**
 * How many later runs of the same kind and source, still standing, found rows there already. Where the run brought them,
 * they went with it, and only bringing such a file in again gives them back.
 */
export async function saidAgain(tx: Tx, tenantId: TenantId, runId: RunId): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select count(*) as number from sources.run r join sources.run later on later.tenant_id = r.tenant_id
      and later.kind = r.kind and later.source = r.source and later.id > r.id and later.same > 0
    where r.tenant_id = ${tenantId} and r.id = ${runId} and not exists (select from sources.undoing u
      where u.tenant_id = later.tenant_id and u.run_id = later.id)`.execute(tx);
  return rows[0]?.number ?? 0;
}
