/** Languages nobody speaks, made from English, to see whether pages would stand a translation. */

/** Latin letters that can still be read, as a translator's tools write them. */
const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'aàbƀcçdďeéfƒgĝhĥiîjĵkķlļmɱnñoöpþqǫrŕsštţuûvṽwŵxẋyýzž'].flatMap((letter, at, all) =>
    at % 2 === 0 ? [[letter, all[at + 1] ?? letter]] : [],
  ),
);

/** Longer by about a third, as German or Welsh is. */
const LONGER = 0.35;
const FILLING = 'one two three four five six seven eight nine ten';

/**
 * A message as if it were translated: every letter accented, a third longer, in brackets, so that what was not
 * translated and what is cut off can be seen. What is filled in later stays as it is.
 *
 * @example pseudo('Find {name}') // '⟦Ƒîñď {name} öñé⟧'
 */
export function pseudo(message: string): string {
  const filling = FILLING.repeat(20).slice(0, Math.ceil(message.length * LONGER));
  return `⟦${[...message.split(/(\{\w+\})/)].map(accent).join('')} ${accent(filling)}⟧`;
}

function accent(part: string): string {
  if (part.startsWith('{')) return part;
  return [...part]
    .map((letter) => {
      const accented = ACCENTED[letter.toLowerCase()] ?? letter;
      return letter === letter.toLowerCase() ? accented : accented.toUpperCase();
    })
    .join('');
}
