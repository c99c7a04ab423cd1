/** Words that make a measure one of a characteristic that never scores, whatever else its name says. */
const NEVER = new Set(
  (
    'sex gender transgender trans ethnic ethnicity race religion religious faith belief orientation ' +
    'language languages eal nationality traveller travellers gypsy roma refugee refugees asylum'
  ).split(' '),
);

/** Words that may score only as a need nobody meets. */
const ONLY_AS_UNMET_NEED = new Set(
  'disability disabilities disabled sen send ehcp autism autistic pregnant pregnancy maternity'.split(' '),
);

/** How a measure of need without matching provision is named. */
const UNMET_NEED = 'need_without_provision';

/**
 * Whether a measure is of something that gives no points in a rule set of our own: ethnicity, gender identity,
 * language, refugee or traveller status, religion or belief, sex and sexual orientation; and disability or pregnancy
 * unless the measure is of a need without matching provision. The name is read word by word. A person may still
 * raise any of them as a mark, which carries no points.
 *
 * Source: Equality Act 2010, section 4 (the protected characteristics); our decision on what scores.
 *
 * @example isProtectedMeasure('circumstance.english_additional_language') // true
 */
export function isProtectedMeasure(measure: string): boolean {
  const parts = measure
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (parts.some((part) => NEVER.has(part))) return true;
  return !isUnmetNeed(measure) && parts.some((part) => ONLY_AS_UNMET_NEED.has(part));
}

/** Whether a measure is of a need without matching provision: `need_without_provision.send`. */
export function isUnmetNeed(measure: string): boolean {
  return measure === UNMET_NEED || measure.startsWith(`${UNMET_NEED}.`);
}
