import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

for (const width of [1280, 375])
  test(`the pages of data quality, of what is missing and of rules can be read, at ${width} pixels`, async ({
    page,
    signIn,
    scan,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await signIn('data_manager');
    for (const address of [
      '/quality',
      '/quality/no-upn',
      '/quality/decided-moves',
      '/quality/decided-duplicates',
      '/quality/trust',
      '/rules',
      `${pageOf('amara')}/missing`,
    ]) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await scan();
      expect(await scrollsSideways(page), address).toBe(false);
    }
  });

test('the way from what was found leads to whom it is about and why, by keyboard', async ({
  page,
  signIn,
}) => {
  await signIn('data_manager');
  await page.goto('/quality');
  const step = page.getByRole('link', { name: 'No date of birth' });
  await step.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No date of birth');
  const why = page.getByRole('main').getByRole('link', { name: /why/i }).first();
  await why.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What is not known about');
});
