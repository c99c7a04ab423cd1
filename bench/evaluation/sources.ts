/** A review and a file, read from where somebody says they are. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { z } from 'zod';
import { readTable } from '#files';
import { Refused } from '#outcome';
import { root } from '../rig/results.ts';
import type { Cells } from './join.ts';

/** Where a review comes from: a file that `waymark review` printed, or the data to ask it of. */
export type Asked = {
  review?: string | undefined;
  data?: string | undefined;
  rules?: string | undefined;
  'as-of'?: string | undefined;
  tenant?: string | undefined;
};

/** @throws Refused when there is no such file, or it holds something else */
export async function reviewOf<Wanted>(call: Asked, schema: z.ZodType<Wanted>): Promise<Wanted> {
  const printed = call.review === undefined ? await ask(call) : await textOf(call.review);
  try {
    return schema.parse(JSON.parse(printed));
  } catch {
    throw new Refused('The review is not what `waymark review --format json` prints.');
  }
}

/** Through the command line, as anybody would. */
async function ask({ data = '', rules = '', 'as-of': asOf, tenant }: Asked): Promise<string> {
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

/**
 * The rows of a file by the cell under `key`, or by their number.
 *
 * @throws Refused when the file or the column is not there, a row is broken, or somebody has two
 */
export async function cellsOf(path: string, key: string | undefined): Promise<Cells> {
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
