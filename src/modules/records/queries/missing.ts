import { sql } from 'kysely';
import type { MissingPart } from '#web';
import { registerYear } from '../rules/index.ts';
import { readsSensitive } from './reads-sensitive.ts';

type Row = {
  registers: boolean;
  needs: boolean;
  circumstances: boolean;
  suspensions: boolean;
  measures: boolean;
};

/** What may not be on record, and the kind of file that brings it. Suspensions are known to be none where a list covers them. */
export const recordsMissing: MissingPart = {
  unknowns: [
    { id: 'registers', title: 'missing.of.registers', kind: 'registers' },
    { id: 'needs', title: 'missing.of.needs', kind: 'needs' },
    { id: 'circumstances', title: 'missing.of.circumstances', kind: 'circumstances' },
    { id: 'suspensions', title: 'missing.of.suspensions', kind: 'suspensions' },
    { id: 'measures', title: 'missing.of.measures', kind: 'measures' },
  ],
  async of(tx, { tenantId, personId, today }) {
    const about = sql`t.tenant_id = ${tenantId} and t.person_id = ${personId}`;
    const { rows } = await sql<Row>`
      select not exists (select from records.register t where ${about} and t.register_year = ${registerYear(today)}) as registers,
        not exists (select from records.need t where ${about}) as needs,
        ${readsSensitive({ tenantId, personId })} and not exists (select from records.circumstance t where ${about}) as circumstances,
        not exists (select from records.suspension t where ${about}) and not exists (
          select from people.roll p join records.coverage c on c.tenant_id = p.tenant_id and c.setting_id = p.setting_id
            and c.record = 'suspension' where p.tenant_id = ${tenantId} and p.person_id = ${personId}) as suspensions,
        ${readsSensitive({ tenantId, personId })} and not exists (select from records.measure t where ${about}) as measures`.execute(
      tx,
    );
    return new Set(Object.entries(rows[0] ?? {}).flatMap(([id, isMissing]) => (isMissing ? [id] : [])));
  },
};
