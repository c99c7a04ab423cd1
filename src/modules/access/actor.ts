import type { PlainDate } from '#dates';
import { type Database, type Reach, type TenantId, withSignIn } from '#db';
import type { Actor, Permission, ReachSource, Say, Seen } from '#web';
import { everyPermission } from './permissions.ts';
import { grantsOf, lookUp, type Whose } from './queries.ts';
import { addUp, type Grant, type Known, mayAtOf, mayOwnOf, placesOf, reachOf, whyOf } from './reach.ts';

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
  const grants = await withSignIn(db, session.tenantId, (tx) => grantsOf(tx, session, today));
  return actorWith(db, session, grants, { today, reach, say });
}

/** As `actorOf`, with the grants already read. */
export async function actorWith(
  db: Database,
  session: Whose,
  grants: readonly Grant[],
  { today, reach, say }: { today: PlainDate; reach: readonly ReachSource[]; say: Say },
): Promise<Actor> {
  const { tenantId, accountId, name } = session;
  const granted = addUp(grants);
  const known = await lookUp(db, session, today, granted, reach);
  const within = reachOf(granted, known);
  return {
    tenantId,
    accountId,
    name,
    roles: granted.roles,
    may: granted.may,
    mayAt: mayAtOf(grants),
    mayOwn: mayOwnOf(grants),
    reach: within,
    restricted: placesOf(grants, 'note.restricted'),
    sensitive: placesOf(grants, 'sensitive.see'),
    confidential: placesOf(grants, 'confidential.see'),
    why: whyOf(granted, known, say),
    today,
    onlySetting: onlySettingOf(within, known),
  };
}

function onlySettingOf(reach: Reach, { settingNames }: Known): string | undefined {
  if (reach === 'whole' || reach.people.length > 0) return undefined;
  const [only, ...more] = reach.settings;
  return only === undefined || more.length > 0 ? undefined : settingNames.get(only);
}

/**
 * Who a command acts as: everything there is, under the name of whoever is logged in to the machine.
 *
 * @example commandActor(tenantId, userInfo().username, today).name // 'command line (jo)'
 */
export function commandActor(tenantId: TenantId, userName: string, today: PlainDate): Actor {
  return machineActor(tenantId, `command line (${userName})`, 'command_line', today);
}

/**
 * Who a part of the server acts as that nobody asked for the moment: everything in one organisation.
 *
 * @example serverActor(tenantId, 'watched folder', today).name // 'server (watched folder)'
 */
export function serverActor(tenantId: TenantId, part: string, today: PlainDate): Actor {
  return machineActor(tenantId, `server (${part})`, 'server', today);
}

function machineActor(tenantId: TenantId, name: string, role: string, today: PlainDate): Actor {
  return {
    tenantId,
    accountId: null,
    name,
    roles: [role],
    may: everyPermission,
    mayAt: (permission) => everyPermission.has(permission),
    mayOwn: () => false,
    reach: 'whole',
    restricted: 'all',
    sensitive: 'all',
    confidential: 'all',
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

/**
 * Whether one single role both reaches a young person and allows something with them. Grants are not added up: an analyst of the whole who is a
 * pastoral lead at one school shares nothing of another. A tutor may with their own what tutors may.
 *
 * @example mayWith(actor, 'share.give', person)
 */
export function mayWith(actor: Actor, permission: Permission, { personId, settingIds }: Seen): boolean {
  if ([...settingIds, null].some((at) => actor.mayAt(permission, at))) return true;
  const isOwn = actor.reach !== 'whole' && actor.reach.people.includes(personId);
  return isOwn && actor.mayOwn(permission);
}
