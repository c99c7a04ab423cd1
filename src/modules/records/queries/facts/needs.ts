import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { PersonId, Tx } from '#db';
import type { Asked, Keep, People } from './fact.ts';

/** SEN provision on the day: N none, K SEN support, E education, health and care plan. */
export async function needFacts(
  tx: Tx,
  { tenantId, first, last }: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  for (const { wanted, position } of asked) {
    if (wanted.measure !== 'sen_provision' || wanted.kind !== 'category') continue;
    const { rows } = await sql<{
      person_id: PersonId;
      provision: string;
      starts_on: PlainDate;
      source: string;
    }>`
      select distinct on (person_id) person_id, provision, starts_on, source from records.need
      where tenant_id = ${tenantId} and person_id between ${first} and ${last}
        and starts_on <= ${wanted.to} and (ends_on is null or ends_on >= ${wanted.to})
      order by person_id, starts_on desc, id desc`.execute(tx);
    for (const row of rows)
      keep(row.person_id, position, {
        kind: 'category',
        value: row.provision,
        date: row.starts_on,
        source: row.source,
      });
  }
}
