/** Who needs noticing, and why, in five domains. */
export { refreshProfiles } from './actions/refresh-profiles.ts';
export { type OnRoll, type Reviewed, reviewRoll } from './queries/review.ts';
export { chooseRuleSet, defaultRuleSet, type RuleSetInUse, ruleSetInUse, ruleSetNamed } from './queries/rule-sets.ts';
export { checkRiskLibrary, type LibraryFault, listRuleSets, loadFactors } from './library.ts';
export * from './rules/index.ts';
