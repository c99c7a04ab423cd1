import type { PersonId } from '#db';
import { localPath } from './local-path.ts';
import { type Ask, type Reply, redirect } from './route.ts';

/** More are not dealt with at once: two pages of the list. */
export const MOST_CHOSEN = 50;

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who was chosen in a list, as an address or a form says it: each once, in that order, no more than `MOST_CHOSEN`. Whether
 * they are there and may be seen is another question.
 *
 * @example chosenIn({ chosen: [amina, joe, amina] }) // [amina, joe]
 */
export function chosenIn(sent: Ask['query']): PersonId[] {
  const ids = [sent['chosen'] ?? []].flat().map((id) => id.toLowerCase());
  return [...new Set(ids.filter((id) => isId.test(id)))].slice(0, MOST_CHOSEN) as PersonId[];
}

/** The list in which they were chosen, to go back to. */
export function listOf({ form, query }: Pick<Ask, 'form' | 'query'>): string {
  const back = localPath([form['back'] ?? query['back'] ?? ''].flat()[0]);
  return /^\/people(\?|$)/.test(back) ? back : '/people';
}

/** Back to the list, which says that somebody has to be chosen first. */
export function nobodyChosen(ask: Pick<Ask, 'form' | 'query'>): Reply {
  return redirect(listOf(ask), { kind: 'note', key: 'people.nobody-chosen' });
}
