import { castPassword, castStaff } from '#test/cast';
import { expect, nameOf, pageOf, scrollsSideways, test } from './fixture.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true });

  test('a tutor signs in, finds somebody, reads why, writes a note and signs out', async ({
    page,
    scan,
    scripts,
  }) => {
    const words = `Łukasz came in for the last lesson (scripts ${scripts}).`;
    await page.goto('/');
    await page.getByLabel('E-mail address', { exact: true }).fill(castStaff.marcus.email);
    await page.getByLabel('Password', { exact: true }).fill(castPassword);
    await scan();
    await page.getByRole('button', { name: 'Sign in' }).tap();

    await expect(page.getByRole('heading', { level: 1 })).toContainText('Today');
    await scan();
    await page.getByRole('searchbox', { name: 'Find by name, UPN or setting' }).fill('lukasz');
    await page.getByRole('button', { name: 'Find', exact: true }).tap();
    await page.getByRole('link', { name: nameOf('lukasz') }).tap();
    await expect(page.getByRole('region', { name: 'School', exact: true })).toContainText(
      /Absent for [\d.]+% of possible sessions/,
    );
    await expect(page.getByRole('region', { name: 'Family', exact: true })).toContainText(
      'Not known, so not clear either',
    );
    await scan();

    await page.getByText('Add a note').tap();
    await page.getByLabel('What happened, or what was said?').fill(words);
    await page.getByRole('button', { name: 'Save note' }).tap();
    await expect(page.locator('#notes').getByRole('listitem').filter({ hasText: words })).toHaveCount(1);
    await page.getByRole('button', { name: 'Sign out' }).tap();
    await expect(page.getByText('You have signed out.')).toBeVisible();
    expect(await scrollsSideways(page)).toBe(false);
  });
});

test.describe('at 320 pixels, which is also 400 % of 1280', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('nothing has to be scrolled sideways', async ({ page, signIn, scan }) => {
    await page.goto('/sign-in');
    expect(await scrollsSideways(page), 'sign in').toBe(false);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await scrollsSideways(page), 'sign in, not filled in').toBe(false);

    await signIn('participation_lead');
    for (const address of [
      '/people?sort=points',
      '/people?page=2',
      '/people?domain=social',
      pageOf('amara'),
      pageOf('daniel'),
      pageOf('etienne'),
      `${pageOf('niamh')}/notes`,
      '/nowhere',
    ]) {
      await page.goto(address);
      for (const folded of await page.locator('summary').all())
        if (await folded.isVisible()) await folded.click();
      expect(await scrollsSideways(page), address).toBe(false);
    }
    await page.goto(pageOf('rosie'));
    await scan();
  });
});
