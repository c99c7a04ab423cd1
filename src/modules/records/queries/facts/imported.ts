import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { type Asked, aboutThem, type Fact, type Keep, type People } from './fact.ts';

type Row = {
  person_id: PersonId;
  name: string;
  kind: 'number' | 'yes_no' | 'category';
  number: number | null;
  yes: boolean | null;
  category: string | null;
  on_date: PlainDate;
  source: string;
};

/** Measures that came in files: the newest of each name on or before the day, inside the window where there is one. */
export async function importedFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const { tenantId } = people;
  const byName = Map.groupBy(
    asked.filter(({ wanted }) => wanted.kind !== 'ratio'),
    ({ wanted }) => wanted.measure,
  );
  const definitions = await tx
    .selectFrom('records.measure_definition')
    .select(['id', 'name', 'kind'])
    .where('tenant_id', '=', tenantId)
    .where('name', 'in', ['', ...byName.keys()])
    .execute();
  if (definitions.length === 0) return;
  const known = new Map(definitions.map((definition) => [definition.id as string, definition]));
  const to = asked.reduce((latest, { wanted }) => (wanted.to > latest ? wanted.to : latest), '');
  const { rows } = await sql<Row & { definition_id: string }>`
    select person_id, definition_id, number, yes, category, on_date, source from records.measure
    where ${aboutThem(people)}
      and definition_id = any(${[...known.keys()]}::uuid[]) and on_date <= ${to}
    order by person_id, on_date desc, id desc`.execute(tx);
  for (const row of rows) {
    const definition = known.get(row.definition_id);
    for (const { wanted, position } of byName.get(definition?.name ?? '') ?? []) {
      if (definition?.kind !== wanted.kind || row.on_date > wanted.to) continue;
      if (!wanted.current && wanted.from !== undefined && row.on_date < wanted.from) continue;
      const fact = factOf(row);
      if (fact) keep(row.person_id, position, fact);
    }
  }
}

function factOf({ number, yes, category, on_date: date, source }: Row): Fact | undefined {
  if (number !== null) return { kind: 'number', value: number, date, source };
  if (yes !== null) return { kind: 'yes_no', value: yes, date, source };
  return category === null ? undefined : { kind: 'category', value: category, date, source };
}
