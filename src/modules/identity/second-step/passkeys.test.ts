import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountId, type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { type Authenticator, authenticator } from '#test/authenticator';
import { emptyDatabase } from '#test/database';
import { foundTenant, newPassword, openAccount, type Session, sessionOf, signIn } from '../index.ts';
import { checkShown, takeSecondStep } from './check-code.ts';
import { addPasskey, askNewPasskey, askPasskey } from './passkeys.ts';
import { proveAgain } from './prove-again.ts';
import { siteOf } from './shown.ts';
import { removeWays, secondStepOf } from './ways.ts';

const ORIGIN = 'https://waymark.council.example';
const site = siteOf(ORIGIN);
const tenantId = newId<TenantId>();
const whole = { tenantId, reach: 'whole' } as const;
const password = 'purple kettle stairs';
const address = '192.0.2.7';
let db: Database;
let hash: Awaited<ReturnType<typeof newPassword>>;
let email: string;
let accountId: AccountId;
let session: Session;

const asSignIn = <T>(act: Parameters<typeof withSignIn<T>>[2]) => withSignIn(db, tenantId, act);

async function enter(): Promise<Session> {
  const entered = await signIn(db, { email, password, address, tenantId });
  const found = await sessionOf(db, entered.outcome === 'signed_in' ? entered.cookie : undefined);
  if (!found) throw new Error('not signed in');
  return found;
}
const asked = (of: Session) => asSignIn(async (tx) => (await askPasskey(tx, of, site)) ?? '');
const toMake = () => asSignIn((tx) => askNewPasskey(tx, session, site));
const keep = (answer: string, at = site) =>
  asSignIn((tx) => addPasskey(tx, session, { answer, name: 'Telephone', site: at }));
async function withPasskey(): Promise<{ phone: Authenticator; codes: string[] | null }> {
  const phone = authenticator(ORIGIN);
  return { phone, codes: await keep(phone.make(await toMake())) };
}
const check = (of: Session, answer: string) =>
  asSignIn((tx) => checkShown(tx, of, { answer, site, address }));
const wrong = { outcome: 'wrong' };

beforeAll(async () => {
  db = await emptyDatabase();
  hash = await newPassword(password, 'x@y');
  const founder = { tenantId, accountId: null };
  await withActor(db, whole, (tx) => foundTenant(tx, founder, { name: 'Northmoor', kind: 'council' }));
});
afterAll(() => db.close());
beforeEach(async () => {
  email = `${newId<never>()}@school.example`;
  accountId = await withActor(db, whole, (tx) =>
    openAccount(tx, { tenantId, accountId: null }, { email, name: 'Jo Field', password: hash }),
  );
  session = await enter();
});

describe('adding a passkey', () => {
  it('gives ten recovery codes with the first second step, and none with another', async () => {
    expect((await withPasskey()).codes).toHaveLength(10);
    expect((await withPasskey()).codes).toBeNull();
    const { passkeys, codesLeft } = await asSignIn((tx) => secondStepOf(tx, session));
    expect([passkeys.map(({ name }) => name), codesLeft]).toEqual([['Telephone', 'Telephone'], 10]);
  });

  it('asks for the host alone, names the account, and leaves out what it has', async () => {
    const { phone } = await withPasskey();
    const options = JSON.parse(await toMake());
    expect(options).toMatchObject({
      rp: { id: 'waymark.council.example', name: 'Waymark Northmoor' },
      user: { name: email, displayName: 'Jo Field' },
      authenticatorSelection: { userVerification: 'required' },
      excludeCredentials: [{ id: phone.id }],
    });
  });

  it.each([
    ['of another address', { origin: 'https://waymark.council.example.attacker.example' }],
    ['to something else', { challenge: 'c29tZXRoaW5nIGVsc2U' }],
    ['without a finger, a face or a PIN', { unverified: true }],
  ])('refuses an answer %s', async (_, wrongly) => {
    const made = authenticator(ORIGIN).make(await toMake(), wrongly);
    await expect(keep(made)).rejects.toMatchObject({ problems: [{ field: 'passkey' }] });
    expect((await asSignIn((tx) => secondStepOf(tx, session))).passkeys).toEqual([]);
  });

  it('refuses one for another host, one that was added before, a sixth, and one nobody asked for', async () => {
    const phone = authenticator(ORIGIN);
    const elsewhere = JSON.stringify({ ...JSON.parse(await toMake()), rp: { id: 'attacker.example' } });
    await expect(keep(phone.make(elsewhere))).rejects.toMatchObject({ problems: [{ field: 'passkey' }] });
    await keep(phone.make(await toMake()));
    await expect(keep(phone.make(await toMake()))).rejects.toThrow('added before');
    for (let more = 0; more < 4; more += 1) await withPasskey();
    await expect(toMake()).rejects.toThrow('at most 5');
    await asSignIn((tx) =>
      sql`update identity.session set challenge = null, challenge_at = null where id = ${session.id}`.execute(
        tx,
      ),
    );
    const unasked = '{"challenge":"x","rp":{"id":"waymark.council.example"}}';
    await expect(keep(authenticator(ORIGIN).make(unasked))).rejects.toThrow('Begin again');
  });

  it('refuses what is no answer at all', async () => {
    for (const answer of ['', 'x', 'null', '{}', '[]', '{"id":{}}', '{"id":"a","response":{}}']) {
      await toMake();
      await expect(keep(answer), answer).rejects.toMatchObject({ problems: [{ field: 'passkey' }] });
    }
  });
});

describe('signing in with a passkey', () => {
  it('begins half a session by the password, which the passkey makes whole', async () => {
    const { phone } = await withPasskey();
    const half = await enter();
    expect(half).toMatchObject({ secondStepDue: true, hasSecondStep: true });
    const answer = phone.answer(await asked(half));
    const taken = await takeSecondStep(db, half, { answer, site, address });
    const made = await sessionOf(db, taken.outcome === 'signed_in' ? taken.cookie : undefined);
    expect(made).toMatchObject({ secondStepDue: false, accountId });
    const { rows } = await withActor(db, whole, (tx) =>
      sql<{
        why: string;
      }>`select why from audit.entry where act = 'account.signed_in' and account_id = ${accountId}`.execute(
        tx,
      ),
    );
    expect(rows).toContainEqual({ why: 'password and passkey' });
  });

  it('takes each thing that was asked once, within five minutes', async () => {
    const { phone } = await withPasskey();
    const answer = phone.answer(await asked(session));
    expect(await check(session, answer)).toEqual({ outcome: 'right' });
    expect(await check(session, answer)).toEqual(wrong);
    const late = phone.answer(await asked(session));
    await asSignIn((tx) =>
      sql`update identity.session set challenge_at = now() - interval '301 seconds' where id = ${session.id}`.execute(
        tx,
      ),
    );
    expect(await check(session, late)).toEqual(wrong);
    const inTime = phone.answer(await asked(session));
    await asSignIn((tx) =>
      sql`update identity.session set challenge_at = now() - interval '290 seconds' where id = ${session.id}`.execute(
        tx,
      ),
    );
    expect(await check(session, inTime)).toEqual({ outcome: 'right' });
  });

  it.each([
    ['of another address', { origin: 'https://attacker.example' }],
    ['to something else', { challenge: 'c29tZXRoaW5nIGVsc2U' }],
    ['without a finger, a face or a PIN', { unverified: true }],
    ['of a copy, which has counted less', { count: 1 }],
  ])('refuses an answer %s, and keeps that it did', async (_, wrongly) => {
    const { phone } = await withPasskey();
    expect(await check(session, phone.answer(await asked(session)))).toEqual({ outcome: 'right' });
    expect(await check(session, phone.answer(await asked(session), wrongly))).toEqual(wrong);
    const { rows } = await withActor(db, whole, (tx) =>
      sql`select from audit.entry where act = 'account.sign_in_failed' and why = 'wrong passkey' and subject_id = ${accountId}`.execute(
        tx,
      ),
    );
    expect(rows).toHaveLength(1);
  });

  it('refuses the passkey of somebody else, of another session’s asking, and what is no answer at all', async () => {
    const { phone } = await withPasskey();
    const mine = session;
    const other = await enter();
    const askedThere = await asked(other);
    expect(await check(mine, phone.answer(askedThere))).toEqual(wrong);
    const stranger = authenticator(ORIGIN);
    expect(await check(mine, stranger.answer(await asked(mine)))).toEqual(wrong);
    for (const answer of ['', 'x', 'null', '{}', '[]', '{"id":{}}', `{"id":"${phone.id}","response":{}}`]) {
      await asked(mine);
      expect(await check(mine, answer), answer).toEqual(wrong);
    }
  });

  it('makes whoever has given ten wrong answers wait, like those who type codes', async () => {
    const { phone } = await withPasskey();
    for (let wrongs = 0; wrongs < 10; wrongs += 1)
      expect(await check(session, phone.answer(await asked(session), { count: 0 }))).toEqual(wrong);
    expect(await check(session, phone.answer(await asked(session), { count: 99 }))).toMatchObject({
      outcome: 'wait',
    });
  });

  it('shows once more who somebody is, and lets nobody without one in by it', async () => {
    await asSignIn((tx) =>
      sql`update identity.session set proved_at = now() - interval '1 hour' where id = ${session.id}`.execute(
        tx,
      ),
    );
    const stranger = authenticator(ORIGIN);
    const none = stranger.answer('{"challenge":"x","rpId":"waymark.council.example"}');
    expect(await proveAgain(db, session, { answer: none, site, address })).toEqual(wrong);
    const { phone } = await withPasskey();
    const answer = phone.answer(await asked(session));
    expect(await proveAgain(db, session, { answer, site, address })).toEqual({ outcome: 'right' });
    const { rows } = await asSignIn((tx) =>
      sql<{
        isNow: boolean;
      }>`select proved_at > now() - interval '1 minute' as "isNow" from identity.session where id = ${session.id}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ isNow: true }]);
  });
});

describe('removing a passkey', () => {
  it('is the end of it, and with the last way the recovery codes end', async () => {
    const { phone } = await withPasskey();
    const answer = phone.answer(await asked(session));
    const doer = { tenantId, accountId };
    expect(await asSignIn((tx) => removeWays(tx, doer, { accountId, only: null, why: 'lost' }))).toBe(1);
    expect(await check(session, answer)).toEqual(wrong);
    expect(await asSignIn((tx) => askPasskey(tx, session, site))).toBeUndefined();
    expect(await asSignIn((tx) => secondStepOf(tx, session))).toEqual({
      apps: [],
      passkeys: [],
      codesLeft: 0,
    });
    expect(await enter()).toMatchObject({ secondStepDue: false, hasSecondStep: false });
  });
});
