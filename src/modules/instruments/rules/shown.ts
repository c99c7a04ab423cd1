import { type Answers, answeredWith } from './answer.ts';
import type { Condition } from './condition.ts';
import type { Instrument, Page } from './definition.ts';
import type { Item } from './item.ts';
import { itemsOn } from './parts.ts';

/**
 * The pages that are there after some answers. What is no more asked keeps its answer, which counts for nothing until it is asked again.
 *
 * @example shownPages(instrument, { placement: { is: 'no' } }).map(({ code }) => code) // without the page about the placement
 */
export function shownPages(instrument: Instrument, answers: Answers): Page[] {
  const asked: Record<string, Answers[string]> = {};
  return instrument.pages.filter((page) => {
    if (page.show_when && !holds(page.show_when, asked)) return false;
    for (const item of itemsOn(page)) {
      const answer = answers[item.code];
      if (answer && isShown(item, asked)) asked[item.code] = answer;
    }
    return true;
  });
}

/** Whether an item of a page that is there is asked. */
export function isShown(item: Item, answers: Answers): boolean {
  return item.show_when === undefined || holds(item.show_when, answers);
}

/** Every item that is asked after some answers, in order. */
export function shownItems(instrument: Instrument, answers: Answers): Item[] {
  const counted = countedAnswers(instrument, answers);
  return shownPages(instrument, answers).flatMap((page) =>
    itemsOn(page).filter((item) => isShown(item, counted)),
  );
}

/** The answers without those to what is not asked any more. */
export function countedAnswers(instrument: Instrument, answers: Answers): Answers {
  const counted: Record<string, Answers[string]> = {};
  for (const page of shownPages(instrument, answers))
    for (const item of itemsOn(page)) {
      const answer = answers[item.code];
      if (answer && isShown(item, counted)) counted[item.code] = answer;
    }
  return counted;
}

function holds(condition: Condition, answers: Answers): boolean {
  const value = answeredWith(answers, condition.item);
  if (value === undefined) return false;
  if (condition.is)
    return [value].flat().some((code) => typeof code === 'string' && condition.is?.includes(code));
  return (
    typeof value === 'number' &&
    value >= (condition.at_least ?? Number.NEGATIVE_INFINITY) &&
    value <= (condition.at_most ?? Number.POSITIVE_INFINITY)
  );
}
