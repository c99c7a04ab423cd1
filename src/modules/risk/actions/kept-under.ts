import type { SettingId } from '#db';
import type { Actor } from '#modules/access';
import type { SeenPerson } from '#modules/people';

/** The setting under which somebody's judgement is kept: one that they reach, so that they can read it afterwards. */
export function keptUnder(
  { reach }: Actor,
  { settingId, settingIds }: Pick<SeenPerson, 'settingId' | 'settingIds'>,
): SettingId | null {
  if (reach === 'whole') return settingId;
  return settingIds.find((id) => reach.settings.includes(id)) ?? settingId;
}
