import type { PlainDate } from '#dates';
import { nameKey } from './names.ts';
import { checkUpn } from './upn.ts';

/** When two records may be of one young person. A reason to look, never a reason to merge. */

/** What of a record is compared. */
export type Compared = {
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  date_of_birth: PlainDate | null;
  upn: string | null;
  uln: string | null;
};

export const DUPLICATE_REASONS = [
  'same_uln',
  'same_name',
  'swapped_names',
  'alike_names',
  'part_missing',
  'temporary_upn',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** A record made ready to be compared with many others. */
export type Comparable = {
  born: PlainDate | null;
  uln: string | null;
  upn: 'none' | 'temporary' | 'permanent';
  number: string | null;
  /** Keys of the given name and the name somebody is known by. */
  given: readonly string[];
  family: string;
};

/** @example comparable(person).given // ['rosalind', 'rosie'] */
export function comparable({
  given_name,
  family_name,
  known_as,
  date_of_birth,
  upn,
  uln,
}: Compared): Comparable {
  const checked = upn === null ? undefined : checkUpn(upn);
  const given = [given_name, known_as].map((name) => nameKey(name ?? '')).filter(Boolean);
  return {
    born: date_of_birth,
    uln,
    upn:
      checked === undefined
        ? 'none'
        : 'temporary' in checked && checked.temporary
          ? 'temporary'
          : 'permanent',
    number: upn,
    given: [...new Set(given)],
    family: nameKey(family_name ?? ''),
  };
}

/**
 * Why two records may be of one young person; nothing when they need no look. A name alone is never a reason: only with the
 * same date of birth. Two records with different permanent UPNs are looked at only where name and date are the same
 * altogether, because twins and cousins differ by little. Names are alike when each differs by one letter at most, which
 * holds in every language, where a key of English sounds would not.
 *
 * @example duplicateReasons(comparable(one), comparable(other)) // ['swapped_names']
 */
export function duplicateReasons(one: Comparable, other: Comparable): DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  if (one.uln !== null && one.uln === other.uln) reasons.push('same_uln');
  if (one.born === null || one.born !== other.born) return reasons;
  const twoNumbers = one.upn === 'permanent' && other.upn === 'permanent';
  const names = namesCompared(one, other);
  if (names === undefined || (twoNumbers && names !== 'same_name')) return reasons;
  if (names !== 'one_name') reasons.push(names);
  if (one.upn === 'temporary' || other.upn === 'temporary') reasons.push('temporary_upn');
  return reasons;
}

/** How the names of two people born on one day compare; `one_name` is a reason only beside a temporary UPN. */
function namesCompared(
  one: Comparable,
  other: Comparable,
): Exclude<DuplicateReason, 'same_uln' | 'temporary_upn'> | 'one_name' | undefined {
  const given = shares(one.given, other.given);
  const family = one.family !== '' && one.family === other.family;
  if (given && family) return 'same_name';
  if (one.given.includes(other.family) && other.given.includes(one.family)) return 'swapped_names';
  const missing = [one, other].some((each) => each.given.length === 0 || each.family === '');
  if (missing) return given || family ? 'part_missing' : undefined;
  const alikeGiven = given || one.given.some((name) => other.given.some((second) => isAlike(name, second)));
  if (alikeGiven && (family || isAlike(one.family, other.family))) return 'alike_names';
  return given || family ? 'one_name' : undefined;
}

function shares(one: readonly string[], other: readonly string[]): boolean {
  return one.some((name) => other.includes(name));
}

/** Short names differ too much by one letter: Ann and Ian, Li and Lu. */
const SHORTEST = 4;

/**
 * Whether two keys differ by at most one letter put in, left out, changed, or swapped with the next.
 *
 * @example isAlike('mohamed', 'mohammed') // true
 */
export function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < SHORTEST || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

/** Two people whose records may be of one, the lesser id first. */
export type Pair<Id extends string = string> = { one: Id; other: Id; reasons: DuplicateReason[] };

/** A day on which more than so many were born stands for one that nobody knew: 1 January 1900. */
const BORN_TOGETHER = 1_000;
/** Nobody looks through more than so many records beside one. */
const BESIDE_ONE = 10;

/**
 * Every pair worth a look in which one of `touched` is: people born on the same day or with the same ULN are compared, and
 * nobody else, so that the work grows with the people and not with their square. For the same reason a day that stands for
 * an unknown one is no reason, and beside one record at most ten others are found.
 */
export function possibleDuplicates<Id extends string>(
  everybody: ReadonlyMap<Id, Comparable>,
  touched: Iterable<Id>,
): Pair<Id>[] {
  const born = groupedBy(everybody, ({ born: day }) => day);
  const numbered = groupedBy(everybody, ({ uln }) => uln);
  const pairs = new Map<string, Pair<Id>>();
  for (const id of touched) {
    const mine = everybody.get(id);
    if (!mine) continue;
    const sameDay = born.get(mine.born ?? '') ?? [];
    const others = [
      ...(numbered.get(mine.uln ?? '') ?? []),
      ...(sameDay.length > BORN_TOGETHER ? [] : sameDay),
    ];
    let beside = 0;
    for (const otherId of others) {
      const theirs = everybody.get(otherId);
      if (otherId === id || !theirs) continue;
      const [one, other] = id < otherId ? [id, otherId] : [otherId, id];
      if (pairs.has(`${one} ${other}`)) continue;
      const reasons = duplicateReasons(mine, theirs);
      if (reasons.length === 0) continue;
      pairs.set(`${one} ${other}`, { one, other, reasons });
      beside += 1;
      if (beside === BESIDE_ONE) break;
    }
  }
  return [...pairs.values()];
}

function groupedBy<Id extends string>(
  everybody: ReadonlyMap<Id, Comparable>,
  key: (person: Comparable) => string | null,
): Map<string, Id[]> {
  const groups = new Map<string, Id[]>();
  for (const [id, person] of everybody) {
    const found = key(person);
    if (found === null) continue;
    const group = groups.get(found);
    if (group) group.push(id);
    else groups.set(found, [id]);
  }
  return groups;
}
