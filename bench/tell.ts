/** Writes what bench/results holds into docs/benchmarks.md, between the two marks there. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '#outcome';
import { figureInWords, milliseconds, type Result, root, times } from './rig/results.ts';

const BEGIN = '<!-- results: written by npm run bench -- tell -->';
const END = '<!-- end of results -->';

export function tellBenchmarks(): void {
  const path = join(root, 'docs', 'benchmarks.md');
  writeFileSync(path, withResults(readFileSync(path, 'utf8'), readResults()));
}

/** The document with the results put in. Refuses one that has lost its marks. */
export function withResults(document: string, results: readonly Result[]): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (begin < 0 || end < begin) throw new Refused(`docs/benchmarks.md needs the lines ${BEGIN} and ${END}.`);
  const told = results.length === 0 ? 'Nothing has been measured yet.' : results.map(tableOf).join('\n\n');
  return `${document.slice(0, begin + BEGIN.length)}\n\n${told}\n\n${document.slice(end)}`;
}

function readResults(): Result[] {
  const directory = join(root, 'bench', 'results');
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): Result => JSON.parse(readFileSync(join(directory, name), 'utf8')));
}

function tableOf({
  name,
  database,
  machine,
  versions,
  commit,
  on,
  loadBefore,
  sizes,
  comparisons,
  figures,
}: Result): string {
  const where =
    database === 'embedded' ? 'embedded database' : `PostgreSQL ${versions.postgresql ?? ''}`.trim();
  const load = loadBefore === undefined ? '' : `; load of the minute before ${loadBefore}`;
  const lines = [
    `### ${name}, ${where}`,
    '',
    `${on}, commit ${commit}. ${machine.processor}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}; ${listOf(versions)}${load}. Sizes: ${listOf(sizes)}.`,
  ];
  if (comparisons.length > 0) {
    lines.push('', '| what | Waymark | bare | ratio, pair by pair |', '| --- | --- | --- | --- |');
    for (const { what, oursMs, bareMs, ratio } of comparisons) {
      lines.push(`| ${what} | ${milliseconds(oursMs)} | ${milliseconds(bareMs)} | ${times(ratio)} |`);
    }
  }
  if (figures.length > 0) {
    lines.push('', '| what | figure |', '| --- | --- |');
    for (const figure of figures) lines.push(`| ${figure.what} | ${figureInWords(figure)} |`);
  }
  return lines.join('\n');
}

function listOf(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}
