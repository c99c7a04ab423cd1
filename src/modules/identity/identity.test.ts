import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountId, type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { Problems } from '#outcome';
import { loneDatabase } from '#test/database';
import { foundTenant, newPassword, openAccount, sessionOf, signIn, tenantsOf } from './index.ts';
import { sha256 } from './tokens.ts';

let db: Database;
const tenantId = newId<TenantId>();
const doer = { tenantId, accountId: null };
const whole = { tenantId, reach: 'whole' } as const;
const password = 'purple kettle stairs';
let accountId: AccountId;

async function open(email: string): Promise<AccountId> {
  const hash = await newPassword(password, email);
  return withActor(db, whole, (tx) =>
    openAccount(tx, doer, { email, name: 'Jo Field', job: 'Tutor', password: hash }),
  );
}
const enter = (email: string, typed = password, address = '192.0.2.1') =>
  signIn(db, { email, password: typed, address, tenantId });
async function cookieOf(email: string): Promise<string> {
  const answer = await enter(email);
  if (answer.outcome !== 'signed_in') throw new Error(answer.outcome);
  return answer.cookie;
}
const acts = async (act: string) =>
  withActor(db, whole, (tx) =>
    tx.selectFrom('audit.entry').selectAll().where('act', '=', act).orderBy('id').execute(),
  );
const tidy = () =>
  withSignIn(db, tenantId, (tx) =>
    sql`update identity.sign_in_attempt set at = at - interval '1 day'`.execute(tx),
  );

beforeAll(async () => {
  db = await loneDatabase();
  await withActor(db, whole, (tx) => foundTenant(tx, doer, { name: 'Northmoor', kind: 'council' }));
  accountId = await open('Jo@School.example');
});
afterAll(() => db.close());

describe('an account', () => {
  it('is opened once for an e-mail address', async () => {
    await expect(open('jo@school.example')).rejects.toBeInstanceOf(Problems);
    await expect(open('jo')).rejects.toBeInstanceOf(Problems);
  });

  it('shows its password hash to the role that signs people in, and to no other', async () => {
    const read = sql`select password_hash from identity.account`;
    await expect(withActor(db, whole, (tx) => read.execute(tx))).rejects.toThrow('permission denied');
    await expect(
      withActor(db, { tenantId, reach: { settings: [], people: [] } }, (tx) => read.execute(tx)),
    ).rejects.toThrow('permission denied');
    const { rows } = await withSignIn(db, tenantId, (tx) => read.execute(tx));
    expect(rows).toHaveLength(1);
  });
});

describe('signing in', () => {
  it('opens a session that the cookie stands for, in any case of the e-mail address', async () => {
    const session = await sessionOf(db, await cookieOf(' JO@school.EXAMPLE '));
    expect(session).toMatchObject({
      tenantId,
      accountId,
      name: 'Jo Field',
      organisation: 'Northmoor',
      madeUp: false,
    });
    expect((await acts('account.signed_in')).at(-1)).toMatchObject({
      account_id: accountId,
      subject_id: session?.id,
    });
  });

  it('keeps the hash of the token, never the token', async () => {
    const cookie = await cookieOf('jo@school.example');
    const token = cookie.split('.')[1] ?? '';
    const kept = await withSignIn(db, tenantId, (tx) =>
      tx.selectFrom('identity.session').select('token_sha256').execute(),
    );
    expect(token).toHaveLength(43);
    expect(kept.map((row) => row.token_sha256)).toContain(sha256(token));
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('is a new session every time', async () => {
    expect(await cookieOf('jo@school.example')).not.toBe(await cookieOf('jo@school.example'));
  });

  it('says the same for a wrong password, an unknown address and an unknown organisation', async () => {
    expect(await enter('jo@school.example', 'not it at all')).toEqual({ outcome: 'wrong' });
    expect(await enter('nobody@school.example')).toEqual({ outcome: 'wrong' });
    const elsewhere = {
      email: 'jo@school.example',
      password,
      address: '192.0.2.1',
      tenantId: newId<TenantId>(),
    };
    expect(await signIn(db, elsewhere)).toEqual({ outcome: 'wrong' });
    expect((await acts('account.sign_in_failed')).slice(-2)).toMatchObject([
      { subject_id: accountId, why: 'wrong password' },
      { subject_id: null, why: 'no such account' },
    ]);
  });

  it('needs to be told the organisation when there are several, and no account of another will do', async ({
    skip,
  }) => {
    // On a server other tests may have organisations too.
    skip(db.kind === 'server', 'needs a database of its own');
    const form = { email: 'jo@school.example', password, address: '192.0.2.1' };
    expect(await signIn(db, form)).toMatchObject({ outcome: 'signed_in' });
    const other = newId<TenantId>();
    await withActor(db, { tenantId: other, reach: 'whole' }, (tx) =>
      foundTenant(tx, { ...doer, tenantId: other }, { name: 'Ashdale', kind: 'setting' }),
    );
    expect((await tenantsOf(db)).map(({ name }) => name)).toEqual(['Ashdale', 'Northmoor']);
    expect(await signIn(db, form)).toEqual({ outcome: 'wrong' });
    expect(await signIn(db, { ...form, tenantId })).toMatchObject({ outcome: 'signed_in' });
    expect(await signIn(db, { ...form, tenantId: other })).toEqual({ outcome: 'wrong' });
  });
});

describe('guessing', () => {
  const guess = (email: string, typed: string, address: string) =>
    signIn(db, { email, password: typed, address, tenantId });
  const keep = (succeeded: boolean, count: number, address: string) =>
    withSignIn(db, tenantId, (tx) =>
      sql`insert into identity.sign_in_attempt (tenant_id, id, email_sha256, address, succeeded)
        select ${tenantId}, gen_random_uuid(), 'pupil ' || n, ${address}, ${succeeded} from generate_series(1, ${count}::int) n`.execute(
        tx,
      ),
    );

  it('is stopped after ten failures, even with the right password and from elsewhere, and told how long', async () => {
    await tidy();
    for (let tried = 0; tried < 10; tried++)
      expect(await guess('jo@school.example', 'wrong one', '192.0.2.2')).toEqual({ outcome: 'wrong' });
    expect(await guess('jo@school.example', password, '192.0.2.3')).toEqual({ outcome: 'wait', minutes: 15 });
    expect((await acts('account.locked')).at(-1)).toMatchObject({ subject_id: accountId, number: 15 });
    await withSignIn(db, tenantId, (tx) =>
      sql`update identity.sign_in_attempt set at = at - interval '9 minutes 30 seconds'`.execute(tx),
    );
    expect(await guess('jo@school.example', password, '192.0.2.3')).toEqual({ outcome: 'wait', minutes: 6 });
    await withSignIn(db, tenantId, (tx) =>
      sql`update identity.sign_in_attempt set at = at - interval '6 minutes'`.execute(tx),
    );
    expect(await guess('jo@school.example', password, '192.0.2.3')).toMatchObject({ outcome: 'signed_in' });
  });

  it('is stopped for an address that has no account, so that a wait tells nothing', async () => {
    await tidy();
    for (let tried = 0; tried < 10; tried++) await guess('nobody@school.example', 'wrong one', '192.0.2.2');
    expect(await guess('nobody@school.example', 'wrong one', '192.0.2.2')).toMatchObject({ outcome: 'wait' });
  });

  it('all at once is no way round it', async () => {
    await tidy();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => guess('jo@school.example', 'wrong one', '192.0.2.2')),
    );
    expect(answers.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(10);
  });

  it('is stopped after 300 failures at one address', async () => {
    await tidy();
    await keep(false, 299, '192.0.2.9');
    expect(await guess('jo@school.example', 'wrong one', '192.0.2.9')).toEqual({ outcome: 'wrong' });
    expect(await guess('jo@school.example', password, '192.0.2.9')).toMatchObject({ outcome: 'wait' });
    expect(await guess('jo@school.example', password, '192.0.2.10')).toMatchObject({ outcome: 'signed_in' });
  });

  it('does not hold up a school of 1,500 behind one address, nor those on their way in', async () => {
    await tidy();
    await keep(true, 1500, '192.0.2.20');
    await keep(false, 299, '192.0.2.20');
    await keep(false, 1500, '');
    expect(await guess('jo@school.example', password, '192.0.2.20')).toMatchObject({ outcome: 'signed_in' });
  });
});
