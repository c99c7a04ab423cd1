import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';
import { type NamedAs, trustIn } from '#modules/sources';
import { wordsOf } from '../actions/words.ts';
import {
  type Contradiction,
  contradictionsIn,
  FACT_FIELDS,
  type FactField,
  type Facts,
  type SaidField,
  saidOf,
} from '../rules/believed.ts';

/** One field of who somebody is: what is believed, what each source says, and why one is believed where they differ. */
export type KnownField = {
  field: FactField;
  value: Facts[FactField];
  said: readonly SaidField[];
  contradiction: Contradiction | undefined;
};

/**
 * Who a young person is, field by field, with who says so.
 *
 * @example (await whoIs(tx, { tenantId, personId })).find(({ field }) => field === 'date_of_birth')
 */
export async function whoIs(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
): Promise<KnownField[]> {
  const { rows } = await sql<Facts>`
    select nc_year, given_name, family_name, known_as, date_of_birth, sex, upn, uln from people.person
    where tenant_id = ${tenantId} and id = ${personId}`.execute(tx);
  const [facts] = rows;
  if (!facts) return [];
  const words = (await wordsOf(tx, tenantId, [personId])).get(personId) ?? [];
  const trustOf = await trustIn(tx, tenantId, 'people');
  const contradictions = contradictionsIn(words, trustOf);
  return FACT_FIELDS.map((field) => ({
    field,
    value: facts[field],
    said: saidOf(words, field, trustOf),
    contradiction: contradictions.find((each) => each.field === field),
  }));
}

/** Under what somebody is named in files, and the day they were last at a setting: for saying why something is missing. */
export async function namedAs(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
): Promise<NamedAs> {
  const { rows } = await sql<{ upn: string | null; keys: { source: string; key: string }[] }>`
    select p.upn, coalesce((select json_agg(distinct jsonb_build_object('source', k.source, 'key', k.source_key))
      from people.person_source k where k.tenant_id = p.tenant_id and k.person_id = p.id), '[]') as keys
    from people.person p where p.tenant_id = ${tenantId} and p.id = ${personId}`.execute(tx);
  return rows[0] ?? { upn: null, keys: [] };
}

/** Which of the facts about somebody are not known: the fields, and where they are. */
export async function unknownFacts(
  tx: Tx,
  { tenantId, personId }: { tenantId: TenantId; personId: PersonId },
): Promise<ReadonlySet<FactField | 'setting'>> {
  const { rows } = await sql<Facts & { setting_ids: string[]; left_on: PlainDate | null }>`
    select nc_year, given_name, family_name, known_as, date_of_birth, sex, upn, uln, setting_ids, left_on from people.person
    where tenant_id = ${tenantId} and id = ${personId}`.execute(tx);
  const [facts] = rows;
  if (!facts) return new Set();
  const unknown = new Set<FactField | 'setting'>(FACT_FIELDS.filter((field) => facts[field] === null));
  if (facts.setting_ids.length === 0 && facts.left_on === null) unknown.add('setting');
  return unknown;
}
