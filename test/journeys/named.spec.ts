import { castStaff } from '#test/cast';
import { expect, nameOf, pageOf, scrollsSideways, test } from './fixture.ts';

test('an administrator makes a cluster, gives a role for it, and takes a setting out again', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('administrator');
  await page.goto('/clusters');
  await scan();
  await page.getByRole('button', { name: 'Make a cluster' }).click();
  await page.getByRole('button', { name: 'Save the cluster' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name');
  await scan();
  await page.getByLabel('Name').fill('Hill Trust');
  await page.getByLabel('A trust').check();
  await page.getByLabel('Quillbeck School').check();
  await page.getByLabel('Dapplemere Academy').check();
  await page.getByRole('button', { name: 'Save the cluster' }).click();
  await expect(page.getByRole('row', { name: /Hill Trust/ })).toContainText(
    'Dapplemere Academy, Quillbeck School',
  );

  await page.goto(`/accounts/${castStaff.hannah.accountId}/roles`);
  await page.getByLabel('Adviser').check();
  await page.getByLabel('Cluster').selectOption('Hill Trust');
  await page.getByLabel('Why').fill('Covers the trust');
  await scan();
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByText('Adviser for the settings of Hill Trust').first()).toBeVisible();

  await page.goto('/clusters');
  await page.getByRole('link', { name: 'Hill Trust' }).click();
  await expect(page.getByRole('link', { name: 'Hannah Weiss' })).toBeVisible();
  await page.getByLabel('Dapplemere Academy').uncheck();
  await page.getByRole('button', { name: 'Save the cluster' }).click();
  await expect(page.getByRole('row', { name: /Hill Trust/ })).not.toContainText('Dapplemere');
});

test('a pastoral lead names a coach without a mouse, and ends it', async ({ page, signIn, scan }) => {
  await signIn('pastoral_lead');
  await page.goto(`${pageOf('ollie')}/adults`);
  await scan();
  await page.getByLabel('Adult', { exact: true }).focus();
  await page.keyboard.type('Nadia');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('Wants to talk about college');
  await page.keyboard.press('Enter');
  const held = page.getByRole('region', { name: 'Nadia Haddad' });
  await expect(held).toContainText('Coach');
  await expect(held).toContainText('Wants to talk about college');
  await scan();
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('button', { name: 'End this Nadia Haddad' }).press('Enter');
  await expect(page.getByRole('table', { name: 'Named before' })).toContainText('Nadia Haddad');
});

test('a mentor sees those they are named to, and nobody else', async ({ page, signIn, scan }) => {
  await signIn('mentor');
  await page.goto('/people');
  await expect(page.getByRole('link', { name: nameOf('amara') })).toBeVisible();
  await expect(page.getByRole('link', { name: nameOf('haruki') })).toHaveCount(0);
  await scan();
  await page.getByRole('link', { name: nameOf('amara') }).click();
  await expect(
    page.getByText('because of your role: their mentor').or(page.getByText('their mentor')),
  ).toBeVisible();
  await scan();
});

test('a headteacher says where a safeguarding file is kept', async ({ page, signIn, scan }) => {
  await signIn('headteacher');
  await page.goto(`${pageOf('ollie')}/kept-elsewhere`);
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose what it is');
  await page.getByLabel('Safeguarding file').check();
  await page.getByLabel('Where it is kept').fill('The safeguarding system');
  await page.getByLabel('Its number there').fill('4711');
  await page.getByRole('button', { name: 'Keep this' }).click();
  await expect(page.getByRole('region', { name: 'Safeguarding file' })).toContainText('4711');
  await scan();
});
