/** A web server in a process of its own, as a browser meets it. */
import { ended, says, startAlone, stop } from '#test/cli/waymark';
import type { Ground } from './ground.ts';

export type Answered = { status: number; body: string; location: string | null };

export type Site = {
  get(path: string, cookie?: string): Promise<Answered>;
  post(path: string, form: Record<string, string>, cookie?: string): Promise<Answered & { cookie: string }>;
  stop(): Promise<void>;
  /** As a machine that loses its power ends it. */
  kill(): Promise<void>;
};

/** @example const site = await startSite(ground); const cookie = await signedIn(site, email, password); */
export async function startSite(ground: Ground): Promise<Site> {
  const child = startAlone(['serve', '--port', '0', ...ground.words], {
    cwd: ground.directory,
    env: ground.env,
  });
  const done = ended(child);
  let said = '';
  child.stdout?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  await says(child, 'Waymark is at');
  const home = /Waymark is at (\S+)/.exec(said)?.[1] ?? '';
  const ask = async (path: string, cookie: string | undefined, more: RequestInit) => {
    const headers = { ...(cookie ? { cookie: `waymark=${cookie}` } : {}), 'sec-fetch-site': 'same-origin' };
    const answer = await fetch(new URL(path, home), { redirect: 'manual', headers, ...more });
    const set = answer.headers.getSetCookie().find((each) => each.startsWith('waymark='));
    return {
      status: answer.status,
      body: await answer.text(),
      location: answer.headers.get('location'),
      cookie: /^waymark=([^;]*)/.exec(set ?? '')?.[1] ?? '',
    };
  };
  return {
    get: (path, cookie) => ask(path, cookie, {}),
    post: (path, form, cookie) => ask(path, cookie, { method: 'POST', body: new URLSearchParams(form) }),
    async stop() {
      await stop(child);
      await done;
    },
    async kill() {
      child.kill('SIGKILL');
      await done;
    },
  };
}

/** Signs somebody in with the form, and answers their cookie. */
export async function signedIn(site: Site, email: string, password: string): Promise<string> {
  const { status, cookie } = await site.post('/sign-in', { email, password });
  if (status !== 303 || cookie === '') throw new Error(`Signing ${email} in was answered ${status}`);
  return cookie;
}
