import { z } from 'zod';
import type { SettingId } from '#db';
import type { Ask } from '#web';

/** What the address of a quality page says. */
export type QualityQuery = { settingId: SettingId | undefined; page: number };

const first = (value: unknown) => (Array.isArray(value) ? value[0] : value);
/** What cannot be meant is left out: an address mended by hand shows a page all the same. */
const loose = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(first, schema).optional().catch(undefined);

const schema = z.object({
  setting: loose(z.uuid().transform((id) => id.toLowerCase() as SettingId)),
  page: loose(z.coerce.number().int().min(1).max(100_000)),
});

/** @example readQualityQuery({ setting: ashdale }).settingId // ashdale */
export function readQualityQuery(query: Ask['query']): QualityQuery {
  const { setting, page } = schema.parse(query);
  return { settingId: setting, page: page ?? 1 };
}

/** @example qualityAddress('/quality/moves', { settingId: ashdale, page: 2 }) // '/quality/moves?setting=…&page=2' */
export function qualityAddress(path: string, { settingId, page }: QualityQuery): string {
  const query = new URLSearchParams();
  if (settingId !== undefined) query.set('setting', settingId);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** A reason in somebody's own words: needed for whatever is decided. */
export const reasonField = z
  .string()
  .default('')
  .transform((text) => text.replaceAll('\0', '').trim())
  .pipe(z.string().min(1, 'quality.reason-missing').max(500, 'quality.reason-long'));
