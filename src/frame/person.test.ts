import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertRows, newId, type PersonId, type RunId, withActor } from '#db';
import { refreshProfiles } from '#modules/risk';
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

const pageOf = async (who: Parameters<Visited['get']>[0], key: keyof TestDatabase['people']) =>
  site.get(who, `/people/${test.people[key]}`);

/** What a reader reads, without markup. */
function read(body: string): string {
  return body
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('the page of a young person', () => {
  it('says who they are, where they are and why one may see it', async () => {
    const text = read((await pageOf('dev', 'amara')).body);
    expect(text).toContain('Amara Okonkwo');
    expect(text).toMatch(/Year 10 · Fernlow High School · Tutor group 10F, with Joe Ferreira/);
    expect(text).toContain('pastoral lead at Fernlow High School');
    expect(read((await pageOf('joe', 'amara')).body)).toContain('tutor of their group');
  });

  it('keeps the look with its reason', async () => {
    await pageOf('joe', 'jack');
    expect((await entries('person.seen')).at(-1)).toMatchObject({
      account_id: test.accounts.joe,
      person_id: test.people.jack,
      why: 'tutor of their group',
    });
  });

  it('is the same 404 for somebody out of reach and somebody who is not there, and no look is kept', async () => {
    const before = (await entries('person.seen')).length;
    const outOfReach = await pageOf('joe', 'lukasz');
    const nobody = await site.get('joe', `/people/${newId<PersonId>()}`);
    expect([outOfReach.status, nobody.status]).toEqual([404, 404]);
    expect(outOfReach.body).toBe(nobody.body);
    expect((await pageOf('tomasz', 'amara')).status).toBe(404);
    expect((await entries('person.seen')).length).toBe(before);
  });

  it('gives every reason with its points, threshold, source and date', async () => {
    const text = read((await pageOf('dev', 'rosie')).body);
    expect(text).toContain('Looked after by a council at some time in the last twelve months');
    expect(text).toContain('2 points for yes; from council-care, 1 September 2025');
    expect(text).toContain('4 points known, up to 11 if everything unknown were a concern');
    expect(text).toContain('A person decides');
  });

  it('never shows what is unknown as clear', async () => {
    const text = read((await pageOf('alison', 'etienne')).body);
    expect(text).not.toContain('nothing noticed');
    expect(text).not.toContain('suggested by Waymark five-domain review: Universal');
    expect(text).toContain('Looked after in the last twelve months: not known');
    expect(text).toContain('No register is on record for 2026/27. That does not mean full attendance.');
    expect(text).toContain('No list of suspensions has come from this setting');
    expect(text).toContain('No source says whether there is a need');
  });

  it('says none of suspensions only by a list that covers them', async () => {
    expect(read((await pageOf('dev', 'amara')).body)).toContain('None, by the list from');
    expect(read((await pageOf('dev', 'ollie')).body)).toContain(
      '4 sessions. Reason given: Verbal abuse or threats to an adult.',
    );
  });

  it('counts attendance in words by whole sessions', async () => {
    expect(read((await pageOf('dev', 'siobhan')).body)).toMatch(/\(10%\).*This counts as persistent absence/);
    expect(read((await pageOf('dev', 'lukasz')).body)).toContain('This counts as severe absence');
    const haruki = read((await pageOf('dev', 'haruki')).body);
    expect(haruki).not.toContain('persistent absence');
    expect(haruki).not.toContain('(10%)');
  });

  it('tells termly counts beside the registers, and that marks of the same term win', async () => {
    const { tenantId, settings, people } = test;
    const run_id = newId<RunId>();
    const file = {
      source: 'council',
      file_name: 'counts.csv',
      file_sha256: '',
      mapping: 'counts',
      kind: 'registers',
      policy: 'replaces',
    };
    const rows = { read: 2, added: 2, changed: 0, same: 0, refused: 0, ended: 0 };
    const counted = (person_id: PersonId, register_year: number, term: string) => ({
      ...{
        tenant_id: tenantId,
        id: newId<never>(),
        person_id,
        setting_id: settings.fernlow,
        register_year,
        term,
      },
      ...{ counts: {}, possible: 120, absent: 12, unauthorised: 3, late: null, source: 'council', run_id },
    });
    await withActor(test.db, test.whole, async (tx) => {
      await insertRows(tx, 'sources.run', [{ tenant_id: tenantId, id: run_id, ...file, ...rows }]);
      await insertRows(tx, 'records.register_count', [
        counted(people.etienne, 2025, 'spring'),
        counted(people.amara, 2025, 'spring'),
      ]);
    });
    const says =
      'Counted without dates, spring term at Fernlow High School: absent for 12 of 120 possible sessions (10%), 3 of them unauthorised.';
    const etienne = read((await pageOf('alison', 'etienne')).body);
    expect(etienne).toContain(says);
    expect(etienne).not.toContain('There are marks for that term');
    expect(read((await pageOf('dev', 'amara')).body)).toContain(
      `${says} There are marks for that term, so they count and this does not.`,
    );
  });
});

describe('a note', () => {
  const noteOf = (more: Record<string, string> = {}) => ({
    submission: newId(),
    body: 'Came to breakfast club.',
    'on-day': '19',
    'on-month': '11',
    'on-year': '2026',
    ...more,
  });
  const path = (key: keyof TestDatabase['people']) => `/people/${test.people[key]}/notes`;

  it('is made once, however often its form is sent', async () => {
    const form = noteOf();
    const [one, two] = await Promise.all([
      site.post('joe', path('jack'), form),
      site.post('joe', path('jack'), form),
    ]);
    expect([one.status, two.status]).toEqual([303, 303]);
    expect(one.headers['location']).toBe(`/people/${test.people.jack}`);
    expect((await notes('jack')).filter(({ body }) => body === form.body)).toHaveLength(1);
    expect((await entries('note.written')).at(-1)).toMatchObject({
      person_id: test.people.jack,
      why: 'tutor of their group',
    });
  });

  it('is another when the same form comes again with other words', async () => {
    const form = noteOf({ body: 'First words.' });
    await site.post('joe', path('jack'), form);
    await site.post('joe', path('jack'), { ...form, body: 'Other words.' });
    expect((await notes('jack')).map(({ body }) => body)).toEqual(
      expect.arrayContaining(['First words.', 'Other words.']),
    );
  });

  it('is shown again with what was typed and what to mend', async () => {
    const { status, body } = await site.post(
      'joe',
      path('jack'),
      noteOf({ body: ' ', 'on-day': '31', 'on-month': '2' }),
    );
    expect(status).toBe(422);
    expect(body).toContain('Write the note before you save it');
    expect(body).toContain('Enter a date that exists');
    expect(body).toContain('value="31"');
    const tomorrow = await site.post('joe', path('jack'), noteOf({ 'on-day': '21', body: 'Kept <words>' }));
    expect(tomorrow.status).toBe(422);
    expect(tomorrow.body).toContain('The date of a note is today or earlier');
    expect(tomorrow.body).toContain('Kept &lt;words&gt;');
    expect((await notes('jack')).some(({ body: words }) => words.startsWith('Kept'))).toBe(false);
  });

  it('cannot be about somebody out of reach, nor by somebody who only reads', async () => {
    expect((await site.post('joe', path('lukasz'), noteOf({ body: 'Not mine.' }))).status).toBe(404);
    expect((await site.post('meiling', path('jack'), noteOf({ body: 'Only reading.' }))).status).toBe(404);
    expect((await notes('lukasz')).some(({ body }) => body === 'Not mine.')).toBe(false);
    expect((await pageOf('meiling', 'jack')).body).not.toContain('<form method="post" action="/people');
  });

  it('can be read by whoever wrote it at a second setting', async () => {
    expect(site.faults).toEqual([]);
    const { status } = await site.post('dev', path('daniel'), noteOf({ body: 'Back from Turnstile.' }));
    expect(status).toBe(303);
    expect(read((await pageOf('dev', 'daniel')).body)).toContain('Back from Turnstile.');
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

async function notes(key: keyof TestDatabase['people']) {
  return withActor(test.db, test.whole, (tx) =>
    tx
      .selectFrom('records.note')
      .select(['id', 'body'])
      .where('tenant_id', '=', test.tenantId)
      .where('person_id', '=', test.people[key])
      .execute(),
  );
}
