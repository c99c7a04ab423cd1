/** Letters that a key may have besides those of the word it was typed as. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Shorter words have too many neighbours, most of them other names. */
const LEAST = 4;
/** Nobody's name has more letters worth guessing at. */
const MOST = 20;

/**
 * Every key that is one slip of the finger from this one: a letter left out, put in, put for another, or two changed
 * round. Looked up as they are, some hundreds of them, which an index answers in a few milliseconds.
 *
 * @example nearKeys('jhon').includes('john') // true
 */
export function nearKeys(key: string): string[] {
  const letters = [...key];
  if (letters.length < LEAST || letters.length > MOST) return [];
  const near = new Set<string>();
  const put = (at: number, length: number, instead: string) =>
    near.add([...letters.slice(0, at), instead, ...letters.slice(at + length)].join(''));
  for (let at = 0; at <= letters.length; at += 1) {
    for (const letter of LETTERS) {
      put(at, 0, letter);
      if (at < letters.length) put(at, 1, letter);
    }
    if (at < letters.length) put(at, 1, '');
    if (at + 1 < letters.length) put(at, 2, `${letters[at + 1]}${letters[at]}`);
  }
  near.delete(key);
  return [...near];
}
