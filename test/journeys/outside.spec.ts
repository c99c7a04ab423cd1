import type { Page } from '@playwright/test';
import { castPassword, castStaff, type StaffKey } from '#test/cast';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function signInAs(page: Page, who: StaffKey): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address', { exact: true }).fill(castStaff[who].email);
  await page.getByLabel('Password', { exact: true }).fill(castPassword);
  await press(page, 'Sign in');
}

test('part of a page is shared with somebody outside, who reads it once, and it is ended', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
}) => {
  await signIn('pastoral_lead');
  await page.goto(pageOf('amara'));
  await page.getByRole('link', { name: 'Share outside', exact: true }).click();
  await scan();
  await page.getByLabel('Who is it for?').fill('Sam Reid');
  await press(page, 'Share it');
  await expect(page.locator('.govuk-error-summary')).toContainText('Choose the lawful basis');
  await scan();
  // What was typed is still there.
  await expect(page.getByLabel('Who is it for?')).toHaveValue('Sam Reid');
  await page.getByLabel('Their organisation').fill('Northmoor Youth Justice Service');
  await page.getByLabel('Telephone at which').fill('01632 960789');
  await page.getByLabel('Attendance', { exact: true }).check();
  await page.getByLabel('Consent', { exact: true }).check();
  await page.getByLabel('How, or by which law').fill('Said yes in person, with mother present');
  await page.getByLabel('Day', { exact: true }).fill('10');
  await page.getByLabel('Month', { exact: true }).fill('12');
  await page.getByLabel('Year', { exact: true }).fill('2026');
  await press(page, 'Share it');
  const link = await page.locator('.wm-share__link').innerText();
  const code = await page.locator('.wm-secret').innerText();
  await scan();

  const other = await browser.newPage({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 375, height: 667 },
  });
  await other.goto(new URL(link).pathname);
  expect(await scrollsSideways(other)).toBe(false);
  await other.getByLabel('Code').fill(code);
  await press(other, 'Show it');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Shared with you');
  await expect(other.getByText('Amara Okonkwo').first()).toBeVisible();
  expect(await scrollsSideways(other)).toBe(false);
  await other.goto(new URL(link).pathname);
  await other.getByLabel('Code').fill(code);
  await press(other, 'Show it');
  await expect(other.locator('.govuk-error-summary')).toContainText('is not right, was used already');
  await other.close();

  await page.goto(`${pageOf('amara')}/shares`);
  await expect(page.getByText('Looked at 1 time').first()).toBeVisible();
  await page
    .getByRole('button', { name: /^End it/ })
    .first()
    .click();
  await expect(page.getByText('It is not shared any more.')).toBeVisible();
});

test('somebody looks in an emergency, and somebody else reviews it', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
}) => {
  const tomasz = await browser.newPage(baseURL ? { baseURL } : {});
  await signInAs(tomasz, 'tomasz');
  await tomasz.goto('/find?q=nobody');
  await tomasz.getByRole('link', { name: 'Look in an emergency', exact: true }).click();
  await press(tomasz, 'Look now');
  await expect(tomasz.locator('.govuk-error-summary')).toContainText('Say what the emergency is');
  await tomasz.getByLabel('UPN', { exact: true }).fill('K990399916001');
  await tomasz.getByLabel('What is the emergency?').fill('Found alone at the station, late at night');
  await press(tomasz, 'Look now');
  await expect(tomasz.getByText('You look at this in an emergency')).toBeVisible();
  await tomasz.close();

  await signIn('participation_lead');
  await page.goto('/today');
  await scan();
  await page.goto('/looks');
  await scan();
  await page.getByRole('link', { name: 'Looks in emergencies', exact: true }).click();
  await scan();
  await page
    .getByRole('link', { name: /^Review/ })
    .first()
    .click();
  await scan();
  await press(page, 'Keep the review');
  await expect(page.locator('.govuk-error-summary')).toContainText('Say whether it was justified');
  await scan();
  await page.getByLabel('Yes', { exact: true }).check();
  await page.getByLabel('Why, and what follows from it').fill('The police had called him.');
  await press(page, 'Keep the review');
  await expect(page.getByText('The review is kept.')).toBeVisible();
});

test('the pages of emergencies and of files can be read by everybody', async ({ page, signIn, scan }) => {
  await signIn('headteacher');
  for (const path of ['/break-glass', '/downloads', '/card', '/shared/nothing']) {
    await page.goto(path);
    await scan();
    expect(await scrollsSideways(page), path).toBe(false);
  }
});
