import type { Page } from '@playwright/test';
import { castYoungPeople } from '#test/cast';
import { expect, pageOf, scrollsSideways, test } from './fixture.ts';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** Begins one of the list: what the button says is followed by the name of the questionnaire. */
const begin = (page: Page, how: string, title: string) =>
  page.getByRole('button', { name: new RegExp(`^${how}\\s*: ${title}`) }).click();

test('an adult sits with a young person, and reads side by side what both say', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('pastoral_lead');
  await page.goto(`${pageOf('amara')}/questions`);
  await scan();
  await begin(page, 'Sit with the young person', 'What I am good at and what gets in the way');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What I am good at');
  await scan();
  await page.getByRole('group', { name: 'I stick at things.' }).getByLabel('Very like me').check();
  await press(page, 'Save and go on');
  await page.getByLabel('What am I proud of?').fill('The bird boxes');
  await press(page, 'Save and go on');
  await press(page, 'Save and look at all of it');
  await expect(page.getByText('The bird boxes')).toBeVisible();
  await scan();
  await press(page, 'Send it');
  await expect(page.getByText(/young person with the help of Dev/)).toBeVisible();
  await page.goto(`${pageOf('amara')}/questions`);
  await begin(page, 'I fill it in', 'What I am good at and what gets in the way');
  await page.getByRole('group', { name: 'They stick at things.' }).getByLabel('Not like me').check();
  await press(page, 'Save and go on');
  await press(page, 'Save and go on');
  await press(page, 'Save and look at all of it');
  await press(page, 'Send it');
  await expect(page.getByText('1 question is answered differently')).toBeVisible();
  await scan();
});

test('everything of a page can be answered without a mouse, and larger letters cut nothing off', async ({
  page,
  signIn,
}) => {
  await signIn('pastoral_lead');
  await page.goto(`${pageOf('amara')}/questions`);
  await begin(page, 'Sit with the young person', 'How I learn and where I sit');
  await page.getByLabel('by myself').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByLabel('with one other')).toBeChecked();
  await page.getByLabel('Who I work well with').focus();
  await page.keyboard.type('Joe');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The room');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('link', { name: 'Larger letters' }).click();
  expect(await scrollsSideways(page)).toBe(false);
});

test('a class answers by one link without names, and a form from paper is typed in on one page', async ({
  page,
  browser,
  baseURL,
  signIn,
  scan,
  scripts,
}) => {
  await signIn('pastoral_lead');
  await page.goto('/instruments/pupil-survey');
  await scan();
  await page.getByRole('button', { name: 'Ask many', exact: true }).click();
  await page.getByLabel('What it is called').fill(`My school, ${scripts}`);
  await scan();
  await press(page, 'Ask');
  await expect(page.getByText('This link is shown this once.')).toBeVisible();
  await scan();
  const link = (await page.locator('.wm-break').innerText()).trim();
  const phone = await browser.newPage({
    ...(baseURL ? { baseURL } : {}),
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
  });
  await phone.goto(new URL(link).pathname);
  await expect(phone.getByText('Nobody can tell who said what.')).toBeVisible();
  await press(phone, 'Start');
  await phone.getByRole('link', { name: 'All on one page' }).click();
  expect(await scrollsSideways(phone)).toBe(false);
  await phone.getByRole('group', { name: 'I feel safe at school.' }).getByLabel('Yes, or mostly').check();
  await press(phone, 'Save and look at all of it');
  await press(phone, 'Send it');
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await phone.close();
  await page.getByRole('link', { name: `My school, ${scripts}` }).click();
  await scan();
  await page.getByRole('button', { name: 'What came of it', exact: true }).click();
  await expect(page.getByText('There are fewer than 10 answers')).toBeVisible();
});

test('what many answered is read with what changed, and asking for an adult is seen to', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('pastoral_lead');
  await page.goto('/instruments');
  await scan();
  await page.getByRole('link', { name: 'How I am doing, November' }).click();
  await scan();
  await page.getByRole('button', { name: 'What came of it', exact: true }).click();
  await expect(page.getByText('Beside How I am doing, September')).toBeVisible();
  await scan();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.goto('/calls');
  await scan();
});

test('a class is marked by keys, or by a form, and what was marked stays', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  await signIn('senco');
  await page.goto('/grid?year=10');
  await scan();
  const { id } = castYoungPeople.amara;
  if (scripts === 'on') {
    const cell = page.locator(`select[name="m_${id}_social"]`).locator('xpath=preceding-sibling::button');
    await cell.focus();
    await page.keyboard.press('2');
    await expect(page.locator('[data-state]')).toHaveText('Saved');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await expect(page.locator('[data-state]')).toHaveText('Saved');
    await page.reload();
    await expect(page.locator(`select[name="m_${id}_institutional"]`)).toHaveValue('1');
  } else {
    await page.locator(`select[name="m_${id}_social"]`).selectOption('2');
    await press(page, 'Save');
    await expect(page.getByText(/marks? (is|are) kept/)).toBeVisible();
  }
  await expect(page.locator(`select[name="m_${id}_social"]`)).toHaveValue('2');
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await scrollsSideways(page)).toBe(false);
});
