import { expect, scrollsSideways, test } from './fixture.ts';

test('somebody chooses the setting and the year they work with, and goes back to everybody', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('participation_lead');
  await page.goto('/people');
  await page.getByRole('link', { name: /^Setting and year/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Setting and year');
  await scan();
  await page.locator('main').getByLabel('Setting', { exact: true }).selectOption('Fernlow High School');
  await page.locator('main').getByLabel('Year', { exact: true }).selectOption('Year 10');
  await page.getByRole('button', { name: 'Work with these' }).click();
  await expect(page).toHaveURL(/\/people\?setting=[0-9a-f-]+&year=10$/);
  for (const where of await page.locator('tbody tr td:nth-child(2)').allTextContents())
    expect(where).toContain('Year 10');

  await page.getByRole('link', { name: 'Today', exact: true }).click();
  const link = page.getByRole('link', { name: 'Setting and year: Fernlow High School · Year 10' });
  await expect(link).toBeVisible();
  await scan();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);

  await link.click();
  await page.locator('main').getByLabel('Setting', { exact: true }).selectOption('All settings');
  await page.locator('main').getByLabel('Year', { exact: true }).selectOption('All years');
  await page.getByRole('button', { name: 'Work with these' }).click();
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.getByRole('link', { name: 'Setting and year: All settings · All years' })).toBeVisible();
});
