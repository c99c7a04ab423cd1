import { type CastKey, castYoungPeople } from '#test/cast';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

const who: CastKey = 'amara';

test('a young person gets a card, signs in with it on a telephone, and reads who can see them', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
}) => {
  await signIn('tutor');
  await page.goto(pageOf(who));
  await page.getByRole('link', { name: 'How they sign in', exact: true }).click();
  await scan();
  const own = new URL(page.url()).pathname;
  await page.goto(`/people/cards?chosen=${castYoungPeople[who].id}`);
  await scan();
  await page.getByRole('button', { name: 'Make cards', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 card to print');
  await scan();
  const words = await page.locator('.wm-own-card__words').innerText();
  const secret = await page.locator('.wm-secret').innerText();

  const phone = await browser.newPage({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 375, height: 667 },
    javaScriptEnabled: false,
  });
  await phone.goto('/sign-in');
  await phone.getByRole('link', { name: 'I have a card', exact: true }).click();
  await phone.getByLabel('The five words on my card').fill(words);
  await phone.getByLabel('My secret').fill(secret === '0000' ? '1111' : '0000');
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.locator('.govuk-error-summary')).toContainText('do not fit');
  expect(await scrollsSideways(phone)).toBe(false);
  // The words are still there; the secret is not.
  await phone.getByLabel('My secret').fill(secret);
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Hello, Amara');
  await expect(phone.getByText('They look after my tutor group')).toBeVisible();
  expect(await scrollsSideways(phone)).toBe(false);

  // Ended by staff, the next press is out.
  await page.goto(own);
  await expect(page.getByText('Last used')).toBeVisible();
  await page.getByRole('button', { name: /^End this account Amara/ }).click();
  await expect(page.getByText('The account is ended.')).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await phone.close();
});

test('the pages of cards can be read by everybody', async ({ page, signIn, scan }) => {
  await page.goto('/card');
  await scan();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.locator('.govuk-error-summary')).toContainText('Type the five words');
  await scan();
  await signIn('pastoral_lead');
  await page.goto(`${pageOf(who)}/own-accounts`);
  await page.getByLabel('Name', { exact: true }).fill('Rowan Field');
  await page.getByRole('button', { name: 'Add a parent or carer', exact: true }).click();
  await expect(page.locator('.govuk-error-summary')).toContainText('telephone or address');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Rowan Field');
  await scan();
  await page.getByLabel('Telephone or address that the school knows').fill('01632 960123');
  await page.getByRole('button', { name: 'Add a parent or carer', exact: true }).click();
  await expect(page.getByText('Then ring the school')).toBeVisible();
  await scan();
});

test('numbers to give out are made once and say what is left out', async ({ page, signIn, scan }) => {
  await signIn('analyst');
  await page.goto('/numbers');
  await scan();
  const make = page.getByRole('button', { name: /^Make the numbers for/ });
  if ((await make.count()) > 0) await make.click();
  await expect(page.locator('h2[id^=month]').first()).toHaveText(/2026$/);
  await expect(make).toHaveCount(0);
  await scan();
  const file = await page.request.get(
    (await page.getByRole('link', { name: /^Download as CSV/ }).getAttribute('href')) ?? '',
  );
  expect(await file.text()).toContain('stands for a number below 10');
});
