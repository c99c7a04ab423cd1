import type { PlainDate } from '#dates';
import type { Fact, Indicator, RuleSet } from '../../../src/modules/risk/rules/index.ts';

/** A fact of a golden vector: the engine's, without the date and source that every vector shares. */
export type BareFact =
  | { kind: 'number'; value: number }
  | { kind: 'ratio'; part: number; whole: number }
  | { kind: 'yes_no'; value: boolean }
  | { kind: 'category'; value: string };

/** One fact and what it must score; `unknown` where it must not count as known. */
export type Vector = {
  indicator: string;
  fact: BareFact | null;
  points: number | 'unknown';
  highest?: number;
};

export type GoldenProfile = {
  case: string;
  facts: Record<string, BareFact>;
  tier: string;
  band: string | null;
  known: number;
  highest: number;
  marks: string[];
};

export type Golden = { ruleSet: string; version: number; vectors: Vector[]; profiles: GoldenProfile[] };

/** A bare fact with the date and source the golden files leave out. */
export function dated(fact: BareFact): Fact {
  return { ...fact, date: '2027-05-01' as PlainDate, source: 'Golden file' };
}

/**
 * What the vectors leave untested: an indicator without an unknown, a band that no vector reaches, a threshold
 * without vectors on both sides of it (89.9, 90.0 and 90.1 for a percentage), a value of a category never given.
 */
export function gaps(rules: RuleSet, vectors: readonly Vector[]): string[] {
  return rules.indicators.flatMap((indicator) => {
    const own = vectors.filter((vector) => vector.indicator === indicator.code);
    const facts = own.flatMap(({ fact }) => (fact ? [fact] : []));
    const unreached = indicator.bands
      .filter(({ points }) => !own.some((vector) => vector.points === points))
      .map(({ points }) => `no vector scores ${points}`);
    const missing = [...sidesMissing(indicator, facts), ...unreached];
    if (!own.some(({ fact }) => fact === null)) missing.push('no vector is unknown');
    return missing.map((what) => `${indicator.code}: ${what}`);
  });
}

function sidesMissing(indicator: Indicator, facts: readonly BareFact[]): string[] {
  const lacks = (name: string, test: (fact: BareFact) => boolean) =>
    facts.some(test) ? [] : [`no vector is ${name}`];
  if (indicator.kind === 'yes_no') {
    return [true, false].flatMap((value) =>
      lacks(String(value), (fact) => fact.kind === 'yes_no' && fact.value === value),
    );
  }
  if (indicator.kind === 'category') {
    const listed = [...(indicator.clear ?? []), ...indicator.bands.flatMap(({ is }) => is ?? [])];
    const given = (fact: BareFact) => (fact.kind === 'category' ? fact.value : '');
    return [
      ...listed.flatMap((value) => lacks(value, (fact) => given(fact) === value)),
      ...lacks('a value nobody listed', (fact) => !listed.includes(given(fact))),
    ];
  }
  const step = indicator.kind === 'ratio' ? 0.1 : 1;
  return indicator.bands.flatMap(({ below, at_most, above, at_least }) => {
    const threshold = below ?? at_most ?? above ?? at_least ?? Number.NaN;
    // A count is whole, so the threshold itself is one side and the next count beyond it the other.
    const other = below === undefined && at_least === undefined ? threshold + step : threshold - step;
    const wanted =
      indicator.kind === 'ratio' ? [threshold - step, threshold, threshold + step] : [threshold, other];
    return wanted.flatMap((value) =>
      lacks(value.toFixed(1), (fact) => Math.abs(amount(fact) - value) < 1e-9),
    );
  });
}

function amount(fact: BareFact): number {
  if (fact.kind === 'ratio') return (fact.part / fact.whole) * 100;
  return fact.kind === 'number' ? fact.value : Number.NaN;
}
