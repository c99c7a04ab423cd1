import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { insertRows, newId, type PersonId, type RunId, type SettingId, type TenantId, type Tx } from '#db';
import type { MeasureRow, MeasureValue, RefusalList } from '#files';
import { directoryOf } from '#modules/people';
import { type Counts, type KeptChange, keepChanges } from '#modules/sources';
import type { DefinitionId } from './keep-definitions.ts';

type MeasureId = string & { __brand: 'records.measure' };
type Value = { number: number | null; yes: boolean | null; category: string | null };
type Writing = {
  tenantId: TenantId;
  source: string;
  runId: RunId;
  definitions: ReadonlyMap<string, DefinitionId>;
  refused: RefusalList;
};

/** Each row is one of added, changed, same or refused; what changed is kept as it was and as it is. */
export async function writeMeasures(tx: Tx, writing: Writing, rows: readonly MeasureRow[]): Promise<Counts> {
  const { tenantId, source, runId, definitions, refused } = writing;
  const people = await directoryOf(tx, tenantId, source);
  const known = await knownValues(tx, tenantId, source, [...definitions.values()]);
  const counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  const added: ({
    id: MeasureId;
    person_id: PersonId;
    setting_id: SettingId;
    definition_id: DefinitionId;
    on_date: PlainDate;
  } & Value)[] = [];
  const changed: ({ id: MeasureId; person_id: PersonId; before: Value } & Value)[] = [];
  const met = new Map<string, number>();

  for (const row of rows) {
    const found = people.find(row);
    if ('rule' in found) {
      refused.add({ line: row.line, field: 'identity', found: row.upn ?? row.sourceId ?? '', ...found });
      continue;
    }
    const earlier = met.get(`${found.personId} ${row.date}`);
    if (earlier !== undefined) {
      refused.add({
        line: row.line,
        field: 'identity',
        rule: 'identity.twice',
        found: row.upn ?? row.sourceId ?? '',
        message: `Line ${earlier} of this file says the same about the same young person and day: the first row is kept; remove one of the two.`,
      });
      continue;
    }
    met.set(`${found.personId} ${row.date}`, row.line);
    let [isNew, differs] = [false, false];
    for (const { measure, value } of row.values) {
      const definitionId = definitions.get(measure) as DefinitionId;
      const fresh = columnsOf(value);
      const standing = known.get(`${found.personId} ${definitionId} ${row.date}`);
      if (!standing) {
        isNew = true;
        added.push({
          id: newId<MeasureId>(),
          person_id: found.personId,
          setting_id: found.settingId,
          definition_id: definitionId,
          on_date: row.date,
          ...fresh,
        });
      } else if (
        standing.number !== fresh.number ||
        standing.yes !== fresh.yes ||
        standing.category !== fresh.category
      ) {
        differs = true;
        const { id, ...before } = standing;
        changed.push({ id, person_id: found.personId, before, ...fresh });
      }
    }
    if (differs) counts.changed += 1;
    else if (isNew) counts.added += 1;
    else counts.same += 1;
  }

  await insertRows(
    tx,
    'records.measure',
    added.map((row) => ({ tenant_id: tenantId, ...row, source, run_id: runId })),
  );
  if (changed.length > 0) {
    await sql`update records.measure as m set number = n.number, yes = n.yes, category = n.category
      from json_populate_recordset(null::records.measure, ${JSON.stringify(changed)}::json) as n
      where m.tenant_id = ${tenantId} and m.id = n.id`.execute(tx);
  }
  await keepChanges(
    tx,
    tenantId,
    runId,
    changed.map(
      ({ id, person_id, before, number, yes, category }): KeptChange => ({
        entity: 'measure',
        entityId: id,
        personId: person_id,
        before,
        after: { number, yes, category },
      }),
    ),
  );
  return counts;
}

function columnsOf(value: MeasureValue): Value {
  return {
    number: typeof value === 'number' ? value : null,
    yes: typeof value === 'boolean' ? value : null,
    category: typeof value === 'string' ? value : null,
  };
}

async function knownValues(tx: Tx, tenantId: TenantId, source: string, definitions: readonly DefinitionId[]) {
  const { rows } = await sql<
    Value & { id: MeasureId; person_id: PersonId; definition_id: DefinitionId; on_date: PlainDate }
  >`
    select id, person_id, definition_id, on_date, number, yes, category from records.measure
    where tenant_id = ${tenantId} and source = ${source} and definition_id = any(${[...definitions]}::uuid[])`.execute(
    tx,
  );
  return new Map(
    rows.map(({ person_id, definition_id, on_date, ...row }) => [
      `${person_id} ${definition_id} ${on_date}`,
      row,
    ]),
  );
}
