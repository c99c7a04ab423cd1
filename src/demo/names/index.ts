/** Names for the made-up crowd. */
import type { Random } from '../random.ts';
import { KNOWN_AS, ORIGINS, type Origin } from './lists.ts';

export type MadeUpName = {
  givenName: string;
  familyName: string;
  knownAs: string | null;
  /** How likely somebody with such a name has English as an additional language. */
  additionalLanguage: number;
};

/**
 * A given and a family name, mostly from one place, sometimes from two as in many families.
 *
 * @param home what brothers and sisters share
 * @example nameBy(random(1, 'person', 4), 'F').familyName
 */
export function nameBy(chance: Random, sex: 'F' | 'M', home = chance): MadeUpName {
  const origin = originBy(home);
  const other = home.chance(0.12) ? originBy(home) : origin;
  const givenName = chance.pick(origin[sex]);
  const familyName = home.pick(other.family);
  const double = home.chance(0.04) ? home.pick(originBy(home).family) : familyName;
  return {
    givenName,
    familyName:
      double === familyName || /[ -]/.test(familyName + double) ? familyName : `${familyName}-${double}`,
    knownAs: chance.chance(0.5) ? (KNOWN_AS[givenName] ?? null) : null,
    additionalLanguage: (origin.additionalLanguage + other.additionalLanguage) / 2,
  };
}

function originBy(chance: Random): Origin {
  let left = chance.next();
  for (const origin of ORIGINS) {
    left -= origin.share;
    if (left < 0) return origin;
  }
  return ORIGINS[0] as Origin;
}
