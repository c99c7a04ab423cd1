import type { PersonId, Tx } from '#db';
import type { MeasureRow, MeasureValue } from '#files';
import { directoryOf } from '#modules/people';
import { type FactTable, type NewFact, type Run, type Written, writeFacts } from '#modules/sources';
import type { Definition } from './keep-definitions.ts';

const MEASURES: FactTable = {
  entity: 'measure',
  table: 'records.measure',
  key: ['person_id', 'definition_id', 'on_date'],
  values: ['number', 'yes', 'category'],
  about: ['person_id', 'setting_id'],
};

/** Each row is one of added, changed, same or refused; what changed is kept as it was and as it is. */
export async function writeMeasures(
  tx: Tx,
  run: Run,
  definitions: ReadonlyMap<string, Definition>,
  rows: readonly MeasureRow[],
): Promise<Written> {
  const { refused } = run;
  const people = await directoryOf(tx, run.tenantId, run.source);
  const facts: NewFact[] = [];
  const met = new Map<string, number>();
  let empty = 0;
  for (const row of rows) {
    const found = people.find(row);
    const named = row.upn ?? row.sourceId ?? '';
    if ('rule' in found) {
      refused.add({ line: row.line, field: 'identity', found: named, ...found, who: row });
      continue;
    }
    const { personId, settingId } = found;
    const earlier = met.get(`${personId} ${row.date}`);
    if (earlier !== undefined) {
      refused.add({ line: row.line, field: 'identity', found: named, ...saidTwice(earlier), who: row });
      continue;
    }
    met.set(`${personId} ${row.date}`, row.line);
    if (row.values.length === 0) empty += 1;
    for (const { measure, value } of row.values) {
      const columns = columnsOf(personId, definitions.get(measure), row.date, value);
      facts.push({ line: row.line, field: measure, personId, settingId, columns });
    }
  }
  const written = await writeFacts(tx, run, MEASURES, facts);
  // A row with nothing but blanks says nothing new.
  return { ...written, same: written.same + empty };
}

function saidTwice(earlier: number) {
  return {
    rule: 'identity.twice',
    message: `Line ${earlier} of this file says the same about the same young person and day: the first row is kept; remove one of the two.`,
  };
}

function columnsOf(
  personId: PersonId,
  definition: Definition | undefined,
  date: string,
  value: MeasureValue,
): NewFact['columns'] {
  return {
    person_id: personId,
    definition_id: definition?.id ?? null,
    is_sensitive: definition?.isSensitive ?? true,
    on_date: date,
    number: typeof value === 'number' ? value : null,
    yes: typeof value === 'boolean' ? value : null,
    category: typeof value === 'string' ? value : null,
  };
}
