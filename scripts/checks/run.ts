// Everything that CI checks beside the tests. Each check says what is wrong, line by line, and none stops the others.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkBoundaries } from './boundaries.ts';
import { checkLicences } from './licences.ts';
import { checkLock } from './lock.ts';
import { checkAdvisories, checkMaterials } from './materials.ts';
import { checkTables } from './tables.ts';
import { checkWords } from './words.ts';

const tsx = ['--disable-warning=ExperimentalWarning', '--import=tsx'];

const checks: [name: string, check: () => string[]][] = [
  ['types', () => run('node_modules/typescript/bin/tsc', '--noEmit')],
  ['types in the browser', () => run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/assets')],
  [
    'style and format',
    () => run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  ],
  ['boundaries', () => checkBoundaries('.')],
  ['tables', () => checkTables('.')],
  ['generated types', () => run(...tsx, 'scripts/generate-types.ts', '--check')],
  ['licences', () => checkLicences('.')],
  ['lock file', () => checkLock('.')],
  ['bill of materials', () => checkMaterials('.')],
  ['advisories', () => checkAdvisories('.')],
  ['words', () => checkWords('.')],
];

const wanted = process.argv.slice(2);
const chosen = checks.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const failed = chosen.filter(([name, check]) => {
  const faults = attempt(check);
  console.log(`${faults.length === 0 ? 'ok    ' : 'failed'} ${name}`);
  for (const fault of faults) console.log(`       ${fault.replaceAll('\n', '\n       ')}`);
  return faults.length > 0;
});

console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || chosen.length === 0 ? 1 : 0;

function run(...args: string[]): string[] {
  const script = args.find((arg) => !arg.startsWith('-'));
  if (script && !existsSync(script)) return [`${script} is missing`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return status === 0 ? [] : [`${stdout}${stderr}`.trim() || `ended with code ${status}`];
}

/** A check that breaks has not passed. */
function attempt(check: () => string[]): string[] {
  try {
    return check();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
