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

type Shot = {
  name: string;
  path: string;
  width: number;
  height: number;
  /** Who looks; nobody on the page for signing in. */
  who?: (typeof castStaff)[keyof typeof castStaff] | null;
  /** Only this part of the page. */
  part?: string;
  colours?: 'dark';
};

const pageOf = ({ id }: { id: string }) => `/people/${id}`;
const chosen = (...people: readonly { id: string }[]) => people.map(({ id }) => `chosen=${id}`).join('&');
const { amara, rosie, ollie } = castYoungPeople;
const shots: Shot[] = [
  { name: 'sign-in', path: '/sign-in', width: 1280, height: 720, who: null },
  { name: 'today', path: '/today', width: 1280, height: 1000 },
  { name: 'people', path: '/people?sort=points', width: 1280, height: 1120 },
  { name: 'person', path: pageOf(amara), width: 1280, height: 1560 },
  { name: 'person-phone', path: pageOf(rosie), width: 375, height: 1538 },
  { name: 'person-dark', path: pageOf(amara), width: 1280, height: 1000, colours: 'dark' },
  { name: 'way', path: pageOf(ollie), width: 1280, height: 900, part: '#journey' },
  { name: 'attendance', path: pageOf(ollie), width: 1280, height: 900, part: '#attendance' },
  { name: 'sheet', path: `/people/sheets?${chosen(amara)}`, width: 1000, height: 900, part: 'article' },
  { name: 'calendar', path: '/calendars/organisation/2026', width: 1280, height: 1100 },
  { name: 'sources', path: '/sources', width: 1280, height: 800, who: castStaff.gwen },
  { name: 'emergency', path: '/break-glass', width: 1280, height: 1040 },
  { name: 'questionnaires', path: '/instruments', width: 1280, height: 900 },
  { name: 'action-plan', path: '/action-plan', width: 1280, height: 620 },
  { name: 'grid', path: '/grid?year=10&group=10F', width: 1280, height: 900 },
  { name: 'panel', path: `${pageOf(rosie)}/referrals`, width: 1280, height: 850 },
  { name: 'quality', path: '/quality', width: 1280, height: 760, who: castStaff.gwen },
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

async function take(browser: Browser, shot: Shot): Promise<void> {
  const { name, path, width, height, who = castStaff.ruth, part, colours } = shot;
  const context = await browser.newContext({
    baseURL: home,
    locale: 'en-GB',
    viewport: { width, height },
    colorScheme: colours ?? 'light',
  });
  const page = await context.newPage();
  if (who) await page.request.post('/sign-in', signInOf(who.email, home));
  const answer = await page.goto(path);
  if (!answer?.ok() || new URL(page.url()).pathname !== new URL(path, home).pathname) {
    throw new Error(`${path} answered ${answer?.status()} at ${page.url()}`);
  }
  const file = `${directory}/${name}.png`;
  const still = { path: file, animations: 'disabled', caret: 'hide' } as const;
  await (part === undefined ? page.screenshot(still) : page.locator(part).first().screenshot(still));
  await context.close();
  const { size } = statSync(file);
  if (size > MOST_BYTES) {
    rmSync(file);
    throw new Error(`${file} would have ${size} bytes; a README has room for ${MOST_BYTES}.`);
  }
  console.log(`${file} (${Math.round(size / 1000)} kB)`);
}
