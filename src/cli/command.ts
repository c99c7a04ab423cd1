/** The shape of every command: what it is called, what it takes, what it does. */
import type { ParseArgsOptionsConfig } from 'node:util';
import { isPlainDate, type PlainDate, plainDate } from '#dates';
import type { Database } from '#db';
import type { Permission } from '#web';
import type { Io } from './io.ts';

/** Used wrongly: exit code 2, with the usage. */
export class Misused extends Error {
  override name = 'Misused';
}

export type Given = {
  positionals: readonly string[];
  option(name: string): string | undefined;
  flag(name: string): boolean;
};

export type Call = Given & {
  io: Io;
  /** Opens the database at first use. */
  database(): Promise<Database>;
  /** Runs another command line in this process, on a database that is open: for commands handed over by others. */
  runHere(argv: readonly string[], io: Io, db: Database): Promise<number>;
};

export type Command = {
  /** As its row in the permission table says; `installation` is for those who run the machine. */
  permission: Permission | 'installation';
  usage: string;
  summary: string;
  options: ParseArgsOptionsConfig;
  /** Whether it may run inside a server that already has the data directory. */
  handsOver: boolean;
  /** @returns the exit code: 0 done, 1 refused */
  run(call: Call): Promise<number>;
};

/** Options every command with a database takes. */
export const where = {
  data: { type: 'string' },
  tenant: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/** A day that may be given, as `2026-09-01`. */
export function dayGiven(call: Given, name: string): PlainDate | null {
  const typed = call.option(name);
  if (typed === undefined) return null;
  if (!isPlainDate(typed)) throw new Misused(`--${name} is a day, such as 2026-09-01`);
  return plainDate(typed);
}

/** The value of an option that must be given. */
export function needed(call: Given, name: string): string {
  const value = call.option(name);
  if (value === undefined || value === '') throw new Misused(`--${name} is missing`);
  return value;
}
