// Loaded into the process that bin/waymark starts. A signal that cannot be caught (kill -9) ends only the launcher
// and would leave a server behind that still holds the port and the data: the pipe between the two closes then, and
// this process ends the same way. It also has Node keep what it made of the code, so that the next command begins sooner.
import { enableCompileCache } from 'node:module';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

// Where it cannot be written, nothing is kept and nothing is said.
if (isMainThread) enableCompileCache(fileURLToPath(new URL('../.cache/compiled', import.meta.url)));

// Workers and grandchildren load this file too: only the launcher's own child holds the pipe.
if (isMainThread && process.env.WAYMARK_LAUNCHER === String(process.ppid)) {
  const pipe = new Socket({ fd: 3 });
  pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));
  pipe.on('error', () => {});
  pipe.resume();
  pipe.unref();
}
