import { sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { Tx } from '#db';
import { coveredSettings, RECORDS_BEGIN } from './covered.ts';
import { type Asked, aboutThem, type Keep, type People } from './fact.ts';
import { peopleOf, sharedBy } from './shared.ts';

type Counted = {
  people: string;
  positive: number;
  negative: number;
  removals: number;
  /** Events that do not say whether the young person left the lesson. */
  unsaid: number;
  latest_positive: PlainDate | null;
  latest_negative: PlainDate | null;
  latest_removal: PlainDate | null;
  source: string | null;
  covered_by: string | null;
  covered_to: PlainDate | null;
};

/** What may be asked: the count, the day of the latest, and whether a count of nothing could still hide some. */
const measures: Readonly<
  Record<string, (row: Counted) => { count: number; latest: PlainDate | null; unsaid?: number }>
> = {
  'behaviour.positive': (row) => ({ count: row.positive, latest: row.latest_positive }),
  'behaviour.negative': (row) => ({ count: row.negative, latest: row.latest_negative }),
  'behaviour.removals': (row) => ({ count: row.removals, latest: row.latest_removal, unsaid: row.unsaid }),
};

/**
 * Behaviour events counted over a window: positive, negative, and those that ended in leaving the lesson. None is said
 * only where a source claims to hold every event of the young person's setting, and they were there all of it; otherwise
 * it is unknown, and a number is only the least it can be.
 */
export async function behaviourFacts(
  tx: Tx,
  people: People,
  asked: readonly Asked[],
  keep: Keep,
): Promise<void> {
  const about = asked.filter(
    ({ wanted }) => wanted.kind === 'number' && Object.hasOwn(measures, wanted.measure),
  );
  const byWindow = Map.groupBy(about, ({ wanted }) => `${wanted.from ?? ''} ${wanted.to}`);
  for (const group of byWindow.values()) {
    const [{ wanted }] = group as [Asked]; // a group has somebody in it
    for (const row of await countsOf(tx, people, wanted.from, wanted.to))
      for (const { wanted: each, position } of group) {
        const { count, latest, unsaid = 0 } = measures[each.measure]?.(row) ?? { count: 0, latest: null };
        if (count === 0 && (row.covered_by === null || unsaid > 0)) continue;
        const open = row.covered_by === null || unsaid > 0 ? { atLeast: true } : {};
        const date = latest ?? row.covered_to ?? each.to;
        const source = (count === 0 ? row.covered_by : row.source) ?? '';
        for (const personId of peopleOf(row.people))
          keep(personId, position, { kind: 'number', value: count, date, source, ...open });
      }
  }
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
    select positive, negative, removals, unsaid, latest_positive, latest_negative, latest_removal, source, covered_by,
           covered_to, ${sharedBy} as people from (
    select p.person_id, coalesce(b.positive, 0) as positive, coalesce(b.negative, 0) as negative,
           coalesce(b.removals, 0) as removals, coalesce(b.unsaid, 0) as unsaid, b.latest_positive, b.latest_negative,
           b.latest_removal, b.source, c.source as covered_by, least(c.covers_to, ${to}::date) as covered_to
    from people.roll p
    left join (
      select person_id, count(*) filter (where kind = 'positive') as positive,
             count(*) filter (where kind = 'negative') as negative, count(*) filter (where removed) as removals,
             count(*) filter (where removed is null and kind = 'negative') as unsaid,
             max(on_date) filter (where kind = 'positive') as latest_positive,
             max(on_date) filter (where kind = 'negative') as latest_negative,
             max(on_date) filter (where removed) as latest_removal, max(source) as source
      from records.behaviour
      where ${aboutThem(people)} and on_date between ${since} and ${to}
      group by person_id) b on b.person_id = p.person_id
    left join (${coveredSettings({ tenantId, record: 'behaviour', from, to })}) c on c.setting_id = p.setting_id and exists (
        select from people.enrolled e where e.tenant_id = ${tenantId} and e.person_id = p.person_id
          and e.setting_id = p.setting_id and e.starts_on <= ${since})
    where ${aboutThem(people, 'p.person_id')}
      and (b.person_id is not null or c.setting_id is not null)) each
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(tx);
  return rows;
}
