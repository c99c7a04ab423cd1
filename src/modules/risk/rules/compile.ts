import { type Band, type Condition, conditionOf, isLow } from './band.ts';
import type { Domain } from './domains.ts';
import { compareShare, type Fact, isUsable } from './facts.ts';
import type { Indicator, RuleSet } from './rule-set.ts';
import { display, type Shown, thresholdWords, wording } from './words.ts';

/** One indicator made ready: how a fact scores and what it says, worked out once. */
export type CompiledIndicator = {
  indicator: Indicator;
  /** What a profile says while it is not known, and the most it could add. One object serves everybody. */
  unknown: Unknown;
  /** The band a fact falls in, or undefined when it is clear. The fact is usable and of this indicator's kind. */
  match: (fact: Fact) => CompiledBand | undefined;
  /** What it could come to beyond its band while more may have happened than is on record. */
  beyond: (fact: Fact, band: CompiledBand | undefined) => Unknown | undefined;
  /** Whether the fact says anything to this indicator; throws when it is of another kind, which is a bug. */
  knows: (fact: Fact) => boolean;
  shown: (fact: Fact) => Shown;
};

export type CompiledBand = {
  points: number;
  threshold: string;
  says: (fact: Fact, value: Shown) => string;
};

/** What is not known, and the most it could add. */
export type Unknown = Readonly<{
  indicator: string;
  factor: string;
  measure: string;
  says: string;
  highest: number;
}>;

/** A rule set made ready to review many people. `covers` are the domains it has an indicator in. */
export type CompiledRuleSet = {
  ruleSet: RuleSet;
  indicators: readonly CompiledIndicator[];
  covers: ReadonlySet<Domain>;
};

/**
 * Prepares a checked rule set for `reviewPerson`. Do it once per rule set, not once per person.
 *
 * @example const rules = compileRuleSet(loadRuleSet('five-domain'))
 */
export function compileRuleSet(ruleSet: RuleSet): CompiledRuleSet {
  const covers = new Set(ruleSet.indicators.map(({ domain }) => domain));
  return { ruleSet, indicators: ruleSet.indicators.map(compileIndicator), covers };
}

function compileIndicator(indicator: Indicator): CompiledIndicator {
  const bands = indicator.bands.map((band) => compileBand(band, indicator));
  const highest = Math.max(...indicator.bands.map(({ points }) => points));
  const unknown = (says: string, most: number): Unknown =>
    Object.freeze({
      indicator: indicator.code,
      factor: indicator.factor,
      measure: indicator.measure,
      says: `${indicator.name}: ${says}`,
      highest: most,
    });
  const open = new Map(
    [0, ...bands.map(({ points }) => points)].map((points) => [
      points,
      unknown('more may have happened than is on record', highest - points),
    ]),
  );
  // Where fewer would be the concern, the least that it can be says nothing.
  const saysLeast = bands.every(({ isLow }) => !isLow);
  const clear = new Set([...(indicator.clear ?? []), ...indicator.bands.flatMap((band) => band.is ?? [])]);
  return {
    indicator,
    unknown: unknown('not known', highest),
    match: (fact) => bands.find((band) => band.matches(fact)),
    beyond(fact, band) {
      const points = band?.points ?? 0;
      const isOpen = fact.kind === 'number' && fact.atLeast === true && points < highest;
      return isOpen ? open.get(points) : undefined;
    },
    knows: (fact) => {
      if (fact.kind !== indicator.kind) {
        throw new TypeError(
          `${indicator.measure} gave a ${fact.kind} where ${indicator.code} needs a ${indicator.kind}`,
        );
      }
      if (fact.kind === 'number' && fact.atLeast && !saysLeast) return false;
      return isUsable(fact) && (fact.kind !== 'category' || clear.has(fact.value));
    },
    shown: display(indicator),
  };
}

type MatchingBand = CompiledBand & { isLow: boolean; matches: (fact: Fact) => boolean };

function compileBand(band: Band, indicator: Indicator): MatchingBand {
  const condition = conditionOf(band);
  return {
    points: band.points,
    threshold: thresholdWords(condition, indicator),
    says: wording(band.says ?? indicator.says, indicator),
    isLow: isLow(condition.comparator),
    matches: matcher(condition),
  };
}

function matcher(condition: Condition): (fact: Fact) => boolean {
  if (condition.comparator === 'is') {
    const values = new Set(condition.values);
    return (fact) => {
      if (fact.kind === 'yes_no') return values.has(fact.value ? 'yes' : 'no');
      return fact.kind === 'category' && values.has(fact.value);
    };
  }
  const { comparator, threshold } = condition;
  const hundredths = Math.round(threshold * 100);
  return (fact) => {
    if (fact.kind === 'ratio') return holds(comparator, compareShare(fact.part, fact.whole, hundredths));
    return fact.kind === 'number' && holds(comparator, fact.value - threshold);
  };
}

function holds(comparator: Exclude<Condition['comparator'], 'is'>, difference: number): boolean {
  switch (comparator) {
    case 'below':
      return difference < 0;
    case 'at_most':
      return difference <= 0;
    case 'above':
      return difference > 0;
    case 'at_least':
      return difference >= 0;
  }
}
