import { expect, nameOf, pageOf, scrollsSideways, test } from './fixture.ts';

const nobody = '/people/01900000-0000-7005-8000-999999999999';

test('a tutor sees their own young people and nothing of anybody else', async ({
  page,
  signIn,
  scan,
  baseURL,
}) => {
  await signIn('tutor');
  await page.goto('/people');
  const table = page.getByRole('table');
  await expect(table.getByRole('link', { name: nameOf('amara') })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Download/ })).toHaveCount(0);
  await page.goto(`/people?q=${encodeURIComponent('Moreau')}`);
  await expect(page.getByRole('main')).toContainText('Nobody you can see matches.');

  await page.goto(pageOf('amara'));
  await expect(page.getByRole('main')).toContainText(
    'You can see this because of your role: tutor of their group.',
  );

  const said: string[] = [];
  for (const address of [pageOf('etienne'), nobody]) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
    await expect(page.locator('body')).not.toContainText('Moreau');
    said.push(await page.getByRole('main').innerText());
  }
  expect(said[0], 'out of reach and not there are the same').toBe(said[1]);
  await scan();

  for (const address of [`${pageOf('etienne')}/notes`, '/people.csv']) {
    expect((await page.request.get(address)).status(), address).toBe(404);
  }
  const note = { body: 'Not mine to write.', 'on-day': '20', 'on-month': '11', 'on-year': '2026' };
  const headers = { origin: new URL(baseURL ?? '').origin };
  const written = await page.request.post(`${pageOf('etienne')}/notes`, { form: note, headers });
  expect(written.status()).toBe(404);
});

test('an administrator manages accounts and sees no young people', async ({ page, signIn, scan }) => {
  await signIn('administrator');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts');
  await scan();
  await page.getByRole('link', { name: 'Messages' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Messages');
  await scan();
  expect(await scrollsSideways(page)).toBe(false);
  expect((await page.goto('/people'))?.status()).toBe(404);
});
