import { type Answers, answeredWith } from './answer.ts';
import type { Instrument } from './definition.ts';
import type { Asked, Option } from './item.ts';
import { isAsked, itemsOn, optionsOf } from './parts.ts';
import { shownPages } from './shown.ts';
import { type Text, textIn } from './text.ts';

/** Something that a setting said of itself which is not yet as good as it can be said to be. */
export type Gap = {
  item: Asked;
  /** The page it stands on: the area of an action. */
  area: Text;
  now: Option;
  /** One step up from there. */
  next: Option;
};

/**
 * What an audit leaves to do: every item with levels whose answer is not the best, the lowest first, in the order of the pages. Items
 * without an answer, declined, or answered with something that counts nothing ("not known") are none.
 *
 * @source Toolkit for inclusion and nurture, Wellbeing framework action plan: an area, and a purpose out of the descriptors
 * @example gapsIn(audit, { leadership_vision: { is: 'emerging' } })[0].next.text // 'A lead with time and training …'
 */
export function gapsIn(instrument: Instrument, answers: Answers): Gap[] {
  const gaps = shownPages(instrument, answers).flatMap((page) =>
    itemsOn(page)
      .filter(isAsked)
      .flatMap((item) => gapOf(instrument, item, answers, page.title) ?? []),
  );
  return gaps.sort((one, other) => shareOf(instrument, one) - shareOf(instrument, other));
}

function gapOf(instrument: Instrument, item: Asked, answers: Answers, area: Text): Gap | undefined {
  if (item.kind !== 'choice' && item.kind !== 'scale') return undefined;
  const levels = levelsOf(instrument, item);
  const at = levels.findIndex(({ code }) => code === answeredWith(answers, item.code));
  const [now, next] = [levels[at], levels[at + 1]];
  return at >= 0 && now && next ? { item, area, now, next } : undefined;
}

/** Its answers that count something, the least first. */
function levelsOf(instrument: Instrument, item: Asked): Option[] {
  return optionsOf(instrument, item)
    .filter(({ value }) => value !== undefined)
    .toSorted((one, other) => (one.value ?? 0) - (other.value ?? 0));
}

/** How far up it is, from 0. */
function shareOf(instrument: Instrument, { item, now }: Gap): number {
  const levels = levelsOf(instrument, item);
  return levels.findIndex(({ code }) => code === now.code) / levels.length;
}

/**
 * What an action about a gap is for: the next descriptor, where the item has descriptors of its own; otherwise what the item says.
 *
 * @example purposeOf(gap, 'en') // 'A lead with time and training, and a plan that leaders look at each term.'
 */
export function purposeOf({ item, next }: Gap, lang: string): string {
  const hasDescriptors = 'answers' in item && Array.isArray(item.answers);
  return textIn(hasDescriptors ? next.text : item.asks, lang);
}
