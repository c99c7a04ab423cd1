import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefinitionRead, type LibraryFault, orThrow, readDefinition } from '#files';
import {
  type Factor,
  factorsSchema,
  faultsAgainstFactors,
  type RuleSet,
  ruleSetSchema,
} from './rules/index.ts';

/** The library that ships with Waymark. */
const SHIPPED = fileURLToPath(new URL('../../../library', import.meta.url));

/**
 * The risk factors of `library/factors.yaml`, checked.
 *
 * @throws Error naming file, line and reason of each fault
 * @example loadFactors().find(({ code }) => code === 'institutional.absence')?.strategies // [1, 2, 3, 4, 8]
 */
export function loadFactors(library = SHIPPED): Factor[] {
  return orThrow(readDefinition(library, 'factors.yaml', factorsSchema));
}

/** The names of the rule sets in `library/rules/`, in alphabetical order. */
export function listRuleSets(library = SHIPPED): string[] {
  const folder = join(library, 'rules');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort();
}

/**
 * One rule set of `library/rules/`, checked by itself and against the list of factors.
 *
 * @throws Error when there is no such rule set, or naming file, line and reason of each fault
 * @example compileRuleSet(loadRuleSet('five-domain'))
 */
export function loadRuleSet(name: string, library = SHIPPED): RuleSet {
  const names = listRuleSets(library);
  if (!names.includes(name))
    throw new Error(`There is no rule set called ${name}. There are: ${names.join(', ')}.`);
  return orThrow(readRuleSet(name, library, loadFactors(library)));
}

/**
 * Every fault of the risk definitions in a library: none when all can be used.
 *
 * @param factorsOf where the list of factors is, for a folder that has rule sets and no list of its own
 * @example checkRiskLibrary() // [{ file: 'rules/ours.yaml', line: 12, reason: 'indicators.0.factor: no factor …' }]
 */
export function checkRiskLibrary(library = SHIPPED, factorsOf = library): LibraryFault[] {
  const factors = readDefinition(factorsOf, 'factors.yaml', factorsSchema);
  const known = 'value' in factors ? factors.value : undefined;
  const rules = listRuleSets(library).map((name) => readRuleSet(name, library, known));
  return [factors, ...rules].flatMap((read) => ('faults' in read ? read.faults : []));
}

function readRuleSet(
  name: string,
  library: string,
  factors: readonly Factor[] | undefined,
): DefinitionRead<RuleSet> {
  const file = `rules/${name}.yaml`;
  return readDefinition(library, file, ruleSetSchema, (rules) => [
    ...(rules.name === name ? [] : [{ path: ['name'], reason: `the file is called ${name}` }]),
    ...(factors ? faultsAgainstFactors(rules, factors) : []),
  ]);
}
