/**
 * Kinds of exclusion and the reasons that schools return for them.
 *
 * Source: DfE, Suspensions and permanent exclusions in England: methodology (reasons since summer 2020); the withdrawn
 * `OT` for older files.
 */

export const suspensionKinds = ['suspension', 'permanent_exclusion', 'lunchtime'] as const;
export type SuspensionKind = (typeof suspensionKinds)[number];

/**
 * What became of an exclusion: it stood, the head took it back before governors met, or governors or a panel had the
 * young person back. The last two are not counted: they did not stand.
 */
export const exclusionOutcomes = ['upheld', 'cancelled', 'reinstated'] as const;
export type ExclusionOutcome = (typeof exclusionOutcomes)[number];

/** Codes of reasons; their words are in the library of messages. */
export const suspensionReasons: ReadonlySet<string> = new Set(
  'PP PA VP VA OW BU RA LG DS SM DA DM TH MT PR DB OT'.split(' '),
);

/**
 * Reads the kind of exclusion: Waymark's own words, or the letters of the school census (`S` or the older `F` suspension,
 * `P` permanent, `L` lunchtime).
 *
 * @example readSuspensionKind('P') // { value: 'permanent_exclusion' }
 */
export function readSuspensionKind(found: string) {
  const kind = suspensionKinds.find((each) => each === found) ?? LETTERS[found.toUpperCase()];
  if (kind) return { value: kind };
  const message = `“${found.slice(0, 60)}” is not a kind of exclusion: write ${suspensionKinds.join(', ')}, or give its codes in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}

const LETTERS: Readonly<Record<string, SuspensionKind>> = {
  S: 'suspension',
  F: 'suspension',
  P: 'permanent_exclusion',
  L: 'lunchtime',
};

/** Reads the code of a reason. */
export function readSuspensionReason(found: string) {
  const code = found.toUpperCase();
  if (suspensionReasons.has(code)) return { value: code };
  const message = `“${found.slice(0, 60)}” is not a reason that schools return: ${[...suspensionReasons].join(', ')}. Mend the code, or give its meaning in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}

/** @example readExclusionOutcome('Reinstated') // { value: 'reinstated' } */
export function readExclusionOutcome(found: string) {
  const outcome = exclusionOutcomes.find((each) => each === found.toLowerCase());
  if (outcome) return { value: outcome };
  const message = `“${found.slice(0, 60)}” does not say what became of an exclusion: write ${exclusionOutcomes.join(', ')}, leave it blank, or give its meaning in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}
