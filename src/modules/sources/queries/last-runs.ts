import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import type { LastRun } from '../rules/missing.ts';

/** Under what a young person is named in files: a UPN, and the key of each source. */
export type NamedAs = { upn: string | null; keys: readonly { source: string; key: string }[] };

/**
 * The last run of each source of one kind of file that was not taken back, the newest first, with the refused row that names a
 * young person, if there is one. Reads nothing of anybody else.
 *
 * @example whyMissing(await lastRuns(tx, tenantId, 'registers', { upn, keys }), false)
 */
export async function lastRuns(
  tx: Tx,
  tenantId: TenantId,
  kind: string,
  { upn, keys }: NamedAs,
): Promise<LastRun[]> {
  const [sources, values] = [keys.map(({ source }) => source), keys.map(({ key }) => key)];
  const { rows } = await sql<LastRun>`
    with named as (select unnest(${sources}::text[]) as source, unnest(${values}::text[]) as key),
    last as (
      select distinct on (r.source) r.id, r.source, r.at, r.file_name from sources.run r
      where r.tenant_id = ${tenantId} and r.kind = ${kind}
        and not exists (select from sources.undoing u where u.tenant_id = r.tenant_id and u.run_id = r.id)
      order by r.source, r.at desc, r.id desc)
    select last.source, last.at::date as on, last.file_name as file,
      exists (select from named where named.source = last.source) as names,
      (select json_build_object('line', f.line, 'field', f.field, 'message', f.message) from sources.refusal f
        where f.tenant_id = ${tenantId} and f.run_id = last.id and (f.upn = ${upn}
          or f.source_key in (select named.key from named where named.source = last.source))
        order by f.line limit 1) as refusal
    from last order by last.at desc, last.id desc`.execute(tx);
  return rows;
}
