/** How much memory some work takes, beyond what the process had at rest. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const OFTEN = 20;

/** The most resident memory during some work above that before it, in whole megabytes, looked at every 20 ms. */
export async function peakDuring(work: () => Promise<unknown>): Promise<number> {
  collect();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, OFTEN);
  try {
    await work();
    look();
  } finally {
    clearInterval(timer);
  }
  return Math.round((peak - idle) / 1e6);
}

/** What nobody holds any more is not counted as idle. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}
