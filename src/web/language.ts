import Negotiator from 'negotiator';
import type { Say } from './frame.ts';
import { availableLanguages, pseudoLanguages, wordsFor } from './words.ts';

/** A language that pages are shown in, with the way it runs. */
export type Language = { lang: string; dir: 'ltr' | 'rtl'; say: Say };

/** What pages are in when a browser asks for nothing that there is. */
const DEFAULT = 'en';
const known = new Map<string, Language>();

/**
 * The language for a browser's `Accept-Language`: of those there are in `library/messages` the one it likes best, else
 * English. The two pseudo-languages are given to whoever asks for just that, and to nobody whose own is near to them.
 *
 * @example languageFor('cy, en;q=0.8').lang // 'en', for as long as there is no cy.yaml
 */
export function languageFor(asked: string | undefined): Language {
  const first = asked?.split(/[,;]/, 1)[0]?.trim() ?? '';
  if (pseudoLanguages.includes(first)) return languageOf(first);
  const headers = { 'accept-language': asked ?? DEFAULT };
  return languageOf(new Negotiator({ headers }).language([DEFAULT, ...packs()]) ?? DEFAULT);
}

let found: string[] | undefined;
function packs(): string[] {
  found ??= availableLanguages();
  return found;
}

function languageOf(lang: string): Language {
  const language = known.get(lang) ?? { lang, dir: directionOf(lang), say: wordsFor(lang) };
  known.set(lang, language);
  return language;
}

/** By the script that the language is written in (CLDR). */
function directionOf(lang: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(lang) as Intl.Locale & { getTextInfo(): { direction: 'ltr' | 'rtl' } };
  return locale.getTextInfo().direction;
}
