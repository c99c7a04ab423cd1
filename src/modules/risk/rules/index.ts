export { type Band, bandSchema, COMPARATORS, type Comparator, type Condition, conditionOf } from './band.ts';
export { isSensitiveMark, joinClasses, partByClass, pointsHidden, sensitiveIndicators } from './classes.ts';
export { type CompiledIndicator, type CompiledRuleSet, compileRuleSet, type Unknown } from './compile.ts';
export {
  isWaiting,
  LATEST_REVIEW_DAYS,
  REVIEW_DAYS,
  type Standing,
  usualReview,
} from './decisions.ts';
export { DOMAINS, type Domain, type Mark, TIERS, type Tier } from './domains.ts';
export {
  auc,
  type Estimate,
  precisionRecallAt,
  precisionRecallAtPlaces,
  type RankingAtCapacity,
  type Separation,
  wilson,
} from './evaluation.ts';
export { type DefinitionFault, type Factor, factorsSchema, faultsAgainstFactors } from './factors.ts';
export { compareShare, type Fact, type FactKind, isUsable } from './facts.ts';
export { type Cut, cutsFor, type PointCounts, suggestTierAt } from './places.ts';
export { appears, type GroupChange, type Preview, preview, type Suggested, vanishes } from './preview.ts';
export { isProtectedMeasure, isUnmetNeed } from './protected.ts';
export {
  type DomainProfile,
  type Profile,
  publishedBand,
  type Reason,
  reviewPerson,
  suggestTier,
} from './review.ts';
export { type Indicator, type RuleSet, ruleSetSchema } from './rule-set.ts';
export { type SharedNeed, sharedNeeds } from './together.ts';
export * from './validation/index.ts';
export {
  type Disagreement,
  disagreements,
  type GivenMark,
  MARK_MONTHS,
  type Marks,
  marksOfView,
  VIEWS,
  type View,
} from './views.ts';
export { type Span, type Window, windowDays, windowWords } from './window.ts';
export type { Shown } from './words.ts';
