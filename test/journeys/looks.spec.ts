import { expect, nameOf, pageOf, test } from './fixture.ts';

test('who may see a young person, and who has looked, is read from their page', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('headteacher');
  await page.goto(pageOf('amara'));
  await page.getByRole('link', { name: 'Who sees this, and why' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Who sees ${nameOf('amara')}, and why`);
  await expect(page.getByRole('row', { name: /Tutor of their group/ })).toContainText('Joe Ferreira');
  await scan();
  await page.getByRole('link', { name: 'Who has looked, and when' }).click();
  const own = page.getByRole('listitem').filter({ hasText: 'Ruth Abara' }).first();
  await expect(own).toContainText('looked at their page');
  await expect(own).toContainText('Because: headteacher at Fernlow High School');
  await scan();
  await page.getByRole('link', { name: 'Who looks', exact: true }).click();
  await expect(page.getByRole('row', { name: /Ruth Abara/ })).toContainText('At most');
  await scan();
  await page.getByRole('table').getByRole('link', { name: 'Ruth Abara' }).click();
  await expect(page.getByRole('link', { name: nameOf('amara') }).first()).toBeVisible();
  await scan();

  await signIn('tutor');
  await page.goto(`${pageOf('amara')}/who-sees`);
  await expect(page.getByRole('link', { name: 'Who has looked, and when' })).toHaveCount(0);
});
