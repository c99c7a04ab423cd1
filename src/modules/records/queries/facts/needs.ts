import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import type { Asked, Keep, People } from './fact.ts';

/** What may be asked of a need, and the column that answers. */
const columns = {
  sen_provision: 'provision',
  sen_primary_need: 'primary_need',
  sen_secondary_need: 'secondary_need',
} as const;

type Row = {
  person_id: PersonId;
  provision: string;
  primary_need: string | null;
  secondary_need: string | null;
  starts_on: PlainDate;
  source: string;
};

/** SEN provision on the day (N none, K SEN support, E education, health and care plan), and the types of need behind it. */
export async function needFacts(
  tx: Tx,
  { tenantId, first, last }: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const about = asked.flatMap(({ wanted, position }) => {
    const column = isKnown(wanted.measure) ? columns[wanted.measure] : undefined;
    return column && wanted.kind === 'category' ? [{ to: wanted.to, position, column }] : [];
  });
  for (const [to, group] of Map.groupBy(about, (each) => each.to)) {
    const { rows } = await sql<Row>`
      select distinct on (person_id) person_id, provision, primary_need, secondary_need, starts_on, source
      from records.need
      where tenant_id = ${tenantId} and person_id between ${first} and ${last}
        and starts_on <= ${to} and (ends_on is null or ends_on >= ${to})
      order by person_id, starts_on desc, id desc`.execute(tx);
    for (const row of rows)
      for (const { position, column } of group) {
        const value = row[column];
        if (value !== null)
          keep(row.person_id, position, { kind: 'category', value, date: row.starts_on, source: row.source });
      }
  }
}

function isKnown(measure: string): measure is keyof typeof columns {
  return Object.hasOwn(columns, measure);
}
