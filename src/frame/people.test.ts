import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows, newId, type PersonId, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';
import { listAddress, readListQuery } from './list-ask.ts';
import { numbersAround } from './pages.tsx';

let test: TestDatabase;
let site: Visited;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  const { tenantId, settings, whole } = test;
  const person = (given_name: string | null, family_name: string | null, more: object = {}) => ({
    tenant_id: tenantId,
    id: newId<PersonId>(),
    setting_ids: [settings.dapplemere],
    setting_id: settings.dapplemere,
    nc_year: 12,
    given_name,
    family_name,
    source: 'a test',
    source_key: `${given_name} ${family_name}`,
    ...more,
  });
  await withActor(test.db, whole, async (tx) => {
    await refreshProfiles(tx, { tenantId, accountId: null }, test.today);
    await insertRows(tx, 'people.person', [
      person('=HYPERLINK("http://evil.example")', 'Formula'),
      person(null, null, { source_key: '17', nc_year: null }),
      ...['Zhang', 'Ångström', 'de Souza', 'Álvarez', 'Azizi', 'Évrard', 'Ealing'].map((name) =>
        person('A', name),
      ),
    ]);
    await insertRows(
      tx,
      'people.person',
      Array.from({ length: 60 }, (_, index) =>
        person('Kit', `Many${String(index).padStart(2, '0')}`, { nc_year: 13 }),
      ),
    );
  });
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
});

/** The names of a list, in its order. */
function namesIn(body: string): string[] {
  return [...body.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]*)<\/a>/g)].map(([, name = '']) =>
    name.replaceAll('&#x27;', "'"),
  );
}

const list = async (who: Parameters<Visited['get']>[0], url: string) =>
  namesIn((await site.get(who, url)).body);

describe('the list of people', () => {
  it('shows those whom somebody reaches and no others', async () => {
    expect(await list('tomasz', '/people')).toEqual(['ليلى Al-Masri', 'Tegan Pryce']);
    expect(await list('joe', '/people')).toContain('Amara Okonkwo');
    expect(await list('joe', '/people')).not.toContain('Łukasz Wiśniewski');
    expect((await site.get('priya', '/people')).status).toBe(404);
  });

  it('sorts names as people do, accents or not', async () => {
    expect(await list('alison', `/people?setting=${test.settings.dapplemere}&year=12`)).toEqual([
      'A Álvarez',
      'A Ångström',
      'A Azizi',
      'A de Souza',
      'A Ealing',
      'A Évrard',
      '=HYPERLINK(&quot;http://evil.example&quot;) Formula',
      'A Zhang',
    ]);
  });

  it('finds a name by the beginning of its words, without capitals, accents or apostrophes', async () => {
    expect(await list('alison', '/people?q=oconn')).toEqual(["Siobhán O'Connor"]);
    expect(await list('alison', '/people?q=wisniewski+LUK')).toEqual(['Łukasz Wiśniewski']);
    expect(await list('alison', '/people?q=onnor')).toEqual([]);
    expect(await list('alison', '/people?q=%25')).toEqual([]);
  });

  it('narrows down by setting, year and domain together', async () => {
    const { fernlow } = test.settings;
    expect(await list('alison', `/people?setting=${fernlow}&year=9`)).toEqual([
      'Rosie Hartley-Nwosu',
      'Niamh Ní Bhraonáin',
    ]);
    expect(await list('alison', '/people?domain=family&year=9')).toEqual([
      'Rosie Hartley-Nwosu',
      'Niamh Ní Bhraonáin',
    ]);
    expect(await list('alison', '/people?domain=social')).toEqual([]);
    expect(await list('alison', '/people?year=unknown')).toEqual(['No name · a test 17']);
  });

  it('begins with the most points when asked, and ends with those of whom nothing is known', async () => {
    const first = await list('alison', '/people?sort=points');
    expect(first[0]).toBe('Łukasz Wiśniewski');
    expect(first.indexOf('Étienne Moreau')).toBeGreaterThan(first.indexOf('Amara Okonkwo'));
    const everybody = [
      ...first,
      ...(await list('alison', '/people?sort=points&page=2')),
      ...(await list('alison', '/people?sort=points&page=3')),
      ...(await list('alison', '/people?sort=points&page=4')),
    ];
    expect(everybody).toHaveLength(82);
    expect(new Set(everybody).size).toBe(82);
  });

  it('keeps filters and order while paging, and on the way back from a person', async () => {
    const { body } = await site.get(
      'alison',
      `/people?year=13&sort=points&setting=${test.settings.dapplemere}&page=2`,
    );
    const address = `/people?setting=${test.settings.dapplemere}&amp;year=13&amp;sort=points`;
    expect(body).toContain(`href="${address}&amp;page=3"`);
    expect(body).toContain(`href="${address}"`);
    expect(body).toContain('Showing 26 to 50 of 60.');
    const link = /href="(\/people\/[0-9a-f-]{36}\?[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await site.get('alison', link)).body).toContain(
      `href="${address}&amp;page=2" class="govuk-back-link"`,
    );
  });

  it('goes to the last page when an address asks for one beyond it, and shrugs at nonsense', async () => {
    const beyond = await site.get('alison', '/people?year=13&page=99');
    expect([beyond.status, beyond.headers['location']]).toEqual([303, '/people?year=13&page=3']);
    expect((await site.get('alison', '/people?year=abc&setting=1&domain=x&sort=y&page=-1')).status).toBe(200);
    expect((await site.get('alison', '/people?year=9&year=10')).status).toBe(200);
  });

  it('offers only settings and years that somebody reaches', async () => {
    const { body } = await site.get('tomasz', '/people');
    expect(body).toContain('Larkmoss');
    expect(body).not.toContain('Fernlow');
    expect(body).not.toContain('Year 9');
  });

  it('shows nobody without a profile as clear', async () => {
    const { body } = await site.get('alison', '/people?year=13');
    expect(body).toContain('Not reviewed yet');
    expect(body).not.toContain('nothing noticed');
    expect(body.slice(body.indexOf('<table'))).not.toContain('Universal');
  });

  it('does not say universal of somebody of whom too little is known', async () => {
    const { body } = await site.get('alison', '/people?q=moreau');
    expect(body).toContain('0, up to 25');
    expect(body).toContain('Too little known');
    expect(body.match(/not known</g)).toHaveLength(5);
    expect(body).not.toContain('nothing noticed');
    expect(body.slice(body.indexOf('<table'))).not.toContain('Universal');
  });

  it('says what to do when there is nobody', async () => {
    expect((await site.get('alison', '/people?q=xyzzy')).body).toContain('Nobody you can see matches');
    const nobody = await testDatabase();
    const { db, tenantId } = nobody;
    const id = test.accounts.gwen;
    await withActor(db, nobody.whole, async (tx) => {
      await tx
        .insertInto('identity.tenant')
        .values({ tenant_id: tenantId, name: 'Empty', kind: 'council' })
        .execute();
      await tx
        .insertInto('identity.account')
        .values({ tenant_id: tenantId, id, email: 'gwen@empty.example', name: 'Gwen', password_hash: '-' })
        .execute();
      await tx
        .insertInto('access.role_grant')
        .values({
          tenant_id: tenantId,
          id: newId<never>(),
          account_id: id,
          role: 'data_manager',
          reason: 'a test',
        })
        .execute();
    });
    const empty = await visited({ ...test, db, tenantId });
    expect((await empty.get('gwen', '/people')).body).toContain('waymark import people');
    await empty.app.close();
    await nobody.close();
  });

  it('keeps each look as one entry with the number shown', async () => {
    const before = await entries('people.listed');
    await site.get('tomasz', '/people');
    const after = await entries('people.listed');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({
      account_id: test.accounts.tomasz,
      number: 2,
      person_id: null,
      why: 'headteacher',
    });
  });
});

describe('the list as a file', () => {
  it('holds everybody the filter finds, runs no formula and keeps unknown apart from nought', async () => {
    const { body, headers } = await site.get('alison', `/people.csv?setting=${test.settings.dapplemere}`);
    expect(headers['content-disposition']).toContain('people.csv');
    const rows: Record<string, string>[] = parse(body, { bom: true, columns: true });
    expect(rows).toHaveLength(69);
    expect(rows.find((row) => row['family_name'] === 'Formula')?.['given_name']).toBe(
      '\'=HYPERLINK("http://evil.example")',
    );
    expect(rows[0]).toMatchObject({
      social: 'unknown',
      personal: 'unknown',
      points_known: '',
      tier_suggested: '',
    });
    expect((await entries('people.downloaded')).at(-1)).toMatchObject({
      number: 69,
      account_id: test.accounts.alison,
    });
  });

  it('writes marks as numbers and what they come to', async () => {
    const { body } = await site.get('alison', '/people.csv?q=rosie');
    const [row] = parse(body, { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({
      personal: '1',
      family: '2',
      social: 'unknown',
      institutional: 'unknown',
      points_known: '4',
      points_highest: '11',
      tier_suggested: 'intensive',
      rules: 'five-domain 2',
    });
  });

  it('is not for those who may not take it away', async () => {
    expect((await site.get('joe', '/people.csv')).status).toBe(404);
    expect((await site.get('joe', '/people')).body).not.toContain('people.csv');
  });
});

describe('the address of a list', () => {
  it('is read back as it was written', () => {
    const asked = {
      filter: { name: 'Ní B', settingId: test.settings.fernlow, ncYear: 0, domain: 'social' },
      order: 'year',
      page: 3,
    } as const;
    const query = Object.fromEntries(new URL(listAddress('/people', asked), 'http://x').searchParams);
    expect(readListQuery(query)).toEqual(asked);
    expect(listAddress('/people', readListQuery({}))).toBe('/people');
  });

  it('has few page numbers and no gap of one', () => {
    expect(numbersAround(5, 9)).toEqual([1, undefined, 4, 5, 6, undefined, 9]);
    expect(numbersAround(3, 4)).toEqual([1, 2, 3, 4]);
    expect(numbersAround(1, 1)).toEqual([1]);
  });
});

async function entries(act: string) {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('audit.entry')
      .selectAll()
      .where('tenant_id', '=', test.tenantId)
      .where('act', '=', act)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  );
}
