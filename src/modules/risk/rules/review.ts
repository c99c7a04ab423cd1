import type { PlainDate } from '#dates';
import type { CompiledRuleSet, Unknown } from './compile.ts';
import { DOMAINS, type Domain, type Mark, type Tier } from './domains.ts';
import type { Fact } from './facts.ts';
import type { Indicator, RuleSet } from './rule-set.ts';
import type { Shown } from './words.ts';

/** Why a domain has points. Every point has one. */
export type Reason = {
  indicator: string;
  factor: string;
  value: Shown;
  threshold: string;
  points: number;
  date: PlainDate;
  source: string;
  says: string;
};

export type DomainProfile = { mark: Mark; points: number; reasons: Reason[]; unknown: Unknown[] };

/** One person on one date under one rule set. `lowest` to `highest` is where the points lie once all is known. */
export type Profile = {
  tier: Tier;
  points: { known: number; lowest: number; highest: number };
  domains: Record<Domain, DomainProfile>;
};

/**
 * Reviews one person. Points are the sum of the reasons' points, always. What is unknown never scores: it widens
 * the range by the most it could add, and it keeps a domain from looking clear. So does a number that is only the least it
 * can be: its points are known, and what more could add is not.
 *
 * The tier is a suggestion from the known points; a person decides.
 *
 * @param factOf the fact for an indicator, or undefined when nothing is known; called once for each, in the order
 *   of the rule set, with its position so that a caller may keep facts in an array
 * @example reviewPerson(compileRuleSet(rules), (indicator) => facts.get(indicator.code))
 */
export function reviewPerson(
  rules: CompiledRuleSet,
  factOf: (indicator: Indicator, position: number) => Fact | undefined,
): Profile {
  const domains = {
    personal: blank(),
    family: blank(),
    social: blank(),
    institutional: blank(),
    structural: blank(),
  };
  let known = 0;
  let missing = 0;
  for (const [position, compiled] of rules.indicators.entries()) {
    const { indicator, unknown } = compiled;
    const domain = domains[indicator.domain];
    const fact = factOf(indicator, position);
    if (fact === undefined || !compiled.knows(fact)) {
      domain.unknown.push(unknown);
      missing += unknown.highest;
      continue;
    }
    const band = compiled.match(fact);
    const beyond = compiled.beyond(fact, band);
    if (beyond) {
      domain.unknown.push(beyond);
      missing += beyond.highest;
    }
    if (!band) continue;
    const value = compiled.shown(fact);
    domain.points += band.points;
    known += band.points;
    domain.reasons.push({
      indicator: indicator.code,
      factor: indicator.factor,
      value,
      threshold: band.threshold,
      points: band.points,
      date: fact.date,
      source: fact.source,
      says: band.says(fact, value),
    });
  }
  for (const domain of DOMAINS)
    domains[domain].mark = markOf(domains[domain], rules.covers.has(domain), rules.ruleSet);
  const points = { known, lowest: known, highest: known + missing };
  return { tier: suggestTier(known, rules.ruleSet), points, domains };
}

/**
 * The tier a number of points suggests: the highest whose `from` it reaches.
 *
 * @example suggestTier(4, roni) // 'intensive'
 */
export function suggestTier(points: number, { tiers }: Pick<RuleSet, 'tiers'>): Tier {
  const reached = reachedStep(points, tiers);
  if (!reached) throw new RangeError(`No tier starts at or below ${points} points`);
  return reached.tier;
}

/** The published name for a number of points, such as a colour, or undefined when the rule set has none for it. */
export function publishedBand(points: number, { bands }: Pick<RuleSet, 'bands'>): string | undefined {
  return reachedStep(points, bands ?? [])?.name;
}

function reachedStep<Step extends { from: number }>(
  points: number,
  steps: readonly Step[],
): Step | undefined {
  let reached: Step | undefined;
  for (const step of steps) {
    if (points >= step.from && (!reached || step.from > reached.from)) reached = step;
  }
  return reached;
}

function blank(): DomainProfile {
  return { mark: 'unknown', points: 0, reasons: [], unknown: [] };
}

/** A domain is clear only when the rule set looks at it and nothing in it is missing: anything less is unknown. */
function markOf({ points, unknown }: DomainProfile, covered: boolean, { marks }: RuleSet): Mark {
  if (points >= marks.two) return '✓✓';
  if (points >= marks.one) return '✓';
  return covered && unknown.length === 0 ? '0' : 'unknown';
}
