import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Ended, ended, type Placed, startAlone } from '#test/cli/waymark';

/**
 * What to do before a statement is sent: let it through, kill the process, let it through and kill so many milliseconds
 * later, or let it stand still until `goOn`.
 */
export type Verdict = 'go' | 'kill' | 'stand' | { killAfterMs: number };

export type Observed = {
  child: ChildProcess;
  /** The first words of every statement so far, the last one sent or about to be. */
  statements: readonly string[];
  /** Everything it said on standard error and output so far. */
  said(): string;
  kill(): void;
  /** Lets a process that stands still go on. */
  goOn(): void;
  done: Promise<Ended>;
};

const watch = new URL('watch.ts', import.meta.url).href;

/**
 * Starts a command line whose statements are told before they are sent.
 *
 * @param decide asked before every statement; without it the process is only listened to and never stands still
 * @example const seen = observe(['import', 'people', path, '--source', 'mis'], { cwd }); await seen.done;
 */
export function observe(
  args: readonly string[],
  placed: Placed,
  decide?: (statement: string, number: number) => Verdict,
): Observed {
  const env = { ...placed.env, PROVE_ASKS: decide ? '1' : '0' };
  const child = startAlone(args, { ...placed, env, loads: [watch], pipes: 2 });
  const statements: string[] = [];
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      said += text.toString();
    });
  const kill = () => void child.kill('SIGKILL');
  const [, , , tells, hears] = child.stdio as unknown as [null, Readable, Readable, Readable, Writable];
  hears.on('error', () => {}); // it is gone
  const goOn = () => void hears.write('g');
  createInterface({ input: tells }).on('line', (line) => {
    statements.push(line);
    const verdict = decide?.(line, statements.length - 1) ?? 'go';
    if (verdict === 'kill') return kill();
    if (verdict === 'stand') return;
    if (decide) goOn();
    if (verdict !== 'go') setTimeout(kill, verdict.killAfterMs);
  });
  return { child, statements, said: () => said, kill, goOn, done: ended(child) };
}
