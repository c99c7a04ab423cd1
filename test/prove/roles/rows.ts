/** How many rows of every table an account is shown, against how many its grants come to. */

import { sql } from 'kysely';
import { plainDate } from '#dates';
import { type Database, type TenantId, withActor } from '#db';
import { actorOf } from '#modules/access';
import { wordsFor } from '#web';
import { modules } from '../../../src/app.ts';
import { schemas } from '../../../src/db/definitions.ts';
import { type Ask, type Ground, PROOF_DAY } from '../ground.ts';
import type { Account } from './accounts.ts';
import type { Reach } from './expected.ts';

export type Table = { name: string; columns: ReadonlySet<string>; whole: boolean; scoped: boolean };

/** Every table of tenant data, and whether each of the two roles may read it at all. */
export async function tablesOf(ask: Ask): Promise<Table[]> {
  const rows = await ask(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text) as columns,
       has_table_privilege('waymark_whole', c.oid, 'select') as whole, has_table_privilege('waymark_scoped', c.oid, 'select') as scoped
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and n.nspname = any($1) group by n.nspname, c.relname, c.oid order by 1`,
    [schemas],
  );
  return rows.map(({ name, columns, whole, scoped }) => ({
    name: String(name),
    columns: new Set(columns as string[]),
    whole: whole === true,
    scoped: scoped === true,
  }));
}

/**
 * Counts every table as the account and as the owner.
 *
 * @returns how many counts were compared, and one sentence for each that differs
 */
export async function compareRows(
  ground: Ground,
  db: Database,
  tenantId: TenantId,
  account: Account,
  reach: Reach,
  tables: readonly Table[],
): Promise<{ compared: number; faults: string[] }> {
  const whose = { tenantId, accountId: account.id, name: account.what, organisation: 'Made up' };
  const sources = modules.flatMap((module) => module.reach ?? []);
  const actor = await actorOf(db, whose, plainDate(PROOF_DAY), sources, wordsFor('en'));
  const faults: string[] = [];
  if ((actor.reach === 'whole') !== reach.whole)
    return { compared: 1, faults: [`${account.what}: reaches ${reach.whole ? 'not ' : ''}the whole`] };
  const readable = tables.filter(({ whole, scoped }) => (reach.whole ? whole : scoped));
  const seen = await withActor(db, actor, async (tx) => {
    const counts = new Map<string, number>();
    for (const { name } of readable) {
      const { rows } = await sql<{
        number: number;
      }>`select count(*) as number from ${sql.table(name)}`.execute(tx);
      counts.set(name, Number(rows[0]?.number));
    }
    return counts;
  });
  await ground.asOwner(db, async (ask) => {
    for (const table of readable) {
      const due = await dueRows(ask, { tenantId, accountId: account.id }, table, reach);
      if (seen.get(table.name) !== due)
        faults.push(
          `${account.what}: sees ${seen.get(table.name)} rows of ${table.name} and should see ${due}`,
        );
    }
  });
  return { compared: readable.length, faults };
}

/** What is about a setting, and for whoever reaches it. */
const AT_SETTING = [
  'instruments.campaign',
  'instruments.sheet',
  'instruments.action',
  'instruments.action_review',
];

/** What is for fewer in a table, beside whoever reads it by role: the rest of the table, or what they wrote themselves. */
const FOR_FEWER: Readonly<Record<string, string>> = {
  'records.circumstance': `t.kind in ('english_additional_language', 'highly_mobile', 'educated_off_site', 'alternative_provision')
    or t.setting_id = any($6::uuid[])`,
  'records.measure': 'not t.is_sensitive or t.setting_id = any($6::uuid[])',
  'instruments.response': 'not t.is_sensitive or t.account_id = $7 or t.setting_id = any($6::uuid[])',
  'instruments.answer': 'not t.is_sensitive or t.account_id = $7 or t.setting_id = any($6::uuid[])',
  'instruments.file': 'not t.is_sensitive or t.account_id = $7 or t.setting_id = any($6::uuid[])',
  'risk.sensitive_detail': 't.setting_ids && $6::uuid[]',
  'meetings.referral': 't.account_id = $7 or t.setting_id = any($6::uuid[])',
  'meetings.document': 't.account_id = $7 or t.setting_id = any($6::uuid[])',
  'records.pointer': 't.setting_id = any($6::uuid[])',
  'risk.sensitive_reason': 't.account_id = $7 or t.setting_id = any($6::uuid[])',
};

type Whose = { tenantId: TenantId; accountId: string };

/** Whoever reaches the whole sees all of the tenant; everybody else what is about their people or lies at their settings. */
async function dueRows(
  ask: Ask,
  { tenantId, accountId }: Whose,
  { name, columns }: Table,
  { whole, settings, own, sensitive, confidential }: Reach,
): Promise<number> {
  // No role knows of what is confidential everywhere.
  const fewer = name === 'records.pointer' ? { whole: false, settings: confidential } : sensitive;
  const person = name === 'people.person' ? 'id' : 'person_id';
  const isAbout = name === 'people.person' || columns.has('person_id');
  const where = AT_SETTING.includes(name)
    ? 't.setting_id = any($3::uuid[])'
    : !isAbout
      ? 'true'
      : columns.has('setting_ids')
        ? `(t.setting_ids && $3::uuid[] or t.${person} = any($4::uuid[]))`
        : columns.has('setting_id')
          ? `(t.setting_id = any($3::uuid[]) or t.${person} = any($4::uuid[]))`
          : `t.${person} = any($4::uuid[])`;
  const [row] = await ask(
    `select count(*) as number from ${name} t where t.tenant_id = $1 and ($2::boolean or coalesce(${where}, false))
     and ($5::boolean or coalesce(${FOR_FEWER[name] ?? 'true'}, false))
     and $3::uuid[] is not null and $4::uuid[] is not null and $6::uuid[] is not null and $7::uuid is not null`,
    [tenantId, whole, settings, own, fewer.whole, fewer.settings, accountId],
  );
  return Number(row?.number);
}
