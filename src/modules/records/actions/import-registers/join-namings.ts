import type { Fault } from '#files';
import { type FoldedRegister, NO_SESSION } from '../../rules/index.ts';
import type { FoundPupil } from '../find-pupils.ts';
import type { Verdicts } from './verdicts.ts';

/** The marks a file gives for one person, setting and year, under all the names it gives them. */
export type Register = FoundPupil & { year: number; marks: Uint8Array; pupils: readonly number[] };

const BLANK = NO_SESSION.charCodeAt(0);

const CONTRADICTED: Fault = {
  rule: 'mark.twice',
  message:
    'Earlier rows of this file name the same young person in another way and give another mark for one of these sessions: the first are kept; name everybody in one way.',
};

/**
 * One register a person, year and setting, also where a file names somebody in two ways (by UPN here, by the source's
 * identifier there). Where the two give different marks for one session the first naming stays, and the verdict is
 * against the second; `found` holds who each pupil of the file is.
 */
export function joinNamings(
  folded: readonly FoldedRegister[],
  found: readonly (FoundPupil | Fault)[],
  verdicts: Verdicts,
): Register[] {
  const kept = new Map<string, Register>();
  for (const { pupil, year, marks } of folded) {
    const who = found[pupil];
    if (!who || 'rule' in who) continue;
    const key = `${who.personId} ${who.settingId} ${year}`;
    const earlier = kept.get(key);
    if (!earlier) {
      kept.set(key, { ...who, year, marks, pupils: [pupil] });
      continue;
    }
    if (differs(earlier.marks, marks)) verdicts.againstPupil(pupil, CONTRADICTED);
    kept.set(key, { ...earlier, marks: laid(marks, earlier.marks), pupils: [...earlier.pupils, pupil] });
  }
  return [...kept.values()];
}

function differs(one: Uint8Array, other: Uint8Array): boolean {
  return one.some((mark, slot) => mark !== BLANK && other[slot] !== BLANK && mark !== other[slot]);
}

/** The marks of the first naming, and those of the second where it has none. */
function laid(second: Uint8Array, first: Uint8Array): Uint8Array {
  return first.map((mark, slot) => (mark === BLANK ? (second[slot] ?? BLANK) : mark));
}
