/**
 * A command started while a server has the data directory runs inside that server. One connection is one command:
 * a line of JSON with its words goes in; lines of JSON with its output and its exit code come back.
 */
import { connect, type Socket } from 'node:net';
import { type Database, socketPath } from '#db';
import { Refused } from '#outcome';
import type { Io } from './io.ts';

type Words = { argv: readonly string[]; cwd: string; user: string };
type Sign = { out: string } | { err: string } | { exit: number };

/** Hands this command to whoever has the directory and relays what it says. */
export function handOver(directory: string, argv: readonly string[], io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(directory));
    let code: number | undefined;
    socket.once('connect', () =>
      socket.write(`${JSON.stringify({ argv, cwd: io.cwd, user: io.user } satisfies Words)}\n`),
    );
    eachLine(socket, (line) => {
      const sign: Sign = JSON.parse(line);
      if ('out' in sign) io.out(sign.out);
      else if ('err' in sign) io.err(sign.err);
      else code = sign.exit;
    });
    socket.once('error', () =>
      reject(
        new Refused(
          `Another Waymark command is using ${directory} and takes no other one in. Try again when it has ended.`,
        ),
      ),
    );
    socket.once('close', () =>
      code === undefined
        ? reject(new Refused('The Waymark that took this command in stopped before it was done.'))
        : resolve(code),
    );
    io.signal.addEventListener('abort', () => socket.destroy());
  });
}

type Run = (argv: readonly string[], io: Io, open: Database) => Promise<number>;

/** Serves commands that other processes hand over, until the database is closed. */
export async function takeOver(db: Database, run: Run): Promise<void> {
  await db.held?.listen((socket) => {
    socket.on('error', () => {}); // whoever asked has gone; the abort below says so to the command
    let begun = false;
    eachLine(socket, (line) => {
      if (!begun) void serve(socket, line, db, run);
      begun = true;
    });
  });
}

async function serve(socket: Socket, line: string, db: Database, run: Run): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  const say = (sign: Sign) => {
    if (!socket.destroyed) socket.write(`${JSON.stringify(sign)}\n`);
  };
  try {
    const { argv, cwd, user }: Words = JSON.parse(line);
    const io: Io = { out: (out) => say({ out }), err: (err) => say({ err }), cwd, user, signal: gone.signal };
    say({ exit: await run(argv, io, db) });
  } catch (error) {
    say({ err: `${error instanceof Error ? error.message : String(error)}\n` });
    say({ exit: 1 });
  }
  socket.end();
}

/** Splits at line feeds alone: node:readline also splits at U+2028, which may stand in a name. */
function eachLine(socket: Socket, heard: (line: string) => void): void {
  let pieces: string[] = [];
  socket.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split('\n');
    pieces.push(first);
    for (const next of others) {
      heard(pieces.join(''));
      pieces = [next];
    }
  });
}
