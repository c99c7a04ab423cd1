/** Behaviour events: two kinds, a category in the setting's own few words, and where it was. Never a description. */

export const behaviourKinds = ['positive', 'negative'] as const;
export type BehaviourKind = (typeof behaviourKinds)[number];

export const behaviourLocations = [
  'classroom',
  'corridor',
  'outside',
  'dining_hall',
  'toilets',
  'transport',
  'online',
  'off_site',
  'other',
] as const;

/** A category that needs more is a description, and those are not kept. */
const LONGEST_CATEGORY = 60;

/** @example readBehaviourKind('Positive') // { value: 'positive' } */
export function readBehaviourKind(found: string) {
  const kind = behaviourKinds.find((each) => each === found.toLowerCase());
  if (kind) return { value: kind };
  const message = `“${found.slice(0, 60)}” is neither positive nor negative: write one of them, or give its meaning in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}

/** @example readBehaviourLocation('corridor') // { value: 'corridor' } */
export function readBehaviourLocation(found: string) {
  const location = behaviourLocations.find((each) => each === found.toLowerCase());
  if (location) return { value: location };
  const message = `“${found.slice(0, 60)}” is not a place that Waymark knows: write one of ${behaviourLocations.join(', ')}, or give its meaning in the mapping.`;
  return { fault: { rule: 'code.unknown', message } };
}

/** @example readBehaviourCategory('Kindness') // { value: 'Kindness' } */
export function readBehaviourCategory(found: string) {
  if (found.length <= LONGEST_CATEGORY && !/\p{Cc}/u.test(found)) return { value: found };
  const message = `A category has at most ${LONGEST_CATEGORY} characters on one line; descriptions are not kept: write the category alone.`;
  return { fault: { rule: 'category.long', message } };
}

/** A source's own key of an event. */
export function readEventKey(found: string) {
  if (found.length <= 100 && !/\p{Cc}/u.test(found)) return { value: found };
  const message = 'The key of an event has at most 100 characters on one line: mend the cell.';
  return { fault: { rule: 'key.shape', message } };
}
