import type { Page } from '@playwright/test';
import { expect, nameOf, pageOf, test } from './fixture.ts';
import type { InBrowser } from './in-browser.ts';

/** What has the focus, in the words of whoever hears it. */
async function focused(page: Page): Promise<string> {
  return page
    .locator(':focus')
    .evaluate((element: InBrowser) =>
      (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim(),
    );
}

/** Whether anything that is drawn of it changes when the focus goes away. */
async function isSeen(page: Page): Promise<boolean> {
  return page.locator(':focus').evaluate((element: InBrowser) => {
    const drawn = () => {
      const style = element.ownerDocument.defaultView.getComputedStyle(element);
      const outline =
        style.outlineStyle === 'none'
          ? 'none'
          : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
      return [
        outline,
        style.boxShadow,
        style.backgroundColor,
        style.borderTopWidth,
        style.borderTopColor,
      ].join('|');
    };
    const withFocus = drawn();
    element.blur();
    const without = drawn();
    element.focus();
    return withFocus !== without;
  });
}

/** Presses Tab until something of this name has the focus, and returns everything that had it on the way. */
async function tabTo(page: Page, name: string, atMost = 30): Promise<string[]> {
  const passed: string[] = [];
  while (passed.at(-1) !== name) {
    if (passed.length === atMost)
      throw new Error(`${atMost} times Tab did not come to ${name}, but to ${passed.join(', ')}`);
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
    expect(await isSeen(page), `the focus on ${passed.at(-1)} can be seen`).toBe(true);
  }
  return passed;
}

test('the list is reached, narrowed and opened without a mouse', async ({ page, signIn, scripts }) => {
  await signIn('pastoral_lead');
  await page.goto('/people?q=Okonkwo');
  const passed = await tabTo(page, nameOf('amara'));
  expect(passed).toEqual([
    'Skip to main content',
    'Waymark',
    'Find by name, UPN or setting',
    'Find',
    'Dev Chaudhuri',
    'Sign out',
    'Today',
    'People',
    'Class grid',
    'Questionnaires',
    'Our setting',
    'Places',
    'Setting and year: Fernlow High School · All years',
    'Name',
    'Setting',
    'Year',
    'Noticed in',
    'Level of help',
    'In order of',
    'Not yet acted on',
    'Show',
    'Show everybody',
    'Young people',
    ...(scripts === 'on' ? ['Choose all on this page'] : []),
    'Name',
    'Year',
    'Setting',
    'Points known, up to highest',
    `Choose ${nameOf('amara')}`,
    nameOf('amara'),
  ]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nameOf('amara'));
});

test('the skip link leads past the header', async ({ page, signIn }) => {
  await signIn('pastoral_lead');
  await page.goto('/people');
  await tabTo(page, 'Skip to main content');
  await expect(page.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Enter');
  expect(await tabTo(page, 'Name')).toEqual(['Name']);
});

test('a slash leads to the search, except while one is typing', async ({ page, signIn, scripts }) => {
  await signIn('pastoral_lead');
  await page.goto(pageOf('amara'));
  const box = page.getByRole('searchbox', { name: 'Find by name, UPN or setting' });
  await page.keyboard.press('/');
  if (scripts === 'off') {
    // The key is a convenience of our script; without it the box is two links from the top.
    await expect(box).not.toBeFocused();
    await tabTo(page, 'Find by name, UPN or setting', 3);
  }
  await expect(box).toBeFocused();
  await page.keyboard.type('sio/');
  await expect(box).toHaveValue('sio/');
  await box.fill('siobhan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('listitem').getByRole('link')).toHaveText([
    nameOf('siobhan'),
  ]);
});

test('a note is written without a mouse', async ({ page, signIn, scripts }) => {
  const words = `Spoke with Haruki at the bike shed (scripts ${scripts}).`;
  await signIn('pastoral_lead');
  await page.goto(pageOf('haruki'));
  await tabTo(page, 'Add a note', 40);
  await page.keyboard.press('Enter');
  await tabTo(page, 'What happened, or what was said?', 1);
  await page.keyboard.type(words);
  expect(await tabTo(page, 'Save note')).toEqual([
    'Day',
    'Month',
    'Year',
    'Only headteacher, pastoral lead and SENCO may read it',
    'Save note',
  ]);
  await page.keyboard.press('Enter');
  await expect(page.getByText('The note is saved.')).toBeVisible();
  await expect(page.locator('#notes').getByRole('listitem').filter({ hasText: words })).toHaveCount(1);
});
