import type { Permission } from '#web';

/**
 * Where a role looks: nowhere, at the whole organisation, at the settings it was granted for, at either (as granted),
 * or at its own young people.
 */
export type ReachKind = 'none' | 'whole' | 'setting' | 'setting_or_whole' | 'own';

export type RoleRule = { reach: ReachKind; may: readonly Permission[] };

const teaching: readonly Permission[] = ['people.see', 'records.see', 'note.write', 'mark.give'];
const advising: readonly Permission[] = [...teaching, 'tier.decide'];
const pastoral: readonly Permission[] = [...advising, 'people.download', 'places.set'];
const leading: readonly Permission[] = [...pastoral, 'calendar.edit'];

/** Every role, and what it may. Somebody with several has the sum of them. */
export const roles = {
  administrator: { reach: 'none', may: ['accounts.manage'] },
  data_manager: {
    reach: 'setting_or_whole',
    may: [
      'people.see',
      'people.download',
      'records.see',
      'calendar.edit',
      'import.run',
      'rules.choose',
      'quality.see',
      'move.decide',
      'people.merge',
    ],
  },
  headteacher: { reach: 'setting', may: [...leading, 'looks.see'] },
  pastoral_lead: { reach: 'setting', may: leading },
  senco: { reach: 'setting', may: pastoral },
  attendance_officer: { reach: 'setting', may: pastoral },
  careers_leader: { reach: 'setting', may: pastoral },
  tutor: { reach: 'own', may: teaching },
  adviser: { reach: 'setting', may: advising },
  inclusion_partner: { reach: 'setting', may: advising },
  participation_lead: { reach: 'whole', may: [...leading, 'looks.see', 'rules.choose'] },
  analyst: { reach: 'whole', may: ['people.see', 'people.download', 'records.see'] },
} as const satisfies Record<string, RoleRule>;

export type Role = keyof typeof roles;

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** What acts on the whole organisation at once: a role granted for one setting never carries it. */
const organisationWide: ReadonlySet<Permission> = new Set([
  'import.run',
  'rules.choose',
  'accounts.manage',
  'people.merge',
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
