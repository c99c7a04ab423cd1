import { type GivenRole, isRole } from '#modules/access';
import { capital, type Say } from '#web';
import type { SettingNames } from './read.ts';

/** A role as a page says it; one that this version does not know as it is kept. @example 'Pastoral lead at Ashdale School' */
export function roleInWords(
  say: Say,
  { role, settingId, cluster }: Pick<GivenRole, 'role' | 'settingId' | 'cluster'>,
  settings: SettingNames,
): string {
  const name = isRole(role) ? say(`roles.names.${role}`) : role;
  if (cluster !== null) return capital(say('accounts.role-for-cluster', { role: name, cluster }));
  const words =
    settingId === null
      ? name
      : say('roles.why.at', { role: name, setting: settings.get(settingId) ?? say('roles.why.one-setting') });
  return capital(words);
}
