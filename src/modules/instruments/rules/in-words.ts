import { britishDate, isPlainDate } from '#dates';
import type { Answer } from './answer.ts';
import type { Instrument } from './definition.ts';
import type { Asked } from './item.ts';
import { optionsOf } from './parts.ts';
import { textIn } from './text.ts';

/**
 * An answer as somebody reads it, a line each for what has several.
 *
 * @param declined what is said of an answer that somebody would rather not give
 * @example answerInWords(instrument, item, { is: 'often' }, { lang: 'en', declined: 'Rather not' }) // ['Often']
 */
export function answerInWords(
  instrument: Pick<Instrument, 'answers'>,
  item: Asked,
  answer: Answer | undefined,
  { lang, declined }: { lang: string; declined: string },
): string[] {
  if (!answer) return [];
  if ('declined' in answer) return [declined];
  const { is } = answer;
  const options = optionsOf(instrument, item);
  const word = (code: unknown) => {
    const option = options.find((one) => one.code === code);
    return option ? textIn(option.text, lang) : String(code);
  };
  if (item.kind === 'number')
    return [[is, item.unit && textIn(item.unit, lang)].filter((part) => part !== undefined).join(' ')];
  if (item.kind === 'date') return [typeof is === 'string' && isPlainDate(is) ? britishDate(is) : String(is)];
  if (typeof is === 'string') return options.length > 0 ? [word(is)] : is.split('\n');
  if (typeof is !== 'object') return [String(is)];
  if (item.kind === 'ranking') return Object.values(is).map((code, index) => `${index + 1}. ${word(code)}`);
  if (item.kind === 'grid')
    return item.rows.flatMap(({ code, text }) => {
      const given = new Map(Object.entries(is)).get(code);
      return given === undefined ? [] : [`${textIn(text, lang)}: ${word(given)}`];
    });
  if (item.kind === 'signature') {
    const { name, on } = Object.fromEntries(Object.entries(is)) as { name?: string; on?: string };
    return [`${name ?? ''}, ${on !== undefined && isPlainDate(on) ? britishDate(on) : ''}`];
  }
  return Object.values(is).map(word);
}
