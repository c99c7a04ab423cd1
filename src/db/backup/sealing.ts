/**
 * Backups that only the holder of a key can read, in the format of age (age-encryption.org/v1), so that the tool `age` reads them as
 * well. The server knows the public half alone: whoever takes it over cannot read the backups that it wrote.
 */
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Refused } from '../../outcome.ts';

/** What such a file begins with. */
const BEGINNING = 'age-encryption.org/v1\n';

/** A new pair: the identity reads what is written for the recipient. */
export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Encrypts for a recipient, such as `age1…`. Refuses one that is none. */
export function encryptFor(
  recipient: string,
): (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch {
    throw new Refused(`${recipient} is no recipient. It begins with age1, as waymark backup key prints it.`);
  }
  return async function* (source) {
    yield* await encrypter.encrypt(webOf(source));
  };
}

/** Whether a file that begins so is encrypted. */
export function isEncrypted(beginning: Uint8Array): boolean {
  return Buffer.from(beginning).subarray(0, BEGINNING.length).toString('latin1') === BEGINNING;
}

/** Decrypts with the identity in a file. Refuses a file that holds none. */
export async function decryptWith(
  identityPath: string,
): Promise<(source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  try {
    const lines = (await readFile(identityPath, 'utf8')).split('\n').map((line) => line.trim());
    const identities = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (identities.length === 0) throw new Error('it is empty');
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch (error) {
    throw new Refused(`${identityPath} holds no key of waymark backup key: ${(error as Error).message}.`);
  }
  return async function* (source) {
    yield* await decrypter.decrypt(webOf(source));
  };
}

function webOf(source: AsyncIterable<Uint8Array>): globalThis.ReadableStream<Uint8Array> {
  const stream: ReadableStream<Uint8Array> = Readable.toWeb(Readable.from(source, { objectMode: false }));
  return stream as unknown as globalThis.ReadableStream<Uint8Array>;
}
