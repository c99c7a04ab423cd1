import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { castStaff } from '#test/cast';
import type { InBrowser } from '../../test/journeys/in-browser.ts';
import { signInOf } from '../testing/made-up-council.ts';

const WIDTHS = [1280, 375];
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/**
 * Takes every page that each role can come to by following links from its home, at two widths, into a folder a role. Of pages that
 * differ only by whom or what they are about, one is taken.
 *
 * @example await takeEveryPage(browser, home, '/tmp/pages') // /tmp/pages/headteacher/people-id-1280.png …
 */
export async function takeEveryPage(browser: Browser, home: string, directory: string): Promise<number> {
  let taken = 0;
  const roles = Map.groupBy(Object.values(castStaff), ({ role }) => role);
  for (const [role, [somebody]] of roles) {
    if (!somebody) continue;
    const folder = join(directory, role);
    mkdirSync(folder, { recursive: true });
    const context = await browser.newContext({ baseURL: home, locale: 'en-GB' });
    const page = await context.newPage();
    await page.request.post('/sign-in', signInOf(somebody.email, home));
    taken += await takeFrom(page, folder);
    await context.close();
  }
  return taken;
}

/** Breadth first, each sort of page once. */
async function takeFrom(page: Page, folder: string): Promise<number> {
  const waiting = ['/'];
  const seen = new Set(['/']);
  let taken = 0;
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const answer = await page.goto(address);
    if (!answer?.headers()['content-type']?.startsWith('text/html')) continue;
    if (answer.status() !== 200)
      throw new Error(`${address}, to which a page leads, answered ${answer.status()}`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const path = join(folder, `${nameOf(new URL(page.url()).pathname)}-${width}.png`);
      await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
      taken += 1;
    }
    const hrefs: string[] = await page
      .locator('a[href^="/"]')
      .evaluateAll((links: InBrowser[]) => links.flatMap((link) => link.getAttribute('href') ?? []));
    for (const href of hrefs) {
      const { pathname } = new URL(href, 'http://waymark.invalid');
      const sort = pathname.replace(ID, ':id').replace(/\/\d{4}(?=\/|$)/, '/:year');
      if (seen.has(sort) || pathname.startsWith('/assets/') || /[./](csv|svg|png|html|json)$/.test(pathname))
        continue;
      seen.add(sort);
      waiting.push(pathname);
    }
  }
  return taken;
}

function nameOf(path: string): string {
  return path.replace(ID, 'id').replaceAll('/', '-').replace(/^-/, '') || 'home';
}
