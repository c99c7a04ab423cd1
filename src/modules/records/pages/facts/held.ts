import { britishDate, type PlainDate } from '#dates';
import type { Say } from '#web';

/** From when to when something held: "since 1 September 2026" or "from … until …". */
export function heldInWords(say: Say, { startsOn, endsOn }: { startsOn: PlainDate; endsOn: PlainDate | null }): string {
  const from = britishDate(startsOn);
  return endsOn === null ? say('person.facts.since', { from }) : say('person.facts.until', { from, to: britishDate(endsOn) });
}
