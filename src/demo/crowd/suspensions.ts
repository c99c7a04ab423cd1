import type { SettingId } from '#db';
import { type Register, suspend } from '../attendance/stay.ts';
import type { Random } from '../random.ts';
import type { Suspension } from '../young-person.ts';

/** Reasons as the school census lists them; persistent disruption is the commonest. */
const REASONS = ['DB', 'DB', 'DB', 'DB', 'VA', 'VA', 'PP', 'PA', 'BU', 'DM', 'DA', 'SM', 'TH', 'OW'];

/** How unevenly suspensions fall: most have none, and those who have one often have more. */
const SPREAD = 2;
const MOST = 15;

/**
 * Suspensions in one year, written into its register as E. Most people have none; a few have several.
 *
 * @param mean how many to expect in a whole year
 */
export function suspensionsBy(
  chance: Random,
  settingId: SettingId,
  register: Register,
  mean: number,
): Suspension[] {
  const { days } = register;
  if (days.length < 10) return [];
  const luck = mean * Math.exp(SPREAD * chance.normal() - SPREAD ** 2 / 2) * (days.length / 190);
  const count = Math.min(MOST, chance.count(luck));
  const taken = new Set<number>();
  const suspensions: Suspension[] = [];
  for (let number = 0; number < count; number += 1) {
    const first = 5 + chance.whole(days.length - 5);
    const sessions = Math.min(1 + chance.count(2.4), 10);
    const length = Math.ceil(sessions / 2);
    const wanted = Array.from({ length }, (_, at) => first + at);
    const day = days[first];
    if (!day || first + length > days.length || wanted.some((each) => taken.has(each))) continue;
    for (const each of wanted) taken.add(each);
    suspend(register, first, sessions);
    suspensions.push({
      settingId,
      kind: 'suspension',
      startsOn: day.date,
      sessions,
      reason: chance.pick(REASONS),
    });
  }
  return suspensions.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
}

/** Half of those who came to the alternative provider from a school were permanently excluded from it. */
export function excluded(chance: Random, settingId: SettingId, { days }: Register): Suspension[] {
  const day = days.at(-12);
  if (!day || !chance.chance(0.5)) return [];
  return [
    {
      settingId,
      kind: 'permanent_exclusion',
      startsOn: day.date,
      sessions: null,
      reason: chance.pick(REASONS),
    },
  ];
}
