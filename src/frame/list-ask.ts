import { z } from 'zod';
import type { SettingId } from '#db';
import { LIST_ORDERS, type ListFilter, type ListOrder, TIERS } from '#modules/risk';
import { DOMAINS } from '#ui';
import type { Ask } from '#web';

/** What the address of the list says: everything a page of it depends on. */
export type ListQuery = { filter: ListFilter; order: ListOrder; page: number };

export const PER_PAGE = 25;

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
/** What cannot be meant is left out: an address that somebody mended by hand shows a list all the same. */
const loose = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(first, schema).optional().catch(undefined);

const schema = z.object({
  q: loose(z.string().trim().min(1).max(200)),
  setting: loose(z.union([z.literal('unknown'), z.uuid().transform((id) => id.toLowerCase() as SettingId)])),
  year: loose(z.union([z.literal('unknown'), z.coerce.number().int().min(0).max(14)])),
  domain: loose(z.enum(DOMAINS)),
  tier: loose(z.enum(TIERS)),
  waiting: loose(z.literal('yes')),
  sort: loose(z.enum(LIST_ORDERS)),
  page: loose(z.coerce.number().int().min(1).max(100_000)),
});

/** Reads the address. @example readListQuery({ year: '9', sort: 'points' }).order // 'points' */
export function readListQuery(query: Ask['query']): ListQuery {
  const { q, setting, year, domain, tier, waiting, sort, page } = schema.parse(withoutBlanks(query));
  return {
    filter: { name: q, settingId: setting, ncYear: year, domain, tier, waiting: waiting ? true : undefined },
    order: sort ?? 'name',
    page: page ?? 1,
  };
}

/**
 * The address of a list: what is not asked is not in it, so that one list has one address.
 *
 * @example listAddress('/people', { filter: { ncYear: 9 }, order: 'name', page: 2 }) // '/people?year=9&page=2'
 */
export function listAddress(path: string, { filter, order, page }: ListQuery): string {
  const query = new URLSearchParams();
  if (filter.name !== undefined) query.set('q', filter.name);
  if (filter.settingId !== undefined) query.set('setting', filter.settingId);
  if (filter.ncYear !== undefined) query.set('year', String(filter.ncYear));
  if (filter.domain !== undefined) query.set('domain', filter.domain);
  if (filter.tier !== undefined) query.set('tier', filter.tier);
  if (filter.waiting) query.set('waiting', 'yes');
  if (order !== 'name') query.set('sort', order);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether anything narrows the list down. */
export function isNarrowed({ name, settingId, ncYear, domain, tier, waiting }: ListFilter): boolean {
  return [name, settingId, ncYear, domain, tier, waiting].some((each) => each !== undefined);
}

/** A form sends every field, asked or not. */
function withoutBlanks(query: Ask['query']): Ask['query'] {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => first(value) !== ''));
}
