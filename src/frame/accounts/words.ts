import { type GivenRole, isRole } from '#modules/access';
import { capital, type Say } from '#web';
import type { SettingNames } from './read.ts';

/** A role as a page says it; one that this version does not know as it is kept. @example 'Pastoral lead at Ashdale School' */
export function roleInWords(
  say: Say,
  given: Pick<GivenRole, 'role' | 'settingId' | 'cluster' | 'organisation'>,
  settings: SettingNames,
): string {
  const { organisation } = given;
  const why = placeInWords(say, given, settings);
  return capital(organisation === null ? why : say('roles.why.outside', { why, organisation }));
}

function placeInWords(
  say: Say,
  { role, settingId, cluster }: Pick<GivenRole, 'role' | 'settingId' | 'cluster'>,
  settings: SettingNames,
): string {
  const name = isRole(role) ? say(`roles.names.${role}`) : role;
  if (cluster !== null) return say('accounts.role-for-cluster', { role: name, cluster });
  if (settingId === null) return name;
  const setting = settings.get(settingId) ?? say('roles.why.one-setting');
  return say('roles.why.at', { role: name, setting });
}
