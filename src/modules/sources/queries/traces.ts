import { type RawBuilder, sql } from 'kysely';
import type { ImportKind, Trace, UndoTable } from '../import-kind.ts';

/** How the work of a run of this kind is found again: as the kind says, else by the tables that its undo names. */
export function tracesOf({ traces, undo }: ImportKind): readonly Trace[] {
  return traces ?? undo.flatMap(({ tables }) => tables?.map(traceOf) ?? []);
}

/**
 * What a run added is known by its id on the rows, what it changed by what was kept of it. A fact that it gave an end
 * has ended.
 *
 * @example traceOf({ entity: 'suspension', table: 'records.suspension', person: 'person_id' })
 */
export function traceOf({ entity, table, person, isAboutMany }: UndoTable): Trace {
  const name = sql.table(table);
  const about = person === undefined ? sql`null::uuid` : sql`t.${sql.ref(person)}`;
  return {
    entity,
    isAboutMany,
    facts: ({ tenantId, runId }): RawBuilder<unknown> => sql`
      select ${about} as person_id, t.id, t.id as entity_id, 'added' as became, null::jsonb as before, to_jsonb(t) as after
      from ${name} t where t.tenant_id = ${tenantId} and t.run_id = ${runId}
      union all
      select c.person_id, c.id, c.entity_id,
        case when c.before ->> 'ends_on' is null and c.after ->> 'ends_on' is not null then 'ended' else 'changed' end,
        c.before, c.after
      from sources.change c left join ${name} t on t.tenant_id = c.tenant_id and t.id = c.entity_id
      where c.tenant_id = ${tenantId} and c.run_id = ${runId} and c.entity = ${entity}
        and t.run_id is distinct from c.run_id`,
  };
}
