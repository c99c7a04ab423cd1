import { sql } from 'kysely';
import type { PersonId, SettingId, Tx, Who } from '#db';
import type { MergingId } from '../actions/merge/merge-people.ts';
import type { DuplicateId } from '../actions/settle-duplicates.ts';
import type { DuplicateReason } from '../rules/duplicates.ts';

export type { DuplicateId } from '../actions/settle-duplicates.ts';

type Named = {
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  source: string;
  source_key: string;
};

/** Two records that may be of one young person. */
export type Duplicate = {
  id: DuplicateId;
  one: Named & { personId: PersonId; settingName: string | null };
  other: Named & { personId: PersonId; settingName: string | null };
  reasons: DuplicateReason[];
};

const side = (roll: string, key: string) => sql`json_build_object('personId', ${sql.ref(`${roll}.person_id`)},
  'given_name', ${sql.ref(`${roll}.given_name`)}, 'family_name', ${sql.ref(`${roll}.family_name`)},
  'known_as', ${sql.ref(`${roll}.known_as`)}, 'source', ${sql.ref(`${roll}.source`)},
  'source_key', ${sql.ref(`${roll}.source_key`)}, 'settingName', ${sql.ref(`${roll}.setting_name`)}) as ${sql.ref(key)}`;

const pairs = ({ tenantId }: Who, settingId: SettingId | undefined) => sql`
  from people.duplicate d
  join people.roll as one on one.tenant_id = d.tenant_id and one.person_id = d.person_id
  join people.roll as other on other.tenant_id = d.tenant_id and other.person_id = d.other_id
  where d.tenant_id = ${tenantId}
    and ${settingId === undefined ? sql`true` : sql`(${settingId} = any(one.setting_ids) or ${settingId} = any(other.setting_ids))`}`;

/** Pairs of whom the actor reaches both, the newest first. */
export async function duplicatesOf(
  tx: Tx,
  who: Who,
  { settingId, limit, offset }: { settingId?: SettingId | undefined; limit: number; offset: number },
): Promise<Duplicate[]> {
  const { rows } = await sql<Duplicate>`
    select d.id, d.reasons, ${side('one', 'one')}, ${side('other', 'other')} ${pairs(who, settingId)}
    order by d.id desc limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

export async function countDuplicates(tx: Tx, who: Who, settingId: SettingId | undefined): Promise<number> {
  const { rows } = await sql<{ number: number }>`select count(*) as number ${pairs(who, settingId)}`.execute(
    tx,
  );
  return rows[0]?.number ?? 0;
}

/** One pair; nothing for one that is not there or of whom either is out of reach. */
export async function duplicateOf(tx: Tx, who: Who, id: DuplicateId): Promise<Duplicate | undefined> {
  const { rows } = await sql<Duplicate>`
    select d.id, d.reasons, ${side('one', 'one')}, ${side('other', 'other')}
    ${pairs(who, undefined)} and d.id = ${id}`.execute(tx);
  return rows[0];
}

/** A merge, or that two records were told apart. */
export type DecidedDuplicate = {
  kind: 'merged' | 'told_apart';
  id: MergingId | ApartId;
  at: string;
  by: string;
  reason: string;
  /** The one that stayed, or one of the two. */
  person: Named & { personId: PersonId };
  /** The other of two who were told apart. */
  other: (Named & { personId: PersonId }) | null;
};
export type ApartId = string & { __brand: 'people.told_apart' };

/** What was decided and still stands, the newest first. For the whole organisation. */
export async function decidedDuplicates(
  tx: Tx,
  { tenantId }: Who,
  { limit, offset }: { limit: number; offset: number },
): Promise<DecidedDuplicate[]> {
  const { rows } = await sql<DecidedDuplicate>`
    select 'merged' as kind, m.id, m.at, m.by, m.reason, ${side('one', 'person')}, null::json as other
    from people.merging m
    join people.roll as one on one.tenant_id = m.tenant_id and one.person_id = m.person_id
    where m.tenant_id = ${tenantId}
      and not exists (select from people.unmerging u where u.tenant_id = m.tenant_id and u.merging_id = m.id)
    union all
    select 'told_apart', a.id, a.at, a.by, a.reason, ${side('one', 'person')}, ${side('other', 'other')}
    from (select distinct on (least(person_id, other_id), greatest(person_id, other_id)) * from people.told_apart
      where tenant_id = ${tenantId} order by least(person_id, other_id), greatest(person_id, other_id), id desc) a
    join people.roll as one on one.tenant_id = a.tenant_id and one.person_id = a.person_id
    join people.roll as other on other.tenant_id = a.tenant_id and other.person_id = a.other_id
    where a.are_two
    order by 2 desc limit ${limit} offset ${offset}`.execute(tx);
  return rows;
}

/** The pair of a telling apart that still stands. */
export async function apartOf(
  tx: Tx,
  { tenantId }: Who,
  id: ApartId,
): Promise<{ one: PersonId; other: PersonId } | undefined> {
  const { rows } = await sql<{ one: PersonId; other: PersonId }>`
    select a.person_id as one, a.other_id as other from people.told_apart a
    where a.tenant_id = ${tenantId} and a.id = ${id} and a.are_two and not exists (select from people.told_apart later
      where later.tenant_id = a.tenant_id and later.id > a.id and later.person_id in (a.person_id, a.other_id)
        and later.other_id in (a.person_id, a.other_id))`.execute(tx);
  return rows[0];
}
