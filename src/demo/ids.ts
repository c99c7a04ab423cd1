import { dayNumber, type PlainDate } from '#dates';

/** Gives the next id, of whatever kind is wanted. */
export type Ids = <Id extends string>() => Id;

/**
 * Ids that the same seed gives again: shaped as UUIDv7, one after the other, so that rows lie in the order they were
 * made. They start on the first morning of the day that the demo plays on.
 *
 * @example const ids = idsFrom(1, plainDate('2026-11-20')); const id = ids<PersonId>();
 */
export function idsFrom(seed: number, today: PlainDate): Ids {
  const start = dayNumber(today) * 86_400_000;
  const tail = (seed >>> 0).toString(16).padStart(12, '0');
  let made = 0;
  let millisecond = '';
  return <Id extends string>() => {
    const within = made % 4096;
    if (within === 0) {
      const time = (start + Math.floor(made / 4096)).toString(16).padStart(12, '0');
      millisecond = `${time.slice(0, 8)}-${time.slice(8)}`;
    }
    made += 1;
    return `${millisecond}-7${within.toString(16).padStart(3, '0')}-8000-${tail}` as Id;
  };
}
