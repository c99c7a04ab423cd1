import type { Page } from '@playwright/test';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';
import type { InBrowser, WindowInBrowser } from './in-browser.ts';

/** Pages of every sort, as somebody who may go to all of them. */
const PAGES = [
  '/today',
  '/people',
  pageOf('amara'),
  `${pageOf('amara')}/missing`,
  `${pageOf('amara')}/who-sees`,
  '/find?q=okonkwo',
  '/calendars',
  '/calendars/organisation/2026',
  '/sources',
  '/sources/import',
  '/quality',
  '/rules',
  '/validation',
  '/numbers',
  '/downloads',
  '/working-at',
  '/keys',
  '/library/kit',
  '/privacy',
  '/instruments',
  '/instruments/send-review',
  '/action-plan',
  '/action-plan/new',
];
/** Pixels between things that stand beside each other and do not begin at the same height. */
const ONE_ROW = 60;
const FORMS = [
  `${pageOf('amara')}/mark`,
  `${pageOf('amara')}/decision`,
  `${pageOf('amara')}/own-accounts`,
  `${pageOf('amara')}/shares`,
  `${pageOf('amara')}/adults`,
  '/break-glass',
  '/places',
  '/grid?year=10',
  '/calls',
  '/instruments/resilience-wellbeing/campaign',
  '/relationships',
  `${pageOf('amara')}/questions`,
];

test.describe('where a finger points', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 375, height: 812 } });

  test('whatever is pressed is 44 pixels high, except a link in a sentence', async ({ page, signIn }) => {
    test.slow();
    for (const [role, paths] of [
      ['data_manager', PAGES],
      ['pastoral_lead', FORMS],
    ] as const) {
      await signIn(role);
      for (const path of paths) {
        await page.goto(path);
        expect(await tooLow(page), path).toEqual([]);
      }
    }
  });
});

test.describe('at 400 per cent', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('nothing is cut off to the side, and all that can be pressed comes into sight', async ({
    page,
    signIn,
  }) => {
    test.slow();
    for (const [role, paths] of [
      ['data_manager', PAGES],
      ['pastoral_lead', FORMS],
    ] as const) {
      await signIn(role);
      for (const path of paths) {
        await page.goto(path);
        expect(await scrollsSideways(page), path).toBe(false);
        expect(await beyondTheEdge(page), path).toEqual([]);
      }
    }
  });
});

test('the focus goes down the page in the order in which it is read, and is never hidden', async ({
  page,
  signIn,
}) => {
  test.slow();
  await signIn('data_manager');
  for (const path of PAGES.filter((each) => each !== '/library/kit')) {
    await page.goto(path);
    expect(await page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').count(), path).toBe(0);
    const stops = await focusStops(page);
    expect(stops.length, path).toBeGreaterThan(5);
    expect(
      stops.filter(({ isSeen }) => !isSeen).map(({ what }) => what),
      `hidden while focused on ${path}`,
    ).toEqual([]);
    const back = stops.filter(({ at }, index) => at < (stops[index - 1]?.at ?? 0) - ONE_ROW);
    expect(
      back.map(({ what }) => what),
      `before what was focused on ${path}`,
    ).toEqual([]);
  }
});

test('nothing moves for whoever would rather that nothing did', async ({ page, signIn }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await signIn('data_manager');
  for (const path of ['/library/kit', '/today', pageOf('amara')]) {
    await page.goto(path);
    expect(await moving(page), path).toEqual([]);
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/library/kit');
  expect(await moving(page), 'the bar of an unknown length moves for everybody else').toEqual([
    'wm-progress',
  ]);
});

function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (globalThis as unknown as WindowInBrowser).document
      .getAnimations()
      .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty ?? ''),
  );
}

/** What can be pressed and is lower than a finger needs. A link in a sentence is as high as its line. */
function tooLow(page: Page): Promise<string[]> {
  return page
    .locator('a[href], button, select, textarea, summary, label, input:not([type="hidden"])')
    .evaluateAll((all: InBrowser[]) =>
      all
        .filter((each) => {
          const { width, height } = each.getBoundingClientRect();
          if (width <= 1 || height <= 1 || height >= 43.5) return false;
          if (each.tagName === 'LABEL') return each.querySelector('input') !== null;
          // The box of a choice is pressed by the label that stands for it.
          if (/^(radio|checkbox)$/.test(each.type ?? '') && (each.labels?.length ?? 0) > 0) return false;
          const around = each.parentElement?.textContent.trim() ?? '';
          return !(each.tagName === 'A' && around !== each.textContent.trim() && around.length > 0);
        })
        .map((each) => `${each.tagName} ${each.className}: ${each.textContent.trim().slice(0, 40)}`),
    );
}

/** What can be pressed and lies outside the page, unless it can be scrolled to within its own frame. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.locator('a[href], button, select, textarea, summary').evaluateAll((all: InBrowser[]) =>
    all
      .filter((each) => {
        const { left, right, width } = each.getBoundingClientRect();
        const isShown = width > 1 && each.checkVisibility();
        return isShown && !each.closest('.wm-scroll, .wm-raw') && (left < -1 || right > 321);
      })
      .map((each) => each.textContent.trim().slice(0, 40)),
  );
}

type Stop = { what: string; at: number; isSeen: boolean };

/** Presses Tab until the page has been gone through: what had the focus, its place in the page, whether it was in sight. */
async function focusStops(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 150; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((): Stop | null => {
      const { document, scrollY } = globalThis as unknown as WindowInBrowser;
      const { activeElement: focused, body } = document;
      if (!focused || focused === body) return null;
      const { left, top, width, height } = focused.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      const isSeen = there !== null && (focused.contains(there) || there.contains(focused));
      return { what: focused.textContent.trim().slice(0, 40), at: top + scrollY, isSeen };
    });
    // Past the last one is the browser itself, or the first again.
    if (!stop || (stops.length > 0 && stop.what === stops[0]?.what)) break;
    stops.push(stop);
  }
  return stops;
}
