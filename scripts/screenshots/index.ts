// npm run screenshots: takes the pictures of the README again (docs/screenshots), from the made-up council on the
// cast's day, so that they change only when the pages do.
// npm run screenshots -- --all DIR: every page by every role into a folder, to be looked at.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { castStaff, castYoungPeople } from '#test/cast';
import { findChromium } from '../testing/chromium.ts';
import { madeUpCouncil, signInOf } from '../testing/made-up-council.ts';
import { takeEveryPage } from './every-page.ts';

type Shot = { name: string; path: string; width: number; height: number; signedOut?: true };

const pageOf = ({ id }: { id: string }) => `/people/${id}`;
const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', width: 1280, height: 720, signedOut: true },
  { name: 'today', path: '/today', width: 1280, height: 1000 },
  { name: 'people', path: '/people?sort=points', width: 1280, height: 1120 },
  { name: 'person', path: pageOf(castYoungPeople.amara), width: 1280, height: 1560 },
  { name: 'person-phone', path: pageOf(castYoungPeople.rosie), width: 375, height: 1538 },
];

const directory = 'docs/screenshots';
const MOST_BYTES = 250_000;

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium: install one, or set WAYMARK_CHROMIUM.');
const { values } = parseArgs({ options: { all: { type: 'string' } } });
const { home, stop } = await madeUpCouncil();
try {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  if (values.all === undefined) {
    mkdirSync(directory, { recursive: true });
    for (const shot of shots) await take(browser, shot);
  } else {
    const taken = await takeEveryPage(browser, home, values.all);
    console.log(`${taken} pictures in ${values.all}`);
  }
  await browser.close();
} finally {
  stop();
}

async function take(browser: Browser, { name, path, width, height, signedOut }: Shot): Promise<void> {
  const context = await browser.newContext({ baseURL: home, locale: 'en-GB', viewport: { width, height } });
  const page = await context.newPage();
  if (!signedOut) {
    await page.request.post('/sign-in', signInOf(castStaff.ruth.email, home));
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
