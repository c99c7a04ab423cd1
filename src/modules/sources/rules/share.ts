/** When a run moves so much that a person should look first. */

/** What a source may do to what it said before. */
export const policies = ['adds', 'replaces', 'snapshot'] as const;
/**
 * - `adds`: only adds; what stands otherwise is refused, row by row
 * - `replaces`: a row takes the place of what this source said of the same thing before
 * - `snapshot`: as `replaces`, and what the file no longer holds has ended
 */
export type Policy = (typeof policies)[number];

export function isPolicy(text: string): text is Policy {
  return policies.some((policy) => policy === text);
}

/** Few enough to look through, whatever share they are: a small setting is not stopped for two corrections. */
const FEW = 10;

/** Whole per cent that a run may change or end unless the source says otherwise: our own choice, on the careful side. */
export const USUAL_SHARE = 30;

/**
 * Whether a run has to wait for a person: it would change or end more than a set share of what this source said
 * before, and at least ten facts. Whole numbers, so that no rounding decides; exactly the share still goes through.
 *
 * @param moved how many facts it would change or end
 * @param standing how many facts of this source stood before
 * @param share whole per cent
 * @example isTooMuch(31, 100, 30) // true
 */
export function isTooMuch(moved: number, standing: number, share: number): boolean {
  return moved >= FEW && moved * 100 > share * standing;
}
