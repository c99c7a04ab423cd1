/** What every journey begins with: our script on or off, somebody of the cast signed in, axe, and ears for complaints. */
import { test as base, expect, type Page } from '@playwright/test';
import type { Role } from '#modules/access';
import { type CastKey, type CastMember, castPassword, castStaff, castYoungPeople } from '#test/cast';
import type { Scripts } from '../../playwright.config.ts';
import { breachesOn } from './breaches.ts';
import { hearComplaints } from './complaints.ts';
import type { InBrowser } from './in-browser.ts';
import { isNewShape } from './shapes.ts';

type Given = {
  /** Signs in somebody of the cast who has this role, without the page, which has a journey of its own. */
  signIn(role: Role): Promise<CastMember>;
  /** Fails on any breach of WCAG 2.2 A and AA that axe finds on the page as it is now. Of pages of one shape the first is looked at, and others when asked `again`. */
  scan(how?: { again: boolean }): Promise<void>;
};

export const test = base.extend<Scripts & Given>({
  scripts: ['on', { option: true }],

  page: async ({ page, scripts, baseURL }, provide) => {
    if (scripts === 'off') await page.route('**/assets/**/*.js', (route) => route.abort());
    const complaints = hearComplaints(page, { home: new URL(baseURL ?? '').origin, scripts });
    await provide(page);
    expect(complaints, 'what the browser complained of').toEqual([]);
  },

  signIn: async ({ page, baseURL }, provide) => {
    await provide(async (role) => {
      const member = Object.values(castStaff).find((each) => each.role === role);
      if (!member) throw new RangeError(`Nobody in the cast is ${role}`);
      const answer = await page.request.post('/sign-in', {
        form: { email: member.email, password: castPassword },
        headers: { origin: new URL(baseURL ?? '').origin },
        maxRedirects: 0,
      });
      expect(answer.status(), `${member.email} is let in`).toBe(303);
      return member;
    });
  },

  scan: async ({ page }, provide) => {
    await provide(async ({ again } = { again: false }) => {
      await page.waitForLoadState();
      if (!(await isNewShape(page)) && !again) return;
      expect(await breachesOn(page), `axe on ${page.url()}`).toEqual([]);
    });
  },
});

export { expect };

/** Where the page of one of the cast is. @example await page.goto(pageOf('amara')); */
export function pageOf(who: CastKey): string {
  return `/people/${castYoungPeople[who].id}`;
}

/** What somebody of the cast is called on a page. */
export function nameOf(who: CastKey): string {
  const { givenName, knownAs, familyName } = castYoungPeople[who];
  return `${knownAs ?? givenName} ${familyName}`;
}

/** Whether something is cut off to the side, so that one would have to scroll there and back to read a line. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  // A press ends when the next page begins, which may be before its style is there.
  await page.waitForLoadState();
  return page.locator('html').evaluate((html: InBrowser) => html.scrollWidth > html.clientWidth);
}
