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
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { readTable } from '#files';
import { Refused } from '#outcome';
import { readCondition, readRival } from '../bench/evaluation/condition.ts';
import { evaluate } from '../bench/evaluation/evaluate.ts';
import { caution, inWords } from '../bench/evaluation/in-words.ts';
import { type Cells, join, type Review, reviewSchema } from '../bench/evaluation/join.ts';
import { root } from '../bench/rig/results.ts';

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
  const review = await reviewOf(call);
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

type Call = ReturnType<typeof parse>['values'];

async function reviewOf(call: Call): Promise<Review> {
  const printed = call.review === undefined ? await ask(call) : await textOf(call.review);
  try {
    return reviewSchema.parse(JSON.parse(printed));
  } catch {
    throw new Refused('The review is not what `waymark review --format json` prints.');
  }
}

/** Through the command line, as anybody would. */
async function ask({ data = '', rules = '', 'as-of': asOf, tenant }: Call): Promise<string> {
  const server = /^postgres(ql)?:\/\//.test(data);
  const options = [
    ...(server ? [] : ['--data', data]),
    ...(asOf === undefined ? [] : ['--as-of', asOf]),
    ...(tenant === undefined ? [] : ['--tenant', tenant]),
  ];
  const args = ['bin/waymark', 'review', '--rules', rules, '--format', 'json', ...options];
  const env = { ...process.env, DATABASE_URL: server ? data : '' };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: root,
      env,
      maxBuffer: 2 ** 31 - 1,
    });
    return stdout;
  } catch (error) {
    throw new Refused(
      `waymark review did not answer: ${String((error as { stderr?: string }).stderr).trim()}`,
    );
  }
}

async function cellsOf(path: string, key: string | undefined): Promise<Cells> {
  const table = await readTable(path, { delimiter: [',', ';', '\t'] }).catch(unlessMissing(path));
  const at = key === undefined ? undefined : table.header.indexOf(key);
  if (at === -1) throw new Refused(`The file has no column ${key}. It has: ${table.header.join(', ')}.`);
  const rows = new Map<string, readonly string[]>();
  for await (const batch of table.batches) {
    for (const { number, cells, line } of batch) {
      const id = at === undefined ? String(number) : (cells[at] ?? '');
      if (cells.length !== table.header.length)
        throw new Refused(`Line ${line} has ${cells.length} cells and the header ${table.header.length}.`);
      if (rows.has(id)) throw new Refused(`The file has two rows for ${id}: one row a person.`);
      rows.set(id, cells);
    }
  }
  return { header: table.header, rows };
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(unlessMissing(path));
}

function unlessMissing(path: string) {
  return (error: unknown): never => {
    if ((error as { code?: string }).code === 'ENOENT') throw new Refused(`There is no file ${path}.`);
    throw error;
  };
}
