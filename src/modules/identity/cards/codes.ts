/** What stands on a card, and what is kept of it: only hashes. */
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '#db';
import { newToken, sha256 } from '../tokens.ts';
import { CARD_WORDS } from './words.ts';

const WORDS_ON_CARD = 5;
/** Digits of a young person's secret, and of a code that is good once. */
const DIGITS = { secret: 4, once: 8 } as const;

export type PrintedCard = { token: string; words: string; secret: string };

export type KeptCard = { token_sha256: string; words_sha256: string };

/** A new card: what is printed, which is kept nowhere, and by what it will be known again. */
export function newCard(tenantId: TenantId): { printed: Omit<PrintedCard, 'secret'>; kept: KeptCard } {
  const { cookie: token, sha256: token_sha256 } = newToken(tenantId);
  const words = Array.from({ length: WORDS_ON_CARD }, () => CARD_WORDS[randomInt(CARD_WORDS.length)]).join(
    ' ',
  );
  return { printed: { token, words }, kept: { token_sha256, words_sha256: wordsHash(words) } };
}

/** Words as they are typed: capitals, commas and spaces do not matter. */
export function wordsHash(typed: string): string {
  return sha256(
    typed
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter(Boolean)
      .join(' '),
  );
}

export type KeptSecret = { secret_sha256: string; secret_salt: string };

/**
 * A new secret of figures. So few need no slow hash, which would hold nobody up who has the table: what protects them is that a
 * card is no use without them, and is shut after ten that are wrong.
 */
export function newSecret(kind: keyof typeof DIGITS): { secret: string; kept: KeptSecret } {
  const digits = DIGITS[kind];
  const secret = String(randomInt(10 ** digits)).padStart(digits, '0');
  const secret_salt = randomBytes(16).toString('base64url');
  return { secret, kept: { secret_salt, secret_sha256: secretHash(secret, secret_salt) } };
}

export function isSecret(
  typed: string,
  kept: { secret_sha256: string | null; secret_salt: string },
): boolean {
  if (kept.secret_sha256 === null) return false;
  const hash = secretHash(typed.replaceAll(/\D/g, ''), kept.secret_salt);
  return timingSafeEqual(Buffer.from(hash), Buffer.from(kept.secret_sha256));
}

function secretHash(secret: string, salt: string): string {
  return createHash('sha256').update(`${salt}.${secret}`).digest('hex');
}
