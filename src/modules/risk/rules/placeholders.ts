import type { FactKind } from './facts.ts';
import type { Window } from './window.ts';

/** A placeholder in the wording of a reason: `{value}`. */
export const PLACE = /\{([^{}]*)\}/g;

/**
 * What is wrong with a wording, or nothing: an unknown placeholder, or one this indicator has nothing to fill with.
 * `{value}` and `{date}` always work, `{part}` and `{whole}` for a ratio, `{span}` where the window has a length.
 *
 * @example faultInWording('Absent {percent}', { kind: 'ratio' }) // '{percent} cannot be filled here'
 */
export function faultInWording(
  says: string,
  { kind, window }: { kind: FactKind; window?: Window | undefined },
): string | undefined {
  for (const [place, word] of says.matchAll(PLACE)) {
    if (word === 'value' || word === 'date') continue;
    if (word === 'span' && window !== undefined && window !== 'current' && window !== 'ever') continue;
    if ((word === 'part' || word === 'whole') && kind === 'ratio') continue;
    return `${place} cannot be filled here`;
  }
  return /[{}]/.test(says.replaceAll(PLACE, '')) ? 'a brace is left open' : undefined;
}
