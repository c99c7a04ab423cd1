import { inSchemas } from '../definitions.ts';
import type { OwnerLine } from '../migrate.ts';

export type KnownTable = {
  table: string;
  columns: { name: string; type: string }[];
  /** About how long a row is. */
  rowBytes: number;
};

/** Tables of which a backup holds no rows. */
const LEFT_OUT = ['identity.session'];

/** Every table of the modules that a backup holds, and its columns except those that are worked out from others. */
export async function tablesOf(owner: OwnerLine): Promise<KnownTable[]> {
  const { rows } = await owner.query(
    `select n.nspname || '.' || c.relname as table,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns,
       (greatest(pg_table_size(c.oid), 0) / greatest(c.reltuples, 1) + 100)::int as "rowBytes"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and ${inSchemas}
     group by n.nspname, c.relname, c.oid, c.reltuples order by 1`,
  );
  return rows.flatMap((row) => {
    const { table, columns, rowBytes } = row as KnownTable;
    if (LEFT_OUT.includes(table)) return [];
    return [{ table, columns: typeof columns === 'string' ? JSON.parse(columns) : columns, rowBytes }];
  });
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
