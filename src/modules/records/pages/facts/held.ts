import { britishDate, type PlainDate } from '#dates';
import type { Say } from '#web';

type Held = { startsOn: PlainDate; endsOn: PlainDate | null; source: string };

/** From when to when something held, and who says so: "since 1 September 2026; from school-mis". */
export function heldInWords(say: Say, { startsOn, endsOn, source }: Held): string {
  const from = britishDate(startsOn);
  const held =
    endsOn === null
      ? say('person.facts.since', { from })
      : say('person.facts.until', { from, to: britishDate(endsOn) });
  return say('person.facts.from', { what: held, source });
}

/** Parts what holds on a day from what ended before it. */
export function holding<Fact extends Held>(facts: readonly Fact[], today: PlainDate): [Fact[], Fact[]] {
  const holds = ({ endsOn }: Fact) => endsOn === null || endsOn >= today;
  return [facts.filter(holds), facts.filter((fact) => !holds(fact))];
}
