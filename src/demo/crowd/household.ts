/** Brothers and sisters: who of the crowd comes from one home, and what they share. */
import type { Council } from '../council.ts';
import type { Place } from '../places.ts';
import { type Random, random } from '../random.ts';

/** Of those at one setting, so many have a brother or sister two or three years above or below, where there is such a year. */
const WITH_SIBLING = 0.42;

/**
 * The home of somebody in the crowd, or undefined when it is theirs alone: a chance that is the same for both, so that
 * what is drawn from it (family name, languages, meals, help for the family) is the same too. Both are the number-th of
 * their year group, two or three years apart, so that their birthdays are too.
 *
 * @example homeOf(council, place, 8, 17)?.next() // the same for (council, place, 10, 17), or for 11, or for neither
 */
export function homeOf({ seed }: Council, place: Place, ncYear: number, number: number): Random | undefined {
  const chance = random(seed, 'siblings', place.name, number);
  if (!chance.chance(WITH_SIBLING)) return undefined;
  const gap = 2 + chance.whole(2);
  const turn = ncYear + chance.whole(2 * gap);
  return random(seed, 'home', place.name, number, Math.floor(turn / (2 * gap)), turn % gap);
}
