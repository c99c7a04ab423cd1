/** What the browser holds: the organisation and 256 random bits, of which only the SHA-256 is kept here. */
import { createHash, randomBytes } from 'node:crypto';
import type { TenantId } from '#db';

export type Token = { tenantId: TenantId; sha256: string };

const SHAPE = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

/** A new token: the value for the cookie, and the hash for the table. */
export function newToken(tenantId: TenantId): { cookie: string; sha256: string } {
  const token = randomBytes(32).toString('base64url');
  return { cookie: `${tenantId}.${token}`, sha256: sha256(token) };
}

/** Reads a cookie; undefined for anything that was never one of ours. */
export function readToken(cookie: string | undefined): Token | undefined {
  const [, tenantId, token] = SHAPE.exec(cookie ?? '') ?? [];
  if (tenantId === undefined || token === undefined) return undefined;
  return { tenantId: tenantId as TenantId, sha256: sha256(token) };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
