import type { Say, WorkingAt } from './frame.ts';
import type { Place } from './module.ts';
import { yearInWords } from './year-group.ts';

/** Nothing chosen: everybody whom the account reaches. */
export const EVERYWHERE: WorkingAt = { setting: null, ncYear: null };

/**
 * @param only what the setting is called, for whoever reaches one and nobody else
 * @example workingAtInWords(say, { setting: null, ncYear: 9 }) // 'All settings · Year 9'
 */
export function workingAtInWords(say: Say, { setting, ncYear }: WorkingAt, only?: string): string {
  const where = setting?.name ?? only ?? say('working-at.all-settings');
  return `${where} · ${ncYear === null ? say('working-at.all-years') : yearInWords(say, ncYear)}`;
}

/**
 * Where a place begins for whoever works at one setting or with one year group.
 *
 * @example addressAt({ href: '/people', follows: 'setting-and-year' }, { setting: null, ncYear: 9 }) // '/people?year=9'
 */
export function addressAt(
  { href, follows }: Pick<Place, 'href' | 'follows'>,
  { setting, ncYear }: WorkingAt,
): string {
  const query = new URLSearchParams();
  if (follows && setting) query.set('setting', setting.id);
  if (follows === 'setting-and-year' && ncYear !== null) query.set('year', String(ncYear));
  return query.size > 0 ? `${href}?${query}` : href;
}
