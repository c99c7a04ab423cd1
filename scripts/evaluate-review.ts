/**
 * Does a review foretell what became of the people of a file? The file stays where it is; nothing of it is kept.
 *
 *   npm run evaluate -- FILE --outcome 'G3<10' --review REVIEW.json
 *   npm run evaluate -- FILE --outcome 'G3<10' --data DIR|postgres://… --rules uci-student-performance
 *
 * `--review` is what `waymark review --format json` printed; with `--data` it is asked for. People are found by their
 * row in the file, or by `--key COLUMN`. `--rival COLUMN`, as often as wanted, sets a column of the file beside the
 * points (`COLUMN:low` when less of it is more concern). `--json` prints one JSON document.
 */
import { parseArgs } from 'node:util';
import { Refused } from '#outcome';
import { readCondition, readRival } from '../bench/evaluation/condition.ts';
import { evaluate } from '../bench/evaluation/evaluate.ts';
import { caution, inWords } from '../bench/evaluation/in-words.ts';
import { join, reviewSchema } from '../bench/evaluation/join.ts';
import { cellsOf, reviewOf } from '../bench/evaluation/sources.ts';

const USE = `Use: npm run evaluate -- FILE --outcome 'COLUMN<VALUE' (--review REVIEW.json | --data DIR|postgres://… --rules NAME)
     [--as-of DATE] [--tenant NAME] [--key COLUMN] [--rival COLUMN[:low]]… [--json]`;

class Misused extends Error {}

try {
  await evaluateReview(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused || error instanceof Misused)) throw error;
  console.error(error instanceof Misused ? `${error.message}\n${USE}` : error.message);
  process.exitCode = error instanceof Misused ? 2 : 1;
}

async function evaluateReview(args: string[]): Promise<void> {
  const { file, outcome, rivals, ...call } = read(args);
  const review = await reviewOf(call, reviewSchema);
  const joined = join(review, await cellsOf(file, call.key), outcome, rivals);
  const found = evaluate(review, joined, outcome.text);
  console.log(
    call.json ? JSON.stringify({ caution: caution(review.rules), ...found }, null, 2) : inWords(found),
  );
}

function read(args: string[]) {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Misused('Name one file.');
  if (values.outcome === undefined) throw new Misused('Say what the outcome is.');
  if ((values.review === undefined) === (values.data === undefined))
    throw new Misused('Give either a review or the data to review.');
  if (values.data !== undefined && values.rules === undefined)
    throw new Misused('Say which rules to review by.');
  return {
    ...values,
    file,
    outcome: readCondition(values.outcome),
    rivals: (values.rival ?? []).map(readRival),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const options = {
    outcome: text,
    review: text,
    data: text,
    rules: text,
    'as-of': text,
    tenant: text,
    key: text,
    rival: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}
