import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import { type Database, insertRows, newId, type PersonId, type RunId, type SettingId, type Tx } from '#db';
import { compileMeasures, type Mapping, type MeasureRow, type MeasureValue, type RefusalList, refusalList } from '#files';
import type { Actor } from '#modules/access';
import { checkUpn, directoryOf } from '#modules/people';
import { type Counts, type ImportCall, keepChanges, type KeptChange, openFile, type Outcome, withRun } from '#modules/sources';
import { Refused } from '#outcome';

type DefinitionId = string & { __brand: 'records.measure_definition' };
type MeasureId = string & { __brand: 'records.measure' };
type Value = { number: number | null; yes: boolean | null; category: string | null };

/**
 * Imports any numeric, yes/no or category columns as named measures with date and source. A row counts once: added when
 * any of its values is new, changed when one differs, the same when all stand already. A blank cell is unknown, not "no".
 *
 * Refuses a measure whose name is known here as another kind, and, row by row, people nobody has imported.
 *
 * @example await importMeasures(db, actor, { path: 'screening.csv', source: 'screening', mapping: 'our-screening', dryRun: false });
 */
export async function importMeasures(db: Database, actor: Actor, call: ImportCall): Promise<Outcome> {
  const { table, mapping, name } = await openFile(call, 'measures');
  const refused = refusalList();
  const readMeasures = compileMeasures(mapping, table.header, { checkUpn });
  const rows: MeasureRow[] = [];
  let read = 0;
  for await (const batch of table.batches) {
    for (const row of batch) {
      read += 1;
      const measures = readMeasures(row);
      if ('value' in measures) rows.push(measures.value);
      else refused.add(...measures.refusals);
    }
  }
  const spec = { kind: 'measures', source: call.source, file: name, sha256: table.sha256, mapping: mapping.name, dryRun: call.dryRun, signal: call.signal, read: () => read, refused };
  return withRun(db, actor, spec, (tx, runId) => writeMeasures(tx, actor, mapping, call.source, runId, rows, refused));
}

async function writeMeasures(tx: Tx, actor: Actor, mapping: Mapping, source: string, runId: RunId, rows: readonly MeasureRow[], refused: RefusalList): Promise<Counts> {
  const { tenantId } = actor;
  const definitions = await definitionsOf(tx, actor, mapping);
  const people = await directoryOf(tx, tenantId, source);
  const known = await knownValues(tx, actor, source, [...definitions.values()]);
  const counts: Counts = { added: 0, changed: 0, same: 0, ended: 0 };
  const added: ({ id: MeasureId; person_id: PersonId; setting_id: SettingId; definition_id: DefinitionId; on_date: PlainDate } & Value)[] = [];
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
      refused.add({ line: row.line, field: 'identity', rule: 'identity.twice', found: row.upn ?? row.sourceId ?? '', message: `Line ${earlier} of this file says the same about the same young person and day: the first row is kept; remove one of the two.` });
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
        added.push({ id: newId<MeasureId>(), person_id: found.personId, setting_id: found.settingId, definition_id: definitionId, on_date: row.date, ...fresh });
      } else if (standing.number !== fresh.number || standing.yes !== fresh.yes || standing.category !== fresh.category) {
        differs = true;
        const { id, ...before } = standing;
        changed.push({ id, person_id: found.personId, before, ...fresh });
      }
    }
    if (differs) counts.changed += 1;
    else if (isNew) counts.added += 1;
    else counts.same += 1;
  }

  await insertRows(tx, 'records.measure', added.map((row) => ({ tenant_id: tenantId, ...row, source, run_id: runId })));
  if (changed.length > 0) {
    await sql`update records.measure as m set number = n.number, yes = n.yes, category = n.category
      from json_populate_recordset(null::records.measure, ${JSON.stringify(changed)}::json) as n
      where m.tenant_id = ${tenantId} and m.id = n.id`.execute(tx);
  }
  await keepChanges(tx, tenantId, runId, changed.map(({ id, person_id, before, number, yes, category }): KeptChange => ({
    entity: 'measure', entityId: id, personId: person_id, before, after: { number, yes, category },
  })));
  return counts;
}

function columnsOf(value: MeasureValue): Value {
  return {
    number: typeof value === 'number' ? value : null,
    yes: typeof value === 'boolean' ? value : null,
    category: typeof value === 'string' ? value : null,
  };
}

/** The definitions a mapping names, added where they are new. */
async function definitionsOf(tx: Tx, { tenantId }: Actor, mapping: Mapping): Promise<Map<string, DefinitionId>> {
  const known = await tx.selectFrom('records.measure_definition').select(['id', 'name', 'kind']).where('tenant_id', '=', tenantId).execute();
  const byName = new Map(known.map((row) => [row.name, row]));
  const ids = new Map<string, DefinitionId>();
  for (const [column, measure] of Object.entries(mapping.measures?.columns ?? {})) {
    const name = measure.name ?? column;
    const standing = byName.get(name);
    if (standing && standing.kind !== measure.as) {
      throw new Refused(`The measure ${name} is known here as ${standing.kind}, and the mapping ${mapping.name} reads it as ${measure.as}: give it another name in the mapping.`);
    }
    const id = standing?.id ?? newId<DefinitionId>();
    if (!standing) {
      const unit = measure.as === 'number' ? (measure.unit ?? null) : null;
      await tx.insertInto('records.measure_definition').values({ tenant_id: tenantId, id, name, label: measure.label ?? name, kind: measure.as, unit }).execute();
    }
    ids.set(name, id);
  }
  return ids;
}

async function knownValues(tx: Tx, { tenantId }: Actor, source: string, definitions: readonly DefinitionId[]) {
  const { rows } = await sql<Value & { id: MeasureId; person_id: PersonId; definition_id: DefinitionId; on_date: PlainDate }>`
    select id, person_id, definition_id, on_date, number, yes, category from records.measure
    where tenant_id = ${tenantId} and source = ${source} and definition_id = any(${[...definitions]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ person_id, definition_id, on_date, ...row }) => [`${person_id} ${definition_id} ${on_date}`, row]));
}
