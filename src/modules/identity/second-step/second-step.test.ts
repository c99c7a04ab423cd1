import { sql } from 'kysely';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type AccountId, type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { emptyDatabase } from '#test/database';
import { foundTenant, newPassword, openAccount, type Session, sessionOf, signIn } from '../index.ts';
import { takeSecondStep } from './check-code.ts';
import { proveAgain } from './prove-again.ts';
import {
  beginApp,
  confirmApp,
  pendingSecret,
  removeWays,
  replaceRecoveryCodes,
  secondStepOf,
} from './ways.ts';

let db: Database;
const tenantId = newId<TenantId>();
const whole = { tenantId, reach: 'whole' } as const;
const password = 'purple kettle stairs';
let whose: { tenantId: TenantId; accountId: AccountId };
let email: string;
let hash: Awaited<ReturnType<typeof newPassword>>;

const asSignIn = <T>(act: Parameters<typeof withSignIn<T>>[2]) => withSignIn(db, tenantId, act);
const half = 30_000;
/** The real clock stands still here: each code is used where the test says. */
let at = 1_800_000_000_000;
const codeAt = (secret: string, when: number) => new TOTP({ secret }).generate({ timestamp: when });
const address = '192.0.2.7';

async function enter(): Promise<Session> {
  const answer = await signIn(db, { email, password, address, tenantId });
  const session = await sessionOf(db, answer.outcome === 'signed_in' ? answer.cookie : undefined);
  if (!session) throw new Error('not signed in');
  return session;
}
/** An app of the account, and the recovery codes that came with it. */
async function withApp(name = 'telephone') {
  await asSignIn((tx) => beginApp(tx, whose));
  const secret = (await asSignIn((tx) => pendingSecret(tx, whose))) ?? '';
  const codes = await asSignIn((tx) => confirmApp(tx, whose, { typed: codeAt(secret, at), name, at }));
  at += 2 * half;
  return { secret, codes: codes ?? [] };
}
const acts = async (act: string) =>
  withActor(db, whole, (tx) =>
    tx
      .selectFrom('audit.entry')
      .select(['why', 'number'])
      .where('act', '=', act)
      .where('subject_id', '=', whose.accountId)
      .execute(),
  );

beforeAll(async () => {
  db = await emptyDatabase();
  hash = await newPassword(password, 'x@y');
  await withActor(db, whole, (tx) =>
    foundTenant(tx, { tenantId, accountId: null }, { name: 'Northmoor', kind: 'council' }),
  );
});
afterAll(() => db.close());
beforeEach(async () => {
  email = `${newId<never>()}@school.example`;
  const accountId = await withActor(db, whole, (tx) =>
    openAccount(tx, { tenantId, accountId: null }, { email, name: 'Jo Field', password: hash }),
  );
  whose = { tenantId, accountId };
});

describe('setting up an app', () => {
  it('counts for nothing until a code from it was typed in', async () => {
    await asSignIn((tx) => beginApp(tx, whose));
    expect(await asSignIn((tx) => secondStepOf(tx, whose))).toEqual({ apps: [], passkeys: [], codesLeft: 0 });
    expect(await enter()).toMatchObject({ secondStepDue: false, hasSecondStep: false });
    const typed = async () => asSignIn((tx) => confirmApp(tx, whose, { typed: '000000', name: 'x', at }));
    await expect(typed()).rejects.toMatchObject({ problems: [{ field: 'code' }] });
  });

  it('puts aside what was begun before, and refuses where nothing was begun', async () => {
    const confirm = (typed: string) => asSignIn((tx) => confirmApp(tx, whose, { typed, name: 'x', at }));
    await expect(confirm('000000')).rejects.toThrow('Begin again');
    await asSignIn((tx) => beginApp(tx, whose));
    const first = (await asSignIn((tx) => pendingSecret(tx, whose))) ?? '';
    await asSignIn((tx) => beginApp(tx, whose));
    await expect(confirm(codeAt(first, at))).rejects.toMatchObject({ problems: [{ field: 'code' }] });
  });

  it('gives ten recovery codes with the first, none with another, and takes five apps', async () => {
    expect((await withApp()).codes).toHaveLength(10);
    for (const name of ['b', 'c', 'd', 'e']) expect((await withApp(name)).codes).toEqual([]);
    await expect(asSignIn((tx) => beginApp(tx, whose))).rejects.toThrow('at most 5');
    const { apps, codesLeft } = await asSignIn((tx) => secondStepOf(tx, whose));
    expect([apps.map(({ name }) => name), codesLeft]).toEqual([['telephone', 'b', 'c', 'd', 'e'], 10]);
  });
});

describe('signing in with a second step', () => {
  it('begins half a session, which a code ends and a whole one with another token follows', async () => {
    const { secret } = await withApp();
    const begun = await enter();
    expect(begun).toMatchObject({ secondStepDue: true, hasSecondStep: true });
    const typed = codeAt(secret, at);
    const answer = await takeSecondStep(db, begun, { typed, address, at });
    if (answer.outcome !== 'signed_in') throw new Error(answer.outcome);
    const session = await sessionOf(db, answer.cookie);
    expect(session).toMatchObject({ secondStepDue: false, accountId: whose.accountId });
    expect(session?.id).not.toBe(begun.id);
    const { rows } = await asSignIn((tx) =>
      sql<{
        ended: boolean;
      }>`select ended_at is not null as ended from identity.session where id = ${begun.id}`.execute(tx),
    );
    expect(rows).toEqual([{ ended: true }]);
  });

  it('takes a code once, also for two who type it at the same moment', async () => {
    const { secret } = await withApp();
    const [one, other] = [await enter(), await enter()];
    const typed = codeAt(secret, at);
    const answers = await Promise.all(
      [one, other].map((session) => takeSecondStep(db, session, { typed, address, at })),
    );
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['signed_in', 'wrong']);
  });

  it('takes a recovery code once', async () => {
    const { codes } = await withApp();
    const take = async (typed: string) =>
      (await takeSecondStep(db, await enter(), { typed, address, at })).outcome;
    expect(await take(codes[3] ?? '')).toBe('signed_in');
    expect(await take(codes[3] ?? '')).toBe('wrong');
    expect(await take((codes[4] ?? '').toUpperCase().replaceAll('-', ' '))).toBe('signed_in');
    expect((await asSignIn((tx) => secondStepOf(tx, whose))).codesLeft).toBe(8);
    expect(await acts('account.recovery_code_used')).toHaveLength(2);
  });

  it('waits after ten wrong codes, also for the right one, and leaves other accounts alone', async () => {
    const { secret } = await withApp();
    const session = await enter();
    const take = (typed: string) => takeSecondStep(db, session, { typed, address, at });
    for (let tries = 0; tries < 10; tries += 1) expect((await take('123')).outcome).toBe('wrong');
    expect(await take(codeAt(secret, at))).toMatchObject({ outcome: 'wait' });
    expect(await acts('account.sign_in_failed')).toHaveLength(10);
  });

  it('does not take a code of somebody else', async () => {
    const { secret, codes } = await withApp();
    const theirs = whose;
    email = `${newId<never>()}@school.example`;
    const accountId = await withActor(db, whole, (tx) =>
      openAccount(tx, { tenantId, accountId: null }, { email, name: 'Ann', password: hash }),
    );
    whose = { tenantId, accountId };
    await withApp();
    const session = await enter();
    for (const typed of [codeAt(secret, at), codes[0] ?? ''])
      expect((await takeSecondStep(db, session, { typed, address, at })).outcome).toBe('wrong');
    expect((await asSignIn((tx) => secondStepOf(tx, theirs))).codesLeft).toBe(10);
  });
});

describe('afterwards', () => {
  it('new recovery codes put an end to the old ones', async () => {
    const { codes } = await withApp();
    const fresh = await asSignIn((tx) => replaceRecoveryCodes(tx, whose));
    const take = async (typed: string) =>
      (await takeSecondStep(db, await enter(), { typed, address, at })).outcome;
    expect(await take(codes[0] ?? '')).toBe('wrong');
    expect(await take(fresh[0] ?? '')).toBe('signed_in');
  });

  it('removing the last app ends the recovery codes, and the password alone lets in again', async () => {
    await withApp();
    const removed = await withActor(db, whole, (tx) =>
      removeWays(
        tx,
        { tenantId, accountId: null },
        { accountId: whose.accountId, only: null, why: 'a lost telephone' },
      ),
    );
    expect(removed).toBe(1);
    expect(await asSignIn((tx) => secondStepOf(tx, whose))).toEqual({ apps: [], passkeys: [], codesLeft: 0 });
    expect(await enter()).toMatchObject({ secondStepDue: false, hasSecondStep: false });
    expect(await acts('account.second_step_removed')).toEqual([{ why: 'a lost telephone', number: 1 }]);
  });

  it('removing one of two leaves the other, and the codes', async () => {
    await withApp();
    const { secret } = await withApp('tablet');
    const { apps } = await asSignIn((tx) => secondStepOf(tx, whose));
    const remove = (only: string) =>
      asSignIn((tx) => removeWays(tx, whose, { accountId: whose.accountId, only, why: 'by its owner' }));
    expect(await remove(apps[0]?.id ?? '')).toBe(1);
    expect(await remove(apps[0]?.id ?? '')).toBe(0);
    expect((await asSignIn((tx) => secondStepOf(tx, whose))).codesLeft).toBe(10);
    const typed = codeAt(secret, at);
    expect((await takeSecondStep(db, await enter(), { typed, address, at })).outcome).toBe('signed_in');
  });

  it('whoever manages accounts reads no secret and no code', async () => {
    await withApp();
    for (const column of ['authenticator.secret', 'recovery_code.code_sha256']) {
      const [table = ''] = column.split('.');
      const read = withActor(db, whole, (tx) =>
        sql`select ${sql.raw(column)} from identity.${sql.raw(table)}`.execute(tx),
      );
      await expect(read).rejects.toThrow('permission denied');
    }
  });
});

describe('showing once more who one is', () => {
  const age = (session: Session) =>
    asSignIn((tx) =>
      sql`update identity.session set proved_at = now() - interval '2 hours' where id = ${session.id}`.execute(
        tx,
      ),
    );
  const proved = async (id: string) =>
    (
      await asSignIn((tx) =>
        sql<{
          now: boolean;
        }>`select proved_at > now() - interval '1 minute' as now from identity.session where id = ${id}`.execute(
          tx,
        ),
      )
    ).rows[0]?.now;

  it('takes the password of an account without a second step', async () => {
    const session = await enter();
    await age(session);
    expect(await proveAgain(db, session, { typed: 'something else', address, at })).toEqual({
      outcome: 'wrong',
    });
    expect(await proved(session.id)).toBe(false);
    expect(await proveAgain(db, session, { typed: password, address, at })).toEqual({ outcome: 'right' });
    expect(await proved(session.id)).toBe(true);
  });

  it('takes a code, and not the password, where there is one', async () => {
    const { secret } = await withApp();
    const begun = await enter();
    const answer = await takeSecondStep(db, begun, { typed: codeAt(secret, at), address, at });
    const session = await sessionOf(db, answer.outcome === 'signed_in' ? answer.cookie : '');
    if (!session) throw new Error('not signed in');
    await age(session);
    at += 2 * half;
    expect(await proveAgain(db, session, { typed: password, address, at })).toEqual({ outcome: 'wrong' });
    expect(await proveAgain(db, session, { typed: codeAt(secret, at), address, at })).toEqual({
      outcome: 'right',
    });
    expect(await proved(session.id)).toBe(true);
  });
});
