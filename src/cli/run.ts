/** Finds the command, reads its options, runs it, and turns the outcome into an exit code. */
import { parseArgs } from 'node:util';
import { type Database, HeldElsewhere, openDatabase } from '#db';
import { Problems, Refused } from '#outcome';
import { type Call, type Command, Misused } from './command.ts';
import { commands } from './commands.ts';
import { handOver } from './hand-over.ts';
import { helpText } from './help.ts';
import type { Io } from './io.ts';
import { dataDirectory } from './paths.ts';

/**
 * Runs one command line.
 *
 * @param open a database that is already open (inside a server); without it the command opens its own
 * @returns 0 done, 1 refused, 2 used wrongly
 */
export async function run(argv: readonly string[], io: Io, open?: Database): Promise<number> {
  const [name = 'help', ...rest] = argv;
  if (name === 'help' || name === '--help' || name === '-h') {
    io.out(helpText(commands, rest[0]));
    return 0;
  }
  const command = commands.get(name);
  if (!command) {
    io.err(`There is no command "${name}".\n${helpText(commands)}`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(helpText(commands, name));
    return 0;
  }
  return runCommand(command, argv, rest, io, open);
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  rest: readonly string[],
  io: Io,
  open?: Database,
): Promise<number> {
  let opened: Database | undefined;
  try {
    const given = read(command, rest);
    const database = async () => {
      if (open) return open;
      opened ??= await openFor(given, io);
      return opened;
    };
    return await command.run({ ...given, io, database, runHere: run });
  } catch (error) {
    if (!(error instanceof HeldElsewhere && command.handsOver)) return explain(error, command, io);
    return await handOver(error.directory, argv, io).catch((fault) => explain(fault, command, io));
  } finally {
    await opened?.close();
  }
}

function read(command: Command, rest: readonly string[]): Pick<Call, 'positionals' | 'option' | 'flag'> {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: command.options,
      allowPositionals: true,
    });
    return {
      positionals,
      option: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
      flag: (name) => values[name] === true,
    };
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}

async function openFor(given: Pick<Call, 'option'>, io: Io): Promise<Database> {
  const db = await openDatabase({
    url: process.env.DATABASE_URL || undefined,
    ownerUrl: process.env.WAYMARK_OWNER_URL || undefined,
    directory: dataDirectory(given, io),
  });
  for (const warning of db.warnings) io.err(`${warning}\n`);
  return db;
}

function explain(error: unknown, command: Command, io: Io): number {
  if (error instanceof Misused) {
    io.err(`${error.message}\nUse: waymark ${command.usage}\n`);
    return 2;
  }
  if (error instanceof HeldElsewhere) {
    io.err(`${error.message}. Stop it first: this command cannot be handed over.\n`);
    return 1;
  }
  if (error instanceof Refused || error instanceof Problems) {
    io.err(`${error.message}\n`);
    return 1;
  }
  throw error;
}
