import type { Io } from './io.ts';

/** Fires when somebody stops the process (Ctrl+C, or the system), or whoever asked has gone. */
export function stopSignal({ signal }: Io): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return AbortSignal.any([signal, stop.signal]);
}

/** Waits until then. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });
}
