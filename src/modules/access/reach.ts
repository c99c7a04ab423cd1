import type { PersonId, Reach, SettingId } from '#db';
import type { Permission, Say, Seen } from '#web';
import type { OrganisationId } from './organisations.ts';
import { isForOwn, permissionsOf, type ReachKind, type Role, roles } from './permissions.ts';

/** One role at one place. A role for a cluster is one of these for each of its settings, with what the cluster is called. */
export type Grant = {
  role: Role;
  settingId: SettingId | null;
  cluster?: string;
  /** The organisation outside whose people hold it. */
  from?: From;
};

type From = { id: OrganisationId; name: string };

/** What somebody's grants come to, before anybody is looked up. */
export type Granted = {
  roles: Role[];
  may: ReadonlySet<Permission>;
  /** The role that looks at the whole organisation. */
  whole: Role | undefined;
  /** The first role granted at each setting. */
  settings: ReadonlyMap<SettingId, Grant>;
  own: boolean;
  /** The organisation outside from which their own young people are reached; nothing where a role of ours reaches them too. */
  ownFrom: From | undefined;
};

const forWhole: readonly ReachKind[] = ['whole', 'setting_or_whole'];
const forOrganisation: readonly ReachKind[] = [...forWhole, 'none'];

/**
 * Answers whether one single grant lets somebody act on one setting, or with null on the whole organisation. Grants are
 * not added up here: a role at one setting and another that only looks everywhere come to no more than the two.
 *
 * @example mayAtOf([{ role: 'headteacher', settingId: ashdale }])('calendar.edit', brook) // false
 */
export function mayAtOf(
  grants: readonly Grant[],
): (permission: Permission, settingId: SettingId | null) => boolean {
  return (permission, at) =>
    grants.some(({ role, settingId }) => {
      if (!permissionsOf(role, settingId).includes(permission)) return false;
      if (settingId !== null) return settingId === at;
      return forOrganisation.includes(roles[role].reach);
    });
}

/**
 * Answers whether a role for their own young people allows somebody something with them. What another role allows at a setting does not count.
 *
 * @example mayOwnOf([{ role: 'tutor', settingId: null }, { role: 'headteacher', settingId: ashdale }])('share.give') // false
 */
export function mayOwnOf(grants: readonly Grant[]): (permission: Permission) => boolean {
  const own = grants.filter(isForOwn);
  return (permission) =>
    own.some(({ role, settingId }) => permissionsOf(role, settingId).includes(permission));
}

/**
 * Where somebody reads what only some roles may: at the settings of each single role that may, or everywhere. Grants are not added
 * up: an analyst of the whole who is a headteacher as well reads the restricted notes of one school.
 *
 * @example placesOf(grants, 'note.restricted') // [ashdale]
 */
export function placesOf(
  grants: readonly Grant[],
  permission: 'note.restricted' | 'sensitive.see' | 'confidential.see',
): 'all' | SettingId[] {
  const reading = grants.filter(({ role, settingId }) => permissionsOf(role, settingId).includes(permission));
  if (reading.some(({ role, settingId }) => settingId === null && forWhole.includes(roles[role].reach)))
    return 'all';
  return reading.flatMap(({ settingId }) => settingId ?? []);
}

/** Adds up grants. A role that may see nobody adds no reach. */
export function addUp(grants: readonly Grant[]): Granted {
  const may = new Set(grants.flatMap(({ role, settingId }) => permissionsOf(role, settingId)));
  const looking = grants.filter(({ role, settingId }) =>
    permissionsOf(role, settingId).some(
      (permission) => permission === 'people.see' || permission === 'own.see',
    ),
  );
  const settings = new Map<SettingId, Grant>();
  for (const grant of looking) {
    if (grant.settingId !== null && !settings.has(grant.settingId)) settings.set(grant.settingId, grant);
  }
  const own = looking.filter(isForOwn);
  return {
    roles: [...new Set(grants.map(({ role }) => role))],
    may,
    whole: looking.find(({ role, settingId }) => settingId === null && forWhole.includes(roles[role].reach))
      ?.role,
    settings,
    own: own.length > 0,
    ownFrom: own.every(({ from }) => from !== undefined) ? own[0]?.from : undefined,
  };
}

/** What is known of the people and places of somebody's grants. */
export type Known = {
  organisation: string;
  settingNames: ReadonlyMap<SettingId, string>;
  ownPeople: ReadonlyMap<PersonId, string>;
};

/** The bounded reach of somebody's grants. Nothing granted is nothing seen. */
export function reachOf(granted: Granted, known: Known): Reach {
  if (granted.whole) return 'whole';
  return { settings: [...granted.settings.keys()], people: [...known.ownPeople.keys()] };
}

/**
 * Answers why somebody may see a young person: the closest reason first, undefined when there is none.
 *
 * @example whyOf(granted, known, say)({ personId, settingIds }) // 'pastoral lead at Ashdale School'
 */
export function whyOf(granted: Granted, known: Known, say: Say): (seen: Seen) => string | undefined {
  const { whole, settings, ownFrom } = granted;
  const saidFrom = (why: string, from: From | undefined) =>
    from === undefined ? why : say('roles.why.outside', { why, organisation: from.name });
  return ({ personId, settingIds }) => {
    const own = known.ownPeople.get(personId);
    if (own !== undefined) return saidFrom(say(`roles.why.${own}`), ownFrom);
    for (const settingId of settingIds) {
      const grant = settings.get(settingId);
      if (!grant) continue;
      const role = say(`roles.names.${grant.role}`);
      const setting = known.settingNames.get(settingId) ?? say('roles.why.one-setting');
      const { cluster, from } = grant;
      const why =
        cluster === undefined
          ? say('roles.why.at', { role, setting })
          : say('roles.why.in-cluster', { role, setting, cluster });
      return saidFrom(why, from);
    }
    if (!whole) return undefined;
    return say('roles.why.for', { role: say(`roles.names.${whole}`), organisation: known.organisation });
  };
}
