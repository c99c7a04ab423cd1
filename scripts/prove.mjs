// npm run prove: the proofs that take too long for npm test (scripts/prove/run.ts, docs/proofs.md).
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { runOnOwnNode } from './own-node.mjs';
import { ensureProgram } from './program.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  await ensureProgram();
  const node = ['--disable-warning=ExperimentalWarning', '--import=tsx'];
  process.exitCode = await runOnOwnNode([...node, 'scripts/prove/run.ts', ...process.argv.slice(2)]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
