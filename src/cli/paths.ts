import { isAbsolute, resolve } from 'node:path';
import type { Given } from './command.ts';
import type { Io } from './io.ts';

/** A path as whoever asked means it: from where they stood. */
export function pathFrom(io: Io, path: string): string {
  return isAbsolute(path) ? path : resolve(io.cwd, path);
}

/** `--data`, else `WAYMARK_DATA`, else `data` where the command was started. */
export function dataDirectory(given: Pick<Given, 'option'>, io: Io): string {
  return pathFrom(io, given.option('data') ?? (process.env.WAYMARK_DATA || 'data'));
}
