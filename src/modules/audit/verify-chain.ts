import { sql } from 'kysely';
import type { TenantId, Tx } from '#db';
import { type HashedEntry, hashAt, hashOfEntry, hashOfSeal, type Sealing } from './chain.ts';
import { type ChainHead, entryColumns, headOf, inUtc } from './seal-entries.ts';

/**
 * What is wrong with a chain:
 * - `entry_changed`, `entry_removed`: a seal holds it otherwise, or holds it and it is gone;
 * - `entry_added`: it never went to the sealer, so it did not come from Waymark;
 * - `waiting_removed`: it waited to be sealed and is gone;
 * - `seal_changed`, `seal_removed`: the chain itself;
 * - `cut_off`: the chain ends before, or is other than, a head that was kept elsewhere says.
 */
export type ChainFault = {
  what:
    | 'entry_changed'
    | 'entry_removed'
    | 'entry_added'
    | 'waiting_removed'
    | 'seal_changed'
    | 'seal_removed'
    | 'cut_off';
  /** The seal it is about, where it is about one. */
  seal: number | null;
  /** The entry it is about, where it is about one. */
  entryId: string | null;
};

export type ChainFindings = {
  /** Entries that a seal holds, and seals. */
  entries: number;
  seals: number;
  head: ChainHead | undefined;
  /** Entries that no seal holds yet, and since when the oldest of them waits. Whoever changes one of these leaves no trace. */
  waiting: number;
  waitingSince: string | null;
  /** The first hundred. */
  faults: ChainFault[];
  faultsInAll: number;
};

const SEALS_AT_ONCE = 20;
const MOST_TOLD = 100;

type KnownSeal = Omit<Sealing, 'tenantId'> & { hash: string };

/**
 * Follows the chain of an organisation from its first seal: every hash, every entry, the order of the seals, what waits, and
 * whether the heads that were kept elsewhere are still in it. Changes nothing. Without such heads nobody can tell that the
 * end of a chain was cut off together with its entries.
 *
 * @param heads of any organisations, as `readHeads` reads them
 * @example const { faultsInAll, waiting } = await verifyChain(tx, tenantId, await readHeads(path));
 */
export async function verifyChain(
  tx: Tx,
  tenantId: TenantId,
  heads: readonly ChainHead[],
): Promise<ChainFindings> {
  const found: ChainFindings = {
    entries: 0,
    seals: 0,
    head: await headOf(tx, tenantId),
    ...(await waitingOf(tx, tenantId)),
    faults: [],
    faultsInAll: 0,
  };
  const report = (what: ChainFault['what'], seal: number | null = null, entryId: string | null = null) => {
    found.faultsInAll += 1;
    if (found.faults.length < MOST_TOLD) found.faults.push({ what, seal, entryId });
  };
  const hashes = new Map<number, string>();
  let before = { number: 0, hash: '' };
  for (;;) {
    const seals = await sealsAfter(tx, tenantId, before.number);
    if (seals.length === 0) break;
    const entries = await entriesOf(tx, tenantId, seals);
    for (const seal of seals) {
      for (let gone = before.number + 1; gone < seal.number; gone += 1) report('seal_removed', gone);
      const isNext = seal.number === before.number + 1;
      const isWhole = seal.hash === hashOfSeal({ tenantId, ...seal });
      if (!isWhole || (isNext && seal.previous !== before.hash)) report('seal_changed', seal.number);
      verifyEntries(seal, entries, report);
      found.entries += seal.entryIds.length;
      found.seals += 1;
      hashes.set(seal.number, seal.hash);
      before = seal;
    }
  }
  for (const id of await unhandedOf(tx, tenantId)) report('entry_added', null, id);
  for (const id of await lostWhileWaiting(tx, tenantId)) report('waiting_removed', null, id);
  for (const head of heads)
    if (head.tenantId === tenantId && hashes.get(head.number) !== head.hash) report('cut_off', head.number);
  return found;
}

function verifyEntries(
  seal: KnownSeal,
  entries: ReadonlyMap<string, HashedEntry>,
  report: (what: ChainFault['what'], seal: number, entryId: string) => void,
): void {
  for (const [place, id] of seal.entryIds.entries()) {
    const entry = entries.get(id);
    if (!entry) report('entry_removed', seal.number, id);
    else if (hashOfEntry(entry) !== hashAt(seal.entryHashes, place)) report('entry_changed', seal.number, id);
  }
}

async function sealsAfter(tx: Tx, tenantId: TenantId, number: number): Promise<KnownSeal[]> {
  const { rows } = await sql<KnownSeal>`
    select number, ${inUtc(sql`at`)} as at, entry_ids as "entryIds", entry_hashes as "entryHashes", previous, hash
    from audit.seal where tenant_id = ${tenantId} and number > ${number}
    order by number limit ${SEALS_AT_ONCE}`.execute(tx);
  return rows;
}

async function entriesOf(
  tx: Tx,
  tenantId: TenantId,
  seals: readonly KnownSeal[],
): Promise<Map<string, HashedEntry>> {
  const ids = seals.flatMap(({ entryIds }) => entryIds);
  const { rows } = await sql<HashedEntry>`
    select ${entryColumns} from audit.entry as entry
    where entry.tenant_id = ${tenantId} and entry.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function waitingOf(
  tx: Tx,
  tenantId: TenantId,
): Promise<Pick<ChainFindings, 'waiting' | 'waitingSince'>> {
  const { rows } = await sql<{ waiting: number; waitingSince: string | null }>`
    select count(*)::int as waiting, ${inUtc(sql`min(entry.at)`)} as "waitingSince"
    from audit.unsealed as unsealed
    join audit.entry as entry on entry.tenant_id = unsealed.tenant_id and entry.id = unsealed.id
    where unsealed.tenant_id = ${tenantId}`.execute(tx);
  return rows[0] ?? { waiting: 0, waitingSince: null };
}

/** Entries that no seal holds and that do not wait for one. In one statement, lest the sealer comes between. */
async function unhandedOf(tx: Tx, tenantId: TenantId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select entry.id from audit.entry as entry where entry.tenant_id = ${tenantId} and entry.id in (
      select id from audit.entry where tenant_id = ${tenantId}
      except select id from audit.unsealed where tenant_id = ${tenantId}
      except select unnest(entry_ids) from audit.seal where tenant_id = ${tenantId})
    order by entry.id`.execute(tx);
  return rows.map(({ id }) => id);
}

async function lostWhileWaiting(tx: Tx, tenantId: TenantId): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from audit.unsealed where tenant_id = ${tenantId}
    except select id from audit.entry where tenant_id = ${tenantId} order by id`.execute(tx);
  return rows.map(({ id }) => id);
}
