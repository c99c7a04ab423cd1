import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor, withSignIn } from '#db';
import { expiringRules } from '#modules/people';
import { type TestDatabase, testDatabase } from '#test/database';
import { modules } from '../../app.ts';
import { expireAll } from './tend-retention.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase({ cast: true });
});
afterAll(() => test.close());

const DAY = 86_400_000;
const daysAgo = (days: number, minutes: number) =>
  new Date(Date.now() - days * DAY - minutes * 60_000).toISOString();

/** One of each that is a minute too young, and one that is a minute old enough. */
async function addAround(days: Readonly<Record<string, number>>): Promise<void> {
  const { tenantId } = test;
  for (const minutes of [-1, 1]) {
    await withSignIn(test.db, tenantId, async (tx) => {
      const attempt = daysAgo(days['sign-in-attempts'] ?? 0, minutes);
      await sql`insert into identity.sign_in_attempt (tenant_id, id, email_sha256, address, succeeded, at)
        values (${tenantId}, ${newId()}, 'x', '192.0.2.1', false, ${attempt})`.execute(tx);
      const ended = daysAgo(days['ended-sessions'] ?? 0, minutes);
      await sql`insert into identity.session (tenant_id, id, account_id, token_sha256, expires_at, ended_at)
        values (${tenantId}, ${newId()}, ${test.accounts.dev}, ${newId()}, now() + interval '1 hour', ${ended})`.execute(
        tx,
      );
    });
    await withActor(test.db, test.whole, async (tx) => {
      const written = daysAgo(days['messages'] ?? 0, minutes);
      await sql`insert into messages.message (tenant_id, id, account_id, kind, about_id, written_at)
        values (${tenantId}, ${newId()}, ${test.accounts.dev}, 'glass-broken', ${newId()}, ${written})`.execute(
        tx,
      );
      const run = newId();
      const at = daysAgo(days['refused-rows'] ?? 0, minutes);
      await sql`insert into sources.run (tenant_id, id, kind, source, file_name, file_sha256, mapping, at, policy, read, added, changed, same, refused, ended)
        values (${tenantId}, ${run}, 'people', 'mis', 'x.csv', '', '', ${at}, 'adds', 1, 0, 0, 0, 1, 0)`.execute(
        tx,
      );
      await sql`insert into sources.refusal (tenant_id, id, run_id, line, field, rule, found, message)
        values (${tenantId}, ${newId()}, ${run}, 2, 'name', 'missing', 'Somebody', 'x')`.execute(tx);
    });
  }
}

describe('what is kept for some days only', () => {
  it('goes when its days are over, and not a minute before; how many is on record', async () => {
    const days = Object.fromEntries(expiringRules().map(({ what, days: number }) => [what, number]));
    expect(Object.keys(days)).toEqual(
      modules.flatMap(({ expiring = [] }) => expiring.map(({ what }) => what)),
    );
    await addAround(days);
    expect(await expireAll(test.db, modules, test.today)).toBeGreaterThanOrEqual(4);
    expect(await expireAll(test.db, modules, test.today)).toBe(0);
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ why: string; number: number }>`select why, number from audit.entry
        where tenant_id = ${test.tenantId} and act = 'retention.expired' order by id`.execute(tx),
    );
    expect(rows).toEqual([
      { why: 'sign-in-attempts', number: 1 },
      { why: 'ended-sessions', number: 1 },
      { why: 'messages', number: 1 },
      { why: 'refused-rows', number: 1 },
    ]);
    const left = await withActor(test.db, test.whole, (tx) =>
      sql<{
        n: number;
      }>`select count(*)::int as n from sources.refusal where tenant_id = ${test.tenantId}`.execute(tx),
    );
    expect(left.rows).toEqual([{ n: 1 }]);
  });

  it('is left alone where no rule names it', async () => {
    await addAround({ 'sign-in-attempts': 400, 'ended-sessions': 400, messages: 400, 'refused-rows': 400 });
    expect(await expireAll(test.db, modules, test.today, [])).toBe(0);
  });
});
