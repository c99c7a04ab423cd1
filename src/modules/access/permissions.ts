import type { Permission } from '#web';

/**
 * Where a role looks: nowhere, at the whole organisation, at the settings it was granted for, at either (as granted),
 * at its own young people, or at settings or its own young people (as granted).
 */
export type ReachKind = 'none' | 'whole' | 'setting' | 'setting_or_whole' | 'own' | 'setting_or_own';

export type RoleRule = { reach: ReachKind; may: readonly Permission[] };

const teaching: readonly Permission[] = [
  'people.see',
  'records.see',
  'note.write',
  'mark.give',
  'card.give',
  'answer.give',
];
const deciding: readonly Permission[] = [...teaching, 'tier.decide', 'glass.break'];
const advising: readonly Permission[] = [...deciding, 'sensitive.see', 'panel.refer'];
const running: readonly Permission[] = [
  'people.download',
  'places.set',
  'share.give',
  'adult.name',
  'campaign.run',
  'call.answer',
  'action.plan',
];
const pastoral: readonly Permission[] = [...advising, ...running];
const leading: readonly Permission[] = [...pastoral, 'calendar.edit'];

/** Every role, and what it may. Somebody with several has the sum of them. */
export const roles = {
  administrator: { reach: 'none', may: ['accounts.manage'] },
  data_manager: {
    reach: 'setting_or_whole',
    may: [
      'people.see',
      'people.download',
      'download.approve',
      'records.see',
      'sensitive.see',
      'calendar.edit',
      'import.run',
      'rules.choose',
      'numbers.give',
      'instrument.write',
      'answer.give',
      'quality.see',
      'move.decide',
      'people.merge',
      'kept.give',
      'kept.erase',
    ],
  },
  headteacher: {
    reach: 'setting',
    may: [...leading, 'note.restricted', 'confidential.see', 'looks.see', 'download.approve'],
  },
  pastoral_lead: { reach: 'setting', may: [...leading, 'note.restricted'] },
  safeguarding_lead: {
    reach: 'setting',
    may: [...pastoral, 'note.restricted', 'confidential.see', 'looks.see', 'download.approve'],
  },
  senco: { reach: 'setting', may: [...pastoral, 'note.restricted'] },
  attendance_officer: { reach: 'setting', may: pastoral },
  family_worker: { reach: 'setting', may: pastoral },
  careers_leader: { reach: 'setting', may: [...deciding, ...running] },
  tutor: { reach: 'own', may: teaching },
  mentor: { reach: 'own', may: ['people.see', 'records.see', 'note.write', 'answer.give'] },
  adviser: { reach: 'setting_or_own', may: advising },
  inclusion_partner: { reach: 'setting_or_own', may: advising },
  director_of_inclusion: {
    reach: 'setting_or_whole',
    may: [...leading, 'note.restricted', 'looks.see', 'download.approve', 'numbers.give'],
  },
  participation_lead: {
    reach: 'whole',
    may: [
      ...leading,
      'note.restricted',
      'looks.see',
      'download.approve',
      'rules.choose',
      'numbers.give',
      'instrument.write',
      'kept.give',
      'kept.erase',
    ],
  },
  panel_member: { reach: 'none', may: ['panel.sit'] },
  analyst: { reach: 'whole', may: ['people.see', 'people.download', 'records.see', 'numbers.give'] },
  young_person: { reach: 'own', may: ['own.see'] },
  family: { reach: 'own', may: ['own.see'] },
} as const satisfies Record<string, RoleRule>;

export type Role = keyof typeof roles;

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** Whether a role may be given for a setting, or for a cluster of them. @example hasPlaces('tutor') // false */
export function hasPlaces(role: Role): boolean {
  return ['setting', 'setting_or_whole', 'setting_or_own'].includes(roles[role].reach);
}

/** Whether a role as it was granted looks at its holder's own young people. @example isForOwn({ role: 'adviser', settingId: null }) // true: a caseload */
export function isForOwn({ role, settingId }: Held): boolean {
  const { reach }: RoleRule = roles[role];
  return reach === 'own' || (reach === 'setting_or_own' && settingId === null);
}

/**
 * Whether people of an agency or an employer hold a role: those who read what is before a panel, or reach young people one by one or as advisers.
 * What runs a school or an organisation is for its own people.
 *
 * @example isHeldFromOutside('headteacher') // false
 */
export function isHeldFromOutside(role: Role): boolean {
  return heldFromOutside.has(role);
}

const heldFromOutside: ReadonlySet<Role> = new Set(['mentor', 'adviser', 'panel_member']);

/** The roles that an administrator gives. The others come with an account of a young person or of somebody in their family. */
export const staffRoles = (Object.keys(roles) as Role[]).filter((role) => !isOwnRole(role));

function isOwnRole(role: Role): boolean {
  return (roles[role].may as readonly Permission[]).includes('own.see');
}

/** What acts on the whole organisation at once: a role granted for one setting never carries it. */
const organisationWide: ReadonlySet<Permission> = new Set([
  'import.run',
  'rules.choose',
  'numbers.give',
  'instrument.write',
  'accounts.manage',
  'people.merge',
  'kept.give',
  'kept.erase',
]);

/** Everything there is: for the command line, which is used by those who run the installation. */
export const everyPermission: ReadonlySet<Permission> = new Set(
  Object.values(roles).flatMap((role): readonly Permission[] => role.may),
);

/**
 * What one grant allows.
 *
 * @example permissionsOf('data_manager', ashdale) // without import.run: an import is for the whole organisation
 */
export function permissionsOf(role: Role, settingId: string | null): Permission[] {
  const may: readonly Permission[] = roles[role].may;
  return settingId === null ? [...may] : may.filter((permission) => !organisationWide.has(permission));
}

/** What is for whoever could do much harm with it, and therefore for somebody who has shown twice who they are. */
const sensitive: readonly Permission[] = [
  'people.see',
  'records.see',
  'import.run',
  'accounts.manage',
  'panel.sit',
];

type Held = { role: Role; settingId: string | null };

/** Whether roles want a second step at sign-in: all of those that see young people, bring files in or manage accounts. */
export function needsSecondStep(grants: readonly Held[]): boolean {
  return grants.some(({ role }) => roles[role].may.some((permission) => sensitive.includes(permission)));
}

type Stay = { age: number; idle: number; shared: boolean };

/** In minutes. Wider roles are left alone for less long (NIST SP 800-63B-4, 2.2.3: an hour; a stay of at most a day). */
const LONGEST_STAY = {
  shared: { idle: 15, age: 4 * 60 },
  wide: { idle: 60, age: 10 * 60 },
  other: { idle: 2 * 60, age: 12 * 60 },
} as const;

/**
 * Whether a session has to end: on a browser that others use after a quarter of an hour without a request, for roles of the whole
 * organisation after an hour, for the others after two; and after 4, 10 or 12 hours whatever happens.
 *
 * @example isOver({ age: 70, idle: 61, shared: false }, [{ role: 'analyst', settingId: null }]) // true
 */
export function isOver({ age, idle, shared }: Stay, grants: readonly Held[]): boolean {
  const isWide = grants.some((grant) => grant.settingId === null && !isForOwn(grant));
  const longest = LONGEST_STAY[shared ? 'shared' : isWide ? 'wide' : 'other'];
  return idle > longest.idle || age > longest.age;
}
