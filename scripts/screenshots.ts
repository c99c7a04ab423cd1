// npm run screenshots: takes the pictures of the README again (docs/screenshots), from the made-up council on the
// cast's day, so that they change only when the pages do.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { castPassword, castStaff, castYoungPeople } from '#test/cast';
import { findChromium } from './testing/chromium.ts';
import { freePort } from './testing/free-port.ts';

type Shot = { name: string; path: string; width: number; height: number; signedOut?: true };

const pageOf = ({ id }: { id: string }) => `/people/${id}`;
const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', width: 1280, height: 720, signedOut: true },
  { name: 'people', path: '/people?sort=points', width: 1280, height: 1120 },
  { name: 'person', path: pageOf(castYoungPeople.amara), width: 1280, height: 1560 },
  { name: 'person-phone', path: pageOf(castYoungPeople.rosie), width: 375, height: 1538 },
];

const directory = 'docs/screenshots';
const MOST_BYTES = 250_000;

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium: install one, or set WAYMARK_CHROMIUM.');
const port = await freePort();
const home = `http://localhost:${port}`;
const server = spawn(process.execPath, ['scripts/testing/serve-journeys.ts'], {
  env: { ...process.env, WAYMARK_JOURNEY_PORT: String(port) },
  stdio: ['ignore', 2, 2],
});
try {
  await isServing(server);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  mkdirSync(directory, { recursive: true });
  for (const shot of shots) await take(browser, shot);
  await browser.close();
} finally {
  server.kill();
}

/** Waits until the council is made up and served; it ends on its own when that fails. */
async function isServing(child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 360 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${home}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The made-up council did not start. Its reasons are above.');
}

async function take(browser: Browser, { name, path, width, height, signedOut }: Shot): Promise<void> {
  const context = await browser.newContext({ baseURL: home, locale: 'en-GB', viewport: { width, height } });
  const page = await context.newPage();
  if (!signedOut) {
    await page.request.post('/sign-in', {
      form: { email: castStaff.ruth.email, password: castPassword },
      headers: { origin: home },
    });
  }
  const answer = await page.goto(path);
  if (!answer?.ok() || new URL(page.url()).pathname !== new URL(path, home).pathname) {
    throw new Error(`${path} answered ${answer?.status()} at ${page.url()}`);
  }
  const file = `${directory}/${name}.png`;
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  await context.close();
  const { size } = statSync(file);
  if (size > MOST_BYTES) {
    rmSync(file);
    throw new Error(`${file} would have ${size} bytes; a README has room for ${MOST_BYTES}.`);
  }
  console.log(`${file} (${Math.round(size / 1000)} kB)`);
}
