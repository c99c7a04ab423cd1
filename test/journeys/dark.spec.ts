import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

// Colours of every page for whoever has asked their machine for dark ones. Paper stays light.
test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('everything can be read on every page', async ({ page, signIn, scan }) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await scan();
    await page.goto('/privacy');
    await scan();
    await signIn('participation_lead');
    for (const address of [
      '/today',
      '/people?sort=points',
      pageOf('rosie'),
      '/places',
      '/calendars',
      '/nowhere',
    ]) {
      await page.goto(address);
      await scan();
      expect(await scrollsSideways(page), address).toBe(false);
    }
    await signIn('analyst');
    for (const address of ['/library/kit', '/sources', '/quality', '/rules', '/validation', '/working-at']) {
      await page.goto(address);
      await scan();
    }
  });

  test('paper is white', async ({ page, signIn }) => {
    await signIn('participation_lead');
    await page.goto('/people');
    const ground = () =>
      page
        .locator('body')
        .evaluate(
          (body: {
            ownerDocument: { defaultView: { getComputedStyle(of: unknown): { backgroundColor: string } } };
          }) => body.ownerDocument.defaultView.getComputedStyle(body).backgroundColor,
        );
    expect(await ground()).toBe('rgb(25, 28, 27)');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
  });
});
