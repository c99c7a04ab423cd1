/** Codes that show who somebody is beside the password: from an authenticator app (RFC 6238), and those kept for when it is lost. */
import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256 } from '../tokens.ts';

/** What every app knows without being told: SHA-1, six digits, half a minute. */
const APP = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/** How many there are of those that are kept on paper. */
export const RECOVERY_CODES = 10;

/** A secret for an app: 160 random bits in base 32 (RFC 4226, 4). */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/**
 * What an app reads from the picture.
 *
 * @example appAddress({ secret, issuer: 'Northmoor', label: 'jo@school.example' }) // 'otpauth://totp/…'
 */
export function appAddress({
  secret,
  issuer,
  label,
}: {
  secret: string;
  issuer: string;
  label: string;
}): string {
  return new TOTP({
    ...APP,
    issuer: `Waymark ${issuer}`,
    label,
    secret: Secret.fromBase32(secret),
  }).toString();
}

/**
 * Which half-minute a code belongs to, when it is of this secret and of now, the one before or the one after, and later than
 * the last that was taken (RFC 6238, 5.2: none is taken twice); else undefined.
 *
 * @param at milliseconds of the real clock
 * @example counterOf({ secret, typed: '123 456', at: Date.now(), lastCounter: null })
 */
export function counterOf({
  secret,
  typed,
  at,
  lastCounter,
}: {
  secret: string;
  typed: string;
  at: number;
  lastCounter: number | null;
}): number | undefined {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = new TOTP({ ...APP, secret: Secret.fromBase32(secret) }).validate({
    token,
    timestamp: at,
    window: 1,
  });
  if (delta === null) return undefined;
  const counter = Math.floor(at / 1000 / APP.period) + delta;
  return lastCounter !== null && counter <= lastCounter ? undefined : counter;
}

/** Letters and digits that are not taken for one another. */
const PLAIN = 'abcdefghjkmnpqrstvwxyz0123456789';

/** Ten codes of 80 bits each, as they are written on paper: `abcd-efgh-jkmn-pqrs`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    [...randomBytes(16)]
      .map((byte) => PLAIN[byte % PLAIN.length])
      .join('')
      .replaceAll(/(.{4})(?=.)/g, '$1-'),
  );
}

/** What is kept of one: typed in capitals, with other gaps, or with a letter O for the nought, it is the same code. */
export function recoveryHash(typed: string): string {
  const plain = typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return sha256(plain);
}
