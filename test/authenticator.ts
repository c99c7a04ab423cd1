/** A passkey as a telephone keeps one: makes a key of its own and answers what a browser is asked (WebAuthn Level 3, 6.1 and 6.5; RFC 9053). */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Asked = { challenge: string; rp?: { id: string }; rpId?: string };
/** What an authenticator may get wrong. */
type Wrongly = { challenge?: string; origin?: string; unverified?: boolean; count?: number };

export type Authenticator = {
  id: string;
  /** What `credential.toJSON()` gives when it is made, as text. */
  make(options: string, wrongly?: Wrongly): string;
  /** What it gives when somebody signs in with it. */
  answer(options: string, wrongly?: Wrongly): string;
};

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const text = (data: Buffer) => data.toString('base64url');

/** @example const phone = authenticator('http://localhost'); await addPasskey(tx, session, { answer: phone.make(options), name, site }) */
export function authenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let count = 0;

  const client = (type: string, { challenge }: Asked, wrongly: Wrongly) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: wrongly.challenge ?? challenge,
        origin: wrongly.origin ?? origin,
        crossOrigin: false,
      }),
    );
  /** The host it is asked for, whether somebody was there and who, and how often it has answered. */
  const head = (host: string, wrongly: Wrongly, more = 0) => {
    const counted = Buffer.alloc(4);
    count = wrongly.count ?? count + 1;
    counted.writeUInt32BE(count);
    return Buffer.concat([sha256(host), Buffer.from([(wrongly.unverified ? 0x01 : 0x05) | more]), counted]);
  };
  const given = (response: Record<string, unknown>) =>
    JSON.stringify({
      id: text(id),
      rawId: text(id),
      type: 'public-key',
      response,
      clientExtensionResults: {},
      authenticatorAttachment: 'platform',
    });

  return {
    id: text(id),
    make(options, wrongly = {}) {
      const asked: Asked = JSON.parse(options);
      const key = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ]);
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const data = Buffer.concat([head(asked.rp?.id ?? '', wrongly, 0x40), credential]);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]);
      return given({
        clientDataJSON: text(client('webauthn.create', asked, wrongly)),
        attestationObject: text(attestation),
        transports: ['internal'],
      });
    },
    answer(options, wrongly = {}) {
      const asked: Asked = JSON.parse(options);
      const data = head(asked.rpId ?? '', wrongly);
      const said = client('webauthn.get', asked, wrongly);
      return given({
        clientDataJSON: text(said),
        authenticatorData: text(data),
        signature: text(sign('sha256', Buffer.concat([data, sha256(said)]), privateKey)),
      });
    },
  };
}
