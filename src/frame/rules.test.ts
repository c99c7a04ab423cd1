import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import { refreshProfiles, ruleSetInUse } from '#modules/risk';
import { command } from '#test/cli/in-process';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  await withActor(test.db, test.whole, (tx) =>
    refreshProfiles(tx, { tenantId: test.tenantId, accountId: null }, test.today),
  );
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

const RONI = 'oxfordshire-roni-weighted';
const inUse = async () => {
  const found = await withActor(test.db, test.whole, (tx) => ruleSetInUse(tx, test.tenantId));
  return found?.ruleSet.name;
};
const entries = async (act: string) => {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{
      why: string;
      number: number | null;
    }>`select why, number from audit.entry where tenant_id = ${test.tenantId} and act = ${act}`.execute(tx),
  );
  return rows;
};
const waymark = (...words: string[]) =>
  command(['rules', ...words, '--tenant', test.tenantId], { cwd: '/', db: test.db });

describe('a rule set', () => {
  it('is not switched on before anybody has seen what it would change', async () => {
    const { status, body } = await site.post('alison', '/rules/choice', {
      rules: RONI,
      reason: 'To compare.',
    });
    expect(status).not.toBe(303);
    expect(textOf(body)).toContain('Nobody has previewed oxfordshire-roni-weighted 1');
    expect(await waymark('use', RONI, '--reason', 'To compare.')).toMatchObject({ code: 1 });
    expect(await inUse()).toBe('five-domain');
  });

  it('is previewed: how many, who, and how it falls on groups; the look is recorded and changes nothing', async () => {
    const { status, body } = await site.post('alison', '/rules/preview', { rules: RONI });
    const text = textOf(body);
    expect(status).toBe(200);
    expect(text).toMatch(/Of \d+ young people, \d+ were noticed .* \d+ would appear and \d+ would vanish\./);
    expect(text).toContain('beside Waymark five-domain review, version 2');
    expect(text).toContain('English as an additional language');
    expect(text).toContain('Too few to say');
    expect(body).toMatch(/<a class="govuk-link" href="\/people\/[0-9a-f-]{36}">/);
    expect(await entries('rules.previewed')).toEqual([{ why: `${RONI} 1`, number: expect.any(Number) }]);
    expect(await inUse()).toBe('five-domain');
  });

  it('names nobody in what is kept', async () => {
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{
        result: string;
      }>`select result::text as result from risk.preview where tenant_id = ${test.tenantId}`.execute(tx),
    );
    expect(rows).toHaveLength(1);
    for (const id of Object.values(test.people)) expect(rows[0]?.result).not.toContain(id);
    expect(rows[0]?.result).not.toContain('Okonkwo');
  });

  it('asks why before it is switched on', async () => {
    const { status, body } = await site.post('alison', '/rules/choice', { rules: RONI, reason: ' ' });
    expect(status).toBe(422);
    expect(textOf(body)).toContain('Say why');
    expect(await inUse()).toBe('five-domain');
  });

  it('is switched on by a named person with a reason, and the page says so', async () => {
    const sent = { rules: RONI, reason: 'To compare for one term.' };
    expect((await site.post('alison', '/rules/choice', sent)).status).toBe(303);
    expect(await inUse()).toBe(RONI);
    const text = textOf((await site.get('alison', '/rules')).body);
    expect(text).toContain('switched on by Alison Crowe: To compare for one term.');
    expect(await entries('rules.choose')).toEqual([
      { why: `five-domain to ${RONI}: To compare for one term.`, number: null },
    ]);
  });

  it('needs another look when other rules have come into use since', async () => {
    expect((await waymark('use', RONI, '--reason', 'Again.')).err).toContain('Nobody has previewed');
    expect((await waymark('preview', 'five-domain')).out).toMatch(
      /^five-domain 2 beside oxfordshire-roni-weighted 1 on \d+ \w+ 2026, at the places there are now\.\nOf \d+/,
    );
    expect(await waymark('use', 'five-domain', '--reason', 'Ours again.')).toMatchObject({ code: 0 });
    expect(await inUse()).toBe('five-domain');
  });

  it('is previewed as JSON on a day that somebody chooses, and on no day to come', async () => {
    const { code, out } = await waymark('preview', RONI, '--on', test.today, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ on: test.today, rules: RONI, people: expect.any(Number) });
    expect((await waymark('preview', RONI, '--on', '2040-01-01')).err).toContain('has not been yet');
    expect((await waymark('preview', RONI, '--on', '1999-01-01')).err).toContain(
      'Nobody on record was enrolled',
    );
    expect((await waymark('preview', RONI, '--on', 'soon')).err).toContain('--on is not a date');
  });

  it('is nothing to those who do not choose rules', async () => {
    expect((await site.get('joe', '/rules')).status).toBe(404);
    expect((await site.post('dev', '/rules/preview', { rules: RONI })).status).toBe(404);
    expect((await site.post('dev', '/rules/choice', { rules: RONI, reason: 'x' })).status).toBe(404);
  });
});
