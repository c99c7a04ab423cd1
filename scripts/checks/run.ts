// Everything that CI checks beside the tests. Each check says what is wrong, line by line, and none stops the others.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { checkBoundaries } from './boundaries.ts';
import { checkLicences } from './licences.ts';
import { checkLock } from './lock.ts';
import { checkAdvisories, checkMaterials } from './materials.ts';
import { checkTables } from './tables.ts';
import { checkWords } from './words.ts';

const execFileAsync = promisify(execFile);
const tsx = ['--disable-warning=ExperimentalWarning', '--import=tsx'];

type Check = { name: string; run: () => string[] | Promise<string[]> };

// What takes longest first: two are under way at a time.
const checks: readonly Check[] = [
  { name: 'generated types', run: () => program(...tsx, 'scripts/generate-types.ts', '--check') },
  { name: 'types', run: () => program('node_modules/typescript-7/bin/tsc', '--noEmit') },
  {
    name: 'types in the browser',
    run: () => program('node_modules/typescript-7/bin/tsc', '--noEmit', '-p', 'src/assets'),
  },
  {
    name: 'style and format',
    run: () => program('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'boundaries', run: () => checkBoundaries('.') },
  { name: 'tables', run: () => checkTables('.') },
  { name: 'licences', run: () => checkLicences('.') },
  { name: 'lock file', run: () => checkLock('.') },
  { name: 'bill of materials', run: () => checkMaterials('.') },
  { name: 'advisories', run: () => checkAdvisories('.') },
  { name: 'words', run: () => checkWords('.') },
];

const wanted = process.argv.slice(2);
const chosen = checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const left = [...chosen];
let failed = 0;
await Promise.all([work(), work()]);

console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;

async function work(): Promise<void> {
  for (let check = left.shift(); check; check = left.shift()) {
    const faults = await attempt(check);
    console.log(`${faults.length === 0 ? 'ok    ' : 'failed'} ${check.name}`);
    for (const fault of faults) console.log(`       ${fault.replaceAll('\n', '\n       ')}`);
    if (faults.length > 0) failed += 1;
  }
}

async function program(...args: string[]): Promise<string[]> {
  const script = args.find((arg) => !arg.startsWith('-'));
  if (script && !existsSync(script)) return [`${script} is missing`];
  try {
    await execFileAsync(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
    return [];
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    return [`${stdout}${stderr}`.trim() || message];
  }
}

/** A check that breaks has not passed. */
async function attempt({ run }: Check): Promise<string[]> {
  try {
    return await run();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
