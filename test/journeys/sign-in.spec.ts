import type { Page } from '@playwright/test';
import { castPassword, castStaff } from '#test/cast';
import { expect, test } from './fixture.ts';

const { email } = castStaff.dev;
const wrong = 'The e-mail address or the password is not right';

async function fillIn(page: Page, who: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address', { exact: true }).fill(who);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('somebody who mistypes is told kindly, tries again and arrives where they were going', async ({
  page,
  scan,
  scripts,
}) => {
  await page.goto('/people?year=9');
  await expect(page).toHaveTitle('Sign in – Waymark');
  await scan();

  await fillIn(page, email, 'made-up-fernshore');
  const summary = page.locator('.govuk-error-summary');
  await expect(summary).toContainText(wrong);
  await expect(page).toHaveTitle(/^Error: Sign in/);
  if (scripts === 'on') await expect(summary).toBeFocused();
  await expect(page.getByLabel('E-mail address', { exact: true })).toHaveValue(email);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await scan();
  await summary.getByRole('link', { name: wrong }).click();
  await expect(page.getByLabel('E-mail address', { exact: true })).toBeFocused();

  await fillIn(page, email, castPassword);
  await expect(page).toHaveURL(/\/people\?year=9$/);
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Dev Chaudhuri');
});

test('nobody learns from the sign-in page who has an account', async ({ page }) => {
  await page.goto('/sign-in');
  await fillIn(page, 'nobody@fernshire.example', castPassword);
  await expect(page.locator('.govuk-error-summary')).toContainText(wrong);
});

test('what is left empty is named, and each name leads to its field', async ({ page, scan }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  const summary = page.locator('.govuk-error-summary');
  await expect(summary.getByRole('link')).toHaveText(['Enter your e-mail address', 'Enter your password']);
  await summary.getByRole('link', { name: 'Enter your password' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    /Enter your password/,
  );
  await scan();
});

test('after signing out neither the back button nor an address shows anybody', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('pastoral_lead');
  await page.goto('/people');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'The five domains' })).toBeVisible();
  const seen = page.url();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You have signed out.')).toBeVisible();
  await scan();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.goto(seen);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
});
