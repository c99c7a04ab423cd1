/**
 * Circumstances: something true of a young person from a day until a day. One closed list, because rule sets, pages and
 * files all have to mean the same by a name.
 */

export const circumstanceKinds = [
  'looked_after',
  'care_leaver',
  'child_in_need',
  'child_protection',
  'early_help',
  'young_carer',
  'pregnant_or_parent',
  'pregnancy',
  'caring_for_own_child',
  'parent_not_caring',
  'free_school_meals',
  'free_school_meals_ever_6',
  'pupil_premium',
  'service_child',
  'english_additional_language',
  'traveller',
  'refugee_or_asylum_seeker',
  'no_recourse_to_public_funds',
  'temporary_accommodation',
  'highly_mobile',
  'educated_off_site',
  'alternative_provision',
  'mental_health',
  'substance_misuse',
  'youth_justice',
  'in_custody',
] as const;
export type CircumstanceKind = (typeof circumstanceKinds)[number];

/**
 * Kinds that everybody may know who sees the young person: what teaching needs, and where they are taught. Every other kind says something
 * of health, care, youth justice or family and is for fewer; so is a kind that a source made up for itself.
 *
 * Source: UK GDPR articles 9 and 10 (health, offences); DfE, data protection in schools (care, need, and free meals are handled with the same
 * care). The policy of the table holds the same list.
 */
export const openCircumstances: readonly CircumstanceKind[] = [
  'english_additional_language',
  'highly_mobile',
  'educated_off_site',
  'alternative_provision',
];

/** Whether a circumstance is for fewer than everybody who sees the young person. @example isSensitiveKind('young_carer') // true */
export function isSensitiveKind(kind: string): boolean {
  return !openCircumstances.some((open) => open === kind);
}

/**
 * Kinds that are one of several ways in which another holds. Where one of the parts holds, the whole does; where `isAll`
 * the parts are every way there is, so that "no" to each of them is "no" to the whole.
 *
 * Source: the characteristics of NCCIS (120 caring for own child, 180 pregnancy, 190 parent not caring, 200 alternative
 * provision) beside the wider words of the RONI.
 */
export const wholeCircumstances: Readonly<
  Record<string, { parts: readonly CircumstanceKind[]; isAll: boolean }>
> = {
  pregnant_or_parent: { parts: ['pregnancy', 'caring_for_own_child', 'parent_not_caring'], isAll: true },
  educated_off_site: { parts: ['alternative_provision'], isAll: false },
};

/** How well English is known, by the letters of the school census: A new to it, B, C, D, E fluent. */
export const proficiencies = ['A', 'B', 'C', 'D', 'E'] as const;

/** Whether a kind can have a proficiency. */
export function hasProficiency(kind: string): boolean {
  return kind === 'english_additional_language';
}

/** @example readCircumstanceKind('young_carer') // { value: 'young_carer' } */
export function readCircumstanceKind(found: string) {
  const kind = circumstanceKinds.find((each) => each === found.toLowerCase());
  if (kind) return { value: kind };
  const message = `“${found.slice(0, 60)}” is not a circumstance that Waymark knows: write one of ${circumstanceKinds.join(', ')}, or give its meaning in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}

/** @example readProficiency('c') // { value: 'C' } */
export function readProficiency(found: string) {
  const code = proficiencies.find((each) => each === found.toUpperCase());
  if (code) return { value: code };
  const message = `“${found.slice(0, 60)}” is not a proficiency in English: write A (new to English) to E (fluent), or leave it blank.`;
  return { fault: { rule: 'code.unknown', message } };
}
