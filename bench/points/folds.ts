/** Who is held back when: folds by a seed, each with its share of those who had the outcome. */
import { random } from '../../src/demo/random.ts';

/**
 * Deals people into folds: those with the outcome first, then the others, each shuffled by the seed.
 *
 * @returns for each person the number of their fold, from 0
 * @example dealFolds([true, false, true, false], 2, 1) // each fold has one of either
 */
export function dealFolds(outcomes: readonly boolean[], folds: number, seed: number): number[] {
  const dealt = new Array<number>(outcomes.length).fill(0);
  let next = 0;
  for (const had of [true, false]) {
    const people = [...outcomes.keys()].filter((person) => outcomes[person] === had);
    for (const person of shuffled(people, seed)) {
      dealt[person] = next % folds;
      next += 1;
    }
  }
  return dealt;
}

function shuffled(people: readonly number[], seed: number): number[] {
  const chance = random(seed, 'folds', people.length);
  return people
    .map((person) => ({ person, place: chance.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ person }) => person);
}
