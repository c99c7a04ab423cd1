/**
 * Which whole points would fit what became of the people of a file? Offline, never automatic: it prints a proposal beside
 * the rules as they are, and a person signs one or the other. The file stays where it is; nothing of it is kept.
 *
 *   npm run fit-points -- FILE --outcome 'G3<10' --rules uci-student-performance --review REVIEW.json
 *   npm run fit-points -- FILE --outcome 'G3<10' --rules uci-student-performance --data DIR|postgres://…
 *
 * Reviews come as in `npm run evaluate`. Thresholds and wording stay as people wrote them; only the points of each band are
 * fitted, none below zero and none above `--most` (4) in one indicator. How well that does is told on people held back:
 * `--folds` (10), dealt by seeds 1 to `--seeds` (20), beside logistic regression on the same columns and folds.
 * `--places N` cuts lists at the places there are. `--propose FILE` writes the proposal as a rule set that nobody has signed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join as pathTo } from 'node:path';
import { parseArgs } from 'node:util';
import { type RuleSet, ruleSetNamed } from '#modules/risk';
import { Refused } from '#outcome';
import { readCondition } from '../bench/evaluation/condition.ts';
import { join } from '../bench/evaluation/join.ts';
import { cellsOf, reviewOf } from '../bench/evaluation/sources.ts';
import { type Fit, fitRules } from '../bench/points/fit.ts';
import { inWords } from '../bench/points/in-words.ts';
import { MOST_POINTS } from '../bench/points/integer-points.ts';
import { proposalFile } from '../bench/points/proposal.ts';
import { reasonedSchema } from '../bench/points/steps.ts';
import { root } from '../bench/rig/results.ts';

const USE = `Use: npm run fit-points -- FILE --outcome 'COLUMN<VALUE' --rules NAME (--review REVIEW.json | --data DIR|postgres://…)
     [--as-of DATE] [--tenant NAME] [--key COLUMN] [--most N] [--folds N] [--seeds N] [--places N] [--propose FILE]`;

class Misused extends Error {}

try {
  await fitPointsOf(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused || error instanceof Misused)) throw error;
  console.error(error instanceof Misused ? `${error.message}\n${USE}` : error.message);
  process.exitCode = error instanceof Misused ? 2 : 1;
}

async function fitPointsOf(args: string[]): Promise<void> {
  const call = read(args);
  const rules = ruleSetNamed(call.rules);
  const review = await reviewOf(call, reasonedSchema);
  if (review.rules !== rules.name)
    throw new Refused(`The review was made by ${review.rules}, not by ${rules.name}.`);
  const cells = await cellsOf(call.file, call.key);
  const fitted = fitRules(rules, review, join(review, cells, call.outcome, []), cells, call.how);
  console.log(inWords(fitted, call.outcome.text));
  if (call.propose !== undefined) propose(rules, fitted, call.propose);
}

function propose(rules: RuleSet, { proposed }: Fit, file: string): void {
  if (existsSync(file))
    throw new Refused(`${file} is there already: name a file of its own for the proposal.`);
  const text = readFileSync(pathTo(root, 'library', 'rules', `${proposed.name}.yaml`), 'utf8');
  writeFileSync(file, proposalFile(text, rules, proposed));
  console.error(`\nThe proposal is in ${file}.`);
}

function read(args: string[]) {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Misused('Name one file.');
  if (values.outcome === undefined) throw new Misused('Say what the outcome is.');
  if (values.rules === undefined) throw new Misused('Say which rules the points are of.');
  if ((values.review === undefined) === (values.data === undefined))
    throw new Misused('Give either a review or the data to review.');
  const { places } = values;
  return {
    ...values,
    file,
    rules: values.rules,
    outcome: readCondition(values.outcome),
    how: {
      most: whole('most', values.most ?? String(MOST_POINTS), 1),
      folds: whole('folds', values.folds ?? '10', 2),
      seeds: Array.from({ length: whole('seeds', values.seeds ?? '20', 1) }, (_, at) => at + 1),
      places: places === undefined ? undefined : whole('places', places, 1),
    },
  };
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > 1_000_000)
    throw new Misused(`--${name} is a whole number from ${least}.`);
  return number;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    outcome: text,
    rules: text,
    review: text,
    data: text,
    'as-of': text,
    tenant: text,
    key: text,
    most: text,
    folds: text,
    seeds: text,
    places: text,
    propose: text,
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}
