import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
import type { CastKey } from '#test/cast';
import { type TestDatabase, testDatabase } from '#test/database';
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

const chosen = (...keys: CastKey[]) => keys.map((key) => test.people[key]);
const asked = (path: string, ids: readonly string[]) =>
  `${path}?${new URLSearchParams(ids.map((id): [string, string] => ['chosen', id]))}`;
const form = (ids: readonly string[], more: Record<string, string> = {}) => ({
  chosen: [...ids],
  body: 'Came to breakfast club.',
  'on-day': '19',
  'on-month': '11',
  'on-year': '2026',
  ...more,
});

function notesOf(key: CastKey) {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('records.note')
      .select(['body', 'author'])
      .where('tenant_id', '=', test.tenantId)
      .where('person_id', '=', test.people[key])
      .where('body', 'like', 'Came to%')
      .execute(),
  );
}

const looks = () =>
  withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('audit.entry')
      .select(['act', 'person_id', 'why', 'number'])
      .where('tenant_id', '=', test.tenantId)
      .orderBy('id')
      .execute(),
  );

describe('the list of people', () => {
  it('has a box for each and what may be done with those who are ticked, by role', async () => {
    const { body } = await site.get('dev', '/people');
    expect(body).toContain(`name="chosen" value="${test.people.amara}"`);
    const buttons = (html: string) => [...html.matchAll(/formAction="([^"]+)"/g)].map(([, to]) => to);
    expect(buttons(body)).toEqual([
      '/people/notes',
      '/people/sheets',
      '/people/cards',
      '/people/adults',
      '/people/chosen.csv',
    ]);
    expect(buttons((await site.get('meiling', '/people')).body)).toEqual([
      '/people/sheets',
      '/people/chosen.csv',
    ]);
    expect(buttons((await site.get('joe', '/people')).body)).toEqual([
      '/people/notes',
      '/people/sheets',
      '/people/cards',
    ]);
  });

  it('says which column it is in order of, and puts it in order by another', async () => {
    const { body } = await site.get('dev', '/people?sort=points&year=10');
    expect(body).toMatch(
      /<th[^>]*aria-sort="descending"[^>]*><a[^>]*href="\/people\?year=10&amp;sort=points"/,
    );
    expect(body.match(/aria-sort/g)).toHaveLength(1);
    expect(body).toContain('href="/people?year=10&amp;sort=year"');
  });
});

describe('whoever chose nobody', () => {
  it('is sent back to the list they came from, and told so', async () => {
    for (const path of ['/people/notes', '/people/sheets', '/people/cards', '/people/chosen.csv']) {
      const { status, headers } = await site.get(
        'dev',
        `${path}?back=${encodeURIComponent('/people?year=9')}`,
      );
      expect([status, headers.location]).toEqual([303, '/people?year=9']);
      expect(String(headers['set-cookie'])).toContain('waymark-flash');
    }
    expect((await site.post('dev', '/people/notes', form([], { do: 'write' }))).status).toBe(303);
  });

  it('is told the same where all who were chosen are out of reach', async () => {
    for (const path of ['/people/notes', '/people/sheets'])
      expect((await site.get('joe', asked(path, chosen('lukasz')))).headers.location).toBe('/people');
  });
});

describe('one note about several', () => {
  it('is written, read once more and only then kept, with each in the same words', async () => {
    const ids = chosen('amara', 'ollie');
    expect((await site.get('dev', asked('/people/notes', ids))).body).toContain('about 2 young people');
    const check = await site.post('dev', '/people/notes', form(ids, { do: 'check' }));
    expect(check.body).toContain('Is this right for all 2 young people?');
    expect(await notesOf('amara')).toEqual([]);
    const saved = await site.post('dev', '/people/notes', form(ids, { do: 'write' }));
    expect([saved.status, saved.headers.location]).toEqual([303, '/people']);
    for (const key of ['amara', 'ollie'] as const)
      expect(await notesOf(key)).toEqual([{ body: 'Came to breakfast club.', author: 'Dev Chaudhuri' }]);
  });

  it('is one note with each however often the same form is sent', async () => {
    const once = form(chosen('amara', 'ollie'), { do: 'write', submission: newId(), body: 'Came to chess.' });
    await site.post('dev', '/people/notes', once);
    await site.post('dev', '/people/notes', once);
    for (const key of ['amara', 'ollie'] as const)
      expect((await notesOf(key)).filter(({ body }) => body === 'Came to chess.')).toHaveLength(1);
  });

  it('leaves out those whom the writer may not see, and says with how many it is kept', async () => {
    const sent = form(chosen('amara', 'lukasz'), { do: 'write', body: 'Came to art.' });
    const { headers } = await site.post('joe', '/people/notes', sent);
    const flash = /waymark-flash=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
    expect(JSON.parse(Buffer.from(flash, 'base64url').toString())).toMatchObject({
      key: 'notes.many.saved',
      values: { count: 1 },
    });
    expect((await notesOf('lukasz')).map(({ body }) => body)).not.toContain('Came to art.');
  });

  it('is mended where something is wrong with it, with all that was typed and everybody it is about', async () => {
    const wrong = form(chosen('amara', 'ollie'), { do: 'write', 'on-month': '13' });
    const { status, body } = await site.post('dev', '/people/notes', wrong);
    expect(status).toBe(422);
    expect(body).toContain('Enter a date that exists');
    expect(body).toContain('Came to breakfast club.');
    expect(body.match(/name="chosen"/g)).toHaveLength(2);
    const back = await site.post('dev', '/people/notes', form(chosen('amara'), { do: 'change' }));
    expect(back.body).toContain('Came to breakfast club.');
  });

  it('is not for those who write none', async () => {
    expect((await site.get('meiling', asked('/people/notes', chosen('amara')))).status).toBe(404);
    expect((await site.post('meiling', '/people/notes', form(chosen('amara'), { do: 'write' }))).status).toBe(
      404,
    );
  });
});

describe('sheets to print', () => {
  it('are one each, with what is noticed, notes, attendance and lines to write on, and each look is kept', async () => {
    const before = await looks();
    const { body } = await site.get('dev', asked('/people/sheets', chosen('amara', 'ollie')));
    const sheets = body.split('<article class="wm-sheet">').slice(1);
    expect(sheets).toHaveLength(2);
    expect(sheets[0]).toContain('Amara Okonkwo');
    for (const sheet of sheets) {
      expect(sheet).toContain('Confidential. Printed by Dev Chaudhuri');
      expect(sheet).toContain('What records show');
      expect(sheet).toMatch(/In 2026\/27, absent for \d+ of \d+ possible sessions/);
      expect(sheet).toContain('What we agreed');
    }
    expect((await looks()).slice(before.length)).toEqual(
      chosen('amara', 'ollie').map((person_id) =>
        expect.objectContaining({ act: 'person.seen', person_id, why: expect.stringMatching(/.+/) }),
      ),
    );
  });

  it('hold only what a role may see of somebody', async () => {
    const { body } = await site.get('dev', asked('/people/sheets', chosen('amara', 'lukasz')));
    expect(body.match(/<article/g)?.length).toBeGreaterThan(0);
    const own = await site.get('joe', asked('/people/sheets', chosen('amara', 'lukasz')));
    expect(own.body).toContain('A sheet for 1 young person');
    expect(own.body).not.toContain('Wiśniewski');
  });
});

describe('a download of those who were chosen', () => {
  it('holds them and nobody else, and is one act with their number', async () => {
    const before = await looks();
    const { body } = await site.get('dev', asked('/people/chosen.csv', chosen('amara', 'ollie')));
    const rows = parse<Record<string, string>>(body, { bom: true, columns: true });
    expect(rows.map(({ id }) => id).sort()).toEqual(chosen('amara', 'ollie').sort());
    expect((await looks()).slice(before.length)).toEqual([
      expect.objectContaining({ act: 'people.downloaded', number: 2 }),
    ]);
  });
});
