/** What somebody on a slow telephone waits for: pages in a Chromium held back as Lighthouse does for a mobile. */
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { Refused } from '#outcome';
import { type CastMember, castStaff, castYoungPeople } from '#test/cast';
import { findChromium } from '../../scripts/testing/chromium.ts';
import { madeUpCouncil, signInOf } from '../../scripts/testing/made-up-council.ts';
import { spread } from '../rig/pairs.ts';
import type { Figure, Result } from '../rig/results.ts';

/** Lighthouse's "slow 4G" for a mobile (github.com/GoogleChrome/lighthouse, docs/throttling.md), in bytes a second. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const SLOWER_PROCESSOR = 4;
const PHONE = { width: 375, height: 667 };
/** After the last byte: a picture or a font that comes late still counts. */
const QUIET_MS = 700;

const PAGES: readonly { path: string; as: CastMember | undefined }[] = [
  { path: '/sign-in', as: undefined },
  { path: '/today', as: castStaff.dev },
  { path: '/people', as: castStaff.dev },
  { path: `/people/${castYoungPeople.amara.id}`, as: castStaff.dev },
  { path: '/find?q=amara', as: castStaff.dev },
  { path: '/sources', as: castStaff.gwen },
  { path: '/library/kit', as: castStaff.dev },
];

type Vitals = { paintMs: number; shift: number; scriptBytes: number; allBytes: number };

/** Every page some times, each time with nothing kept from before. */
export async function measureVitals(
  quick: boolean,
): Promise<Pick<Result, 'sizes' | 'comparisons' | 'figures'>> {
  const executablePath = findChromium();
  if (!executablePath) throw new Refused('There is no Chromium here: install one, or set WAYMARK_CHROMIUM.');
  const runs = quick ? 1 : 7;
  const { home, stop } = await madeUpCouncil();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const figures: Figure[] = [];
    for (const { path, as } of PAGES) {
      const found: Vitals[] = [];
      for (let run = 0; run < runs; run += 1) found.push(await look(browser, home, path, as));
      figures.push(...figuresOf(path.replace(/[0-9a-f-]{36}/, ':personId'), found));
    }
    return { sizes: { youngPeople: 300, pages: PAGES.length, runs }, comparisons: [], figures };
  } finally {
    await browser.close();
    stop();
  }
}

function figuresOf(path: string, found: readonly Vitals[]): Figure[] {
  const most = (of: keyof Vitals) => Math.max(...found.map((each) => each[of]));
  return [
    {
      what: `${path}: largest contentful paint`,
      unit: 'ms',
      value: spread(found.map(({ paintMs }) => paintMs)),
    },
    {
      what: `${path}: cumulative layout shift, the most`,
      unit: '',
      value: Math.round(most('shift') * 1_000) / 1_000,
    },
    { what: `${path}: script, as sent`, unit: 'kB', value: Math.round(most('scriptBytes') / 100) / 10 },
    { what: `${path}: everything, as sent`, unit: 'kB', value: Math.round(most('allBytes') / 100) / 10 },
  ];
}

async function look(
  browser: Browser,
  home: string,
  path: string,
  as: CastMember | undefined,
): Promise<Vitals> {
  const context = await browser.newContext({ baseURL: home, locale: 'en-GB', viewport: PHONE });
  try {
    const page = await context.newPage();
    if (as) await page.request.post('/sign-in', signInOf(as.email, home));
    const sent = await heldBack(context, page);
    await page.addInitScript(watch);
    const answer = await page.goto(path, { waitUntil: 'load' });
    if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
    await page.waitForTimeout(QUIET_MS);
    const { paintMs, shift } = await page.evaluate(read);
    return { paintMs, shift, ...sent };
  } finally {
    await context.close();
  }
}

/** A slow line and a slow processor; counts what comes over the line. */
async function heldBack(
  context: BrowserContext,
  page: Page,
): Promise<{ scriptBytes: number; allBytes: number }> {
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.emulateNetworkConditions', SLOW_4G);
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
  const sent = { scriptBytes: 0, allBytes: 0 };
  const scripts = new Set<string>();
  line.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    sent.allBytes += encodedDataLength;
    if (scripts.has(requestId)) sent.scriptBytes += encodedDataLength;
  });
  return sent;
}

/** The little that is asked of the browser: the project is compiled without its types. */
type View = {
  waymark: { paintMs: number; shift: number };
  PerformanceObserver: new (
    see: (list: { getEntries(): Entry[] }) => void,
  ) => { observe(what: { type: string; buffered: boolean }): void };
};
type Entry = { startTime: number; value: number; hadRecentInput: boolean };

/** Runs in the page, before anything of it. */
function watch(): void {
  const view = globalThis as unknown as View;
  view.waymark = { paintMs: 0, shift: 0 };
  new view.PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) view.waymark.paintMs = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new view.PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries())
      if (!hadRecentInput) view.waymark.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
}

function read(): { paintMs: number; shift: number } {
  return (globalThis as unknown as View).waymark;
}
