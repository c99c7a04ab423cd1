import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId, withActor } from '#db';
import { type Actor, commandActor } from '#modules/access';
import { importPeople } from '#modules/people';
import { refreshProfiles } from '#modules/risk';
import { castStaff, castYoungPeople, type StaffKey } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

/** Gwen looks after data for the whole council; here Marcus does for Fernlow, and Tomasz for Quillbeck. */
const { path: place, remove } = temporary();
const { ollie, jack, amara } = castYoungPeople;
let test: TestDatabase;
let site: Visited;
let actor: Actor;

beforeAll(async () => {
  test = await testDatabase({ cast: true });
  const { tenantId, settings, accounts } = test;
  actor = commandActor(tenantId, 'test', test.today);
  await withActor(test.db, test.whole, async (tx) => {
    await refreshProfiles(tx, { tenantId, accountId: null }, test.today);
    for (const [account_id, setting_id] of [
      [accounts.marcus, settings.fernlow],
      [accounts.tomasz, settings.quillbeck],
    ] as const)
      await tx
        .insertInto('access.role_grant')
        .values({
          tenant_id: tenantId,
          id: newId<never>(),
          account_id,
          setting_id,
          role: 'data_manager',
          reason: 'a test',
        })
        .execute();
  });
  await bring('quillbeck-mis', [
    `${jack.upn},Q1,990003,,,,2026-11-09`,
    ',Q2,990003,Nobody,Known,,',
    'K990399916002,Q3,990003,Wrong,Upn,,',
  ]);
  await bring('council', [
    `,C1,990001,Oliver,Pemberton,${ollie.dateOfBirth},`,
    `${amara.upn},C2,990001,Amara,Okonkwo,2010-12-31,`,
  ]);
  site = await visited(test);
});
afterAll(async () => {
  await site.app.close();
  await test.close();
  remove();
});

async function bring(source: string, lines: string[]) {
  const path = join(place, `${source}.csv`);
  writeFileSync(
    path,
    ['upn,source_id,setting_urn,given_name,family_name,date_of_birth,started_on', ...lines].join('\n'),
  );
  return importPeople(test.db, actor, { path, source, dryRun: false });
}

/** A page without its tags. */
const read = (body: string) =>
  body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
const words = async (who: Parameters<Visited['get']>[0], url: string) =>
  read((await site.get(who, url)).body);
const hrefs = (body: string, start: string) =>
  [...body.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href).filter((href) => href.startsWith(start));
/** The next step that a page offers, by its beginning. */
const step = async (who: Parameters<Visited['get']>[0], url: string, start: string) =>
  hrefs((await site.get(who, url)).body, start)[0] ?? '';

describe('the page of data quality', () => {
  it('counts what was found, for whoever looks', async () => {
    const all = await words('gwen', '/quality');
    expect(all).toMatch(/Records that may be of one young person 1 /);
    expect(all).toMatch(/Moves to decide 1 /);
    expect(all).toMatch(/Sources that disagree about who somebody is 1 /);
    expect(all).toMatch(/No UPN [3-9] /);
    const fernlow = await words('marcus', '/quality');
    expect(fernlow).toMatch(/Moves to decide 1 /);
    expect(fernlow).toMatch(/Records that may be of one young person 1 /);
    const quillbeck = await words('tomasz', '/quality');
    expect(quillbeck).toMatch(/Moves to decide 1 /);
    expect(quillbeck).toMatch(/Looked for and not found: .*Records that may be of one young person/);
  });

  it('is narrowed to one setting, and keeps that on the way', async () => {
    const { quillbeck } = test.settings;
    const { body } = await site.get('gwen', `/quality?setting=${quillbeck}`);
    expect(read(body)).toMatch(/Looked for and not found: .*Records that may be of one young person/);
    expect(body).toContain(`href="/quality/moves?setting=${quillbeck}"`);
    expect((await site.get('gwen', '/quality?setting=nonsense')).status).toBe(200);
  });

  it('is there for those who look after data, and for nobody else', async () => {
    for (const who of ['ruth', 'joe', 'alison', 'priya'] as const) {
      expect((await site.get(who, '/quality')).status, who).toBe(404);
      expect((await site.get(who, '/people')).body, who).not.toContain('href="/quality"');
    }
    expect((await site.get('marcus', '/people')).body).toContain('href="/quality"');
    expect((await site.get('marcus', '/quality/trust')).status).toBe(404);
    expect((await site.get('marcus', '/quality/decided-duplicates')).status).toBe(404);
    expect((await site.get('gwen', '/quality/nothing-such')).status).toBe(404);
  });

  it('names whom each check finds, with the next step, and keeps that as a look', async () => {
    const checks = hrefs((await site.get('gwen', '/quality')).body, '/quality/');
    expect(checks.length).toBeGreaterThan(4);
    for (const href of checks) {
      const { status, body } = await site.get('gwen', href);
      expect(status, href).toBe(200);
      expect(body, href).toMatch(/ found<\/h2>/);
    }
    const entries = await withActor(test.db, test.whole, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['why', 'number'])
        .where('tenant_id', '=', test.tenantId)
        .where('act', '=', 'quality.listed')
        .orderBy('id', 'desc')
        .execute(),
    );
    expect(entries).toContainEqual({ why: 'moves: data_manager', number: 1 });
    expect(await words('marcus', '/quality/no-upn')).not.toContain('Étienne Moreau');
    expect(await words('tomasz', '/quality/no-upn')).toContain('Étienne Moreau');
  });
});

const staff = Object.keys(castStaff) as StaffKey[];

/** Of the cast, those who would lose and those who would keep sight of somebody, as the page of a move says it. */
async function sight(href: string): Promise<{ loses: StaffKey[]; keeps: StaffKey[] }> {
  const { body } = await site.get('marcus', href);
  const [, said = ''] = body.split('id="sight"');
  const [loses = '', keeps = ''] = said.split('<details');
  const named = (html: string) =>
    staff.filter((key) => html.includes(`${castStaff[key].givenName} ${castStaff[key].familyName}:`));
  return { loses: named(loses), keeps: named(keeps.split('</details>')[0] ?? '') };
}

async function seeing(who: readonly StaffKey[], personId: string): Promise<StaffKey[]> {
  const found: StaffKey[] = [];
  for (const key of who) if ((await site.get(key, `/people/${personId}`)).status === 200) found.push(key);
  return found;
}

describe('a move', () => {
  it('is decided by whoever looks after the data of the setting they left, who then sees them no more', async () => {
    const href = await step('tomasz', '/quality/moves', '/quality/moves/');
    const theirs = await words('tomasz', href);
    expect(theirs).toContain('Only Fernlow High School');
    expect(theirs).not.toContain('Last day at Fernlow High School');
    const refused = await site.post('tomasz', href, {
      decision: 'moved',
      reason: 'He is here',
      'left-day': '6',
      'left-month': '11',
      'left-year': '2026',
    });
    expect(read(refused.body)).toContain('Only Fernlow High School, or the whole organisation');
    const empty = await site.post('marcus', href, {
      decision: 'moved',
      'left-day': '31',
      'left-month': '11',
      'left-year': '2026',
    });
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('Say why, in a few words');
    expect(empty.body).toContain('Enter a date that exists');
    const nothing = await site.post('marcus', href, { reason: 'So' });
    expect(nothing.body).toContain('Say what you know');
    const future = await site.post('marcus', href, {
      decision: 'moved',
      reason: 'So',
      'left-day': '21',
      'left-month': '11',
      'left-year': '2026',
    });
    expect(future.body).toContain('The last day is today or earlier');

    // Who would not see them any more is said before, and is so afterwards; until then nothing has changed.
    const before = await sight(href);
    expect(before.loses).toContain('marcus');
    expect(before.keeps).toContain('tomasz');
    expect(before.loses.length + before.keeps.length).toBe(
      await seeing(staff, jack.id).then(({ length }) => length),
    );
    expect((await site.get('marcus', href)).status).toBe(200);

    const done = await site.post('marcus', href, {
      decision: 'moved',
      reason: 'The office rang',
      'left-day': '6',
      'left-month': '11',
      'left-year': '2026',
    });
    expect([done.status, done.headers['location']]).toEqual([303, '/quality/moves']);
    expect((await site.get('marcus', `/people/${jack.id}`)).status).toBe(404);
    expect(await seeing(staff, jack.id)).toEqual(before.keeps);
    expect((await site.get('marcus', href)).status).toBe(404);
    expect(await words('tomasz', `/people/${jack.id}`)).toContain('Quillbeck School');
    expect((await site.get('tomasz', `/people/${jack.id}`)).body).not.toContain(
      'No review of this young person',
    );
  });

  it('is shown among those decided, and can be taken back with a reason', async () => {
    expect(await words('gwen', '/quality/decided-moves')).toContain('Marcus Bell decided on');
    const href = await step('gwen', '/quality/decided-moves', '/quality/moves/');
    expect((await site.post('gwen', `${href}/taking-back`, {})).status).toBe(422);
    expect((await site.post('gwen', `${href}/taking-back`, { reason: 'Wrong boy' })).status).toBe(303);
    expect((await site.get('marcus', `/people/${jack.id}`)).status).toBe(200);
    expect(await words('gwen', '/quality/moves')).toContain('Seems to have moved from Fernlow High School');
  });
});

describe('two records', () => {
  it('are laid side by side, and merged only by whoever may, with a reason', async () => {
    const href = await step('gwen', '/quality/duplicates', '/quality/duplicates/');
    const page = await words('gwen', href);
    expect(page).toContain('same name and date of birth');
    expect(page).toContain('from school-mis, since 1 September 2026');
    expect(page).toContain('from council, since 20 November 2026');
    expect(page).toMatch(/Registers \d+ 0/);
    const theirs = await words('marcus', href);
    expect(theirs).toContain('ask whoever looks after data for the whole organisation');
    expect((await site.post('marcus', `${href}/merging`, { stays: 'one', reason: 'x' })).status).toBe(404);
    expect((await site.get('tomasz', href)).status).toBe(404);

    const empty = await site.post('gwen', `${href}/merging`, { reason: ' ' });
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('Say which record stays');
    expect(empty.body.match(/Say why, in a few words<\/p>/g)?.length ?? 0).toBeLessThan(2);
    const apart = await site.post('gwen', `${href}/telling-apart`, {});
    expect(apart.status).toBe(422);

    const done = await site.post('gwen', `${href}/merging`, { stays: 'one', reason: 'One boy, two lists' });
    expect(done.headers['location']).toBe(`/people/${ollie.id}`);
    expect(await words('gwen', '/quality')).toMatch(/not found: .*Records that may be of one young person/);
  });

  it('are two again when a merge is undone, and are not shown again once told apart', async () => {
    const { body } = await site.get('gwen', '/quality/decided-duplicates');
    expect(read(body)).toContain('two records merged by Gwen Llewellyn');
    const undo = /action="(\/quality\/mergings\/[^"]+)"/.exec(body)?.[1] ?? '';
    const empty = await site.post('gwen', undo, {});
    expect(empty.status).toBe(422);
    expect(empty.body).toContain('open=""');
    expect((await site.post('gwen', undo, { reason: 'Cousins' })).status).toBe(303);
    const href = await step('gwen', '/quality/duplicates', '/quality/duplicates/');
    expect((await site.post('gwen', `${href}/telling-apart`, { reason: 'Cousins' })).status).toBe(303);
    expect(await words('gwen', '/quality/duplicates')).toContain('Nobody you can see is found by this');
    const decided = (await site.get('gwen', '/quality/decided-duplicates')).body;
    expect(read(decided)).toContain('told apart from Oliver Pemberton by Gwen Llewellyn');
    const back = /action="(\/quality\/tellings-apart\/[^"]+)"/.exec(decided)?.[1] ?? '';
    expect((await site.post('gwen', back, { reason: 'Not so' })).status).toBe(303);
    expect(await words('gwen', '/quality/duplicates')).toContain('May be the same as');
  });
});

describe('sources that disagree', () => {
  it('are shown on the page with which is believed and why, and are believed by trust', async () => {
    expect(await words('gwen', `/people/${amara.id}`)).toContain(
      '31 December 2010, from council, since 20 November 2026. Believed, because it was said last.',
    );
    const page = (await site.get('gwen', '/quality/trust')).body;
    expect(page).toContain('council');
    expect((await site.post('gwen', '/quality/trust', { source: 'council', trust: '12' })).status).toBe(422);
    const done = await site.post('gwen', '/quality/trust', { source: 'council', trust: '2' });
    expect(done.status).toBe(303);
    expect(await words('gwen', `/people/${amara.id}`)).toMatch(
      /from school-mis, since 1 September 2026\. Believed, because this source is trusted more\. 31 December 2010, from council/,
    );
  });
});

describe('what is missing', () => {
  it('says why: nobody brought it, the list leaves it blank, no file held it, or the row was refused', async () => {
    const etienne = test.people.etienne;
    const before = await words('gwen', `/people/${etienne}/missing`);
    expect(before).toContain('Date of birth');
    expect(before).toMatch(/school-mis last sent its list on .* and names them/);
    expect(before).toContain('No source has ever brought this kind of file');
    expect(before).toMatch(/Registers of this year No file held it\. The last ones: school-mis on/);

    await bring('school-mis', [',M000007,990003,,,31/02/2011,']);
    const keys = await withActor(test.db, test.whole, (tx) =>
      tx
        .selectFrom('people.person_source')
        .select('source_key')
        .where('person_id', '=', etienne)
        .where('source', '=', 'school-mis')
        .executeTakeFirstOrThrow(),
    );
    await bring('school-mis', [`,${keys.source_key},990003,,,31/02/2011,`]);
    const after = await words('gwen', `/people/${etienne}/missing`);
    expect(after).toMatch(
      /Line 2 of school-mis\.csv from school-mis on .* names them and was refused: There is no day/,
    );
    expect((await site.get('ruth', `/people/${etienne}/missing`)).status).toBe(404);
    expect((await site.get('tomasz', `/people/${etienne}/missing`)).status).toBe(200);
  });

  it('is linked from the page, where something is not known', async () => {
    const { body } = await site.get('gwen', `/people/${test.people.etienne}`);
    for (const id of ['needs', 'circumstances', 'suspensions', 'registers', 'date-of-birth'])
      expect(body, id).toContain(`href="/people/${test.people.etienne}/missing#${id}"`);
  });

  it('never tells of the refused rows of others', async () => {
    const page = await words('gwen', `/people/${amara.id}/missing`);
    expect(page).not.toContain('was refused');
  });
});
