import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function signInAs(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await press(page, 'Sign in');
}

test('somebody sets up 2-step sign-in, signs in with it, and loses their telephone', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
  scripts,
}) => {
  const email = `robin-${scripts}@fernshire.example`;
  const password = 'violet tractor hums softly';
  await signIn('administrator');
  await page.goto('/accounts/new');
  await page.getByLabel('Name', { exact: true }).fill(`Robin Vale ${scripts}`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Analyst', { exact: true }).check();
  await page.getByLabel('Why').fill('Reports for the committee');
  await press(page, 'Open the account');
  const handed = (await page.locator('code').textContent()) ?? '';
  await page.getByRole('link', { name: /^The account of/ }).click();
  const account = page.url();
  await press(page, 'Sign out');

  await signInAs(page, email, handed);
  await page.getByLabel('The password you have now').fill(handed);
  await page.getByLabel('New password').fill(password);
  await press(page, 'Keep this password');
  await page.goto('/account');
  await page.getByRole('link', { name: 'Set up 2-step sign-in' }).click();
  await scan();
  await press(page, 'Set up an app');
  await expect(heading(page)).toHaveText('Set up an app');
  await expect(page.getByRole('img', { name: /Picture that holds the key/ })).toBeVisible();
  await scan();
  await page.setViewportSize({ width: 375, height: 700 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByLabel('Code').fill('12345');
  await press(page, 'Turn on 2-step sign-in');
  await expect(page.locator('.govuk-error-summary')).toContainText('not the code that the app shows');
  await scan();
  const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('Code').fill(new TOTP({ secret }).generate());
  await page.getByLabel('What to call it').fill('Telephone');
  await press(page, 'Turn on 2-step sign-in');
  await expect(heading(page)).toHaveText('Recovery codes');
  await scan();
  const codes = await page.locator('code').allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them, go on' }).click();
  await press(page, 'Sign out');

  await signInAs(page, email, password);
  await expect(heading(page)).toHaveText('Enter your code');
  await scan();
  await page.goto('/people');
  await expect(heading(page)).toHaveText('Enter your code');
  await page.getByLabel('Code').fill('000 000');
  await press(page, 'Go on');
  await expect(page.locator('.govuk-error-summary')).toContainText('This code is not right');
  await scan();
  await page.getByLabel('Code').fill(codes[0] ?? '');
  await press(page, 'Go on');
  await expect(page).toHaveURL(/\/today$/);
  await page.goto('/account/second-step');
  await expect(page.getByText('9 codes left')).toBeVisible();
  await scan();

  const admins = await browser.newPage({ ...(baseURL ? { baseURL } : {}) });
  await admins.goto('/sign-in');
  await signInAs(admins, 'priya@fernshire.example', 'made-up-fernshire');
  await admins.goto(account);
  await admins.getByRole('button', { name: 'Turn off 2-step sign-in' }).click();
  await expect(heading(admins)).toHaveText(`Turn off 2-step sign-in for Robin Vale ${scripts}`);
  await press(admins, 'Turn off 2-step sign-in');
  await expect(admins.getByText('2-step sign-in is off for this account.')).toBeVisible();
  await admins.close();
  await page.goto('/account');
  await expect(heading(page)).toHaveText('Sign in');
  await signInAs(page, email, password);
  await expect(page).toHaveURL(/\/today$/);

  const keys = await page.context().newCDPSession(page);
  await keys.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    isUserVerified: true,
  } as const;
  await keys.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, hasUserVerification: true } });
  await page.goto('/account/second-step');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('This browser cannot make a passkey')).toBeHidden();
  await scan();
  await page.getByLabel('What to call it').fill('Laptop');
  await press(page, 'Make the passkey');
  await expect(heading(page)).toHaveText('Recovery codes');
  await page.getByRole('button', { name: 'I have kept them, go on' }).click();
  await press(page, 'Sign out');
  await signInAs(page, email, password);
  await expect(heading(page)).toHaveText('Use your passkey, or enter a code');
  await scan({ again: true });
  await press(page, 'Use a passkey');
  await expect(page).toHaveURL(/\/today$/);
  await page.goto('/account/second-step');
  await expect(page.getByText('last used on')).toBeVisible();
});

test('the screen is hidden by one key, and comes back with what was typed', async ({
  page,
  signIn,
  scripts,
  scan,
}) => {
  test.skip(scripts === 'off', 'a key is heard by script');
  await signIn('pastoral_lead');
  await page.goto('/people');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('h');
  const cover = page.getByRole('dialog', { name: 'The screen is hidden' });
  await expect(cover).toBeVisible();
  await expect(page).toHaveTitle('Waymark');
  await scan();
  const size = await cover.boundingBox();
  expect(size).toMatchObject({
    x: 0,
    y: 0,
    width: page.viewportSize()?.width,
    height: page.viewportSize()?.height,
  });
  await press(page, 'Show the screen again');
  await expect(cover).toBeHidden();
  await expect(page).toHaveTitle(/^People/);
});
