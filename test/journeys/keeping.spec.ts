import type { Page } from '@playwright/test';
import { castPassword, castStaff } from '#test/cast';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('what is kept is given out, held, asked to be erased, and declined by somebody else', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
}) => {
  await signIn('data_manager');
  await page.goto(pageOf('haruki'));
  await page.getByRole('link', { name: 'What is kept', exact: true }).click();
  await expect(heading(page)).toHaveText(/^What is kept about/);
  await expect(page.getByRole('rowheader', { name: 'Who they are' })).toBeVisible();
  await scan();
  const path = new URL(page.url()).pathname;
  const given = await page.request.get(`${path}.html`);
  expect(given.headers()['content-disposition']).toContain('attachment; filename="record.html"');
  const paper = await browser.newPage();
  await paper.setContent(await given.text());
  await expect(paper.getByRole('heading', { level: 1 })).toHaveText(/^What is kept about/);
  await expect(paper.getByRole('heading', { name: 'Registers', exact: true })).toBeVisible();
  await paper.close();

  await page.getByRole('button', { name: 'Place a legal hold' }).click();
  await press(page, 'Hold it');
  await expect(page.locator('.govuk-error-summary')).toContainText('Give a reason');
  await scan();
  await page.getByLabel('Reason').fill('A claim is under way');
  await press(page, 'Hold it');
  await expect(page.getByText('The record is held.')).toBeVisible();
  await expect(page.getByText('A claim is under way')).toBeVisible();
  await page.getByRole('button', { name: 'End the legal hold' }).click();
  await page.getByLabel('Reason').fill('Settled out of court');
  await press(page, 'End the hold');

  await page.getByRole('button', { name: 'Ask for it to be erased' }).click();
  await scan();
  await page.getByLabel('Reason').fill('Asked for by a parent');
  await press(page, 'Ask for it');
  await page.goto('/retention');
  await scan();
  await page.getByRole('link', { name: /Haruki/ }).click();
  await expect(page.getByText('somebody else has to approve it')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Erase this record' })).toHaveCount(0);
  await scan();

  const other = await browser.newPage({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 375, height: 700 },
  });
  await other.goto('/sign-in');
  await other.getByLabel('E-mail address', { exact: true }).fill(castStaff.alison.email);
  await other.getByLabel('Password', { exact: true }).fill(castPassword);
  await press(other, 'Sign in');
  await other.goto('/retention');
  expect(await scrollsSideways(other)).toBe(false);
  await other.getByRole('link', { name: /Haruki/ }).click();
  await expect(other.getByRole('button', { name: 'Erase this record' })).toBeVisible();
  expect(await scrollsSideways(other)).toBe(false);
  await other.getByLabel('Why it should stay').fill('He is still at school');
  await press(other, 'Do not erase it');
  await expect(other.getByText('The record stays.')).toBeVisible();
  await other.close();
});
