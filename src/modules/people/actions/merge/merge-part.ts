import { sql } from 'kysely';
import type { Tx } from '#db';
import type { MergePair, MergePart, MovedRow } from '#web';
import type { EnrolmentId } from '../known-people.ts';
import { changeRow, dropRows, repoint } from './repoint.ts';

type Row = Record<string, unknown>;

/** What of an enrolment fills a blank of the one that stays, at the same setting in the same year. */
const OF_A_STAY = ['nc_year', 'starts_on', 'tutor_group_id', 'house_id'] as const;

/** How people are merged: who they are, where they are enrolled, and what was decided about them. */
export const peopleMerge: MergePart = {
  tables: [
    { table: 'people.enrolment', label: 'merge.tables.enrolments' },
    { table: 'people.person_source', label: 'merge.tables.keys' },
    { table: 'people.person_said', label: 'merge.tables.words' },
    { table: 'people.class_place', label: 'merge.tables.class-places' },
    { table: 'people.move', label: 'merge.tables.moves' },
    { table: 'people.move_decision', label: 'merge.tables.move-decisions' },
    { table: 'people.told_apart', label: 'merge.tables.told-apart' },
    { table: 'people.merging', label: 'merge.tables.mergings' },
    { table: 'people.legal_hold', label: 'kept.holds' },
    { table: 'people.own_account', label: 'own.title' },
    { table: 'people.share', label: 'shares.title' },
    { table: 'people.named_adult', label: 'named.title' },
    { table: 'people.break_glass', label: 'glass.reviews' },
    { table: 'people.erasure', label: 'retention.title' },
  ],
  async mergePerson(tx, pair) {
    return [
      ...(await mergeStays(tx, pair)),
      ...(await repoint(tx, pair, { table: 'people.person_source' })),
      ...(await repoint(tx, pair, { table: 'people.person_said', once: ['source'] })),
      ...(await repoint(tx, pair, { table: 'people.class_place', once: ['class_id', 'source'] })),
      ...(await dropSeconds(tx, pair)),
      ...(await mergeMoves(tx, pair)),
      ...(await repoint(tx, pair, { table: 'people.told_apart' })),
      ...(await repoint(tx, pair, { table: 'people.told_apart', column: 'other_id' })),
      ...(await repoint(tx, pair, { table: 'people.merging' })),
      ...(await mergeKeeping(tx, pair)),
      ...(await mergeOwnAccounts(tx, pair)),
      ...(await repoint(tx, pair, { table: 'people.share' })),
      ...(await mergeNamed(tx, pair)),
      ...(await repoint(tx, pair, { table: 'people.break_glass' })),
    ];
  },
};

/** Two years at one setting become one: that of the record that stays, its blanks filled from the other. */
async function mergeStays(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from, into } = pair;
  const { rows } = await sql<{ from_id: EnrolmentId; into_id: EnrolmentId; theirs: Row; ours: Row }>`
    select f.id as from_id, i.id as into_id, to_jsonb(f) as theirs, to_jsonb(i) as ours
    from people.enrolment f join people.enrolment i on i.tenant_id = f.tenant_id and i.person_id = ${into}
      and i.setting_id = f.setting_id and i.academic_year = f.academic_year
    where f.tenant_id = ${tenantId} and f.person_id = ${from} order by f.id`.execute(tx);
  const moved = await dropRows(
    tx,
    tenantId,
    'people.enrolment',
    rows.map(({ from_id: id, theirs: row }) => ({ id, row })),
  );
  for (const { into_id: id, theirs, ours } of rows) {
    const filled: Row = Object.fromEntries(
      OF_A_STAY.map((name) => [name, ours[name] ?? theirs[name] ?? null]),
    );
    // A start after the end of the stay that stands would be another stay.
    if (ours['ends_on'] !== null) filled['starts_on'] = ours['starts_on'];
    moved.push(...(await changeRow(tx, tenantId, 'people.enrolment', id, ours, filled)));
  }
  return [...moved, ...(await repoint(tx, pair, { table: 'people.enrolment' }))];
}

/** Second settings are worked out again from the enrolments; kept here so that undoing puts them back. */
async function dropSeconds(tx: Tx, { tenantId, from }: MergePair): Promise<MovedRow[]> {
  const { rows } = await sql<{ id: string; row: Row }>`
    select s.id, to_jsonb(s) as row from people.second_setting s
    where s.tenant_id = ${tenantId} and s.person_id = ${from}`.execute(tx);
  return dropRows(tx, tenantId, 'people.second_setting', rows);
}

/** What is only suggested is worked out again afterwards; what somebody decided moves with the young person. */
async function mergeMoves(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from } = pair;
  const { rows } = await sql<{ id: string; row: Row }>`
    select m.id, to_jsonb(m) as row from people.move m where m.tenant_id = ${tenantId} and m.person_id = ${from} and m.is_open
      and not exists (select from people.move_decision d where d.tenant_id = m.tenant_id and d.move_id = m.id)`.execute(
    tx,
  );
  const open = await dropRows(tx, tenantId, 'people.move', rows);
  const closed = await closeTwice(tx, pair);
  const moves = await repoint(tx, pair, { table: 'people.move' });
  return [...open, ...closed, ...moves, ...(await repoint(tx, pair, { table: 'people.move_decision' }))];
}

/** A hold on either is a hold on the one that stays, and what is proposed about either is about them. Of two, theirs stands. */
async function mergeKeeping(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from, into } = pair;
  const moved: MovedRow[] = [];
  for (const [table, stands] of [
    ['people.legal_hold', sql`ended_at is null`],
    ['people.erasure', sql`decision is null`],
  ] as const) {
    const { rows } = await sql<{ id: string; row: Row }>`
      select t.id, to_jsonb(t) as row from ${sql.table(table)} t where t.tenant_id = ${tenantId} and t.person_id = ${from} and ${stands}
        and exists (select from ${sql.table(table)} other where other.tenant_id = ${tenantId} and other.person_id = ${into} and ${stands})`.execute(
      tx,
    );
    moved.push(...(await dropRows(tx, tenantId, table, rows)), ...(await repoint(tx, pair, { table })));
  }
  return moved;
}

/** A young person has one account of their own: the one that goes with the record that stays. Whose family signs in goes on. */
async function mergeOwnAccounts(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from, into } = pair;
  const { rows } = await sql<{ id: string; row: Row }>`
    select own.id, to_jsonb(own) as row from people.own_account own
    where own.tenant_id = ${tenantId} and own.person_id = ${from} and own.relation = 'self' and own.ended_at is null
      and exists (select from people.own_account other where other.tenant_id = ${tenantId} and other.person_id = ${into}
        and other.relation = 'self' and other.ended_at is null)`.execute(tx);
  const gone = await dropRows(tx, tenantId, 'people.own_account', rows);
  return [...gone, ...(await repoint(tx, pair, { table: 'people.own_account' }))];
}

/** An adult who was named the same to both is named once. */
async function mergeNamed(tx: Tx, pair: MergePair): Promise<MovedRow[]> {
  const { tenantId, from, into } = pair;
  const { rows } = await sql<{ id: string; row: Row }>`
    select named.id, to_jsonb(named) as row from people.named_adult named
    where named.tenant_id = ${tenantId} and named.person_id = ${from} and named.ended_at is null
      and exists (select from people.named_adult other where other.tenant_id = ${tenantId} and other.person_id = ${into}
        and other.account_id = named.account_id and other.relation = named.relation and other.ended_at is null)`.execute(
    tx,
  );
  const gone = await dropRows(tx, tenantId, 'people.named_adult', rows);
  return [...gone, ...(await repoint(tx, pair, { table: 'people.named_adult' }))];
}

/** One that was decided and taken back is open: closed here, and opened again by whoever finds that it still holds. */
async function closeTwice(tx: Tx, { tenantId, from }: MergePair): Promise<MovedRow[]> {
  const { rows } = await sql<{ id: string }>`
    update people.move set is_open = false where tenant_id = ${tenantId} and person_id = ${from} and is_open
    returning id`.execute(tx);
  return rows.map(({ id }) => ({
    table: 'people.move',
    id,
    before: { is_open: true },
    after: { is_open: false },
  }));
}

/** The record itself goes. Who the young person is follows from what all sources say, of the one record now. */
export async function dropRecord(tx: Tx, { tenantId, from }: MergePair): Promise<MovedRow[]> {
  const { rows } = await sql<{ id: string; row: Row }>`
    select id, to_jsonb(p) as row from people.person p where tenant_id = ${tenantId} and id = ${from}`.execute(
    tx,
  );
  return dropRows(tx, tenantId, 'people.person', rows);
}
