import { createHash } from 'node:crypto';

/** What is hashed of entries and seals. Changing it changes every hash: the first word of each says which way it is. */

/** An entry as it is hashed: its columns as text, the time to the microsecond in UTC. */
export type HashedEntry = {
  id: string;
  at: string;
  account_id: string | null;
  by: string | null;
  act: string;
  person_id: string | null;
  subject_id: string | null;
  why: string;
  number: number | null;
};

/** What a seal holds, and after which seal it comes. */
export type Sealing = {
  tenantId: string;
  /** From 1. */
  number: number;
  at: string;
  entryIds: readonly string[];
  /** The hashes of the entries in the same order, one after the other. */
  entryHashes: string;
  /** The hash of the seal before; empty for the first. */
  previous: string;
};

/** Hexadecimal digits of a hash. */
const HASH_LENGTH = 64;

/**
 * The hash of one entry. Who it was about is in it as an id only, so that forgetting somebody breaks no chain.
 *
 * @example hashOfEntry(entry) // 64 hexadecimal digits
 */
export function hashOfEntry(entry: HashedEntry): string {
  const { id, at, account_id, by, act, person_id, subject_id, why, number } = entry;
  return sha256(['entry 1', id, at, account_id, by, act, person_id, subject_id, why, number]);
}

/** The hash of a seal, which holds that of the seal before it. */
export function hashOfSeal({ tenantId, number, at, entryIds, entryHashes, previous }: Sealing): string {
  return sha256(['seal 1', tenantId, number, at, previous, entryIds, entryHashes]);
}

/** The hash of the entry at this place of a seal. */
export function hashAt(entryHashes: string, place: number): string {
  return entryHashes.slice(place * HASH_LENGTH, (place + 1) * HASH_LENGTH);
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
