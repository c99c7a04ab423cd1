/** Sessions missed without leave and sessions possible, Monday to Friday. */
export type WeekdayCounts = { missed: readonly number[]; possible: readonly number[] };

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** How seldom a pattern may come of chance before it is told: thousands are looked at, so one in a hundred. */
const SELDOM = 0.01;

/**
 * The weekday on which somebody is away without leave more often than chance would make it, `none`, or undefined when
 * there was no school at all. Whole days are counted, because the two sessions of a day go together: with so many days
 * missed, how likely is it that as many fall on one weekday? Five weekdays could stand out, so that is taken times five.
 *
 * Ours. Absence without leave only: what is authorised may be faith, illness, a doctor or a part-time timetable.
 *
 * @example standingWeekday({ missed: [8, 0, 0, 0, 0], possible: [40, 40, 40, 40, 40] }) // 'monday'
 */
export function standingWeekday({ missed, possible }: WeekdayCounts): Weekday | 'none' | undefined {
  const all = possible.reduce((sum, each) => sum + each, 0);
  if (all === 0) return undefined;
  const days = missed.map((sessions) => Math.ceil(sessions / 2));
  const missedDays = days.reduce((sum, each) => sum + each, 0);
  const most = Math.max(...days);
  const weekday = days.indexOf(most);
  const chance = atLeast(most, missedDays, (possible[weekday] ?? 0) / all);
  return WEEKDAYS.length * chance < SELDOM ? (WEEKDAYS[weekday] ?? 'none') : 'none';
}

/** How likely `least` or more of `of` things happen, each with this chance (binomial). */
function atLeast(least: number, of: number, chance: number): number {
  let sum = 0;
  let ways = 1;
  for (let number = 0; number <= of; number += 1) {
    if (number >= least) sum += ways * chance ** number * (1 - chance) ** (of - number);
    ways = (ways * (of - number)) / (number + 1);
  }
  return sum;
}
