import { z } from 'zod';

const words = z.string().trim().min(1, 'say it in words').max(2000, 'say it in at most 2,000 characters');

/** Words of a definition: plain English, or a text for each language, English among them. */
export const textSchema = z.union([
  words,
  z
    .record(z.string().regex(/^[a-z]{2,3}$/, 'a language is two or three letters, such as cy'), words)
    .refine((texts) => texts['en'] !== undefined, 'there is no English'),
]);
export type Text = z.infer<typeof textSchema>;

/**
 * A text in one language, or in English where it is not in that one.
 *
 * @example textIn({ en: 'Hello', cy: 'Helo' }, 'cy') // 'Helo'
 */
export function textIn(text: Text, lang: string): string {
  if (typeof text === 'string') return text;
  return text[lang] ?? text['en'] ?? '';
}

/** The languages that some text is in, besides English. */
export function languagesOf(text: Text): string[] {
  return typeof text === 'string' ? [] : Object.keys(text).filter((lang) => lang !== 'en');
}
