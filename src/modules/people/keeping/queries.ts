import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '#dates';
import type { AccountId, PersonId, TenantId, Tx } from '#db';
import type { ErasureId } from '../../../db/generated/people/Erasure.ts';
import type { RetentionRule } from '../rules/retention.ts';

type Whose = { tenantId: TenantId; personId: PersonId };

/** Why a young person's record must not be erased for now. */
export type LegalHold = { reason: string; by: string; placedAt: string };

export async function holdOf(tx: Tx, { tenantId, personId }: Whose): Promise<LegalHold | undefined> {
  const { rows } = await sql<LegalHold>`
    select hold.reason, hold.by, hold.placed_at as "placedAt" from people.legal_hold as hold
    where hold.tenant_id = ${tenantId} and hold.person_id = ${personId} and hold.ended_at is null`.execute(
    tx,
  );
  return rows[0];
}

/** A record that is proposed for erasure, or what became of the proposal. Of one that was erased nobody knows any more whose it was. */
export type Erasure = {
  id: ErasureId;
  personId: PersonId | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
  rule: string | null;
  reason: string;
  accountId: AccountId | null;
  by: string;
  at: string;
  isHeld: boolean;
  decision: 'erased' | 'declined' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  counts: Readonly<Record<string, number>> | null;
};

const erasures = (tenantId: TenantId, such: RawBuilder<unknown>) => sql<Erasure>`
  select erasure.id, erasure.person_id as "personId",
    person.given_name, person.family_name, person.known_as, coalesce(person.source, '') as source,
    coalesce(person.source_key, '') as source_key,
    erasure.rule, erasure.reason, erasure.account_id as "accountId", erasure.by, erasure.at,
    exists (select from people.legal_hold as hold where hold.tenant_id = erasure.tenant_id
      and hold.person_id = erasure.person_id and hold.ended_at is null) as "isHeld",
    erasure.decision, erasure.decided_by_name as "decidedBy", erasure.decided_at as "decidedAt",
    erasure.decision_reason as "decisionReason", erasure.counts
  from people.erasure as erasure
  left join people.person as person on person.tenant_id = erasure.tenant_id and person.id = erasure.person_id
  where erasure.tenant_id = ${tenantId} and ${such}`;

/** What waits for a decision, the longest first; at most so many. */
export async function erasuresWaiting(tx: Tx, tenantId: TenantId, most: number): Promise<Erasure[]> {
  return (
    await erasures(
      tenantId,
      sql`erasure.decision is null order by erasure.at, erasure.id limit ${most}`,
    ).execute(tx)
  ).rows;
}

/** What was decided, the latest first; at most so many. */
export async function erasuresDecided(tx: Tx, tenantId: TenantId, most: number): Promise<Erasure[]> {
  const such = sql`erasure.decision is not null order by erasure.decided_at desc, erasure.id limit ${most}`;
  return (await erasures(tenantId, such).execute(tx)).rows;
}

export async function erasureOf(tx: Tx, tenantId: TenantId, id: string): Promise<Erasure | undefined> {
  return (await erasures(tenantId, sql`erasure.id = ${id}`).execute(tx)).rows[0];
}

/**
 * Whose record is due by a rule on a day, without those who are held, those of whom it is proposed already, and those of whom
 * somebody declined it within a year.
 */
export async function dueBy(
  tx: Tx,
  tenantId: TenantId,
  rule: RetentionRule,
  today: PlainDate,
): Promise<PersonId[]> {
  const { rows } = await sql<{ id: PersonId }>`
    select person.id from people.person as person
    where person.tenant_id = ${tenantId} and ${isDue(rule, today)}
      and not exists (select from people.legal_hold as hold where hold.tenant_id = person.tenant_id
        and hold.person_id = person.id and hold.ended_at is null)
      and not exists (select from people.erasure as erasure where erasure.tenant_id = person.tenant_id
        and erasure.person_id = person.id
        and (erasure.decision is null or erasure.decided_at > ${today}::date - interval '1 year'))
    order by person.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A record is kept to the day before: on the birthday, and so many years after the last day at a setting, it is due. */
function isDue(rule: RetentionRule, today: PlainDate): RawBuilder<unknown> {
  if ('years-after-birth' in rule)
    return sql`person.date_of_birth + make_interval(years => ${rule['years-after-birth']}) <= ${today}::date`;
  return sql`person.date_of_birth is null and (
    select max(coalesce(stay.ends_on, make_date(stay.academic_year + 1, 8, 31))) from people.enrolment as stay
    where stay.tenant_id = person.tenant_id and stay.person_id = person.id)
      + make_interval(years => ${rule['years-after-leaving']}) <= ${today}::date`;
}

/** What every setting is called, for saying at which one something was. */
export async function everySettingName(tx: Tx, tenantId: TenantId): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('people.setting')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
