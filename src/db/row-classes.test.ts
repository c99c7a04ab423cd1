import { describe, expect, it } from 'vitest';
import { circumstanceKinds, isSensitiveKind } from '#modules/records';
import { about, first, ours, policyRows, type Role, second } from '#test/db/policy-rows';
import { addRow, rowOf } from '#test/db/seed-rows';
import { newId } from './ids.ts';

const world = policyRows();
const { as, count, policies, seed } = world;

describe('what is about health, care, youth justice or family, and what is confidential', () => {
  /** Whose list a table asks for. */
  const classOf = (table: string) => (table === 'records.pointer' ? 'confidential' : 'sensitive');
  const seen = (role: Role, table: string, where?: 'all' | string[]) =>
    as(
      role,
      {
        tenant: ours,
        settings: [first.settingId, second.settingId],
        people: [],
        // The other list opens nothing.
        sensitive: 'all',
        confidential: 'all',
        [classOf(table)]: where ?? [],
      },
      () => count(table, 'tenant_id = $1', [ours]),
    );
  const broken = async (only?: string) => {
    const faults: string[] = [];
    for (const { table, name } of await policies()) {
      if (name !== 'class' || (only !== undefined && table !== only)) continue;
      for (const role of ['waymark_whole', 'waymark_scoped'] as const) {
        const at = { nowhere: await seen(role, table), here: await seen(role, table, [first.settingId]) };
        if (at.nowhere !== 0) faults.push(`${table} shows ${role} what is for fewer`);
        if (at.here !== 1) faults.push(`${table} shows ${role} ${at.here} of one setting`);
        if ((await seen(role, table, 'all')) !== 2) faults.push(`${table} hides from ${role} everywhere`);
      }
    }
    return [...new Set(faults)];
  };

  it('is seen by those who read it there, by those who read it everywhere, and by nobody else', async () => {
    const apart = (await policies()).filter(({ name }) => name === 'class');
    expect(apart.map(({ table }) => table)).toEqual([
      'instruments.answer',
      'instruments.file',
      'instruments.response',
      'meetings.document',
      'meetings.referral',
      'records.circumstance',
      'records.measure',
      'records.pointer',
      'risk.sensitive_detail',
      'risk.sensitive_reason',
    ]);
    for (const { kind, roles: of, using } of apart) {
      expect([kind, of]).toEqual(['RESTRICTIVE', '{waymark_scoped,waymark_whole}']);
      expect(using).toMatch(/^COALESCE\(.*, false\)$/s);
    }
    expect(await broken()).toEqual([]);
  });

  it.each([
    ['everywhere', 'hides from'],
    ['at settings', 'of one setting'],
  ])('is found out when its policy lacks what is read %s', async (where, fault) => {
    for (const { table, name, using } of await policies()) {
      if (name !== 'class') continue;
      const of = classOf(table);
      const asks = where === 'everywhere' ? `${of}_everywhere` : of;
      const clause = new RegExp(`(\\( SELECT )?access\\.${asks}\\(\\)( AS \\w+\\))?`);
      const without = using.replace(clause, where === 'everywhere' ? 'false' : 'null::uuid[]');
      expect(without).not.toBe(using);
      await world.broken(`alter policy class on ${table} using (${without})`, async () =>
        expect(await broken(table), table).toContainEqual(expect.stringContaining(fault)),
      );
    }
  });

  it('is found out when its policy shows everything', async () => {
    for (const { table, name } of await policies()) {
      if (name !== 'class') continue;
      await world.broken(`alter policy class on ${table} using (true)`, async () =>
        expect(await broken(table)).toContainEqual(expect.stringContaining(`${table} shows`)),
      );
    }
  });

  it('is every circumstance but those that the rules call open', async () => {
    const kinds = [...circumstanceKinds, 'made_up_by_a_source'];
    const table = world.tables.find(({ name }) => name === 'records.circumstance');
    if (!table) throw new Error('No table of circumstances');
    const who = about(ours);
    await seed(async () => {
      for (const kind of kinds) await addRow(world.owner, table, { ...rowOf(table, who), id: newId(), kind });
    });
    const shown = await as('waymark_scoped', { tenant: ours, settings: [who.settingId] }, async () => {
      const { rows } = await world.owner.query('select kind from records.circumstance where person_id = $1', [
        who.personId,
      ]);
      return rows.map(({ kind }) => kind).sort();
    });
    expect(shown).toEqual(kinds.filter((kind) => !isSensitiveKind(kind)).sort());
    expect(shown).toHaveLength(4);
  });
});

describe('what is put before a panel', () => {
  const onPanels = async () =>
    (await policies()).filter(({ using }) => String(using).includes('access.referrals'));
  /** Of the two rows that are ours, those that a seat shows: the first alone was put before their panel. */
  const seen = (table: string, role: Role, referrals: string[]) =>
    as(role, { tenant: ours, settings: [], people: [], referrals }, () =>
      count(table, 'tenant_id = $1', [ours]),
    );
  const idOf = (table: string) =>
    String(world.rows.get(table)?.[0]?.[table === 'meetings.referral' ? 'id' : 'referral_id']);

  it('is seen by whoever reads it there, reaching nobody, and nothing else with it', async () => {
    const some = await onPanels();
    expect(some.map(({ table, name }) => `${table} ${name}`)).toEqual([
      'meetings.document class',
      'meetings.document reach',
      'meetings.referral class',
      'meetings.referral reach',
    ]);
    for (const { table } of some)
      for (const role of ['waymark_whole', 'waymark_scoped'] as const) {
        expect(await seen(table, role, [idOf(table)]), `${table} ${role}`).toBe(1);
        expect(await seen(table, role, [newId()]), `${table} ${role}`).toBe(0);
        expect(await seen(table, role, []), `${table} ${role}`).toBe(0);
      }
  });

  it('is found out when a policy does not ask who sits there', async () => {
    for (const { table, name, using } of await onPanels()) {
      const without = using.replace(/\( SELECT access\.referrals\(\)[^)]*\)/, 'null::uuid[]');
      expect(without).not.toBe(using);
      await world.broken(`alter policy ${name} on ${table} using (${without})`, async () =>
        expect(await seen(table, 'waymark_scoped', [idOf(table)]), `${table} ${name}`).toBe(0),
      );
    }
  });
});
