/** Who needs noticing, and why, in five domains. */
export { type Previewed, previewRules } from './actions/preview-rules.ts';
export { refreshProfiles } from './actions/refresh-profiles.ts';
export { switchRules } from './actions/switch-rules.ts';
export { type KeptValidation, validateRules } from './actions/validate-rules.ts';
export { checkRiskLibrary, listRuleSets, loadFactors } from './library.ts';
export { type Lines, linesAt, linesOf } from './queries/lines.ts';
export {
  countPeople,
  LIST_ORDERS,
  type ListAsk,
  type Listed,
  type ListedProfile,
  type ListFilter,
  type ListOrder,
  listPeople,
} from './queries/list.ts';
export { type OnRoll, type Reviewed, reviewRoll } from './queries/review.ts';
export {
  chooseRuleSet,
  defaultRuleSet,
  type RuleSetInUse,
  ruleSetInUse,
  ruleSetNamed,
} from './queries/rule-sets.ts';
export { isReviewedWhole } from './queries/whole-review.ts';
export * from './rules/index.ts';
