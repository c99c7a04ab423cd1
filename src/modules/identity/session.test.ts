import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, newId, type TenantId, withActor, withSignIn } from '#db';
import { emptyDatabase } from '#test/database';
import { foundTenant, newPassword, openAccount, sessionOf, signIn, signOut } from './index.ts';

let db: Database;
const tenantId = newId<TenantId>();
const doer = { tenantId, accountId: null };
const whole = { tenantId, reach: 'whole' } as const;
const email = 'jo@school.example';
const password = 'purple kettle stairs';
const acts = async (act: string) =>
  withActor(db, whole, (tx) =>
    tx.selectFrom('audit.entry').selectAll().where('act', '=', act).orderBy('id').execute(),
  );

beforeAll(async () => {
  db = await emptyDatabase();
  const hash = await newPassword(password, email);
  await withActor(db, whole, async (tx) => {
    await foundTenant(tx, doer, { name: 'Northmoor', kind: 'council' });
    await openAccount(tx, doer, { email, name: 'Jo Field', password: hash });
  });
});
afterAll(() => db.close());

describe('a session', () => {
  const age = (change: string) =>
    withSignIn(db, tenantId, (tx) => sql`update identity.session set ${sql.raw(change)}`.execute(tx));
  const signedIn = async () => {
    const answer = await signIn(db, { email, password, address: '192.0.2.1', tenantId });
    return answer.outcome === 'signed_in' ? answer.cookie : '';
  };

  it('ends at sign-out, which is kept, and a second sign-out changes nothing', async () => {
    const cookie = await signedIn();
    await signOut(db, cookie);
    expect(await sessionOf(db, cookie)).toBeUndefined();
    const kept = await acts('account.signed_out');
    await signOut(db, cookie);
    expect(await acts('account.signed_out')).toEqual(kept);
  });

  it('ends after two hours of nothing, and lasts while it is used', async () => {
    const cookie = await signedIn();
    await age("last_seen_at = now() - interval '119 minutes'");
    expect(await sessionOf(db, cookie)).toBeDefined();
    await age("last_seen_at = last_seen_at - interval '119 minutes'");
    expect(await sessionOf(db, cookie)).toBeDefined();
    await age("last_seen_at = now() - interval '121 minutes'");
    expect(await sessionOf(db, cookie)).toBeUndefined();
  });

  it('ends after twelve hours whatever happens', async () => {
    const cookie = await signedIn();
    const { rows } = await withSignIn(db, tenantId, (tx) =>
      sql<{
        hours: number;
      }>`select extract(epoch from max(expires_at - started_at)) / 3600 as hours from identity.session`.execute(
        tx,
      ),
    );
    expect(rows[0]?.hours).toBe(12);
    await age("expires_at = now() - interval '1 second'");
    expect(await sessionOf(db, cookie)).toBeUndefined();
  });

  it('notes at most once a minute that it was seen', async () => {
    const cookie = await signedIn();
    const seen = async () =>
      (
        await withSignIn(db, tenantId, (tx) =>
          sql`select max(last_seen_at) as at from identity.session`.execute(tx),
        )
      ).rows[0];
    const before = await seen();
    await sessionOf(db, cookie);
    expect(await seen()).toEqual(before);
    await age("last_seen_at = now() - interval '61 seconds'");
    const aged = await seen();
    await sessionOf(db, cookie);
    expect(await seen()).not.toEqual(aged);
  });

  it('is nothing for a cookie that is not ours, or of another organisation', async () => {
    const cookie = await signedIn();
    const [, token] = cookie.split('.');
    const others = [
      undefined,
      '',
      'x',
      cookie.slice(0, -1),
      `${cookie}x`,
      `${newId()}.${token}`,
      `${tenantId}.${'A'.repeat(43)}`,
      `${tenantId}'--.${token}`,
    ];
    for (const other of others) expect(await sessionOf(db, other)).toBeUndefined();
  });
});
