/**
 * What holds from a day until a day, as one source has said it of one thing about one young person (a circumstance, or a
 * special need), and what the next thing it says makes of it.
 */
import { addDays, type PlainDate } from '#dates';

/** Both days included; without a last day it holds until something else is said. */
export type Spell<Value> = { startsOn: PlainDate; endsOn: PlainDate | null; value: Value };

/** What a row says: since a day and perhaps until another, or, without `since`, as on the day it speaks of. */
export type Saying<Value> = {
  since: PlainDate | null;
  until: PlainDate | null;
  day: PlainDate;
  value: Value;
};

export type Comparison<Value> = {
  /** Whether both may be said of one day; what is blank agrees with anything. */
  agrees(known: Value, said: Value): boolean;
  /** What is known once both are said. */
  join(known: Value, said: Value): Value;
};

export type Context = {
  /** The newest day that this source has spoken of before; an older file never contradicts it. */
  newest: PlainDate | null;
  /** First days of the spells whose last day this very file has said. */
  fixed: ReadonlySet<PlainDate>;
};

export type LaidSaying<Value> =
  /** `named`: the first day of the spell that the row is about. `touched`: of all that it may have changed, that one too. */
  | { spells: readonly Spell<Value>[]; named: PlainDate; touched: readonly PlainDate[] }
  /** The same file says otherwise of these days. */
  | { twice: PlainDate }
  /** A newer file of the same source has said otherwise. */
  | { older: true };

/**
 * Lays one saying over the spells before it.
 *
 * - Said since a day: the spell of that day becomes what is said. A blank last day leaves the one it has, unless that has
 *   passed on the day the file speaks of: then it holds again. Whatever else held on that day ends the day before.
 * - Said as on a day: where it held already, nothing changes. Otherwise what held ends the day before and this begins.
 * - What begins holds until the day before the next spell there is.
 *
 * @example
 * laySaying([{ startsOn: '2026-01-22', endsOn: null, value: yes }], { since: null, until: null, day: '2026-10-01', value: no }, …)
 * // spells: yes until 2026-09-30, no since 2026-10-01
 */
export function laySaying<Value>(
  spells: readonly Spell<Value>[],
  saying: Saying<Value>,
  comparison: Comparison<Value>,
  { newest, fixed }: Context,
): LaidSaying<Value> {
  const { since, until, day, value } = saying;
  const from = since ?? day;
  const isAsOn = since === null;
  const onThatDay = spells.filter((spell) => covers(spell, from));
  const alike = onThatDay.filter((spell) => comparison.agrees(spell.value, value));
  const otherwise = onThatDay.filter((spell) => spell.startsOn < from && !alike.includes(spell));
  const clash = otherwise.find(({ startsOn }) => fixed.has(startsOn));
  if (clash) return { twice: clash.startsOn };
  const holding = isAsOn ? alike.at(-1) : undefined;
  if (isAsOn && newest !== null && day < newest && otherwise.length > 0)
    // Where both stand already, both stay.
    return holding ? lay(holding, []) : { older: true };
  // The same said to begin anew: it begins where the earlier one ends, so that one day is said once.
  const anew = isAsOn ? [] : alike.filter(({ startsOn }) => startsOn < from && !fixed.has(startsOn));
  return lay(holding ?? spells.find(({ startsOn }) => startsOn === from), [...otherwise, ...anew]);

  function lay(named: Spell<Value> | undefined, cut: readonly Spell<Value>[]): LaidSaying<Value> {
    const ending = new Set(cut);
    const fresh = named ? renewed(named) : { startsOn: from, endsOn: until ?? lastDay(), value };
    const kept = spells
      .filter((spell) => spell !== named)
      .map((spell) => (ending.has(spell) ? { ...spell, endsOn: addDays(from, -1) } : spell));
    return {
      spells: [...kept, fresh].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1)),
      named: fresh.startsOn,
      touched: [fresh.startsOn, ...cut.map(({ startsOn }) => startsOn)],
    };
  }

  function renewed(spell: Spell<Value>): Spell<Value> {
    const isSettled = isAsOn && fixed.has(spell.startsOn);
    const joined = comparison.agrees(spell.value, value) ? comparison.join(spell.value, value) : value;
    const known = isSettled ? spell.value : joined;
    const hasPassed = !isAsOn && spell.endsOn !== null && spell.endsOn < day;
    return { ...spell, value: known, endsOn: until ?? (hasPassed ? lastDay() : spell.endsOn) };
  }

  /** The day before the next spell begins, where one is known already. */
  function lastDay(): PlainDate | null {
    const next = spells.find(({ startsOn }) => startsOn > from);
    return next ? addDays(next.startsOn, -1) : null;
  }
}

/**
 * Ends what a snapshot no longer names: what still held and had begun before the day that the snapshot speaks of.
 *
 * @param named first days of the spells that the snapshot is about
 * @returns the spells that ended, with the day before as their last
 */
export function endUnnamed<Value>(
  spells: readonly Spell<Value>[],
  named: ReadonlySet<PlainDate>,
  day: PlainDate,
): Spell<Value>[] {
  return spells
    .filter(({ startsOn, endsOn }) => endsOn === null && startsOn < day && !named.has(startsOn))
    .map((spell) => ({ ...spell, endsOn: addDays(day, -1) }));
}

function covers<Value>({ startsOn, endsOn }: Spell<Value>, day: PlainDate): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day);
}
