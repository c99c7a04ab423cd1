import { type ChildProcess, spawn } from 'node:child_process';
import { castPassword } from '#test/cast';
import { freePort } from './free-port.ts';

/** The made-up council of the journeys, served on a port of its own. */
export type MadeUpCouncil = { home: string; stop(): void };

/**
 * Makes the council up and serves it; `stop` ends the server and throws the data away.
 *
 * @example const { home, stop } = await madeUpCouncil();
 */
export async function madeUpCouncil(): Promise<MadeUpCouncil> {
  const port = await freePort();
  const home = `http://localhost:${port}`;
  const server = spawn(process.execPath, ['scripts/testing/serve-journeys.ts'], {
    env: { ...process.env, WAYMARK_JOURNEY_PORT: String(port) },
    stdio: ['ignore', 2, 2],
  });
  const stop = () => void server.kill();
  try {
    await isServing(server, home);
  } catch (error) {
    stop();
    throw error;
  }
  return { home, stop };
}

/** Waits until it is served; it ends on its own when that fails. */
async function isServing(child: ChildProcess, home: string): Promise<void> {
  for (let tries = 0; tries < 360 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${home}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The made-up council did not start. Its reasons are above.');
}

/** What a sign-in of one of the cast posts, and the header that a browser would send with it. */
export function signInOf(email: string, home: string) {
  return { form: { email, password: castPassword }, headers: { origin: home }, maxRedirects: 0 };
}
