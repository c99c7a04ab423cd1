import type { Page } from '@playwright/test';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';
import type { InBrowser } from './in-browser.ts';

/** Every place of an analyst, who comes to the most of them, and what stands in front of it. */
const PAGES = [
  '/privacy',
  '/today',
  '/people?sort=points',
  '/find?q=amara',
  '/working-at',
  '/keys',
  '/library/kit',
  '/calendars',
  '/sources',
  '/sources/import',
  '/quality',
  '/validation',
  '/numbers',
  '/downloads',
  '/rules',
  pageOf('rosie'),
  `${pageOf('rosie')}/missing`,
  `${pageOf('rosie')}/notes`,
  '/nowhere',
];
const WIDTHS = [1280, 320];

/** What a page says by itself, and never anybody's data: plain English there has not gone through the messages. */
async function untranslated(page: Page): Promise<string[]> {
  const said: string[] = await page
    .locator('label, legend, button, summary, thead th, .govuk-hint, nav a, .govuk-error-message')
    .evaluateAll((all: InBrowser[]) => all.map(({ textContent }) => textContent.trim()));
  return said.filter((text) => /[A-Za-z]{2}/.test(text) && !text.includes('⟦'));
}

async function stands(page: Page, address: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect(await scrollsSideways(page), `${address} at ${width} px`).toBe(false);
  }
}

test.describe('in a language a third longer', () => {
  test.use({ locale: 'en-XA' });

  test('every page stands, and says nothing that is not in the messages', async ({ page, signIn, scan }) => {
    await page.goto('/sign-in');
    expect(await untranslated(page), '/sign-in').toEqual([]);
    await stands(page, '/sign-in');
    await signIn('analyst');
    for (const address of PAGES) {
      await page.goto(address);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
      // The kit shows pieces with words of its own making.
      if (address !== '/library/kit') expect(await untranslated(page), address).toEqual([]);
      await stands(page, address);
    }
    await scan();
  });
});

test.describe('from right to left', () => {
  test.use({ locale: 'ar-XB' });

  test('every page stands', async ({ page, signIn, scan }) => {
    await signIn('analyst');
    for (const address of PAGES) {
      await page.goto(address);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await stands(page, address);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto('/people');
    await scan();
    // What begins at the left otherwise begins at the right.
    const [name, level] = await page
      .locator('thead th')
      .evaluateAll((heads: (InBrowser & { offsetLeft: number })[]) =>
        [heads.at(0), heads.at(-1)].map((head) => head?.offsetLeft ?? 0),
      );
    expect(name ?? 0).toBeGreaterThan(level ?? 0);
  });
});
