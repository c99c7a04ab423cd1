// npm run check: everything that can be checked without running Waymark (scripts/checks/run.ts).
import { ensureInstalled } from './install.mjs';
import { runOnOwnNode } from './own-node.mjs';

try {
  await ensureInstalled();
  process.exitCode = await runOnOwnNode(['scripts/checks/run.ts', ...process.argv.slice(2)]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
