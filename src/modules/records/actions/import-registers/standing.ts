import { sql } from 'kysely';
import type { PersonId, SettingId, TenantId, Tx } from '#db';
import type { Register } from './join-namings.ts';

export type RegisterId = string & { __brand: 'records.register' };
export type RegisterChangeId = string & { __brand: 'records.register_change' };

/** A register as it stands in the database. */
export type Standing = {
  id: RegisterId;
  person_id: PersonId;
  setting_id: SettingId;
  register_year: number;
  marks: string;
  source: string;
};

/** All registers of the people of some registers, at any setting, in their years. */
export async function standingOf(
  tx: Tx,
  tenantId: TenantId,
  registers: readonly Register[],
): Promise<Standing[]> {
  if (registers.length === 0) return [];
  const people = [...new Set(registers.map(({ personId }) => personId))];
  const years = [...new Set(registers.map(({ year }) => year))];
  const { rows } = await sql<Standing>`
    select id, person_id, setting_id, register_year, marks, source from records.register
    where tenant_id = ${tenantId} and person_id = any(${people}::uuid[]) and register_year = any(${years}::smallint[])`.execute(
    tx,
  );
  return rows;
}

/**
 * A file that does not say where somebody was goes on with the register its source has begun for the year, wherever they
 * have moved since: the same file again must find its own marks.
 */
export function inItsSetting(
  register: Register,
  begun: ReadonlyMap<string, readonly Standing[]>,
  source: string,
): Register {
  if (register.saysSetting) return register;
  const here = begun.get(`${register.personId} ${register.year}`) ?? [];
  const [only, another] = here.filter((each) => each.source === source);
  return only && !another ? { ...register, settingId: only.setting_id } : register;
}
