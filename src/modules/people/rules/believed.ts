import type { PlainDate } from '#dates';
import { nameKey } from './names.ts';
import type { TrustOf } from './stays.ts';
import { checkUpn } from './upn.ts';

/** What is believed of who somebody is, where sources say different things. */

/** What a source can say of who somebody is. */
export type Facts = {
  nc_year: number | null;
  given_name: string | null;
  family_name: string | null;
  known_as: string | null;
  date_of_birth: PlainDate | null;
  sex: string | null;
  upn: string | null;
  uln: string | null;
};
export type FactField = keyof Facts;

export const FACT_FIELDS = [
  'nc_year',
  'given_name',
  'family_name',
  'known_as',
  'date_of_birth',
  'sex',
  'upn',
  'uln',
] as const satisfies readonly FactField[];

/** Since when a source has said something: the day, and the run that brought it (a UUIDv7: a later one sorts later). */
export type Since = { on: PlainDate; run: string };

/** All that one source says. What it has not said is null; what it said before days were kept has no day. */
export type Word = { source: string; facts: Facts; since: Readonly<Partial<Record<FactField, Since>>> };

/** One field as one source has it. */
export type SaidField = { source: string; value: string | number; since: Since | undefined };

/** A field of which sources say different things, the believed one first. */
export type Contradiction = { field: FactField; words: SaidField[]; why: 'trust' | 'newest' | 'permanent' };

/**
 * What is believed: of each field what the most trusted source says, and among those trusted alike what was said last. A
 * permanent UPN is believed over a temporary one, whoever says it. What no source says is not known.
 *
 * @example believedFacts([{ source: 'mis', facts, since }], trustOf).date_of_birth
 */
export function believedFacts(words: readonly Word[], trustOf: TrustOf): Facts {
  const believe = <Field extends FactField>(field: Field): Facts[Field] => {
    const [first] = saidOf(words, field, trustOf);
    // The value comes from the same field of a word.
    return (first?.value ?? null) as Facts[Field];
  };
  return {
    nc_year: believe('nc_year'),
    given_name: believe('given_name'),
    family_name: believe('family_name'),
    known_as: believe('known_as'),
    date_of_birth: believe('date_of_birth'),
    sex: believe('sex'),
    upn: believe('upn'),
    uln: believe('uln'),
  };
}

/** What each source says of one field, the believed one first. */
export function saidOf(words: readonly Word[], field: FactField, trustOf: TrustOf): SaidField[] {
  const said = words.flatMap(({ source, facts, since }): SaidField[] => {
    const value = facts[field];
    return value === null ? [] : [{ source, value, since: since[field] }];
  });
  return said.sort(
    (one, other) =>
      (field === 'upn' ? Number(isTemporary(one.value)) - Number(isTemporary(other.value)) : 0) ||
      trustOf(other.source) - trustOf(one.source) ||
      compare(other.since?.run ?? '', one.since?.run ?? '') ||
      compare(one.source, other.source),
  );
}

/**
 * The fields of which two sources say different things. Names that differ only in accents, capitals or punctuation are the
 * same, and so is a given name by which another source says they are known.
 *
 * @example contradictionsIn(words, trustOf) // [{ field: 'date_of_birth', words: […], why: 'trust' }]
 */
export function contradictionsIn(words: readonly Word[], trustOf: TrustOf): Contradiction[] {
  const called = new Set(words.flatMap(({ facts }) => namesOf(facts)));
  return FACT_FIELDS.flatMap((field): Contradiction[] => {
    const said = saidOf(words, field, trustOf);
    const [first] = said;
    if (!first) return [];
    const others = said.filter(({ value }) => !isSame(field, first.value, value, called));
    const [second] = others;
    return second ? [{ field, words: said, why: whyOf(field, first, second, trustOf) }] : [];
  });
}

function whyOf(
  field: FactField,
  first: SaidField,
  second: SaidField,
  trustOf: TrustOf,
): Contradiction['why'] {
  if (field === 'upn' && isTemporary(second.value) && !isTemporary(first.value)) return 'permanent';
  return trustOf(first.source) > trustOf(second.source) ? 'trust' : 'newest';
}

function namesOf({ known_as }: Facts): string[] {
  return known_as === null ? [] : [nameKey(known_as)];
}

function isSame(
  field: FactField,
  one: string | number,
  other: string | number,
  called: ReadonlySet<string>,
): boolean {
  if (one === other) return true;
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  if (field !== 'given_name' && field !== 'family_name' && field !== 'known_as') return false;
  const [key, second] = [nameKey(one), nameKey(other)];
  return key === second || (field === 'given_name' && (called.has(key) || called.has(second)));
}

function isTemporary(value: string | number): boolean {
  const checked = checkUpn(String(value));
  return 'upn' in checked && checked.temporary;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * A source's word after a row of its file: what the row says takes the place of what it said before, and what it leaves blank
 * stands. What it says anew, it says since then.
 *
 * @param said the row; null where it says nothing
 */
export function wordAfter(before: Word | undefined, source: string, said: Facts, since: Since): Word {
  const facts = { ...(before?.facts ?? NOTHING) };
  const days: Partial<Record<FactField, Since>> = { ...before?.since };
  for (const field of FACT_FIELDS) {
    if (said[field] === null || said[field] === facts[field]) continue;
    Object.assign(facts, { [field]: said[field] });
    days[field] = since;
  }
  return { source, facts, since: days };
}

const NOTHING: Facts = {
  nc_year: null,
  given_name: null,
  family_name: null,
  known_as: null,
  date_of_birth: null,
  sex: null,
  upn: null,
  uln: null,
};
