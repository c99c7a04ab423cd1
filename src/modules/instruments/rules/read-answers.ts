import { z } from 'zod';
import { isPlainDate, type PlainDate } from '#dates';
import type { Problem } from '#outcome';
import type { Say } from '#web';
import type { Answer } from './answer.ts';
import type { Instrument } from './definition.ts';
import type { Asked } from './item.ts';
import { optionsOf } from './parts.ts';

/** What a browser sent: texts by the name of their field. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** Name of the field of an item; of one of its rows, or one of its places. */
export function fieldOf(item: { code: string }, part?: string): string {
  return part === undefined ? `a_${item.code}` : `a_${item.code}.${part}`;
}

/** Name of the box that says one would rather not. */
export function declineField(item: { code: string }): string {
  return `no_${item.code}`;
}

/** The value of a radio that says one would rather not: no code of an answer looks like it. */
export const RATHER_NOT = '-';

/** An item's answer as it was typed; null when there is none; or what is wrong with it. */
export type ReadAnswer = { answer: Answer | null } | { problem: Problem };

/**
 * Reads the answer to one item from a form. A blank box is no answer. Refuses what is not on offer, too long, too many or no number; what is
 * refused is shown again as it was typed.
 *
 * @example readAnswer(instrument, item, form, { say, today }) // { answer: { is: 'often' } }
 */
export function readAnswer(
  instrument: Pick<Instrument, 'answers'>,
  item: Asked,
  typed: Typed,
  { say, today }: { say: Say; today: PlainDate },
): ReadAnswer {
  const all = (name: string) => [typed[name] ?? []].flat().map((text) => text.trim());
  const one = (name: string) => all(name)[0] ?? '';
  const field = fieldOf(item);
  const wrong = (key: string, values?: Record<string, string | number>, at = field): ReadAnswer => ({
    problem: { field: at, message: say(key, values) },
  });
  const given = (is: NonNullable<Extract<Answer, { is: unknown }>>['is']): ReadAnswer => ({ answer: { is } });
  const none: ReadAnswer = { answer: null };
  if (one(declineField(item)) !== '') return { answer: { declined: true } };
  const codes = optionsOf(instrument, item).map(({ code }) => code);
  switch (item.kind) {
    case 'file':
      throw new Error('A file comes by a form of its own');
    case 'choice':
    case 'scale': {
      const code = one(field);
      if (code === '') return none;
      if (code === RATHER_NOT) return { answer: { declined: true } };
      return codes.includes(code) ? given(code) : wrong('answering.not-on-offer');
    }
    case 'several': {
      const chosen = codes.filter((code) => all(field).includes(code));
      const strange = all(field).some((code) => code !== '' && !codes.includes(code));
      if (strange) return wrong('answering.not-on-offer');
      if (chosen.length === 0) return none;
      if (chosen.length < (item.least ?? 1)) return wrong('answering.too-few', { count: item.least ?? 1 });
      if (chosen.length > (item.most ?? chosen.length))
        return wrong('answering.too-many', { count: item.most ?? 1 });
      return given(chosen);
    }
    case 'grid': {
      const rows: Record<string, string> = {};
      for (const { code: row } of item.rows) {
        const code = one(fieldOf(item, row));
        if (code === '') continue;
        if (!codes.includes(code)) return wrong('answering.not-on-offer', undefined, fieldOf(item, row));
        rows[row] = code;
      }
      return Object.keys(rows).length === 0 ? none : given(rows);
    }
    case 'ranking':
      return readRanking(item, codes, one, wrong);
    case 'short_text':
    case 'long_text': {
      const text = one(field).replaceAll('\r\n', '\n');
      if (text === '') return none;
      return text.length > item.longest
        ? wrong('answering.too-long', {
            longest: item.longest.toLocaleString('en-GB'),
            over: (text.length - item.longest).toLocaleString('en-GB'),
          })
        : given(text);
    }
    case 'number':
      return readNumber(item, one(field), wrong);
    case 'date':
      return readDay(dayIn(one, field), wrong);
    case 'person':
      return readName(one(field), wrong, given);
    case 'signature': {
      const name = one(field);
      if (name === '') return none;
      if (name.length > 120) return wrong('answering.too-long', { longest: 120, over: name.length - 120 });
      // The day it was first signed comes back with the page; a new name is signed today.
      const on = one(fieldOf(item, 'on'));
      return given({ name, on: isPlainDate(on) && on <= today ? on : today });
    }
  }
}

type Wrong = (key: string, values?: Record<string, string | number>, at?: string) => ReadAnswer;

function readName(name: string, wrong: Wrong, given: (is: string) => ReadAnswer): ReadAnswer {
  if (name === '') return { answer: null };
  return name.length > 120
    ? wrong('answering.too-long', { longest: 120, over: name.length - 120 })
    : given(name);
}

/** Each place holds one answer, and none stands twice; places at the end may be left open. */
function readRanking(
  item: Asked,
  codes: readonly string[],
  one: (name: string) => string,
  wrong: Wrong,
): ReadAnswer {
  const places = codes.map((_, index) => one(fieldOf(item, String(index + 1))));
  const ranked = places.filter((code) => code !== '');
  if (ranked.length === 0) return { answer: null };
  if (ranked.some((code) => !codes.includes(code)))
    return wrong('answering.not-on-offer', undefined, fieldOf(item, '1'));
  if (new Set(ranked).size < ranked.length)
    return wrong('answering.ranked-twice', undefined, fieldOf(item, '1'));
  if (places.slice(0, ranked.length).includes(''))
    return wrong('answering.ranked-gap', undefined, fieldOf(item, '1'));
  return { answer: { is: ranked } };
}

const numeral = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
  .transform(Number);

function readNumber(item: Extract<Asked, { kind: 'number' }>, text: string, wrong: Wrong): ReadAnswer {
  if (text === '') return { answer: null };
  const read = numeral.safeParse(text.replaceAll(/[,\s£%]/g, ''));
  if (!read.success) return wrong('answering.no-number');
  const value = read.data;
  if (value !== Number(value.toFixed(item.decimals)))
    return item.decimals === 0
      ? wrong('answering.whole-number')
      : wrong('answering.decimals', { count: item.decimals });
  if (item.least !== undefined && value < item.least) return wrong('answering.least', { least: item.least });
  if (item.most !== undefined && value > item.most) return wrong('answering.most', { most: item.most });
  return { answer: { is: value } };
}

/** A day from its three boxes: empty where all are. */
function dayIn(one: (name: string) => string, field: string): string {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((box) => one(`${field}-${box}`));
  return year === '' && month === '' && day === ''
    ? ''
    : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readDay(text: string, wrong: Wrong): ReadAnswer {
  if (text === '') return { answer: null };
  return isPlainDate(text) ? { answer: { is: text } } : wrong('answering.no-day');
}
