import { isNearly } from '../nearly.ts';
import { ABOUT_PERSON, USUAL_NAMES } from './usual-names.ts';

/** A name without case, spaces, punctuation and accents: what two ways of writing one name have in common. */
export function keyOf(name: string): string {
  return name
    .slice(0, LONGEST)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const LONGEST = 200;

/** Whether a name is about somebody else, or about another time. */
export function isAboutOthers(name: string): boolean {
  const apart = name
    .slice(0, LONGEST)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ');
  return OTHERS.test(apart);
}

const OTHERS =
  /\b(former|previous|parents?|carers?|mother|father|guardian|contact|teacher|emergency|siblings?|doctor|gp|e-?mail|expected|target|end|left|leav(er|ing))\b/i;
const LEADING = /^(pupil|student|learner|child|youngperson|yp|legal|current|actual|main|school)s?/;

/** The names that the mappings of the library know for one field, each with the mapping it stands in. */
export type Aliases = { names: ReadonlyMap<string, string>; keys: ReadonlyMap<string, string> };

export function aliasesOf(found: readonly { alias: string; mapping: string }[]): Aliases {
  const names = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const { alias, mapping } of found) {
    if (!names.has(alias)) names.set(alias, mapping);
    const key = keyOf(alias);
    if (key !== '' && !keys.has(key)) keys.set(key, mapping);
  }
  return { names, keys };
}

/** How surely a column stands for a field, and why. */
export type Likeness = { score: number; why: string };

/** From this score on the name alone says it. */
export const SURE = 80;
/** More columns than this are not searched for mistyped names: it would take long and find chance. */
const MOST_MISTYPED = 500;

/** How like a column's name is to what a field is called; nothing when it is not. */
export function likeness(
  { name, key, of }: { name: string; key: string; of: number },
  field: string,
  aliases: Aliases,
): Likeness | undefined {
  const exact = aliases.names.get(name);
  if (exact !== undefined) return { score: 100, why: `the mapping ${exact} calls it so` };
  if (key === '') return undefined;
  const nearly = aliases.keys.get(key);
  if (nearly !== undefined) return { score: 95, why: `the mapping ${nearly} calls it so, written otherwise` };
  const synonyms = Object.hasOwn(USUAL_NAMES, field) ? (USUAL_NAMES[field] ?? []) : [];
  const at = synonyms.indexOf(key);
  // The first names are the plainest ones.
  if (at >= 0) return { score: 91 - at / 10, why: 'a usual name for it' };
  if (isAboutOthers(name)) return undefined;
  if (synonyms.includes(key.replace(LEADING, '')))
    return { score: SURE, why: 'a usual name for it, with a word in front' };
  if (
    of <= MOST_MISTYPED &&
    key.length >= 5 &&
    synonyms.some((each) => each.length >= 5 && isNearly(key, each))
  )
    return { score: 60, why: 'a usual name for it, with a letter or two different' };
  return undefined;
}

/** Whether a name is one that anybody would give a column: of any field, or known to a mapping. */
export function isColumnName(name: string, knownKeys: ReadonlySet<string>): boolean {
  const key = keyOf(name);
  return key.length > 1 && (knownKeys.has(key) || ALL.has(key) || ALL.has(key.replace(LEADING, '')));
}

/** Whether a name is one of a fact that comes with people, whatever the file is about. */
export function isAboutPerson(key: string): boolean {
  return ABOUT_PERSON.some(
    (field) => USUAL_NAMES[field]?.includes(key) || USUAL_NAMES[field]?.includes(key.replace(LEADING, '')),
  );
}

const ALL = new Set(Object.values(USUAL_NAMES).flat());
