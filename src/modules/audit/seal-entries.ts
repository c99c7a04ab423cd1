import { sql } from 'kysely';
import { type Database, type TenantId, type Tx, withActor } from '#db';
import { type HashedEntry, hashOfEntry, hashOfSeal } from './chain.ts';

/** The end of a chain: who knows it can tell whether anything before it was changed since. */
export type ChainHead = { tenantId: TenantId; number: number; at: string; hash: string };

/** Entries in one seal. */
const AT_ONCE = 5_000;

/**
 * Seals every entry of an organisation that waits for it, some thousand in a transaction. Two that seal at once wait for each
 * other. An entry of a transaction that is still open is not there to be seen: it is sealed the next time.
 *
 * @returns how many entries were sealed
 * @example await sealEntries(db, tenantId)
 */
export async function sealEntries(db: Database, tenantId: TenantId): Promise<number> {
  let sealed = 0;
  for (;;) {
    const some = await withActor(db, { tenantId, reach: 'whole' }, (tx) => sealSome(tx, tenantId));
    sealed += some;
    if (some < AT_ONCE) return sealed;
  }
}

async function sealSome(tx: Tx, tenantId: TenantId): Promise<number> {
  if (!(await isAnyWaiting(tx, tenantId))) return 0;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`seal ${tenantId}`}, 0))`.execute(tx);
  const { rows: entries } = await sql<HashedEntry>`
    select ${entryColumns} from audit.unsealed as waiting
    join audit.entry as entry on entry.tenant_id = waiting.tenant_id and entry.id = waiting.id
    where waiting.tenant_id = ${tenantId} order by waiting.id limit ${AT_ONCE}`.execute(tx);
  if (entries.length === 0) return 0;
  const before = await headOf(tx, tenantId);
  const { rows: times } = await sql<{ at: string }>`select ${inUtc(sql`clock_timestamp()`)} as at`.execute(
    tx,
  );
  const sealing = {
    tenantId,
    number: (before?.number ?? 0) + 1,
    at: times[0]?.at ?? '',
    entryIds: entries.map(({ id }) => id),
    entryHashes: entries.map(hashOfEntry).join(''),
    previous: before?.hash ?? '',
  };
  await sql`insert into audit.seal (tenant_id, number, at, entry_ids, entry_hashes, previous, hash)
    values (${tenantId}, ${sealing.number}, ${sealing.at}, ${sealing.entryIds}::uuid[], ${sealing.entryHashes},
      ${sealing.previous}, ${hashOfSeal(sealing)})`.execute(tx);
  await sql`delete from audit.unsealed
    where tenant_id = ${tenantId} and id = any(${sealing.entryIds}::uuid[])`.execute(tx);
  return entries.length;
}

async function isAnyWaiting(tx: Tx, tenantId: TenantId): Promise<boolean> {
  const { rows } = await sql`select from audit.unsealed where tenant_id = ${tenantId} limit 1`.execute(tx);
  return rows.length > 0;
}

/** The newest seal of an organisation; undefined before the first. */
export async function headOf(tx: Tx, tenantId: TenantId): Promise<ChainHead | undefined> {
  const { rows } = await sql<Omit<ChainHead, 'tenantId'>>`
    select number, ${inUtc(sql`at`)} as at, hash from audit.seal
    where tenant_id = ${tenantId} order by number desc limit 1`.execute(tx);
  return rows[0] && { tenantId, ...rows[0] };
}

/** The columns of `audit.entry as entry` as they are hashed. */
export const entryColumns = sql`entry.id, ${inUtc(sql`entry.at`)} as at, entry.account_id, entry.by, entry.act,
  entry.person_id, entry.subject_id, entry.why, entry.number`;

export function inUtc(time: ReturnType<typeof sql>) {
  return sql`to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
