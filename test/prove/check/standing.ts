/** What a database says, so small that two moments can be compared: digests of the facts and counts of the rest. */
import type { Ask } from '../ground.ts';
import { type MadeUpKind, madeUpKinds } from '../made-up/index.ts';

export type Standing = {
  /** One digest a kind: everything told of it, whatever the ids. */
  facts: Readonly<Record<string, string>>;
  /** The current profiles, in all that they say. */
  profiles: string;
  /** Rows that a run leaves beside the facts. */
  kept: Kept;
};

export type Kept = Readonly<Record<(typeof KEPT)[number], number>>;
const KEPT = ['runs', 'changes', 'registerChanges', 'refusals', 'audited', 'undoings', 'stops'] as const;

/** @example const before = await standingOf(ask, tenantId); */
export async function standingOf(ask: Ask, tenantId: string): Promise<Standing> {
  const facts: Record<string, string> = {};
  for (const kind of madeUpKinds) facts[kind.kind] = await digestOf(ask, tenantId, kind);
  const [profiles] = await ask(
    `select concat(count(*), ' ', md5(string_agg(concat_ws('|', p.source_key, f.tier, f.points, f.lowest, f.highest, f.detail), E'\\n' order by p.source, p.source_key))) as digest
     from risk.profile f join people.person p on p.tenant_id = f.tenant_id and p.id = f.person_id where f.tenant_id = $1 and f.is_current`,
    [tenantId],
  );
  const [kept] = await ask(
    `select (select count(*) from sources.run where tenant_id = $1) as runs,
      (select count(*) from sources.change where tenant_id = $1) as changes,
      (select count(*) from records.register_change where tenant_id = $1) as "registerChanges",
      (select count(*) from sources.refusal where tenant_id = $1) as refusals,
      (select count(*) from audit.entry where tenant_id = $1 and act in ('import.run', 'import.undone')) as audited,
      (select count(*) from sources.undoing where tenant_id = $1) as undoings,
      (select count(*) from sources.stop where tenant_id = $1) as stops`,
    [tenantId],
  );
  const numbers = Object.fromEntries(KEPT.map((name) => [name, Number(kept?.[name])]));
  return { facts, profiles: String(profiles?.digest), kept: numbers as Kept };
}

async function digestOf(ask: Ask, tenantId: string, { told }: MadeUpKind): Promise<string> {
  const [row] = await ask(
    `select concat(count(*), ' ', md5(string_agg(line, E'\\n' order by line))) as digest
     from (select concat_ws(' # ', who, what, says) as line from (${told}) told) lines`,
    [tenantId],
  );
  return String(row?.digest);
}

/** How the second differs from the first in what is kept beside the facts. */
export function more(one: Kept, other: Kept): Kept {
  return Object.fromEntries(KEPT.map((name) => [name, other[name] - one[name]])) as Kept;
}

export function isSameKept(one: Kept, other: Kept): boolean {
  return KEPT.every((name) => one[name] === other[name]);
}

/** The only organisation there is. */
export async function onlyTenant(ask: Ask): Promise<string> {
  const rows = await ask('select tenant_id from identity.tenant');
  if (rows.length !== 1) throw new Error(`There are ${rows.length} organisations, not one`);
  return String(rows[0]?.tenant_id);
}

/** Those at the setting of whoever writes. */
export async function reachedBy(ask: Ask, tenantId: string, email: string): Promise<string[]> {
  const rows = await ask(
    `select p.id from people.person p join access.role_grant g on g.tenant_id = $1 and g.setting_id = any(p.setting_ids)
     join identity.account a on a.tenant_id = $1 and a.id = g.account_id and a.email = $2
     where p.tenant_id = $1 order by p.id`,
    [tenantId, email],
  );
  return rows.map(({ id }) => String(id));
}
