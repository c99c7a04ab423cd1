// npm run demo: a clone with nothing installed becomes a running Waymark with the made-up council in it.
// PORT and WAYMARK_DATA move it; the command line reads both. The first command fills an empty database, prints who
// can sign in and ends with 0 also when there is nothing to fill; the second serves and prints its address.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { exitOf, root, runWaymark } from './own-node.mjs';
import { ensureProgram } from './program.mjs';

// npm that is killed hard (kill -9) takes nothing with it: without this a server would stay behind on the port.
const launcher = process.ppid;
setInterval(() => {
  if (process.ppid !== launcher) process.kill(process.pid, 'SIGTERM');
}, 500).unref();

// Of its own, so that nobody's real file ends up beside people who are made up.
process.env.WAYMARK_DATA ||= 'demo-data';

try {
  await ensureInstalled();
  await ensureBuilt();
  const filled = await exitOf(
    spawn(process.execPath, [join(root, 'bin', 'waymark'), 'demo', ...process.argv.slice(2)], {
      stdio: 'inherit',
    }),
  );
  if (filled !== 0) process.exit(filled);
  await runWaymark(['serve'], await ensureProgram());
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
