import { expect, nameOf, pageOf, test } from './fixture.ts';

const printed = 'Confidential. Printed by Ruth Abara on 20 November 2026.';

test('a printed list is the list and whose paper it is, with nothing to press', async ({ page, signIn }) => {
  await signIn('headteacher');
  await page.goto('/people?sort=points');
  await expect(page.getByText(printed)).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(printed)).toBeVisible();
  await expect(page.getByRole('table').locator('tbody').getByRole('row')).toHaveCount(25);
  await expect(page.locator('.wm-strip__picture').first()).toBeVisible();
  for (const gone of ['navigation', 'search', 'button', 'searchbox', 'combobox', 'contentinfo'] as const) {
    await expect(page.getByRole(gone), gone).toHaveCount(0);
  }
  await expect(page.getByText('Download this list')).toBeHidden();
  await expect(page.getByText('Skip to main content')).toBeHidden();
});

test('a printed page of somebody says whose paper it is and keeps reasons and calendar', async ({
  page,
  signIn,
}) => {
  await signIn('headteacher');
  await page.goto(pageOf('amara'));
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nameOf('amara'));
  await expect(page.getByText(printed)).toBeVisible();
  await expect(page.getByRole('region', { name: 'School', exact: true })).toContainText(
    'of possible sessions',
  );
  await expect(page.locator('.wm-calendar__month').first()).toBeVisible();
  for (const gone of ['navigation', 'search', 'button', 'textbox'] as const) {
    await expect(page.getByRole(gone), gone).toHaveCount(0);
  }
  await expect(page.getByText('All people')).toBeHidden();
  await expect(page.getByText('Add a note')).toBeHidden();
});
