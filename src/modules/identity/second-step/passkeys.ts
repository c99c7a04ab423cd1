/** Passkeys (WebAuthn Level 3): keys that somebody's telephone, computer or security key holds, as a second step. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { sql } from 'kysely';
import { newId, type Tx } from '#db';
import { record } from '#modules/audit';
import { Problems, Refused } from '#outcome';
import type { PasskeyId } from '../../../db/generated/identity/Passkey.ts';
import type { Session } from '../sessions.ts';
import type { Site } from './shown.ts';
import { hasSecondStep, replaceRecoveryCodes } from './ways.ts';

/** Loaded where it is needed: most commands and pages are not about passkeys. */
const webAuthn = () => import('@simplewebauthn/server');

type Whose = Pick<Session, 'id' | 'tenantId' | 'accountId'>;

/** As many as somebody needs who has two telephones, a computer and a key in the drawer. */
const MOST_PASSKEYS = 5;

/** A finger, a face or a PIN each time: whoever picks up a telephone that lies open has not got what it holds. */
const verified = 'required';

/**
 * What a browser is asked when a passkey is added: JSON for `navigator.credentials.create`. Refuses a sixth.
 *
 * @example const options = await askNewPasskey(tx, session, siteOf(origin));
 */
export async function askNewPasskey(tx: Tx, session: Session, { host }: Site): Promise<string> {
  const { tenantId, accountId, organisation, name } = session;
  const known = await knownPasskeys(tx, session);
  if (known.length >= MOST_PASSKEYS)
    throw new Refused(`An account has at most ${MOST_PASSKEYS} passkeys. Remove one first.`);
  const { email } = await tx
    .selectFrom('identity.account')
    .select('email')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', accountId)
    .$narrowType<{ email: string }>()
    .executeTakeFirstOrThrow();
  const { generateRegistrationOptions } = await webAuthn();
  const options = await generateRegistrationOptions({
    rpName: `Waymark ${organisation}`,
    rpID: host,
    userID: new Uint8Array(Buffer.from(accountId.replaceAll('-', ''), 'hex')),
    userName: email,
    userDisplayName: name,
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: verified },
  });
  await keepChallenge(tx, session, options.challenge);
  return JSON.stringify(options);
}

/**
 * Adds the passkey that a browser has made. With the first second step of an account come recovery codes, which are answered once;
 * with another one null.
 *
 * Throws `Problems` for `passkey` where it answers something else than was asked, of another site, or not at all, and `Refused` where nothing was asked
 * in the last five minutes.
 *
 * @param answer what `credential.toJSON()` gives, as text
 * @example const codes = await addPasskey(tx, session, { answer, name: 'Telephone', site });
 */
export async function addPasskey(
  tx: Tx,
  session: Whose,
  { answer, name, site }: { answer: string; name: string; site: Site },
): Promise<string[] | null> {
  const { tenantId, accountId } = session;
  const expectedChallenge = await takeChallenge(tx, session);
  if (expectedChallenge === undefined) throw new Refused('Nothing is being added any more. Begin again.');
  const { verifyRegistrationResponse } = await webAuthn();
  const { registrationInfo } = await verifyRegistrationResponse({
    response: parsed<RegistrationResponseJSON>(answer),
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
  }).catch(() => ({ registrationInfo: undefined }));
  if (!registrationInfo)
    throw new Problems([{ field: 'passkey', message: 'This passkey was not made for this page' }]);
  const first = !(await hasSecondStep(tx, session));
  const { credential } = registrationInfo;
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('identity.passkey')
    .values({
      tenant_id: tenantId,
      id: newId<PasskeyId>(),
      account_id: accountId,
      name,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
    })
    .onConflict((once) => once.columns(['tenant_id', 'credential_id']).doNothing())
    .executeTakeFirstOrThrow();
  if (added === 0n) throw new Problems([{ field: 'passkey', message: 'This passkey was added before' }]);
  await record(tx, session, { act: 'account.second_step_added', subjectId: accountId, why: 'a passkey' });
  return first ? replaceRecoveryCodes(tx, session) : null;
}

/**
 * What a browser is asked where somebody shows who they are: JSON for `navigator.credentials.get`; undefined for an account
 * without a passkey.
 */
export async function askPasskey(tx: Tx, session: Whose, { host }: Site): Promise<string | undefined> {
  const known = await knownPasskeys(tx, session);
  if (known.length === 0) return undefined;
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({
    rpID: host,
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    userVerification: verified,
  });
  await keepChallenge(tx, session, options.challenge);
  return JSON.stringify(options);
}

/** Whether a passkey of the account has answered what was asked in this session. What was asked is taken once, also by an answer that is wrong. */
export async function isFromPasskey(
  tx: Tx,
  session: Whose,
  shown: { answer: string; site: Site },
): Promise<boolean> {
  const counted = await counterAfter(tx, session, shown);
  if (counted === undefined) return false;
  await tx
    .updateTable('identity.passkey')
    .set({ counter: counted.count, last_used_at: sql<string>`now()` })
    .where('tenant_id', '=', session.tenantId)
    .where('id', '=', counted.id)
    .execute();
  return true;
}

async function counterAfter(
  tx: Tx,
  session: Whose,
  { answer, site }: { answer: string; site: Site },
): Promise<{ id: PasskeyId; count: number } | undefined> {
  const expectedChallenge = await takeChallenge(tx, session);
  const response = parsed<AuthenticationResponseJSON>(answer);
  const known = await knownPasskeys(tx, session);
  const passkey = known.find(({ credentialId }) => credentialId === response?.id);
  if (expectedChallenge === undefined || !passkey) return undefined;
  const { credentialId: id, publicKey, counter, transports } = passkey;
  const { verifyAuthenticationResponse } = await webAuthn();
  const answered = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    credential: { id, publicKey: new Uint8Array(publicKey), counter, transports },
  }).catch(() => undefined);
  if (!answered?.verified) return undefined;
  return { id: passkey.id, count: answered.authenticationInfo.newCounter };
}

type Known = {
  id: PasskeyId;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
};

async function knownPasskeys(tx: Tx, { tenantId, accountId }: Whose): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select passkey.id, passkey.credential_id as "credentialId", passkey.public_key as "publicKey", passkey.counter::float8 as counter, passkey.transports
    from identity.passkey as passkey
    where passkey.tenant_id = ${tenantId} and passkey.account_id = ${accountId} and passkey.removed_at is null
    order by passkey.added_at, passkey.id for update`.execute(tx);
  return rows;
}

async function keepChallenge(tx: Tx, { tenantId, id }: Whose, challenge: string): Promise<void> {
  await tx
    .updateTable('identity.session')
    .set({ challenge, challenge_at: sql<string>`now()` })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** What was asked in this session in the last five minutes, once. */
async function takeChallenge(tx: Tx, { tenantId, id }: Whose): Promise<string | undefined> {
  const { rows } = await sql<{ challenge: string | null; isLate: boolean }>`
    select session.challenge, session.challenge_at < now() - interval '5 minutes' as "isLate" from identity.session as session
    where session.tenant_id = ${tenantId} and session.id = ${id} for update`.execute(tx);
  await tx
    .updateTable('identity.session')
    .set({ challenge: null, challenge_at: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  const [asked] = rows;
  return asked?.challenge && !asked.isLate ? asked.challenge : undefined;
}

/** What a browser sent, whatever it is: the library looks at it before anything of it is believed. */
function parsed<Answer>(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return { id: '' } as Answer;
  }
}
