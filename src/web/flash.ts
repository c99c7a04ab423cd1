import { z } from 'zod';
import type { PageFrame, Say } from './frame.ts';
import type { Flash } from './route.ts';

export const FLASH = 'waymark-flash';
/** Seconds; long enough for one redirect on a slow phone. */
export const FLASH_LASTS = 60;

const Kept = z.object({
  kind: z.enum(['success', 'note']),
  key: z.string().max(100),
  values: z.record(z.string().max(40), z.union([z.string().max(200), z.number()])),
});

/** A message for the next page, as a cookie holds it. */
export function writeFlash({ kind = 'success', key, values = {} }: Flash): string {
  return Buffer.from(JSON.stringify({ kind, key, values })).toString('base64url');
}

/** Reads it back in words. A cookie is the browser's to change: whatever is not a message of ours is nothing. */
export function readFlash(cookie: string | undefined, say: Say): PageFrame['flash'] {
  if (!cookie) return null;
  try {
    const { kind, key, values } = Kept.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString()));
    return { kind, text: say(key, values) };
  } catch {
    return null;
  }
}
