import type { LookingOf } from '#modules/audit';

/** Why looking stands out. A reason to ask, not a verdict: somebody may have had a review to prepare. */
export type Unusual = 'many' | 'night';

/** Young people on one day from which it is a matter of asking, and how far beyond what is usual here. */
const MANY = 30;
const TIMES_USUAL = 3;
/** Looks at night within four weeks. */
const NIGHTS = 3;

/**
 * What stands out in four weeks of looking: at thirty young people or more on one day and three times what is usual here, or three
 * looks at night or more. What is usual is the median of everybody's busiest day.
 *
 * @example unusualIn(looking).get(accountId) // ['night']
 */
export function unusualIn(looking: readonly LookingOf[]): ReadonlyMap<LookingOf['accountId'], Unusual[]> {
  const usual = median(looking.map(({ most }) => most));
  const found = new Map<LookingOf['accountId'], Unusual[]>();
  for (const { accountId, most, night } of looking) {
    const why: Unusual[] = [];
    if (most >= MANY && most >= usual * TIMES_USUAL) why.push('many');
    if (night >= NIGHTS) why.push('night');
    if (why.length > 0) found.set(accountId, why);
  }
  return found;
}

function median(numbers: readonly number[]): number {
  const inOrder = numbers.toSorted((one, other) => one - other);
  const half = Math.floor(inOrder.length / 2);
  return (
    (inOrder.length % 2 === 1 ? inOrder[half] : ((inOrder[half - 1] ?? 0) + (inOrder[half] ?? 0)) / 2) ?? 0
  );
}
