/** Passwords as Argon2id hashes in the PHC string format (OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane). */
import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problems } from '#outcome';
import { isEasyToGuess } from './guessing.ts';
import { LONGEST_PASSWORD, newPasswordProblems } from './rules.ts';

declare const hashBrand: unique symbol;
/** A password fit to be kept: it passed the rules and is hashed. */
export type PasswordHash = string & { readonly [hashBrand]: true };

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);
const EASY =
  'This password is easily guessed: many use it or one like it, or it is made of names, dates or rows of keys. Choose three or four words that do not belong together';
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const SHAPE =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/**
 * Checks a new password against the rules and hashes it. Throws `Problems` with the field `password`.
 * About 30 ms of one core: call it outside a transaction.
 *
 * @example await openAccount(tx, actor, { email, name, job, password: await newPassword(typed, email) });
 */
export async function newPassword(password: string, email: string): Promise<PasswordHash> {
  const problems = newPasswordProblems(password, email);
  if (problems.length > 0) throw new Problems(problems);
  if (await isEasyToGuess(password, email)) throw new Problems([{ field: 'password', message: EASY }]);
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { message: normal(password), nonce, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}` as PasswordHash;
}

/** As long to work out as any other, and the answer is always no: whether an account exists must not show in the time. */
const NOBODY = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Whether the password is the hashed one. Without a hash (no such account) it takes as long and answers no. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parts = SHAPE.exec(hash ?? NOBODY);
  if (!parts) throw new Error('A stored password hash cannot be read');
  const [memory, passes, parallelism] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [nonce, kept] = [Buffer.from(parts[4] ?? '', 'base64'), Buffer.from(parts[5] ?? '', 'base64')];
  const message = normal(password.slice(0, LONGEST_PASSWORD * 2));
  const tag = await derive('argon2id', {
    message,
    nonce,
    memory,
    passes,
    parallelism,
    tagLength: kept.length,
  });
  return timingSafeEqual(tag, kept) && hash !== undefined;
}

/** The same password typed on two keyboards may differ in its bytes (NIST SP 800-63B, 3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}

function unpadded(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
