import type { Page } from '@playwright/test';
import { expect, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

test('an administrator opens an account, hands the password over, and closes it again', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
  scripts,
}) => {
  const email = `rowan-${scripts}@fernshire.example`;
  await signIn('administrator');
  await page.goto('/');
  await expect(page).toHaveURL(/\/accounts$/);
  await scan();
  await page.getByRole('button', { name: 'Open an account' }).click();
  await press(page, 'Open the account');
  await expect(page.locator('.govuk-error-summary')).toContainText('Choose a role');
  await scan();
  await page.getByLabel('Name', { exact: true }).fill(`Rowan Ek ${scripts}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Tutor', { exact: true }).check();
  await page.getByLabel('Why').fill('Takes 9C from January');
  await press(page, 'Open the account');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Rowan Ek ${scripts} can sign in`);
  await scan();
  const password = (await page.locator('code').textContent()) ?? '';

  const theirs = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
  await theirs.goto('/sign-in');
  await theirs.getByLabel('E-mail address').fill(email);
  await theirs.getByLabel('Password').fill(password);
  await press(theirs, 'Sign in');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Choose a password');
  await theirs.getByLabel('The password you have now').fill(password);
  await theirs.getByLabel('New password').fill('violet tractor hums softly');
  await press(theirs, 'Keep this password');
  await expect(theirs.getByText('Your password is changed.')).toBeVisible();
  await theirs.getByRole('link', { name: `Rowan Ek ${scripts}` }).click();
  await expect(theirs.getByText('this browser')).toBeVisible();

  await page.getByRole('link', { name: `The account of Rowan Ek ${scripts}` }).click();
  await expect(page.getByText('Takes 9C from January')).toBeVisible();
  await scan();
  await page.getByRole('link', { name: /^End/ }).click();
  await page.getByLabel('Why it ends').fill('Somebody else takes 9C');
  await scan();
  await press(page, 'End this role');
  await expect(page.getByText('The role has ended.')).toBeVisible();
  await page.getByRole('button', { name: 'Close the account' }).click();
  await scan();
  await press(page, 'Close the account');
  await expect(page.getByText('The account is closed.')).toBeVisible();
  await theirs.goto('/account');
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await theirs.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true });

  test('accounts are read and opened without scrolling sideways', async ({ page, signIn, scan }) => {
    await signIn('administrator');
    for (const address of ['/accounts', '/accounts/new', '/account', '/account/password']) {
      await page.goto(address);
      expect(await scrollsSideways(page), address).toBe(false);
      await scan();
    }
    await page.goto('/accounts');
    await page.getByRole('table').getByRole('link').first().click();
    expect(await scrollsSideways(page), 'an account').toBe(false);
  });
});
