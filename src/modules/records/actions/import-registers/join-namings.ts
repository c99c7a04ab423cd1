import { type FoldedRegister, NO_SESSION } from '../../rules/index.ts';
import type { FoundPupil } from './find-pupils.ts';

export type Register = FoldedRegister & FoundPupil;

const BLANK = NO_SESSION.charCodeAt(0);

/**
 * One register a person, year and setting, also where a file names somebody in two ways (by UPN here, by the source's
 * identifier there). Where the two give different marks for one session the first naming stays and `contradicted` is
 * told the second; `found` holds who each pupil of the file is.
 */
export function joinNamings(
  folded: readonly FoldedRegister[],
  found: readonly (FoundPupil | undefined)[],
  contradicted: (pupil: number) => void,
): Register[] {
  const kept = new Map<string, Register>();
  for (const [pupil, registers] of Map.groupBy(folded, (each) => each.pupil)) {
    const who = found[pupil];
    if (!who) continue;
    const keyOf = ({ year }: FoldedRegister) => `${who.personId} ${who.settingId} ${year}`;
    if (registers.some((register) => differs(kept.get(keyOf(register))?.marks, register.marks))) {
      contradicted(pupil);
      continue;
    }
    for (const register of registers) {
      const earlier = kept.get(keyOf(register));
      if (earlier) lay(register.marks, earlier.marks);
      else kept.set(keyOf(register), { ...register, ...who });
    }
  }
  return [...kept.values()];
}

function differs(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.some((mark, slot) => mark !== BLANK && other[slot] !== BLANK && mark !== other[slot]) ?? false;
}

function lay(from: Uint8Array, onto: Uint8Array): void {
  for (const [slot, mark] of from.entries()) if (mark !== BLANK) onto[slot] = mark;
}
