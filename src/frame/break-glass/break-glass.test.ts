import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import type { StaffKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
import { textOf } from '#test/pages';
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

const reason = 'Found alone at the station late at night, says nothing but a name';
/** Amara is at Fernlow; Tomasz leads another school and does not reach her. */
const amaraIs = { upn: 'K990399916001' };

const look = (who: StaffKey, form: Record<string, string>) =>
  site.post(who, '/break-glass', { reason, ...form });

async function acts(act: string) {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{
      person_id: string | null;
      account_id: string;
      why: string;
    }>`select person_id, account_id, why from audit.entry
      where tenant_id = ${test.tenantId} and act = ${act} order by id`.execute(tx),
  );
  return rows;
}

async function upnOf(personId: string): Promise<string> {
  const { rows } = await withActor(test.db, test.whole, (tx) =>
    sql<{
      upn: string;
    }>`select upn from people.person where tenant_id = ${test.tenantId} and id = ${personId}`.execute(tx),
  );
  return rows[0]?.upn ?? amaraIs.upn;
}

describe('looking in an emergency', () => {
  it('shows one young person out of reach in short, for whoever said why, and tells who oversees it at once', async () => {
    const { amara } = test.people;
    expect((await site.get('tomasz', `/people/${amara}`)).status).toBe(404);
    const { status, headers } = await look('tomasz', { upn: await upnOf(amara) });
    expect(status).toBe(303);
    const path = String(headers.location);
    expect(path).toMatch(/^\/break-glass\/[0-9a-f-]{36}$/);
    const { body } = await site.get('tomasz', path);
    expect(textOf(body)).toContain('Amara Okonkwo');
    expect(body).not.toContain('.csv');
    expect(body).not.toContain('<textarea');
    // Still out of reach everywhere else, also for a download, a note and the list.
    expect((await site.get('tomasz', `/people/${amara}`)).status).toBe(404);
    expect((await site.get('tomasz', '/people.csv')).body).not.toContain(amara);
    expect((await site.get('ruth', '/today')).body).toContain(reason);
    expect((await acts('glass.broken')).map(({ person_id }) => person_id)).toEqual([amara]);
    expect((await acts('glass.seen')).map(({ why }) => why)).toEqual(['emergency']);
  });

  it('is for nobody else, and over after an hour', async () => {
    const { zainab } = test.people;
    const path = String((await look('tomasz', { upn: await upnOf(zainab) })).headers.location);
    if (!path.startsWith('/break-glass/')) throw new Error(path);
    for (const who of ['dev', 'alison', 'hannah', 'meiling'] as const)
      expect((await site.get(who, path)).status, who).toBe(404);
    expect((await site.get('tomasz', path)).status).toBe(200);
    const anHourAgo = newId();
    await withActor(test.db, test.whole, (tx) =>
      sql`insert into people.break_glass (tenant_id, id, person_id, setting_ids, account_id, author, reason, until)
        values (${test.tenantId}, ${anHourAgo}, ${zainab}, '{}', ${test.accounts.tomasz}, 'Tomasz', 'x', now())`.execute(
        tx,
      ),
    );
    expect((await site.get('tomasz', `/break-glass/${anHourAgo}`)).status).toBe(404);
  });

  it('needs a reason and somebody who is meant alone; a try that finds nobody is kept', async () => {
    const { amara } = test.people;
    expect(textOf((await look('tomasz', { upn: await upnOf(amara), reason: 'urgent' })).body)).toContain(
      'Say what the emergency is',
    );
    expect((await look('tomasz', {})).body).toContain('Enter a UPN, or a family name');
    expect((await look('tomasz', { upn: 'X000000000000' })).body).toContain('Nobody is found who is meant');
    const born = { 'born-day': '31', 'born-month': '2', 'born-year': '2010' };
    expect((await look('tomasz', { familyName: 'Okonkwo', ...born })).body).toContain('Enter a real date');
    expect((await acts('glass.missed')).length).toBe(1);
    for (const who of ['joe', 'meiling', 'priya'] as const)
      expect((await look(who, { upn: await upnOf(amara) })).status, who).toBe(404);
  });

  it('goes by family name and date of birth, and leads whoever reaches them anyway to their page', async () => {
    const { amara } = test.people;
    const { rows } = await withActor(test.db, test.whole, (tx) =>
      sql<{ born: string }>`select date_of_birth::text as born from people.person
        where tenant_id = ${test.tenantId} and id = ${amara}`.execute(tx),
    );
    const [year = '', month = '', day = ''] = (rows[0]?.born ?? '').split('-');
    const form = { familyName: 'okonkwo', 'born-day': day, 'born-month': month, 'born-year': year };
    expect((await look('dev', form)).headers.location).toBe(`/people/${amara}`);
    expect(String((await look('tomasz', form)).headers.location)).toMatch(/^\/break-glass\//);
  });

  it('is reviewed by somebody else who oversees looks there, once', async () => {
    const { body } = await site.get('ruth', '/break-glass/reviews');
    const path = /\/break-glass\/[0-9a-f-]{36}\/review/.exec(body)?.[0] ?? '';
    for (const who of ['tomasz', 'dev', 'hannah'] as const)
      expect((await site.get(who, path)).status, who).toBe(404);
    const said = { justified: 'yes', review: 'The police had called him. He rang us within ten minutes.' };
    expect((await site.post('ruth', path, { justified: 'yes', review: '' })).status).toBe(422);
    expect((await site.post('ruth', path, said)).status).toBe(303);
    expect((await site.post('alison', path, { ...said, justified: 'no' })).status).toBe(303);
    expect(textOf((await site.get('alison', '/break-glass/reviews')).body)).toContain(`Justified, says Ruth`);
    expect((await acts('glass.reviewed')).map(({ why }) => why)).toEqual(['justified']);
    expect((await site.get('tomasz', '/break-glass/reviews')).body).not.toContain('Amara');
  });
});
