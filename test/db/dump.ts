/** Every row of the tables that imports write, for comparing before and after. */
import { sql } from 'kysely';
import { type Database, type Who, withActor } from '#db';

const tables = [
  'identity.tenant',
  'people.setting',
  'people.person',
  'people.person_source',
  'people.person_said',
  'people.name_key',
  'people.second_setting',
  'people.house',
  'people.staff',
  'people.tutor_group',
  'people.class',
  'people.class_teacher',
  'people.class_place',
  'people.enrolment',
  'records.register',
  'records.register_change',
  'records.register_count',
  'records.measure_definition',
  'records.measure',
  'records.comparison',
  'sources.change',
  'risk.profile',
] as const;

/** @example expect(await dump(db, whole)).toEqual(before) */
export function dump(db: Database, who: Who): Promise<Record<string, unknown[]>> {
  return withActor(db, who, async (tx) => {
    const all: Record<string, unknown[]> = {};
    for (const table of tables) {
      const { rows } = await sql<{
        row: unknown;
      }>`select to_jsonb(t) as row from ${sql.table(table)} t where t.tenant_id = ${who.tenantId} order by to_jsonb(t)::text`.execute(
        tx,
      );
      all[table] = rows.map(({ row }) => row);
    }
    return all;
  });
}
