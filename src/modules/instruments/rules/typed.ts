import type { Answers } from './answer.ts';
import type { Instrument } from './definition.ts';
import type { Asked } from './item.ts';
import { isAsked, itemsOf } from './parts.ts';
import { declineField, fieldOf, RATHER_NOT } from './read-answers.ts';

/**
 * Answers as a form would send them, so that a page shows what was answered.
 *
 * @example typedFrom(instrument, { sleep: { is: 'often' } }) // { a_sleep: 'often' }
 */
export function typedFrom(instrument: Instrument, answers: Answers): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {};
  for (const item of itemsOf(instrument).filter(isAsked)) Object.assign(typed, typedAnswer(item, answers));
  return typed;
}

function typedAnswer(item: Asked, answers: Answers): Record<string, string | string[]> {
  const answer = answers[item.code];
  if (!answer || item.kind === 'file') return {};
  const field = fieldOf(item);
  if ('declined' in answer)
    return item.kind === 'choice' || item.kind === 'scale'
      ? { [field]: RATHER_NOT }
      : { [declineField(item)]: 'yes' };
  const { is } = answer;
  if (typeof is === 'string' || typeof is === 'number') {
    if (item.kind !== 'date') return { [field]: String(is) };
    const [year = '', month = '', day = ''] = String(is).split('-');
    return {
      [`${field}-year`]: year,
      [`${field}-month`]: String(Number(month)),
      [`${field}-day`]: String(Number(day)),
    };
  }
  if (item.kind === 'several') return { [field]: Object.values(is) };
  if (item.kind === 'signature') {
    const signed = new Map(Object.entries(is));
    return { [field]: signed.get('name') ?? '', [fieldOf(item, 'on')]: signed.get('on') ?? '' };
  }
  const parts = Object.entries(is).map(
    ([key, code]) => [item.kind === 'ranking' ? String(Number(key) + 1) : key, code] as const,
  );
  return Object.fromEntries(parts.map(([part, code]) => [fieldOf(item, part), code]));
}
