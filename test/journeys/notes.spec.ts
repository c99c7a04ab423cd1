import type { Page } from '@playwright/test';
import { castStaff, castYoungPeople } from '#test/cast';
import { expect, pageOf, test } from './fixture.ts';

const body = (page: Page) => page.getByLabel('What happened, or what was said?');
const save = (page: Page) => page.getByRole('button', { name: 'Save note' });
const notes = (page: Page, text: string) =>
  page.locator('#notes').getByRole('listitem').filter({ hasText: text });

async function onDay(page: Page, day: string, month: string, year: string): Promise<void> {
  await page.getByLabel('Day', { exact: true }).fill(day);
  await page.getByLabel('Month', { exact: true }).fill(month);
  await page.getByRole('group', { name: 'When was it?' }).getByLabel('Year', { exact: true }).fill(year);
}

test('a note is mended until it is right, loses nothing on the way and stands under its author', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  const words = `Amara says the bus is too full to get on.\nScripts ${scripts}: 5 < 6 & <b>that is that</b>`;
  await signIn('pastoral_lead');
  await page.goto(pageOf('amara'));
  await page.getByText('Add a note').click();
  await scan();
  await onDay(page, '19', '11', '2026');
  await save(page).click();

  const summary = page.locator('.govuk-error-summary');
  await expect(summary.getByRole('link')).toHaveText(['Write the note before you save it']);
  await expect(page).toHaveTitle(/^Error: /);
  if (scripts === 'on') await expect(summary).toBeFocused();
  await expect(page.getByLabel('Day', { exact: true })).toHaveValue('19');
  await scan();
  await summary.getByRole('link').click();
  await expect(body(page)).toBeFocused();
  await expect(body(page)).toHaveAccessibleDescription(/Write the note before you save it/);

  await body(page).fill(words);
  await onDay(page, '31', '2', '2026');
  await save(page).click();
  await expect(summary.getByRole('link')).toHaveText([/^Enter a date that exists/]);
  await expect(body(page)).toHaveValue(words);
  await onDay(page, '21', '11', '2026');
  await save(page).click();
  await expect(summary.getByRole('link')).toHaveText(['The date of a note is today or earlier']);
  await expect(body(page)).toHaveValue(words);
  await summary.getByRole('link').click();
  await expect(page.getByLabel('Day', { exact: true })).toBeFocused();

  await onDay(page, '19', '11', '2026');
  await save(page).click();
  await expect(page).toHaveURL(new RegExp(`${pageOf('amara')}$`));
  await expect(page.getByText('The note is saved.')).toBeVisible();
  const kept = notes(page, `Scripts ${scripts}: 5 < 6 & <b>that is that</b>`);
  await expect(kept).toHaveCount(1);
  await expect(kept).toContainText(
    `19 November 2026, ${castStaff.dev.givenName} ${castStaff.dev.familyName}`,
  );
  await scan();
  await page.reload();
  await expect(kept).toHaveCount(1);
  await expect(page.getByText('The note is saved.')).toHaveCount(0);
});

test('a form sent twice makes one note', async ({ page, signIn, scripts, baseURL }) => {
  const words = `Jack asked about Wednesday afternoons (scripts ${scripts}).`;
  await signIn('headteacher');
  await page.goto(pageOf('jack'));
  await page.getByText('Add a note').click();
  const submission = await page.locator('input[name="submission"]').inputValue();
  await body(page).fill(words);
  await save(page).dblclick();
  await expect(notes(page, words)).toHaveCount(1);

  const form = { submission, body: words, 'on-day': '20', 'on-month': '11', 'on-year': '2026' };
  const headers = { origin: new URL(baseURL ?? '').origin };
  const again = await page.request.post(`/people/${castYoungPeople.jack.id}/notes`, {
    form,
    headers,
    maxRedirects: 0,
  });
  expect(again.status()).toBe(303);
  await page.reload();
  await expect(notes(page, words)).toHaveCount(1);
});

test('somebody who reads and does not write is offered no form', async ({ page, signIn }) => {
  await signIn('analyst');
  await page.goto(pageOf('jack'));
  await expect(page.getByRole('heading', { level: 2, name: 'Notes' })).toBeVisible();
  await expect(page.getByText('Add a note')).toHaveCount(0);
});

test('a restricted note is read by those who lead, and others learn whom to ask', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  const words = `Her father has moved out, scripts ${scripts}`;
  await signIn('pastoral_lead');
  await page.goto(pageOf('amara'));
  await page.getByText('Add a note').click();
  await body(page).fill(words);
  await page.getByLabel('Only headteacher, pastoral lead and SENCO may read it').check();
  await scan();
  await save(page).click();
  await expect(notes(page, words)).toContainText('restricted');
  await scan();

  await signIn('attendance_officer');
  await page.goto(pageOf('amara'));
  await expect(notes(page, 'Its words are for a few').first()).toContainText(castStaff.dev.familyName);
  await expect(notes(page, words)).toHaveCount(0);
  await scan();
});
