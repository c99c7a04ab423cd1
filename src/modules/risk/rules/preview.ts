import type { Tier } from './domains.ts';
import { type Estimate, wilson } from './evaluation.ts';
import { FEWEST_IN_GROUP } from './validation/outcomes.ts';

/** What two rule sets suggest of one young person on one day, at the places there are. */
export type Suggested = {
  before: Tier;
  after: Tier;
  /** By kind, such as `sex`: which group they belong to. Looked at, never scored. */
  groups: Readonly<Record<string, string>>;
};

/** How a change of rules falls on one group; a share is left out where there are too few to print it. */
export type GroupChange = {
  group: string;
  people: number;
  before: Estimate | undefined;
  after: Estimate | undefined;
};

export type Preview = {
  people: number;
  /** How many are suggested more than what everybody gets. */
  before: number;
  after: number;
  appear: number;
  vanish: number;
  /** How many are suggested each pair of levels of help, where the two differ. */
  changes: { from: Tier; to: Tier; people: number }[];
  groups: Record<string, GroupChange[]>;
};

/**
 * Who would appear and who would vanish if one rule set took the place of another. Whoever is suggested more than what
 * everybody gets is noticed; everything else is counting.
 *
 * @example preview([{ before: 'universal', after: 'targeted', groups: {} }]).appear // 1
 */
export function preview(people: readonly Suggested[]): Preview {
  const kinds = [...new Set(people.flatMap(({ groups }) => Object.keys(groups)))].sort();
  return {
    people: people.length,
    before: people.filter(wasNoticed).length,
    after: people.filter(isNoticed).length,
    appear: people.filter(appears).length,
    vanish: people.filter(vanishes).length,
    changes: changesOf(people),
    groups: Object.fromEntries(kinds.map((kind) => [kind, changesByGroup(people, kind)])),
  };
}

/** Whether somebody is noticed by the new rules and was not by the old. */
export function appears(person: Pick<Suggested, 'before' | 'after'>): boolean {
  return isNoticed(person) && !wasNoticed(person);
}

/** Whether somebody was noticed by the old rules and is not by the new. */
export function vanishes(person: Pick<Suggested, 'before' | 'after'>): boolean {
  return wasNoticed(person) && !isNoticed(person);
}

function wasNoticed({ before }: Pick<Suggested, 'before'>): boolean {
  return before !== 'universal';
}

function isNoticed({ after }: Pick<Suggested, 'after'>): boolean {
  return after !== 'universal';
}

function changesOf(people: readonly Suggested[]): Preview['changes'] {
  const changed = people.filter(({ before, after }) => before !== after);
  return [...Map.groupBy(changed, ({ before, after }) => `${before} ${after}`).values()]
    .flatMap((some) => {
      const [one] = some;
      return one ? [{ from: one.before, to: one.after, people: some.length }] : [];
    })
    .sort((one, other) => other.people - one.people);
}

function changesByGroup(people: readonly Suggested[], kind: string): GroupChange[] {
  const groups = Map.groupBy(people, (person) => person.groups[kind] ?? 'not known');
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, of]) => ({
      group,
      people: of.length,
      before: of.length < FEWEST_IN_GROUP ? undefined : wilson(of.filter(wasNoticed).length, of.length),
      after: of.length < FEWEST_IN_GROUP ? undefined : wilson(of.filter(isNoticed).length, of.length),
    }));
}
