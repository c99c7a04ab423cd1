import type { Page } from '@playwright/test';
import { expect, nameOf, scrollsSideways, test } from './fixture.ts';

const box = (page: Page, who: Parameters<typeof nameOf>[0]) =>
  page.getByRole('checkbox', { name: `Choose ${nameOf(who)}` });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

test('some of the list are chosen, and the same note is written about them', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  const words = `Came to the open evening, scripts ${scripts}.`;
  await signIn('pastoral_lead');
  await page.goto('/people?year=10');
  await press(page, 'Write a note');
  await expect(page.getByText('Nobody was chosen.')).toBeVisible();
  await expect(page).toHaveURL(/\/people\?year=10$/);

  await box(page, 'amara').check();
  if (scripts === 'on') {
    await expect(page.locator('.wm-bulk__chosen')).toHaveText('Chosen: 1');
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
    await expect(box(page, 'amara')).toBeChecked();
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).uncheck();
    await box(page, 'amara').check();
  } else await expect(page.getByRole('checkbox', { name: 'Choose all on this page' })).toBeHidden();
  await scan();
  await press(page, 'Write a note');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A note about 1 young person');
  await scan();
  await press(page, 'Read it once more');
  await expect(page.locator('.govuk-error-summary')).toBeVisible();
  await page.getByLabel('What happened, or what was said?').fill(words);
  await press(page, 'Read it once more');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this right for 1 young person?');
  await scan();
  await press(page, 'Change it');
  await expect(page.getByLabel('What happened, or what was said?')).toHaveValue(words);
  await press(page, 'Read it once more');
  await press(page, 'Save the note');
  await expect(page).toHaveURL(/\/people\?year=10$/);
  await expect(page.getByText('The note is saved with 1 young person.')).toBeVisible();
  await page.getByRole('link', { name: nameOf('amara') }).click();
  await expect(page.locator('#notes')).toContainText(words);
});

test('sheets of those who are chosen are one page of paper each', async ({ page, signIn, scan }) => {
  await signIn('pastoral_lead');
  await page.goto('/people?sort=points');
  const boxes = page.getByRole('checkbox', { name: /^Choose (?!all)/ });
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await press(page, 'Sheets to print');
  await expect(page.getByRole('article')).toHaveCount(3);
  await scan();
  for (const width of [375, 320]) {
    await page.setViewportSize({ width, height: 812 });
    expect(await scrollsSideways(page), `at ${width} pixels`).toBe(false);
  }
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
  });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
});

test('the list is chosen from and put in order with the keyboard alone', async ({ page, signIn }) => {
  await signIn('pastoral_lead');
  await page.goto('/people');
  await page.getByRole('link', { name: 'Year', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Year' })).toHaveAttribute('aria-sort', 'ascending');
  const first = page.getByRole('checkbox', { name: /^Choose (?!all)/ }).first();
  await first.focus();
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await page.getByRole('button', { name: 'Sheets to print' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article')).toHaveCount(1);
});
