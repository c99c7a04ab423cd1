import type { Answer } from './answer.ts';
import type { Instrument } from './definition.ts';
import { itemsOf } from './parts.ts';

/**
 * Answers that records give already: every number that names a figure which is known, rounded to the decimals of its item.
 *
 * @example fillIn(instrument, new Map([['send_support', 112]])).get('count_k') // { is: 112 }
 */
export function fillIn(instrument: Instrument, figures: ReadonlyMap<string, number>): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const item of itemsOf(instrument)) {
    if (item.kind !== 'number' || item.figure === undefined) continue;
    const value = figures.get(item.figure);
    if (value === undefined) continue;
    const rounded = Number(value.toFixed(item.decimals));
    const { least = rounded, most = rounded } = item;
    if (rounded >= least && rounded <= most) answers.set(item.code, { is: rounded });
  }
  return answers;
}
