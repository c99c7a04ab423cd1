import { sql } from 'kysely';
import { addDays, type PlainDate } from '#dates';
import type { PersonId, TenantId, Tx } from '#db';

/** Something that happened to a young person on a day, and the words for it: a key of the messages and its values. */
export type Moment = {
  on: PlainDate;
  kind: 'joined' | 'left' | 'suspended' | 'destination' | 'decided' | 'marked';
  key: string;
  values: Readonly<Record<string, string | number>>;
};

type Whose = { tenantId: TenantId; personId: PersonId; today: PlainDate };

/**
 * What is on record of a young person's way, by day: the settings they came to and left, suspensions that stood, and what
 * they did after school. An enrolment that goes on from one year to the next is one stay. Whatever has no day is left out.
 *
 * @example const moments = await momentsOf(tx, { tenantId, personId, today });
 */
export async function momentsOf(tx: Tx, whose: Whose): Promise<Moment[]> {
  return [
    ...(await staysOf(tx, whose)).flatMap((stay) => comingAndGoing(stay, whose.today)),
    ...(await suspensionsOf(tx, whose)),
    ...(await activitiesOf(tx, whose)),
  ];
}

/** A time at one setting without a break. `until` is the last day there, or null while it goes on. */
export type Stay = { name: string; second: boolean; from: PlainDate; until: PlainDate | null };

/**
 * The stays of a young person that have begun. An enrolment that goes on from one year to the next is one stay.
 *
 * @example (await staysOf(tx, { tenantId, personId, today }))[0]?.name // 'Ashdale'
 */
export async function staysOf(tx: Tx, { tenantId, personId, today }: Whose): Promise<Stay[]> {
  const { rows } = await sql<Stay>`
    select s.name, stay.second, lower(stay.days) as from, upper(stay.days) as until
    from (select setting_id, status = 'S' as second, unnest(range_agg(daterange(starts_on, ends_on, '[]'))) as days
          from people.enrolled
          where tenant_id = ${tenantId} and person_id = ${personId} and starts_on is not null
            and coalesce(status, '') <> 'G' and (ends_on is null or ends_on >= starts_on)
          group by setting_id, status = 'S') stay
    join people.place s on s.tenant_id = ${tenantId} and s.setting_id = stay.setting_id`.execute(tx);
  return (
    rows
      .filter(({ from }) => from <= today)
      // A range ends on the day after its last.
      .map((stay) => ({ ...stay, until: stay.until === null ? null : addDays(stay.until, -1) }))
  );
}

function comingAndGoing({ name, second, from, until }: Stay, today: PlainDate): Moment[] {
  const came: Moment = {
    on: from,
    kind: 'joined',
    key: second ? 'journey.joined-second' : 'journey.joined',
    values: { setting: name },
  };
  if (until === null || until >= today) return [came];
  return [came, { on: until, kind: 'left', key: 'journey.left', values: { setting: name } }];
}

async function suspensionsOf(tx: Tx, { tenantId, personId, today }: Whose): Promise<Moment[]> {
  const { rows } = await sql<{ on: PlainDate; kind: string; sessions: number | null }>`
    select starts_on as on, kind, sessions from records.suspension
    where tenant_id = ${tenantId} and person_id = ${personId} and kind in ('suspension', 'permanent_exclusion')
      and coalesce(outcome, 'upheld') = 'upheld' and starts_on <= ${today}`.execute(tx);
  return rows.map(({ on, kind, sessions }): Moment => {
    if (kind === 'permanent_exclusion') return { on, kind: 'suspended', key: 'journey.excluded', values: {} };
    return sessions === null
      ? { on, kind: 'suspended', key: 'journey.suspended', values: {} }
      : { on, kind: 'suspended', key: 'journey.suspended-for', values: { count: sessions } };
  });
}

async function activitiesOf(tx: Tx, { tenantId, personId, today }: Whose): Promise<Moment[]> {
  const { rows } = await sql<{ on: PlainDate; label: string; activity: string }>`
    select m.on_date as on, d.label, coalesce(d.categories ->> m.category, m.category) as activity
    from records.measure m
    join records.measure_definition d on d.tenant_id = m.tenant_id and d.id = m.definition_id
    where m.tenant_id = ${tenantId} and m.person_id = ${personId} and d.name = 'activity'
      and m.category is not null and m.on_date <= ${today}`.execute(tx);
  return rows.map(({ on, label, activity }) => ({
    on,
    kind: 'destination',
    key: 'journey.destination',
    values: { label, activity },
  }));
}
