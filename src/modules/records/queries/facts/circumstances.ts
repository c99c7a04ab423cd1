import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import type { Asked, Keep, People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

const PREFIX = 'circumstance.';

type Row = {
  people: string;
  kind: string;
  present: boolean;
  starts_on: PlainDate;
  ends_on: PlainDate | null;
  source: string;
};

/**
 * Circumstances: yes when one held on any day of the window, no when a source says so from before its first day to its
 * last, else unknown.
 */
export async function circumstanceFacts(
  tx: Tx,
  { tenantId, first, last }: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const byKind = Map.groupBy(
    asked.filter(({ wanted }) => wanted.kind === 'yes_no' && wanted.measure.startsWith(PREFIX)),
    ({ wanted }) => wanted.measure.slice(PREFIX.length),
  );
  if (byKind.size === 0) return;
  const { rows } = await sql<Row>`
    select kind, present, starts_on, ends_on, source, ${sharedBy} as people from records.circumstance
    where tenant_id = ${tenantId} and person_id between ${first} and ${last} and kind = any(${[...byKind.keys()]})
    group by kind, present, starts_on, ends_on, source
    order by present desc, starts_on desc, source`.execute(tx);
  for (const row of rows) {
    for (const { wanted, position } of byKind.get(row.kind) ?? []) {
      const since = row.present && !wanted.current ? wanted.from : wanted.to;
      const begun = row.starts_on <= (row.present || wanted.current ? wanted.to : (wanted.from ?? wanted.to));
      const lasting = row.ends_on === null || since === undefined || row.ends_on >= since;
      if (!begun || !lasting) continue;
      const fact = { kind: 'yes_no', value: row.present, date: row.starts_on, source: row.source } as const;
      for (const personId of peopleOf(row.people)) keep(personId, position, fact);
    }
  }
}
