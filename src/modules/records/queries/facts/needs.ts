import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';

type Column = 'provision' | 'primary_need' | 'secondary_need';
type About = { to: PlainDate; position: number; column: Column | undefined };

/** What may be asked of a need, and the column that answers. */
const columns = {
  sen_provision: 'provision',
  sen_primary_need: 'primary_need',
  sen_secondary_need: 'secondary_need',
} as const;

const UNMET = 'need_without_provision.send';

type Row = {
  person_id: PersonId;
  provision: string;
  primary_need: string | null;
  secondary_need: string | null;
  starts_on: PlainDate;
  source: string;
};

/**
 * SEN provision on the day (N none, K SEN support, E education, health and care plan), and the types of need behind it;
 * and whether a need is on record for which there is no provision. Without a record of that day it is unknown.
 */
export async function needFacts(tx: Tx, people: People, asked: readonly Asked[], keep: Keep): Promise<void> {
  const about = asked.flatMap(({ wanted, position }): About[] => {
    if (wanted.measure === UNMET && wanted.kind === 'yes_no')
      return [{ to: wanted.to, position, column: undefined }];
    const column = isKnown(wanted.measure) ? columns[wanted.measure] : undefined;
    return column && wanted.kind === 'category' ? [{ to: wanted.to, position, column }] : [];
  });
  for (const [to, group] of Map.groupBy(about, (each) => each.to)) {
    const { rows } = await sql<Row>`
      select distinct on (person_id) person_id, provision, primary_need, secondary_need, starts_on, source
      from records.need
      where ${aboutThem(people)}
        and starts_on <= ${to} and (ends_on is null or ends_on >= ${to})
      order by person_id, starts_on desc, id desc`.execute(tx);
    for (const row of rows)
      for (const { position, column } of group) {
        if (column === undefined) {
          const unmet = row.provision === 'N' && (row.primary_need ?? row.secondary_need) !== null;
          keep(row.person_id, position, {
            kind: 'yes_no',
            value: unmet,
            date: row.starts_on,
            source: row.source,
          });
          continue;
        }
        const value = row[column];
        if (value !== null)
          keep(row.person_id, position, { kind: 'category', value, date: row.starts_on, source: row.source });
      }
  }
}

function isKnown(measure: string): measure is keyof typeof columns {
  return Object.hasOwn(columns, measure);
}
