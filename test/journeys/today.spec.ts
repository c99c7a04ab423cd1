import type { Role } from '#modules/access';
import { castYoungPeople } from '#test/cast';
import { expect, nameOf, scrollsSideways, test } from './fixture.ts';

const HOMES: readonly [role: Role, shows: RegExp][] = [
  ['pastoral_lead', /Needs noticing/],
  ['tutor', /Needs noticing/],
  ['adviser', /Due this week and next/],
  ['data_manager', /Nothing waits for you today|Files|Moves/],
  ['analyst', /Your role looks at young people and decides nothing/],
];

test('Today is the home of every role, and shows only what one can do something about', async ({
  page,
  signIn,
  scan,
}) => {
  for (const [role, shows] of HOMES) {
    await signIn(role);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Today');
    await expect(page.getByRole('main'), role).toContainText(shows);
    await scan();
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await scrollsSideways(page), role).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

test('a row of Today leads to the next step in one press', async ({ page, signIn }) => {
  await signIn('pastoral_lead');
  await page.goto('/today');
  const row = page
    .getByRole('region', { name: /Needs noticing/ })
    .getByRole('listitem')
    .first();
  const name = (await row.getByRole('link').first().textContent()) ?? '';
  await row.getByRole('link', { name: `Decide what to do ${name}` }).press('Enter');
  await expect(page).toHaveURL(/\/people\/[0-9a-f-]{36}\/decision$/);
  await expect(page.getByRole('main')).toContainText(name);
});

test('somebody is found however their name is spelt, and opened', async ({ page, signIn, scan, scripts }) => {
  await signIn('pastoral_lead');
  await page.goto('/today');
  const box = page.getByRole('searchbox', { name: 'Find by name, UPN or setting' });
  if (scripts === 'on') await page.keyboard.press('/');
  else await box.focus();
  await expect(box).toBeFocused();
  await page.keyboard.type('Okonqo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Found under “Okonqo”');
  await expect(page.getByRole('main')).toContainText('has a name much like it');
  await scan();
  await page.getByRole('link', { name: nameOf('amara') }).press('Enter');
  await expect(page).toHaveURL(new RegExp(castYoungPeople.amara.id));
});

test('a question mark shows what the keyboard does, and the single keys can be turned off', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  await signIn('pastoral_lead');
  await page.goto('/people');
  if (scripts === 'off') {
    await page.getByRole('link', { name: 'Keyboard' }).press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Keyboard');
    await expect(page.getByRole('button', { name: /single keys/ })).toHaveCount(0);
    await scan();
    return;
  }
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(dialog).toBeVisible();
  await scan();
  await dialog.getByRole('button', { name: 'Turn the single keys off' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Turn the single keys on' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('searchbox')).not.toBeFocused();
  await page.goto('/keys');
  await page.getByRole('button', { name: 'Turn the single keys on' }).press('Enter');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
});
