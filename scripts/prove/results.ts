/** What a proof came to, as it is kept in docs/proofs and told in docs/proofs.md. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '#outcome';
import { type circumstances, root } from '../../bench/rig/results.ts';
import type { Found, Table } from '../../test/prove/proof.ts';

export type Where = 'embedded' | 'server' | 'none';

export type Result = ReturnType<typeof circumstances> &
  Found & { name: string; about: string; database: Where; seed: number; minutes: number };

const directory = join(root, 'docs', 'proofs');
const BEGIN = '<!-- results: written by npm run prove -->';
const END = '<!-- end of results -->';

/** Keeps a result where it is committed, in place of the one before it. */
export function keep(result: Result): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, `${result.name}-${result.database}.json`),
    `${JSON.stringify(result, null, 2)}\n`,
  );
}

/** Writes every kept result into docs/proofs.md, between the two marks there. */
export function tellProofs(): void {
  const path = join(root, 'docs', 'proofs.md');
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const results = names.map((name): Result => JSON.parse(readFileSync(join(directory, name), 'utf8')));
  writeFileSync(path, withResults(readFileSync(path, 'utf8'), results));
}

/** The document with the results put in. Refuses one that has lost its marks. */
export function withResults(document: string, results: readonly Result[]): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Refused(`docs/proofs.md needs the lines ${BEGIN} and ${END}.`);
  const told = results.length === 0 ? 'Nothing has been proved yet.' : results.map(inWords).join('\n\n');
  return `${document.slice(0, begin + BEGIN.length)}\n\n${told}\n\n${document.slice(end)}`;
}

function inWords({
  name,
  about,
  database,
  machine,
  versions,
  commit,
  on,
  seed,
  minutes,
  ...found
}: Result): string {
  const { counts, tables = [], left = [], faults } = found;
  const where = { embedded: ', embedded database', server: `, PostgreSQL ${versions.postgresql}`, none: '' }[
    database
  ];
  const sums = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  return [
    `### ${name}${where}`,
    `${about}. ${on}, commit ${commit}, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, seed ${seed}. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}; node ${versions.node}.`,
    `**${faults.length === 0 ? 'Held' : `${faults.length} faults`}.** ${sums.join(', ')}.`,
    ...(faults.length > 0 ? [faults.map((fault) => `- ${fault}`).join('\n')] : []),
    ...tables.map(tableInWords),
    ...(left.length > 0 ? [`Left out: ${left.join('; ')}.`] : []),
  ].join('\n\n');
}

function tableInWords({ title, head, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [`${title}:`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
