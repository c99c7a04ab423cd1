import type { PlainDate } from '#dates';
import {
  type AccountId,
  type Database,
  type PersonId,
  type SettingId,
  type TenantId,
  withActor,
  withSignIn,
} from '#db';
import type { Session } from '#modules/identity';
import type { Actor, ReachSource, Say, Seen } from '#web';
import { everyPermission, isRole } from './permissions.ts';
import { addUp, type Grant, type Granted, type Known, reachOf, whyOf } from './reach.ts';

export type Whose = Pick<Session, 'tenantId' | 'accountId' | 'name' | 'organisation'>;

/**
 * The actor of a session: its grants added up, and its own young people and the names of its settings looked up where
 * a grant needs them. Worked out for every request, so that a role granted or ended holds at once.
 *
 * @param reach how modules know people and places; asked in one read with the whole organisation's reach
 * @example const actor = await actorOf(db, session, today, sources, say);
 */
export async function actorOf(
  db: Database,
  session: Whose,
  today: PlainDate,
  reach: readonly ReachSource[],
  say: Say,
): Promise<Actor> {
  const { tenantId, accountId, name } = session;
  const granted = addUp(await grantsOf(db, tenantId, accountId));
  const known = await lookUp(db, session, today, granted, reach);
  return {
    tenantId,
    accountId,
    name,
    roles: granted.roles,
    may: granted.may,
    reach: reachOf(granted, known),
    why: whyOf(granted, known, say),
    today,
  };
}

/**
 * Who a command acts as: everything there is, under the name of whoever is logged in to the machine.
 *
 * @example commandActor(tenantId, userInfo().username, today).name // 'command line (jo)'
 */
export function commandActor(tenantId: TenantId, userName: string, today: PlainDate): Actor {
  const name = `command line (${userName})`;
  return {
    tenantId,
    accountId: null,
    name,
    roles: ['command_line'],
    may: everyPermission,
    reach: 'whole',
    why: () => name,
    today,
  };
}

/** Why this actor may see this young person, in words for the page and the audit entry; undefined when they may not. */
export function whyMaySee(actor: Actor, seen: Seen): string | undefined {
  return actor.why(seen);
}

export function maySee(actor: Actor, seen: Seen): boolean {
  return whyMaySee(actor, seen) !== undefined;
}

async function grantsOf(db: Database, tenantId: TenantId, accountId: AccountId): Promise<Grant[]> {
  const rows = await withSignIn(db, tenantId, (tx) =>
    tx
      .selectFrom('access.role_grant')
      .select(['role', 'setting_id'])
      .where('tenant_id', '=', tenantId)
      .where('account_id', '=', accountId)
      .orderBy('granted_at')
      .orderBy('id')
      .execute(),
  );
  // A role that this version no longer knows allows nothing.
  return rows.flatMap(({ role, setting_id: settingId }) => (isRole(role) ? [{ role, settingId }] : []));
}

async function lookUp(
  db: Database,
  { tenantId, accountId, organisation }: Whose,
  today: PlainDate,
  granted: Granted,
  sources: readonly ReachSource[],
): Promise<Known> {
  const settingNames = new Map<SettingId, string>();
  const ownPeople = new Map<PersonId, string>();
  const nothing = granted.whole !== undefined || (granted.settings.size === 0 && !granted.own);
  if (nothing) return { organisation, settingNames, ownPeople };
  const settingIds = [...granted.settings.keys()];
  await withActor(db, { tenantId, reach: 'whole' }, async (tx) => {
    for (const source of sources) {
      for (const [id, name] of (await source.settingNames?.(tx, { tenantId, settingIds })) ?? [])
        settingNames.set(id, name);
      if (!granted.own) continue;
      for (const { personId, why } of (await source.ownPeople?.(tx, { tenantId, accountId, today })) ?? []) {
        if (!ownPeople.has(personId)) ownPeople.set(personId, why);
      }
    }
  });
  return { organisation, settingNames, ownPeople };
}
