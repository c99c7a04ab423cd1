/** Ids are UUIDv7: they sort by time of making, so rows lie where they were added. Each kind of row has a type of its own. */
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** The organisation that runs its Waymark: a council, a trust or a single school. */
export type TenantId = string & { __brand: 'identity.tenant' };

/**
 * A new id for one kind of row. In one process each sorts after those before, also within one millisecond and when the clock of the machine
 * was set back.
 *
 * @example const id = newId<NoteId>();
 */
export function newId<Id extends string>(): Id {
  return v7() as string as Id;
}

/**
 * The id of one part of something that was sent once: the same id and the same part give the same id again, so that sending
 * twice makes nothing twice. A UUID of version 8, which is for ids made in a way of one's own (RFC 9562, section 5.8).
 *
 * @example const id = idOfPart<NoteId>(submission, personId);
 */
export function idOfPart<Id extends string>(whole: string, part: string): Id {
  const hash = createHash('sha256').update(`${whole} ${part}`).digest('hex');
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-') as Id;
}
