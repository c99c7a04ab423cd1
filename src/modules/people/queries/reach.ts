import { sql } from 'kysely';
import { academicYear, type PlainDate } from '#dates';
import { type AccountId, askPlanned, type PersonId, type SettingId, type TenantId, type Tx } from '#db';
import type { OwnAdult, OwnPerson, ReachSource } from '#web';

/**
 * Whom an adult has of their own: those they were named to, their tutor groups and classes of this academic year, and whoever has an
 * account of theirs or of their family. And what settings are called.
 */
export const reach: ReachSource = {
  async settingNames(tx, { tenantId, settingIds }) {
    if (settingIds.length === 0) return new Map();
    const rows = await askPlanned(
      tx,
      sql<{ id: SettingId; name: string }>`
        select id, name from people.setting where tenant_id = ${tenantId} and id = any(${[...settingIds]}::uuid[])`,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  },

  async ownPeople(tx, { tenantId, accountId, today }) {
    const pairs = await everyPair(tx, { tenantId, today }, { accountId });
    return pairs.map(({ personId, why }): OwnPerson => ({ personId, why }));
  },

  async adultsOf(tx, { tenantId, personId, today }) {
    const pairs = await everyPair(tx, { tenantId, today }, { personId });
    return pairs.map(({ accountId, why }): OwnAdult => ({ accountId, why }));
  },
};

type Pair = { accountId: AccountId; personId: PersonId; why: OwnPerson['why'] };
type On = { tenantId: TenantId; today: PlainDate };
type Only = { accountId: AccountId } | { personId: PersonId };

/** The closest reason of each pair comes before the others. */
async function everyPair(tx: Tx, on: On, only: Only): Promise<Pair[]> {
  return [
    ...(await namedPairs(tx, on, only)),
    ...(await pairsOf(tx, on, only)),
    ...(await ownPairs(tx, on.tenantId, only)),
  ];
}

/** Which adults were named to which young people, as long as that holds. A last day counts. */
async function namedPairs(tx: Tx, { tenantId, today }: On, only: Only): Promise<Pair[]> {
  const such =
    'accountId' in only ? sql`named.account_id = ${only.accountId}` : sql`named.person_id = ${only.personId}`;
  return askPlanned(
    tx,
    sql<Pair>`
    select named.account_id as "accountId", named.person_id as "personId", named.relation as why from people.named_adult as named
    where named.tenant_id = ${tenantId} and named.ended_at is null and coalesce(named.ends_on >= ${today}::date, true) and ${such}
    order by array_position(array['caseload', 'mentor', 'coach'], named.relation), named.named_at, named.id`,
  );
}

/**
 * Which adults have which young people of their own: all of one adult, or all adults of one young person.
 *
 * Those who have left a class, or a group's setting, are no longer anybody's own, and whoever has left, or teaches a
 * class no more, has none of it. Every last day counts as a day there. Tutoring is the closer of the two reasons.
 */
async function pairsOf(tx: Tx, { tenantId, today }: On, only: Only): Promise<Pair[]> {
  const year = academicYear(today);
  const adult = 'accountId' in only ? sql`account_id = ${only.accountId}` : sql`account_id is not null`;
  const young = 'personId' in only ? sql`e.person_id = ${only.personId}` : sql`true`;
  const rows = await askPlanned(
    tx,
    sql<{ account_id: AccountId; person_id: PersonId; tutors: boolean }>`
    with own as (select id, account_id from people.staff where tenant_id = ${tenantId} and ${adult}
      and (starts_on is null or starts_on <= ${today}) and (ends_on is null or ends_on >= ${today}))
    select account_id, person_id, bool_or(tutors) as tutors from (
      select own.account_id, e.person_id, true as tutors from own
      join people.tutor_group g on g.tenant_id = ${tenantId} and g.tutor_id = own.id and g.academic_year = ${year}
      join people.enrolment e on e.tenant_id = ${tenantId} and e.tutor_group_id = g.id
        and e.status <> 'P' and (e.ends_on is null or e.ends_on > ${today}) and ${young}
      union all
      select own.account_id, place.person_id, false from own
      join people.class_teacher t on t.tenant_id = ${tenantId} and t.staff_id = own.id
        and (t.ends_on is null or t.ends_on >= ${today})
      join people.class c on c.tenant_id = ${tenantId} and c.id = t.class_id and c.academic_year = ${year}
      join people.class_place place on place.tenant_id = ${tenantId} and place.class_id = c.id
        and (place.starts_on is null or place.starts_on <= ${today}) and (place.ends_on is null or place.ends_on >= ${today})
      join people.enrolment e on e.tenant_id = ${tenantId} and e.person_id = place.person_id
        and e.setting_id = c.setting_id and e.academic_year = ${year}
        and e.status <> 'P' and (e.ends_on is null or e.ends_on > ${today}) and ${young}) each
    group by account_id, person_id order by tutors desc, person_id, account_id`,
  );
  return rows.map(({ account_id: accountId, person_id: personId, tutors }) => ({
    accountId,
    personId,
    why: tutors ? 'tutors' : 'teaches',
  }));
}

/** The account that a young person has of their own, and those of their parents and carers. */
async function ownPairs(tx: Tx, tenantId: TenantId, only: Only): Promise<Pair[]> {
  const such =
    'accountId' in only ? sql`own.account_id = ${only.accountId}` : sql`own.person_id = ${only.personId}`;
  return askPlanned(
    tx,
    sql<Pair>`
    select own.account_id as "accountId", own.person_id as "personId", own.relation as why from people.own_account as own
    where own.tenant_id = ${tenantId} and own.ended_at is null and ${such} order by own.made_at, own.id`,
  );
}
