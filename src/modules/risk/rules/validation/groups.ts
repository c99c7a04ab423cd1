import { type Estimate, wilson } from '../evaluation.ts';
import { FEWEST_IN_GROUP, FEWEST_OF_A_KIND } from './outcomes.ts';

/** How a review treats one group of people; an estimate is left out where there are too few to print it. */
export type GroupRates = {
  group: string;
  people: number;
  withOutcome: number;
  /** How many of all were found at the places there are. */
  found: Estimate | undefined;
  /** Of those without the outcome, how many were found all the same. */
  foundInVain: Estimate | undefined;
  /** Of those with the outcome, how many were missed. */
  missed: Estimate | undefined;
  /** How often people of this group are found against everybody else, with its interval. */
  ratio: Estimate | undefined;
};

type Person = { group: string; isFound: boolean; hasOutcome: boolean };

/** The 97.5th percentile of the normal distribution, for 95 % intervals. */
const Z = 1.959963984540054;

/**
 * How often each group is found, found in vain and missed. Groups are looked at, never scored. A rate of fewer than
 * thirty people, or of fewer than ten of a kind, is not printed: the same ratio of 1.7 runs from 0.7 to 3.9 in a
 * school and from 1.3 to 2.2 in a council.
 *
 * @example groupRates(people) // [{ group: 'F', people: 240, found: { value: 0.11, … }, … }]
 */
export function groupRates(people: readonly Person[]): GroupRates[] {
  const groups = [...Map.groupBy(people, ({ group }) => group)].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return groups.map(([group, of]) => {
    const others = people.filter((each) => each.group !== group);
    const [withOutcome, without] = [
      of.filter((each) => each.hasOutcome),
      of.filter((each) => !each.hasOutcome),
    ];
    return {
      group,
      people: of.length,
      withOutcome: withOutcome.length,
      found: rate(of, ({ isFound }) => isFound, FEWEST_IN_GROUP),
      foundInVain: rate(without, ({ isFound }) => isFound, FEWEST_IN_GROUP),
      missed: rate(withOutcome, ({ isFound }) => !isFound, FEWEST_OF_A_KIND),
      ratio: ratioOfShares(of, others),
    };
  });
}

function rate(
  people: readonly Person[],
  is: (person: Person) => boolean,
  fewest: number,
): Estimate | undefined {
  return people.length < fewest ? undefined : wilson(people.filter(is).length, people.length);
}

/** A ratio of two shares with the interval of its logarithm (Katz and others, Biometrics 34, 1978). */
function ratioOfShares(ours: readonly Person[], others: readonly Person[]): Estimate | undefined {
  if (ours.length < FEWEST_IN_GROUP || others.length < FEWEST_IN_GROUP) return undefined;
  const [a, c] = [ours, others].map((side) => side.filter(({ isFound }) => isFound).length);
  if (!a || !c) return undefined;
  return shareRatio(a, ours.length, c, others.length);
}

/**
 * How many times as often something happened in one group as in another, with its 95 % interval.
 *
 * @example shareRatio(6, 30, 20, 170) // { value: 1.7, low: 0.74, high: 3.88 }
 */
export function shareRatio(one: number, of: number, other: number, ofOther: number): Estimate {
  const value = one / of / (other / ofOther);
  const error = Z * Math.sqrt(1 / one - 1 / of + 1 / other - 1 / ofOther);
  return { value, low: value * Math.exp(-error), high: value * Math.exp(error) };
}
