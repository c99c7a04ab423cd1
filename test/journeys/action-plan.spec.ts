import type { Page } from '@playwright/test';
import { expect, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('an audit leads into an action, which is reviewed, at any width and on paper', async ({
  page,
  signIn,
  scan,
}) => {
  test.slow();
  await signIn('pastoral_lead');
  await page.goto('/instruments/wellbeing-audit');
  await page
    .getByRole('button', { name: /^Begin for / })
    .first()
    .click();
  await page.getByRole('group', { name: 'A shared aim' }).getByLabel('Somebody leads on wellbeing.').check();
  await press(page, 'Save and go on');
  const audit = page.url().replace(/\/\d+$/, '');
  await page.goto(`${audit}/check`);
  await press(page, 'Send it');
  await expect(page.getByRole('heading', { name: 'What it leaves to do' })).toBeVisible();
  await scan();
  await page.getByRole('link', { name: /^Plan an action\s*: A lead with time and training/ }).click();
  await expect(page.getByLabel('What it is for')).toHaveValue(/A lead with time and training/);
  await press(page, 'Plan it');
  await expect(page.getByRole('link', { name: 'Say who leads' })).toBeVisible();
  await scan();
  await page.getByLabel('What is done').fill('Two hours a week for the lead');
  await page.getByLabel('Who leads').fill('Dev Chaudhuri');
  await page.getByLabel('How we will see that it worked').fill('Leaders look at it each term');
  await press(page, 'Plan it');
  await expect(page.getByText('Leaders look at it each term')).toBeVisible();
  await scan();
  await page.getByLabel('It is working').check();
  await page.getByLabel('What has changed, and how you know').fill('The hours are on the timetable');
  await press(page, 'Keep the review');
  await expect(page.getByText('The hours are on the timetable')).toBeVisible();
  await page.goto('/action-plan');
  await expect(page.getByRole('row', { name: /Leadership and management.*It is working/ })).toBeVisible();
  await scan();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  expect(await scrollsSideways(page)).toBe(false);
});

test('an action is planned without a mouse', async ({ page, signIn }) => {
  await signIn('pastoral_lead');
  await page.goto('/action-plan/new');
  await page.getByLabel('Area').focus();
  await page.keyboard.type('Belonging');
  for (const words of ['One adult each', 'Pair everybody', 'Dev']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(words);
  }
  await page.getByLabel('How we will see that it worked').focus();
  await page.keyboard.type('Nobody is without');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Plan it' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Belonging');
});
