import type { Answer } from './answer.ts';
import type { Item } from './item.ts';

/**
 * Whether an answer asks for an adult: one of those that the item says, or a text that holds a phrase the setting watches for, as whole
 * words and whatever the case.
 *
 * @example asksForAdult(item, { is: 'I want to run away' }, ['run away']) // true
 */
export function asksForAdult(item: Item, answer: Answer | null, phrases: readonly string[]): boolean {
  if (!answer || 'declined' in answer) return false;
  const { is } = answer;
  if ('tells' in item && item.tells)
    return [is].flat().some((code) => item.tells?.includes(String(code)) ?? false);
  if (item.kind !== 'short_text' && item.kind !== 'long_text') return false;
  const text = inWords(String(is));
  return phrases.some((phrase) => text.includes(inWords(phrase)));
}

/** Words between single spaces, with one at either end, so that a phrase is found only as whole words. */
function inWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
