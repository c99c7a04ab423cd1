import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActor } from '#db';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

/** What is found, in order, with what is said of it besides. */
async function found(who: StaffKey, text: string): Promise<string[]> {
  const { body } = await site.get(who, `/find?${new URLSearchParams({ q: text })}`);
  return body
    .split('<li class="wm-find__row">')
    .slice(1)
    .map((row) => {
      const name = /wm-find__name"[^>]*>([^<]*)/.exec(row)?.[1]?.replaceAll('&#x27;', "'");
      return row.includes('wm-find__note') ? `${name}, alike` : `${name}`;
    });
}

describe('finding somebody', () => {
  it('goes by words of a name from their beginning, in any order, marks or not', async () => {
    expect(await found('alison', 'oconn')).toEqual(["Siobhán O'Connor"]);
    expect(await found('alison', 'wisn LUK')).toEqual(['Łukasz Wiśniewski']);
    expect(await found('alison', 'ليلى')).toEqual(['ليلى Al-Masri']);
    expect(await found('alison', 'danny lind')).toEqual(['Danny Addo-Lindqvist']);
  });

  it('finds names that sound alike or are a slip of the finger away, and says so', async () => {
    for (const text of ['okonqo', 'okonwko', 'okonkvo', 'Amahra Okonkwo'])
      expect(await found('alison', text), text).toEqual(['Amara Okonkwo, alike']);
    for (const text of ['wisnievsky', 'lukash wisniewsky'])
      expect(await found('alison', text), text).toEqual(['Łukasz Wiśniewski, alike']);
    expect(await found('alison', 'Nieve')).toEqual([]);
    expect(await found('alison', 'Husein')).toEqual(['Zainab Hussain, alike']);
    expect(await found('alison', 'zzzzzz')).toEqual([]);
  });

  it('goes by UPN from its beginning, and by the name or URN of a setting where one reaches anybody', async () => {
    expect(await found('alison', 'k9903999160')).toEqual(['Amara Okonkwo']);
    expect(await found('alison', 'LARK')).toContain('Larkmoss Primary School');
    expect(await found('alison', '990002')).toContain('Larkmoss Primary School');
    expect(await found('dev', 'larkmoss')).toEqual([]);
  });

  it('finds nobody out of reach, and nothing for one letter', async () => {
    expect(await found('tomasz', 'okonkwo')).toEqual([]);
    expect(await found('tomasz', 'okonqo')).toEqual([]);
    expect(await found('tomasz', 'K990399916001')).toEqual([]);
    expect(await found('alison', 'o')).toEqual([]);
    expect((await site.get('priya', '/find?q=okonkwo')).status).toBe(404);
    expect((await site.get('alison', '/find?q=%25')).body).toContain('Nothing you can see is called that');
    expect((await site.get('alison', '/find')).body).toContain('Two letters are enough');
  });

  it('keeps that somebody was found, and not what was typed', async () => {
    await found('ruth', 'okonkwo');
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ number: number; why: string }>`select number, why from audit.entry
        where tenant_id = ${test.tenantId} and act = 'people.found' and account_id = ${test.accounts.ruth}`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ number: 1, why: 'headteacher' }]);
  });
});
