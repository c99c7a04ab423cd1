import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SettingId, withActor } from '#db';
import { commandActor } from '#modules/access';
import { importPeople } from '#modules/people';
import { refreshProfiles } from '#modules/risk';
import { castYoungPeople } from '#test/cast';
import { temporary } from '#test/cli/waymark';
import { type TestDatabase, testDatabase } from '#test/database';
import { type Visited, visited } from '#test/visitors';

/**
 * Ollie leaves Fernlow for Larkmoss: what either setting sees of him before and after, by the database itself and on pages.
 * Ruth is head of Fernlow, Tomasz of Larkmoss; Joe was his teacher.
 */
const { path: place, remove } = temporary();
const ollie = castYoungPeople.ollie;
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
  remove();
});

const tables = [
  ['people.person', 'id'],
  ['people.name_key', 'person_id'],
  ['people.second_setting', 'person_id'],
  ['people.enrolment', 'person_id'],
  ['people.person_source', 'person_id'],
  ['people.class_place', 'person_id'],
  ['records.register', 'person_id'],
  ['records.need', 'person_id'],
  ['records.circumstance', 'person_id'],
  ['records.suspension', 'person_id'],
  ['records.note', 'person_id'],
  ['risk.profile', 'person_id'],
] as const;

/** The settings of the rows about Ollie that the staff of one setting can read, table by table. */
async function seenBy(setting: SettingId): Promise<Record<string, string>> {
  const reach = { settings: [setting], people: [] };
  const names = new Map<unknown, string>(Object.entries(test.settings).map(([key, id]) => [id, key]));
  return withActor(test.db, { tenantId: test.tenantId, reach }, async (tx) => {
    const seen: Record<string, string> = {};
    for (const [table, column] of tables) {
      const { rows } = await sql<{ row: { setting_id?: string; is_current?: boolean } }>`
        select to_jsonb(t) as row from ${sql.table(table)} t
        where t.tenant_id = ${test.tenantId} and ${sql.ref(`t.${column}`)} = ${ollie.id}`.execute(tx);
      const said = rows.map(
        ({ row }) => `${names.get(row.setting_id) ?? 'seen'}${row.is_current === false ? ', earlier' : ''}`,
      );
      seen[table] = [...new Set(said)].sort().join(' and ');
    }
    return seen;
  });
}

async function bring(lines: string[], source: string, policy: 'replaces' | 'snapshot') {
  const path = join(place, `${source}.csv`);
  writeFileSync(path, ['upn,setting_urn,family_name', ...lines].join('\n'));
  const actor = commandActor(test.tenantId, 'test', test.today);
  const outcome = await importPeople(test.db, actor, {
    path,
    source,
    policy,
    dryRun: false,
    confirmed: true,
  });
  await withActor(test.db, actor, (tx) => refreshProfiles(tx, actor, test.today));
  return outcome;
}

describe('a young person who moves', () => {
  it('is seen by the setting they are at, and by none that has nothing of them', async () => {
    const fernlow = await seenBy(test.settings.fernlow);
    expect(fernlow).toMatchObject({ 'people.person': 'fernlow', 'risk.profile': 'fernlow' });
    expect(fernlow['records.note']).toBe('fernlow');
    // He was at Larkmoss as a younger boy, and what Larkmoss wrote then is still Larkmoss's.
    expect(await seenBy(test.settings.larkmoss)).toMatchObject({
      'people.person': '',
      'people.name_key': '',
      'people.enrolment': 'larkmoss',
      'records.note': '',
      'risk.profile': '',
    });
    expect((await site.get('tomasz', `/people/${ollie.id}`)).status).toBe(404);
  });

  it('is seen by both while both have them, in lists, on the page and with the profile', async () => {
    await bring([`${ollie.upn},990002,`], 'larkmoss-mis', 'replaces');
    for (const who of ['ruth', 'tomasz'] as const) {
      const { status, body } = await site.get(who, `/people/${ollie.id}`);
      expect(status).toBe(200);
      expect(body).toContain('Fernlow High School and Larkmoss Primary School');
      expect(body).not.toContain('No review of this young person');
      expect((await site.get(who, '/people')).body).toContain('Ollie Pemberton');
      expect((await site.get(who, '/people?q=pemb')).body).toContain('Ollie Pemberton');
      expect((await site.get(who, '/people?sort=points')).body).toContain('Ollie Pemberton');
    }
    const larkmoss = await seenBy(test.settings.larkmoss);
    expect(larkmoss).toMatchObject({
      'people.person': 'fernlow',
      'records.note': '',
      'records.register': '',
      'records.suspension': '',
      'risk.profile': 'fernlow',
    });
    expect(await seenBy(test.settings.quillbeck)).toMatchObject({ 'people.person': '', 'risk.profile': '' });
  });

  it('is out of sight of the setting they left, save for what is its own of their time there', async () => {
    const others = Object.values(castYoungPeople)
      .filter(({ places, upn, id }) => places.includes('fernlow') && upn !== null && id !== ollie.id)
      .map(({ upn }) => `${upn},990001,`);
    expect(await bring(others, 'school-mis', 'snapshot')).toMatchObject({ ended: 1, refused: 0 });
    const fernlow = await seenBy(test.settings.fernlow);
    expect(fernlow).toMatchObject({
      'people.person': '',
      'people.name_key': '',
      'people.second_setting': '',
      'people.enrolment': 'fernlow',
      'people.person_source': 'fernlow',
      'records.register': 'fernlow',
      'records.suspension': 'fernlow',
      'records.note': 'fernlow',
      'risk.profile': 'fernlow, earlier',
    });
    for (const who of ['ruth', 'dev', 'joe', 'hannah'] as const) {
      expect((await site.get(who, `/people/${ollie.id}`)).status, who).toBe(404);
      expect((await site.get(who, `/people/${ollie.id}/notes`)).status, who).toBe(404);
      expect((await site.get(who, '/people')).body, who).not.toContain('Ollie Pemberton');
      expect((await site.get(who, '/people?q=pemberton')).body, who).not.toContain('Ollie Pemberton');
    }
    const { body } = await site.get('tomasz', `/people/${ollie.id}`);
    expect(body).toContain('Larkmoss Primary School');
    expect(body).not.toContain('Fernlow High School and');
    expect(await seenBy(test.settings.larkmoss)).toMatchObject({
      'people.person': 'larkmoss',
      'records.note': '',
      'records.register': '',
      'records.suspension': '',
      'risk.profile': 'fernlow, earlier and larkmoss',
    });
  });

  it('has notes at the new setting that the former one cannot read', async () => {
    const { status } = await site.post('tomasz', `/people/${ollie.id}/notes`, {
      submission: '01900000-0000-7006-8000-000000000001',
      body: 'Settled in well.',
      'on-day': '19',
      'on-month': '11',
      'on-year': '2026',
    });
    expect(status).toBe(303);
    const reach = { settings: [test.settings.fernlow], people: [] };
    const notes = await withActor(test.db, { tenantId: test.tenantId, reach }, (tx) =>
      tx.selectFrom('records.note').select('body').where('person_id', '=', ollie.id).execute(),
    );
    expect(notes.map(({ body }) => body).join()).not.toContain('Settled in well');
  });
});
