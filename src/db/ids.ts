/** Ids are UUIDv7: they sort by time of making, so rows lie where they were added. Each kind of row has a type of its own. */
import { randomUUIDv7 } from 'node:crypto';

/** The organisation that runs its Waymark: a council, a trust or a single school. */
export type TenantId = string & { __brand: 'identity.tenant' };

/**
 * A new id for one kind of row.
 *
 * @example const id = newId<NoteId>();
 */
export function newId<Id extends string>(): Id {
  return randomUUIDv7() as string as Id;
}
