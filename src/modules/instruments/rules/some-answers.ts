import type { Answer, Answers } from './answer.ts';
import type { Instrument } from './definition.ts';
import { itemsOf, optionsOf } from './parts.ts';

/**
 * Made-up answers to everything that is chosen from a scale, for demonstrations and for measuring: one in fifty is left out, and one in
 * fifty is declined.
 *
 * @param next the next number of a source of chance, from 0 to below 1
 * @param good how good it is, from 0 to 1: the share of the way up a scale around which answers lie
 */
export function someAnswers(instrument: Instrument, next: () => number, good: number): Answers {
  const answers: Record<string, Answer> = {};
  for (const item of itemsOf(instrument)) {
    if (item.kind !== 'scale') continue;
    const codes = optionsOf(instrument, item).map(({ code }) => code);
    const luck = next();
    if (luck < 0.02) continue;
    if (luck < 0.04) answers[item.code] = { declined: true };
    else {
      const byValue = optionsOf(instrument, item).toSorted(
        (one, other) => (one.value ?? 0) - (other.value ?? 0),
      );
      const place = Math.round((good + (next() - 0.5) * 0.9) * (codes.length - 1));
      const code = byValue[Math.min(codes.length - 1, Math.max(0, place))]?.code;
      if (code !== undefined) answers[item.code] = { is: code };
    }
  }
  return answers;
}
