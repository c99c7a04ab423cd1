import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import { coveredSettings, RECORDS_BEGIN } from './covered.ts';
import { type Asked, aboutThem, type Keep, type People, type Wanted } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

const LOST = 'sessions_suspended';

type Counted = {
  people: string;
  suspensions: number;
  permanent: number;
  /** Sessions lost, one for each whose length is not known: the least that a suspension can be. */
  sessions: number;
  /** Whether the length of each is known. */
  lengths_known: boolean;
  latest: PlainDate | null;
  source: string | null;
  covered_by: string | null;
  covered_to: PlainDate | null;
};

/**
 * Suspensions counted, the sessions lost to them, and `exclusion` as permanent, suspension or none. None is said only where
 * a source claims to hold every suspension of the young person's setting over the window, and they were there all of it;
 * otherwise it is unknown, and a number is only the least it can be. So are sessions where the length of one is not known.
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
        const fact = { ...factFrom(row, each), date, source };
        for (const personId of peopleOf(row.people)) keep(personId, position, fact);
      }
    }
  }
}

type Said =
  | { kind: 'number'; value: number; atLeast?: boolean }
  | { kind: 'category'; value: 'permanent' | 'suspension' | 'none' };

function factFrom(row: Counted, { measure, kind }: Wanted): Said {
  const { suspensions, permanent, sessions, lengths_known } = row;
  if (kind === 'category') {
    const value = permanent > 0 ? 'permanent' : suspensions > 0 ? 'suspension' : 'none';
    return { kind: 'category', value };
  }
  const value = measure === LOST ? sessions : suspensions + permanent;
  const atLeast = row.covered_by === null || (measure === LOST && !lengths_known);
  return { kind: 'number', value, ...(atLeast ? { atLeast } : {}) };
}

async function countsOf(
  tx: Tx,
  people: People,
  from: PlainDate | undefined,
  to: PlainDate,
): Promise<Counted[]> {
  const { tenantId } = people;
  const since = from ?? RECORDS_BEGIN;
  const { rows } = await sql<Counted>`
    select suspensions, permanent, sessions, lengths_known, latest, source, covered_by, covered_to, ${sharedBy} as people from (
    select p.person_id, coalesce(s.suspensions, 0) as suspensions, coalesce(s.permanent, 0) as permanent,
           coalesce(s.sessions, 0) as sessions, s.lengths_known is not false as lengths_known, s.latest, s.source,
           c.source as covered_by, least(c.covers_to, ${to}::date) as covered_to
    from people.roll p
    left join (
      select person_id, count(*) filter (where kind = 'suspension') as suspensions,
             count(*) filter (where kind = 'permanent_exclusion') as permanent,
             sum(coalesce(sessions, 1)) filter (where kind = 'suspension') as sessions,
             bool_and(sessions is not null) filter (where kind = 'suspension') as lengths_known,
             max(starts_on) as latest, max(source) as source
      from records.suspension
      where ${aboutThem(people)} and starts_on between ${since} and ${to}
        and coalesce(outcome, 'upheld') = 'upheld'
      group by person_id) s on s.person_id = p.person_id
    left join (${coveredSettings({ tenantId, record: 'suspension', from, to })}) c on c.setting_id = p.setting_id and exists (
        select from people.enrolled e where e.tenant_id = ${tenantId} and e.person_id = p.person_id
          and e.setting_id = p.setting_id and e.starts_on <= ${since})
    where ${aboutThem(people, 'p.person_id')}) each
    group by suspensions, permanent, sessions, lengths_known, latest, source, covered_by, covered_to`.execute(
    tx,
  );
  return rows;
}
