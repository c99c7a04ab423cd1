/** What a command may touch of the process it runs in, so that it can run in another process than the one that asked. */
export type Io = {
  /** Writes to standard output: the result, and nothing else when JSON was asked for. */
  out(text: string): void;
  /** Writes to standard error: progress and reasons. */
  err(text: string): void;
  /** Where relative paths start. */
  cwd: string;
  /** The operating system's name of whoever asked; stands in the audit. */
  user: string;
  /** Fires when whoever asked has gone. */
  signal: AbortSignal;
};
