import type { Locator, Page } from '@playwright/test';
import { castSettings } from '#test/cast';
import { expect, nameOf, pageOf, test } from './fixture.ts';

const fernlow = castSettings.fernlow;

const filter = (page: Page) => page.getByRole('main').getByRole('search');
const rows = (page: Page) => page.getByRole('table').locator('tbody').getByRole('row');
const names = (page: Page) => rows(page).getByRole('rowheader').allInnerTexts();

async function show(
  page: Page,
  chosen: Partial<Record<'Setting' | 'Year' | 'Noticed in' | 'In order of', string>>,
): Promise<void> {
  for (const [label, option] of Object.entries(chosen)) {
    await filter(page).getByLabel(label, { exact: true }).selectOption(option);
  }
  await filter(page).getByRole('button', { name: 'Show' }).click();
}

async function known(row: Locator): Promise<number> {
  return Number(/(\d+)(, up to \d+)?$/.exec(await row.locator('.wm-people__points').innerText())?.[1]);
}

test('a list narrowed, sorted and turned over is still the same list after a visit to somebody', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('participation_lead');
  await page.goto('/');
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People');
  await expect(rows(page)).toHaveCount(25);
  await scan();

  await show(page, { Setting: fernlow.name, 'In order of': 'Most points first' });
  await expect(page).toHaveURL(new RegExp(`setting=${fernlow.id}.*sort=points`));
  for (const text of await rows(page).allInnerTexts()) expect(text).toContain(fernlow.name);
  const points = await Promise.all((await rows(page).all()).map(known));
  expect(points[0]).toBeGreaterThan(points.at(-1) ?? 0);
  expect(points).toEqual(points.toSorted((one, other) => other - one));
  const firstPage = await names(page);

  await page.getByRole('link', { name: 'Next', exact: false }).click();
  await expect(page).toHaveURL(/setting=.*sort=points.*page=2/);
  await expect(page).toHaveTitle(/^People \(page 2 of \d\)/);
  const secondPage = await names(page);
  expect(secondPage.filter((name) => firstPage.includes(name))).toEqual([]);
  await scan();

  const third = rows(page).nth(2).getByRole('link');
  const who = await third.innerText();
  await third.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(who);
  await page.getByRole('link', { name: 'All people' }).click();
  await expect(page).toHaveURL(/setting=.*sort=points.*page=2/);
  expect(await names(page)).toEqual(secondPage);
  await expect(filter(page).getByLabel('Setting')).toHaveValue(fernlow.id);
  await expect(filter(page).getByLabel('In order of')).toHaveValue('points');

  await page.getByRole('link', { name: 'Previous', exact: false }).click();
  await expect(page.getByRole('link', { name: 'Next', exact: false })).toBeVisible();
  expect(await names(page)).toEqual(firstPage);
  await page.goBack();
  await expect(page).toHaveURL(/page=2/);
  expect(await names(page)).toEqual(secondPage);
});

test('year and domain narrow the list together, and everybody can be shown again', async ({
  page,
  signIn,
}) => {
  await signIn('participation_lead');
  await page.goto('/people');
  const everybody = await page.locator('.wm-count').innerText();
  await show(page, { Year: 'Year 10', 'Noticed in': 'School' });
  await expect(page).toHaveURL(/year=10.*domain=institutional/);
  // The address is there before the page is.
  await expect(rows(page).first()).toBeVisible();
  const found = await rows(page).all();
  expect(found.length).toBeGreaterThan(0);
  for (const row of found) {
    await expect(row).toContainText('Year 10');
    await expect(row.getByRole('listitem').filter({ hasText: 'School' })).toHaveText(
      /School: (one tick|two ticks)/,
    );
  }
  await page.getByRole('link', { name: 'Show everybody' }).click();
  await expect(page.locator('.wm-count')).toHaveText(everybody);
});

test('nobody that matches is said, with the way out', async ({ page, signIn, scan }) => {
  await signIn('participation_lead');
  await page.goto('/people');
  await show(page, { 'Noticed in': 'Social' });
  await expect(page.getByRole('main')).toContainText('Nobody you can see matches.');
  await expect(page.getByRole('table')).toHaveCount(0);
  await scan();
});

test('a name is found from any page however it is typed', async ({ page, signIn }) => {
  await signIn('participation_lead');
  await page.goto(pageOf('amara'));
  const typed = {
    'wisniewski lukasz': 'lukasz',
    'ni bhraonain': 'niamh',
    "SIOBHAN O'CONNOR": 'siobhan',
    moreau: 'etienne',
    rosalind: 'rosie',
  } as const;
  for (const [words, who] of Object.entries(typed)) {
    const box = page.getByRole('banner').getByRole('searchbox', { name: 'Find by name, UPN or setting' });
    await box.fill(words);
    await box.press('Enter');
    const found = page.getByRole('region', { name: 'Young people' }).getByRole('link');
    await expect(found).toHaveText([nameOf(who)]);
    await expect(box).toHaveValue(words);
  }
});
