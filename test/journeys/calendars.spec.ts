import type { Page } from '@playwright/test';
import { castSettings } from '#test/cast';
import { expect, scrollsSideways, test } from './fixture.ts';

const organisation = (year: number) => `/calendars/organisation/${year}`;
const fernlow = (year: number) => `/calendars/${castSettings.fernlow.id}/${year}`;

const day = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const theYear = (page: Page) => page.getByRole('region', { name: 'The year' });
const summary = (page: Page) => page.locator('.govuk-error-summary');

test('a setting makes its own calendar, mends it until it is right, and goes back to the organisation’s', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  await signIn('headteacher');
  await page.goto('/people');
  await page.getByRole('link', { name: 'Our setting' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Calendars');
  await scan();
  await page.getByRole('main').getByRole('link', { name: castSettings.fernlow.name }).click();
  await expect(page.getByRole('main')).toContainText('this setting follows the organisation');
  await page.getByText('Make a calendar of its own').click();
  await page.getByRole('link', { name: "the organisation's dates" }).click();
  await expect(theYear(page)).toContainText('190 school days, 380 sessions, 40 school weeks');
  await scan();

  await day(page, 'Last day of Autumn 1').fill('2026-11-03');
  await day(page, 'Row 7: called').fill('Boiler <broken>');
  await page.getByLabel('Row 7: why').selectOption('Other closure');
  if (scripts === 'on') await expect(theYear(page)).toContainText('2 things to mend');
  await press(page, 'Draw the year again');
  await expect(theYear(page)).toContainText('2 things to mend');
  await press(page, 'Check and keep');
  await expect(page).toHaveTitle(/^Error: /);
  await expect(summary(page).getByRole('link')).toHaveText([
    'Check the first day of Autumn 2: on Monday 2 November 2026 the half term before it is not over',
    'Enter the day, or empty the row',
  ]);
  if (scripts === 'on') await expect(summary(page)).toBeFocused();
  await scan();
  await summary(page).getByRole('link').last().click();
  await expect(day(page, 'Row 7: day')).toBeFocused();
  await expect(day(page, 'Row 7: day')).toHaveAccessibleDescription(/Enter the day/);
  await expect(day(page, 'Row 7: called')).toHaveValue('Boiler <broken>');

  await day(page, 'Row 7: day').fill('2026-10-21');
  await day(page, 'Last day of Autumn 1').fill('2026-10-22');
  if (scripts === 'on') {
    await expect(theYear(page)).toContainText('188 school days, 376 sessions');
    await expect(page.getByText('Thu 22 October')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Half terms in numbers' })).toContainText('376');
  }
  await press(page, 'Check and keep');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Check before it is kept');
  const main = page.getByRole('main');
  await expect(main).toContainText('188 school days, 376 sessions');
  await expect(main).toContainText('As it stands now: 190 school days, 380 sessions');
  await expect(main).toContainText('On 2 days there would be no sessions any more, and marks are on record');
  await expect(main).toContainText(/Friday 23 October 2026: \d+ sessions with a mark that counts/);
  await expect(main).toContainText('A maintained school in England holds at least 380 sessions');
  await expect(main).toContainText('Wednesday 21 October 2026: Closed, Boiler <broken>');
  await scan();
  await press(page, 'Change something');
  await expect(day(page, 'Row 7: called')).toHaveValue('Boiler <broken>');
  await press(page, 'Check and keep');
  await page.getByRole('button', { name: 'Keep this calendar' }).dblclick();
  await expect(page.getByText('The calendar for 2026/27 is kept.')).toBeVisible();
  await expect(day(page, 'Last day of Autumn 1')).toHaveValue('2026-10-22');
  await page.getByText('Who changed this calendar').click();
  await expect(page.locator('#history li').first()).toContainText('Ruth Abara');
  await scan();

  await page.getByRole('link', { name: 'Go back to the organisation' }).click();
  await expect(main).toContainText('Autumn 1 ends: 22 October 2026 becomes 23 October 2026');
  await scan();
  await press(page, 'Go back to the organisation');
  await expect(page.getByText('calendar holds here again for 2026/27.')).toBeVisible();
  await expect(theYear(page)).toContainText('190 school days, 380 sessions');
  await page.getByText('Who changed this calendar').click();
  await expect(page.locator('#history li').first()).toContainText('went back to the organisation');
});

test('a council makes next year’s calendar from the proposal, row by row', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  // A year of its own for each run: what is kept stays for the other.
  const year = scripts === 'on' ? 2051 : 2055;
  await signIn('participation_lead');
  await page.goto(organisation(year));
  await expect(page.getByRole('main')).toContainText('The organisation has no calendar');
  await scan();
  await page.getByRole('link', { name: 'a proposal from Easter' }).click();
  await expect(page.getByRole('main')).toContainText('Nothing is kept yet.');
  const rows = page.getByRole('button', { name: /^Take out row/ });
  const count = await rows.count();
  await press(page, 'Add a row');
  await expect(rows).toHaveCount(count + 1);
  await day(page, `Row ${count}: day`).fill(`${year}-11-13`);
  await press(page, 'Take out row 1');
  await expect(rows).toHaveCount(count);
  await expect(day(page, `Row ${count - 1}: day`)).toHaveValue(`${year}-11-13`);
  // What an INSET day is called goes without saying.
  await expect(day(page, `Row ${count - 1}: called`)).toHaveValue('INSET day');
  await page.getByLabel('Saturday').check();
  await press(page, 'Check and keep');
  await expect(page.getByRole('main')).toContainText('settings follow this calendar');
  await scan();
  await press(page, 'Keep this calendar');
  await expect(page.getByLabel('Saturday')).toBeChecked();
  await page.getByRole('link', { name: /^Carry this calendar over/ }).click();
  await expect(page.getByRole('main')).toContainText('52 weeks on');
  await expect(page.getByLabel('Saturday')).toBeChecked();
});

test('two people at once: the second sees what the first changed, and loses nothing', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  const year = scripts === 'on' ? 2061 : 2065;
  await signIn('data_manager');
  await page.goto(`${organisation(year)}?from=proposal`);
  const late = await page.context().newPage();
  await late.goto(`${organisation(year)}?from=proposal`);
  await press(page, 'Check and keep');
  await press(page, 'Keep this calendar');
  await late.getByLabel('Row 1: called').fill('Training for all');
  await press(late, 'Check and keep');
  await expect(
    late.getByRole('region', { name: 'Somebody else kept this calendar meanwhile' }),
  ).toContainText('Gwen Llewellyn, ');
  await expect(late.getByLabel('Row 1: called')).toHaveValue('Training for all');
  await late.close();
  await page.goto(organisation(year));
  await scan();
});

test('those who may not change a calendar look at it and print it', async ({ page, signIn, scan }) => {
  await signIn('tutor');
  await page.goto(fernlow(2026));
  await expect(theYear(page)).toContainText('190 school days');
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Make a calendar of its own')).toHaveCount(0);
  await scan();
});

test('the form is filled in without a mouse, and Enter in it changes nothing', async ({ page, signIn }) => {
  await signIn('participation_lead');
  await page.goto(organisation(2026));
  await page.getByRole('link', { name: '2027/28 →' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Monday')).toBeFocused();
  for (let box = 0; box < 5; box += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Saturday')).toBeChecked();
  await day(page, 'Row 5: called').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('May Day');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Take out row 5' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${organisation(2026)}$`));
  await expect(day(page, 'Row 5: called')).toHaveValue('May Day');
  await expect(page.getByLabel('Saturday')).toBeChecked();
  await expect(theYear(page)).toContainText('sessions');
  await page.goto(organisation(2026));
  await expect(day(page, 'Row 5: called')).toHaveValue('Early May bank holiday');
});

test('a year is printed on one page of A4, without anything to press', async ({ page, signIn }) => {
  await signIn('participation_lead');
  for (const address of [organisation(2026), fernlow(2026)]) {
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Calendar 2026/27');
    await expect(page.locator('.wm-year-picture__month')).toHaveCount(12);
    await expect(page.locator('.wm-year-picture__month').last()).toBeVisible();
    await expect(page.getByText('Monday 3 May 2027, Early May bank holiday')).toBeVisible();
    for (const gone of ['navigation', 'search', 'button', 'textbox', 'checkbox', 'banner'] as const)
      await expect(page.getByRole(gone), gone).toHaveCount(0);
    const margin = { top: '12mm', right: '12mm', bottom: '12mm', left: '12mm' };
    const pdf = await page.pdf({ format: 'A4', margin });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), address).toHaveLength(1);
    await page.emulateMedia({ media: 'screen' });
  }
});

for (const [width, height] of [
  [375, 700],
  [320, 640],
] as const) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height }, hasTouch: true });

    test('nothing has to be scrolled sideways, and everything can be touched', async ({
      page,
      signIn,
      scan,
    }) => {
      await signIn('participation_lead');
      for (const address of [
        '/calendars',
        organisation(2026),
        organisation(2040),
        `${organisation(2040)}?from=proposal`,
        fernlow(2026),
        `/calendars/${castSettings.dapplemere.id}/2026/return`,
      ]) {
        await page.goto(address);
        for (const folded of await page.locator('summary').all())
          if (await folded.isVisible()) await folded.click();
        expect(await scrollsSideways(page), address).toBe(false);
      }
      await page.goto(organisation(2026));
      await scan();
      const controls = page
        .locator('.wm-year-form')
        .locator('input[type=date], select, button:not([tabindex])');
      for (const control of await controls.all()) {
        const box = await control.boundingBox();
        expect(box?.height, await control.innerText()).toBeGreaterThanOrEqual(44);
      }
      await day(page, 'Last day of Autumn 1').fill('2026-11-03');
      await press(page, 'Check and keep');
      expect(await scrollsSideways(page), 'with an error').toBe(false);
      await day(page, 'Last day of Autumn 1').fill('2026-10-16');
      await press(page, 'Check and keep');
      expect(await scrollsSideways(page), 'the check').toBe(false);
    });
  });
}
