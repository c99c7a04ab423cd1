import { expect, scrollsSideways, test } from './fixture.ts';

test('everything that pages are made of stands on one page, without a fault', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('analyst');
  await page.goto('/library/kit');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What our pages are made of');
  await scan();
  for (const width of [375, 320]) {
    await page.setViewportSize({ width, height: 812 });
    expect(await scrollsSideways(page), `at ${width} pixels`).toBe(false);
  }
});
