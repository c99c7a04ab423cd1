/** Names as people write and look for them. */

type Named = { given_name: string | null; family_name: string | null; known_as: string | null };

/**
 * How a young person is called in a list: known-as name first, family name after; `undefined` when no name is known.
 *
 * @example fullName({ given_name: 'Ciarán', family_name: 'Ní Bhraonáin', known_as: null }) // 'Ciarán Ní Bhraonáin'
 */
export function fullName(person: Named): string | undefined {
  const name = [person.known_as ?? person.given_name, person.family_name].filter(Boolean).join(' ');
  return name === '' ? undefined : name;
}

/**
 * The keys under which a name is found: each word in lower case without marks or punctuation, so that `obrien` finds
 * O'Brien and `etienne` finds Étienne. Looked up by `>=` and `<`, which stay quick under row security where LIKE does not.
 *
 * @example nameKeys({ given_name: 'Étienne', family_name: "O'Brien-Łukasz", known_as: null }) // ['etienne', 'obrienlukasz', 'lukasz']
 */
export function nameKeys(person: Named): string[] {
  const keys = new Set<string>();
  for (const name of [person.given_name, person.family_name, person.known_as]) {
    if (!name) continue;
    for (const word of name.split(/\s+/)) {
      keys.add(nameKey(word));
      for (const part of word.split('-').slice(1)) keys.add(nameKey(part));
    }
  }
  keys.delete('');
  return [...keys];
}

const LETTERS: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ð: 'd',
};

/** One word as a key. */
export function nameKey(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[łøđßæœıþð]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^\p{Letter}\p{Number}]/gu, '');
}
