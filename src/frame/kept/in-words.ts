/** Columns as headings and values as words, for a person who reads them on paper: the file as data keeps both as they are. */
import { britishDate, britishMoment, plainDate } from '#dates';
import type { Say } from '#web';

/** @example heading('date_of_birth') // 'Date of birth' */
export function heading(column: string): string {
  const words = column.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value in one line, or several when it holds several. */
export function linesOf(value: unknown, say: Say): string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.map((each) => (isRecord(each) ? pairs(each, say) : one(each, say)));
  if (isRecord(value))
    return Object.entries(value).map(([key, each]) => `${one(key, say)}: ${linesOf(each, say).join('; ')}`);
  return [one(value, say)];
}

/** What it says in words comes first, if it has any. */
function pairs({ says, ...rest }: Record<string, unknown>, say: Say): string {
  const more = Object.entries(rest)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${heading(key)}: ${linesOf(value, say).join('; ')}`);
  return [...(says === undefined ? [] : [one(says, say)]), ...more].join(', ');
}

function one(value: unknown, say: Say): string {
  if (typeof value === 'boolean') return say(value ? 'kept.yes' : 'kept.no');
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return britishDate(plainDate(text));
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return britishMoment(text);
  return text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
