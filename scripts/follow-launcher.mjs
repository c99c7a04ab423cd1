// Loaded into the process that bin/waymark starts. A signal that cannot be caught (kill -9) ends only the launcher
// and would leave a server behind that still holds the port and the data: the pipe between the two closes then, and
// this process ends the same way.
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

// Workers and grandchildren load this file too: only the launcher's own child holds the pipe.
if (isMainThread && process.env.WAYMARK_LAUNCHER === String(process.ppid)) {
  const pipe = new Socket({ fd: 3 });
  pipe.on('close', () => process.kill(process.pid, 'SIGKILL'));
  pipe.on('error', () => {});
  pipe.resume();
  pipe.unref();
}
