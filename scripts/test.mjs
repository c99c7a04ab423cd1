// npm test: installs and builds what is missing, then runs every test (scripts/testing/run.ts).
// npm test -- src/modules/people    passes everything after the dashes to Vitest, and runs only that.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runOnOwnNode } from './own-node.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await runOnOwnNode(['scripts/testing/run.ts', ...process.argv.slice(2)]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
