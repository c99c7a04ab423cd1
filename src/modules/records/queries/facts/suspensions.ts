import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import { coveredSettings, RECORDS_BEGIN } from './covered.ts';
import type { Asked, Fact, Keep, People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

const LOST = 'sessions_suspended';

type Counted = {
  people: string;
  suspensions: number;
  permanent: number;
  /** Null when the length of one of them is not known: more may have been lost than is on record. */
  sessions: number | null;
  latest: PlainDate | null;
  source: string | null;
  covered_by: string | null;
  covered_to: PlainDate | null;
};

/**
 * Suspensions counted, the sessions lost to them, and `exclusion` as permanent, suspension or none. None is said only where a source claims to hold
 * every suspension of the young person's setting over the window, and they were there all of it; otherwise it is unknown.
 * What was cancelled, or ended in the young person being taken back, did not stand and is not counted.
 */
export async function exclusionFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const about = asked.filter(
    ({ wanted }) =>
      ((wanted.measure === 'suspensions' || wanted.measure === LOST) && wanted.kind === 'number') ||
      (wanted.measure === 'exclusion' && wanted.kind === 'category'),
  );
  const byWindow = Map.groupBy(about, ({ wanted }) => `${wanted.from ?? ''} ${wanted.to}`);
  for (const group of byWindow.values()) {
    const [{ wanted }] = group as [Asked];
    for (const row of await countsOf(tx, people, wanted.from, wanted.to)) {
      const happened = row.suspensions + row.permanent > 0;
      if (!happened && row.covered_by === null) continue;
      const date = row.latest ?? row.covered_to ?? wanted.to;
      const source = row.source ?? row.covered_by ?? '';
      for (const { wanted: each, position } of group) {
        if (each.measure === LOST) {
          if (row.sessions === null) continue;
          const lost: Fact = { kind: 'number', value: row.sessions, date, source };
          for (const personId of peopleOf(row.people)) keep(personId, position, lost);
          continue;
        }
        const fact: Fact =
          each.kind === 'number'
            ? { kind: 'number', value: row.suspensions + row.permanent, date, source }
            : {
                kind: 'category',
                value: row.permanent > 0 ? 'permanent' : happened ? 'suspension' : 'none',
                date,
                source,
              };
        for (const personId of peopleOf(row.people)) keep(personId, position, fact);
      }
    }
  }
}

async function countsOf(
  tx: Tx,
  { tenantId, first, last }: People,
  from: PlainDate | undefined,
  to: PlainDate,
): Promise<Counted[]> {
  const since = from ?? RECORDS_BEGIN;
  const { rows } = await sql<Counted>`
    select suspensions, permanent, sessions, latest, source, covered_by, covered_to, ${sharedBy} as people from (
    select p.person_id, coalesce(s.suspensions, 0) as suspensions, coalesce(s.permanent, 0) as permanent,
           case when s.lengths_known is not false then coalesce(s.sessions, 0) end as sessions, s.latest, s.source,
           c.source as covered_by, least(c.covers_to, ${to}::date) as covered_to
    from people.roll p
    left join (
      select person_id, count(*) filter (where kind = 'suspension') as suspensions,
             count(*) filter (where kind = 'permanent_exclusion') as permanent,
             sum(sessions) filter (where kind = 'suspension') as sessions,
             bool_and(sessions is not null) filter (where kind = 'suspension') as lengths_known,
             max(starts_on) as latest, max(source) as source
      from records.suspension
      where tenant_id = ${tenantId} and person_id between ${first} and ${last} and starts_on between ${since} and ${to}
        and coalesce(outcome, 'upheld') = 'upheld'
      group by person_id) s on s.person_id = p.person_id
    left join (${coveredSettings({ tenantId, record: 'suspension', from, to })}) c on c.setting_id = p.setting_id and exists (
        select from people.enrolled e where e.tenant_id = ${tenantId} and e.person_id = p.person_id
          and e.setting_id = p.setting_id and e.starts_on <= ${since})
    where p.tenant_id = ${tenantId} and p.person_id between ${first} and ${last}) each
    group by suspensions, permanent, sessions, latest, source, covered_by, covered_to`.execute(tx);
  return rows;
}
