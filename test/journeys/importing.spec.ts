import type { Page } from '@playwright/test';
import { castSettings } from '#test/cast';
import { expect, scrollsSideways, test } from './fixture.ts';
import type { InBrowser } from './in-browser.ts';

/** A school's own layout, which no mapping knows; a column that none ever does bears its name. */
const headerOf = (own: string) => `Adm No,Surname,Forename,DoB,Gender,${own}`;

function roll(count: number, family: string, likes = `Likes ${family}`): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const day = String((at % 27) + 1).padStart(2, '0');
    return `X${at},${family}${at},Kit,${day}/03/2011,${at % 2 === 0 ? 'Girl' : 'Boy'},blue`;
  });
  return [headerOf(likes), ...rows].join('\n');
}

async function choose(page: Page, name: string, content: string): Promise<void> {
  await page
    .getByLabel('Which file?')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

const summary = (page: Page) => page.locator('.govuk-error-summary');
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** Goes to the form for a file and answers what it holds and where it comes from. */
async function begin(page: Page, source: string): Promise<void> {
  await page.goto('/sources');
  await press(page, 'Bring in a file');
  await page.getByLabel('Young people', { exact: true }).check();
  const known = page.getByLabel(source, { exact: true });
  if ((await known.count()) > 0) return known.check();
  await page.getByLabel('Another source').check();
  await page.getByLabel('Name of the source').fill(source);
}

/** Waits for work to end: with our script the page says so by itself, without it one looks again. */
async function whenDone(page: Page, title: string | RegExp): Promise<void> {
  await expect(async () => {
    const again = page.getByRole('link', { name: 'See how far it is now' });
    if (await again.isVisible()) await again.click();
    await expect(h1(page)).toHaveText(title, { timeout: 2_000 });
  }).toPass({ timeout: 45_000 });
}

test('a file goes from being sent to being in and is taken back, with every mistake on the way mended', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  test.slow();
  const source = `journey ${scripts}`;
  await signIn('data_manager');
  await page.goto('/');
  await page.getByRole('link', { name: 'Sources', exact: true }).click();
  await scan();
  await press(page, 'Bring in a file');
  await scan();

  await press(page, 'Send the file');
  await expect(summary(page).getByRole('link')).toHaveText([
    'Choose what the file holds',
    'Say where the file comes from',
    'Choose the file',
  ]);
  if (scripts === 'on') await expect(summary(page)).toBeFocused();
  await scan();
  await begin(page, source);
  await choose(page, 'book.csv', 'PK\u0003\u0004 xl/workbook.xml');
  await press(page, 'Send the file');
  await expect(page.getByLabel('Young people', { exact: true })).toBeChecked();
  await expect(page.getByLabel('Name of the source')).toHaveValue(source);

  await choose(page, 'roll.csv', roll(14, `Journey${scripts}`));
  await press(page, 'Send the file');
  await expect(h1(page)).toHaveText('What is in the columns?');
  await scan();
  await expect(page.getByLabel(/^DoB/)).toHaveValue('date_of_birth');
  await expect(page.getByLabel(/^DoB/)).toHaveAccessibleDescription(/^Suggested/);
  await press(page, 'Go on');
  await expect(summary(page).getByRole('link')).toHaveText([
    `Say what “Likes Journey${scripts}” is, or leave it out`,
  ]);
  await scan();
  await summary(page).getByRole('link').click();
  await expect(page.getByLabel(`Likes Journey${scripts}`)).toBeFocused();
  await page.getByLabel(`Likes Journey${scripts}`).selectOption('Leave it out');
  await press(page, 'Go on');

  await expect(h1(page)).toHaveText('How are the cells read?');
  await scan();
  await expect(page.getByLabel('14/03/2027')).toBeChecked();
  await expect(page.getByLabel('Girl means')).toHaveValue('F');
  await press(page, 'Go on');
  await expect(summary(page).getByRole('link')).toHaveText(['Choose the setting that the file is about']);
  await page
    .getByLabel('Which setting is everybody in this file at?')
    .selectOption(castSettings.fernlow.name);
  await page.getByLabel(/^Read the next file of young people/).check();
  await press(page, 'Go on');

  await expect(h1(page)).toHaveText('Try it');
  await scan();
  await press(page, 'Try it without writing');
  await whenDone(page, 'What the file would do');
  await scan();
  await expect(page.getByText('Nothing has been written yet.')).toBeVisible();
  await page.goto(`/people?q=Journey${scripts}`);
  await expect(page.getByText('Nobody you can see matches.')).toBeVisible();
  await page.goBack();

  await press(page, 'Bring in 14 rows');
  await whenDone(page, /^roll\.csv, /);
  await scan();
  await expect(page.getByRole('link', { name: `Kit Journey${scripts}0` })).toBeVisible();
  const run = page.url();

  // The next file of the source is known, and moves so much that somebody has to look.
  await begin(page, source);
  await choose(page, 'next.csv', roll(14, `Other${scripts}`, `Likes Journey${scripts}`));
  await press(page, 'Send the file');
  await expect(page.getByText(`“${source} people”, version 1`)).toBeVisible();
  await press(page, 'Try it without writing');
  await whenDone(page, 'What the file would do');
  await expect(page.getByText(/This would change or end 14 of the 14 facts/)).toBeVisible();
  await press(page, 'Bring in 14 rows');
  await expect(summary(page).getByRole('link')).toHaveText([
    'Look at what would change or end, and say that it is right',
  ]);
  await scan();
  await page.getByLabel('I have looked at what would change or end, and it is right').check();
  await press(page, 'Bring in 14 rows');
  await whenDone(page, /^next\.csv, /);
  await expect(page.getByRole('row', { name: `Kit Other${scripts}0` })).toContainText(
    `Family name: Journey${scripts}0 → Other${scripts}0`,
  );

  await press(page, 'See what taking it back would do');
  await scan();
  await press(page, 'Take it back');
  await expect(summary(page).getByRole('link')).toHaveText(['Say why it is taken back']);
  await page.getByLabel('Why is it taken back?').fill('The names of another school');
  await press(page, 'Take it back');
  await expect(page.getByText('The run is taken back')).toBeVisible();
  await expect(page.getByText('Why: The names of another school')).toBeVisible();
  await page.goto(run);
  await expect(page.getByRole('link', { name: `Kit Journey${scripts}0` })).toBeVisible();

  await page
    .getByRole('link', { name: `Young people from ${source}` })
    .first()
    .click();
  await scan();
  await expect(page.getByRole('row', { name: /next\.csv/ })).toContainText('Taken back');
  await page.getByLabel('How often does a file come?').fill('often');
  await press(page, 'Save');
  await expect(summary(page).getByRole('link')).toHaveText([/^Enter a number of days/]);
  await expect(page.getByLabel('How often does a file come?')).toHaveValue('often');
  await page.getByLabel('How often does a file come?').fill('1');
  await press(page, 'Save');
  await expect(page.getByText('This is how its files are taken from now on.')).toBeVisible();
  await expect(page.getByText('Up to date')).toBeVisible();
});

/** News of what was followed comes to whichever page is open when it ends. How long it takes is the machine's. */
async function isToldElsewhere(page: Page): Promise<void> {
  const news = `${new URL(page.url()).pathname}/news`;
  await page.goto('/calendars');
  await page.evaluate((from) => sessionStorage.setItem('waymark-news', from), news);
  await page.reload();
  await expect(page.getByRole('status')).toHaveText(/long\.csv has been tried\. Nothing is written yet\./);
}

test('a long try can be left, and is found again among the files that wait', async ({
  page,
  signIn,
  scan,
  scripts,
}) => {
  test.slow();
  await signIn('data_manager');
  await begin(page, `long ${scripts}`);
  const rows = Array.from({ length: 6_000 }, (_, at) => `L${at},990001,Kit,Long${at},9`);
  await choose(
    page,
    'long.csv',
    ['source_id,setting_urn,given_name,family_name,nc_year', ...rows].join('\n'),
  );
  await press(page, 'Send the file');
  await press(page, 'Try it without writing');
  await page.goto('/sources/import');
  await expect(h1(page)).toHaveText('Bring in a file');
  await page
    .getByRole('row', { name: /long\.csv/ })
    .getByRole('link')
    .first()
    .click();
  await scan();
  await whenDone(page, 'What the file would do');
  await expect(page.getByText('6,000', { exact: true }).first()).toBeVisible();
  if (scripts === 'on') {
    await isToldElsewhere(page);
    await scan();
    await page.getByRole('status').getByRole('link', { name: 'See what came of it' }).click();
    await expect(h1(page)).toHaveText('What the file would do');
  }
  await page.getByText('Throw this file away').click();
  await press(page, 'Throw it away');
  await expect(page.getByText('The file is erased.')).toBeVisible();
  await expect(page.getByRole('row', { name: /long\.csv/ })).toHaveCount(0);
});

test('the columns of a file are said without a mouse', async ({ page, signIn, scripts }) => {
  await signIn('data_manager');
  await begin(page, `keys ${scripts}`);
  await choose(page, 'roll.csv', roll(3, 'Keys'));
  await page.getByRole('button', { name: 'Send the file' }).focus();
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('What is in the columns?');
  const passed: string[] = [];
  for (let tabs = 0; tabs < 60 && passed.at(-1) !== 'Go on'; tabs += 1) {
    await page.keyboard.press('Tab');
    const focus = page.locator(':focus');
    passed.push(
      await focus.evaluate((element: InBrowser) =>
        (
          element.labels?.[0]?.textContent ??
          element.getAttribute('aria-label') ??
          element.textContent
        ).trim(),
      ),
    );
    if (passed.at(-1)?.startsWith('Likes')) await page.keyboard.type('Leave');
  }
  const columns = headerOf('Likes')
    .split(',')
    .map((name) => passed.findIndex((each) => each.startsWith(name)));
  expect(columns.every((at) => at > 0) && columns.join() === columns.toSorted((a, b) => a - b).join()).toBe(
    true,
  );
  await page.keyboard.press('Enter');
  await expect(h1(page)).toHaveText('How are the cells read?');
});

test('nothing has to be scrolled sideways at 320 pixels', async ({ page, signIn, scripts }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn('data_manager');
  const narrow = async (what: string) => {
    for (const folded of await page.locator('summary').all())
      if (await folded.isVisible()) await folded.click();
    expect(await scrollsSideways(page), what).toBe(false);
  };
  await page.goto('/sources');
  await narrow('sources');
  await begin(page, `narrow-source-with-a-name-that-is-long-${scripts}`);
  await choose(page, 'a-file-with-a-very-long-name-without-any-space-in-it-at-all.csv', roll(3, 'Narrow'));
  await narrow('start');
  await press(page, 'Send the file');
  await narrow('columns');
  await page.getByLabel('Leave out every column').check();
  await press(page, 'Go on');
  await narrow('details');
  await page.getByLabel('Which setting is everybody').selectOption(castSettings.fernlow.name);
  await press(page, 'Go on');
  await narrow('try');
  await press(page, 'Try it without writing');
  await whenDone(page, 'What the file would do');
  await narrow('tried');
  await press(page, 'Bring in 3 rows');
  await whenDone(page, /^a-file/);
  await narrow('run');
  await press(page, 'See what taking it back would do');
  await narrow('undo');
  await page.goto(`/sources/narrow-source-with-a-name-that-is-long-${scripts}/people`);
  await narrow('source');
});
