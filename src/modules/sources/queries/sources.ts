import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import { type Policy, USUAL_SHARE } from '../rules/share.ts';

/** One kind of file from one source: what is settled about it, and how it stands. */
export type KnownSource = {
  source: string;
  kind: string;
  policy: Policy;
  share: number;
  cadenceDays: number | null;
  mapping: string | null;
  /** When a file of it last went in and stayed in. */
  lastAt: string | null;
  runs: number;
  /** The last file that did not go in, when none has gone in since. */
  stop: { at: string; rule: 'file' | 'share'; file: string; message: string } | null;
};

/**
 * Every kind of file from every source that has ever brought one, or is settled, by name.
 *
 * @param which one of them only
 */
export async function sourcesOf(
  tx: Tx,
  tenantId: TenantId,
  which: { source?: string; kind?: string } = {},
): Promise<KnownSource[]> {
  const { rows } = await sql<KnownSource>`
    with known as (
      select s.name as source, s.kind from sources.source s where s.tenant_id = ${tenantId}
      union select r.source, r.kind from sources.run r where r.tenant_id = ${tenantId}
      union select p.source, p.kind from sources.stop p where p.tenant_id = ${tenantId})
    select k.source, k.kind, coalesce(s.policy, 'replaces') as policy, coalesce(s.stop_share, ${USUAL_SHARE}) as share,
      s.cadence_days as "cadenceDays", s.mapping, last.at as "lastAt", coalesce(last.runs, 0)::int as runs,
      case when stop.at > coalesce(last.at, '-infinity') then json_build_object(
        'at', to_json(stop.at), 'rule', stop.rule, 'file', stop.file_name, 'message', stop.message) end as stop
    from known k
    left join sources.source s on s.tenant_id = ${tenantId} and s.name = k.source and s.kind = k.kind
    left join lateral (
      select max(r.at) as at, count(*) as runs from sources.run r
      where r.tenant_id = ${tenantId} and r.source = k.source and r.kind = k.kind
        and not exists (select from sources.undoing u where u.tenant_id = r.tenant_id and u.run_id = r.id)) last on true
    left join lateral (
      select p.at, p.rule, p.file_name, p.message from sources.stop p
      where p.tenant_id = ${tenantId} and p.source = k.source and p.kind = k.kind
      order by p.at desc limit 1) stop on true
    where (${which.source ?? null}::text is null or k.source = ${which.source ?? null})
      and (${which.kind ?? null}::text is null or k.kind = ${which.kind ?? null})
    order by k.source collate "und-x-icu", k.kind`.execute(tx);
  return rows;
}

/** The mapping that the files of a source are read with, where one is settled. */
export async function settledMapping(
  tx: Tx,
  tenantId: TenantId,
  { source, kind }: { source: string; kind: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('sources.source')
    .select('mapping')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', source)
    .where('kind', '=', kind)
    .executeTakeFirst();
  return row?.mapping ?? undefined;
}

/** Whether a run that still stands brought this very file under this policy. */
export async function isInAlready(
  tx: Tx,
  tenantId: TenantId,
  { source, kind, policy, sha256 }: { source: string; kind: string; policy: Policy; sha256: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from sources.run r
    where r.tenant_id = ${tenantId} and r.source = ${source} and r.kind = ${kind} and r.policy = ${policy}
      and r.file_sha256 = ${sha256}
      and not exists (select from sources.undoing u where u.tenant_id = r.tenant_id and u.run_id = r.id)
    limit 1`.execute(tx);
  return rows.length > 0;
}
