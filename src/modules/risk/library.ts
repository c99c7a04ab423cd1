import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import {
  type Factor,
  factorsSchema,
  faultsAgainstFactors,
  type RuleSet,
  ruleSetSchema,
} from './rules/index.ts';

/** The library that ships with Waymark. */
const SHIPPED = fileURLToPath(new URL('../../../library', import.meta.url));

/** A fault in a file of the library, as a person can find and mend it. */
export type LibraryFault = { file: string; line: number; reason: string };

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
 * @example checkRiskLibrary() // [{ file: 'rules/ours.yaml', line: 12, reason: 'indicators.0.factor: no factor …' }]
 */
export function checkRiskLibrary(library = SHIPPED): LibraryFault[] {
  const factors = readDefinition(library, 'factors.yaml', factorsSchema);
  const known = 'value' in factors ? factors.value : undefined;
  const rules = listRuleSets(library).map((name) => readRuleSet(name, library, known));
  return [factors, ...rules].flatMap((read) => ('faults' in read ? read.faults : []));
}

type Read<Definition> = { value: Definition } | { faults: LibraryFault[] };

function readRuleSet(name: string, library: string, factors: readonly Factor[] | undefined): Read<RuleSet> {
  const file = `rules/${name}.yaml`;
  return readDefinition(library, file, ruleSetSchema, (rules) => [
    ...(rules.name === name ? [] : [{ path: ['name'], reason: `the file is called ${name}` }]),
    ...(factors ? faultsAgainstFactors(rules, factors) : []),
  ]);
}

type Found = { path: readonly PropertyKey[]; reason: string };

function readDefinition<Definition>(
  library: string,
  file: string,
  schema: z.ZodType<Definition>,
  check: (definition: Definition) => Found[] = () => [],
): Read<Definition> {
  const path = join(library, file);
  if (!existsSync(path)) return { faults: [{ file, line: 1, reason: 'the file is missing' }] };
  const lines = new LineCounter();
  const read = parse(readFileSync(path, 'utf8'), lines);
  if (!read) return { faults: [{ file, line: 1, reason: 'it nests too deep, or an alias stands for too much' }] };
  const { document, value } = read;
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        reason: message,
      })),
    };
  }
  const parsed = schema.safeParse(value);
  const found: Found[] = parsed.success
    ? check(parsed.data)
    : parsed.error.issues.map(({ path: where, message }) => ({ path: where, reason: message }));
  if (parsed.success && found.length === 0) return { value: parsed.data };
  return {
    faults: found.map(({ path: where, reason }) => ({
      file,
      line: lineOf(document, where, lines),
      reason: where.length === 0 ? reason : `${where.join('.')}: ${reason}`,
    })),
  };
}

/** The library gives up by throwing: on brackets in brackets without end, on aliases of aliases. */
function parse(text: string, lineCounter: LineCounter): { document: Document; value: unknown } | undefined {
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    return { document, value: document.errors.length > 0 ? undefined : document.toJS() };
  } catch {
    return undefined;
  }
}

/** The line a path stands on, or, where the path names something that is missing, the line of what should hold it. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function orThrow<Definition>(read: Read<Definition>): Definition {
  if ('value' in read) return read.value;
  const lines = read.faults.map(({ file, line, reason }) => `${file}, line ${line}: ${reason}`);
  throw new Error(`A definition in the library cannot be used.\n${lines.join('\n')}`);
}
