import { sql } from 'kysely';
import { insertRows, newId, type SettingId, type TenantId, type Tx } from '#db';
import type { FactRow } from '#files';
import { keepChanges, type Run, type Written } from '#modules/sources';
import { believe, type SettingFacts, settingFacts } from '../../rules/believe-setting.ts';
import { type Establishment, establishmentOf } from './said-of-setting.ts';

type Standing = SettingFacts & { id: SettingId; urn: string | null };
type Change = { id: SettingId; before: SettingFacts; after: SettingFacts };

const columns = [...settingFacts, 'source'] as const;

/** Adds settings that are new, and lays what the file says over those that are there. */
export async function writeSettings(tx: Tx, run: Run, rows: readonly FactRow[]): Promise<Written> {
  const standing = await settingsByKey(tx, run.tenantId);
  const met = new Map<string, Establishment>();
  const added: Establishment[] = [];
  const changed: Change[] = [];
  let [same, moved] = [0, 0];
  for (const row of rows) {
    const each = establishmentOf(row);
    const { line, urn, said } = each;
    if (urn === null && said.authority !== undefined) {
      const message = 'The national register gives every establishment a URN: fill it in.';
      refuse(line, 'urn', '', { rule: 'urn.missing', message });
      continue;
    }
    const key = keyOf(urn, said.name);
    const earlier = met.get(key);
    if (earlier) {
      if (JSON.stringify(earlier.said) === JSON.stringify(said)) same += 1;
      else refuse(line, 'urn', urn ?? said.name, saidTwice(earlier.line));
      continue;
    }
    met.set(key, each);
    const held = standing.get(key);
    if (!held) {
      added.push(each);
      continue;
    }
    const believed = believe(held, said, { source: run.source, mayReplace: run.policy !== 'adds' });
    if ('faults' in believed)
      for (const { field, ...fault } of believed.faults) refuse(line, field, said[field] ?? '', fault);
    else if ('same' in believed) same += 1;
    else {
      changed.push({ id: held.id, before: held, after: believed.after });
      if (believed.replaces && held.source === run.source) moved += 1;
    }
  }
  await addSettings(tx, run, added);
  await changeSettings(tx, run, changed);
  const ofSource = [...standing.values()].filter(({ source }) => source === run.source).length;
  return {
    added: added.length,
    changed: changed.length,
    same,
    ended: 0,
    moved,
    standing: ofSource,
  };

  function refuse(line: number, field: string, found: string, fault: { rule: string; message: string }) {
    run.refused.add({ line, field, found, ...fault });
  }
}

function saidTwice(earlier: number) {
  const message = `Line ${earlier} of this file says otherwise about the same setting: the first row is kept; remove the wrong one.`;
  return { rule: 'fact.twice', message };
}

function keyOf(urn: string | null, name: string): string {
  return urn === null ? `name ${name}` : `urn ${urn}`;
}

async function settingsByKey(tx: Tx, tenantId: TenantId): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing>`
    select s.id, s.urn, ${sql.join(columns.map((name) => sql.ref(`s.${name}`)))}
    from people.setting s where s.tenant_id = ${tenantId}`.execute(tx);
  return new Map(rows.map((row) => [keyOf(row.urn, row.name), row]));
}

async function addSettings(tx: Tx, run: Run, added: readonly Establishment[]): Promise<void> {
  const rows = added.map(({ urn, said }) => ({
    tenant_id: run.tenantId,
    id: newId<SettingId>(),
    urn,
    ...factsOf({ ...said, kind: said.kind ?? 'other', source: run.source }),
    run_id: run.runId,
  }));
  // Dates are plain dates: the reader of the file made them.
  await insertRows(tx, 'people.setting', rows as never);
}

async function changeSettings(tx: Tx, run: Run, changed: readonly Change[]): Promise<void> {
  if (changed.length === 0) return;
  const sets = columns.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`);
  const rows = changed.map(({ id, after }) => ({ id, ...factsOf(after) }));
  await sql`update people.setting as s set ${sql.join(sets)}
    from json_populate_recordset(null::people.setting, ${JSON.stringify(rows)}::json) as n
    where s.tenant_id = ${run.tenantId} and s.id = n.id`.execute(tx);
  const changes = changed.map(({ id, before, after }) => ({
    entity: 'setting',
    entityId: id,
    personId: null,
    before: factsOf(before),
    after: factsOf(after),
  }));
  await keepChanges(tx, run.tenantId, run.runId, changes);
}

function factsOf(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(columns.map((name) => [name, facts[name] ?? null]));
}
