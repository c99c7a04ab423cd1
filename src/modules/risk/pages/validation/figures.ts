import type { Say } from '#web';
import type { Estimate } from '../../rules/index.ts';

/** A share with its interval, as whole per cent. @example shareInWords(say, wilson(20, 100)) // '20% (13 to 29)' */
export function shareInWords(say: Say, estimate: Estimate | undefined | null): string {
  if (!estimate) return say('validation.too-few');
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((each) =>
    Math.round(each * 100),
  );
  return say('validation.share', { value: value ?? 0, low: low ?? 0, high: high ?? 0 });
}

/** A number with its interval, to two decimals. */
export function numberInWords(say: Say, estimate: Estimate | undefined | null): string {
  if (!estimate) return say('validation.too-few');
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((each) => each.toFixed(2));
  return say('validation.number', { value: value ?? '', low: low ?? '', high: high ?? '' });
}

/** A group as the records call it, or that it is not known. */
export function groupInWords(say: Say, group: string): string {
  if (group === 'not known') return say('people.unknown');
  if (group === 'yes' || group === 'no') return say(`validation.groups.${group}`);
  return group;
}
