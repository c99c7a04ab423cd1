import { expect, nameOf, pageOf, scrollsSideways, test } from './fixture.ts';

test('an administrator adds an employer whose people mentor here, and gives somebody a role from it', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('administrator');
  await page.goto('/organisations');
  await scan();
  await page.getByRole('button', { name: 'Add an organisation' }).click();
  await page.getByRole('button', { name: 'Save the organisation' }).click();
  await expect(page.getByRole('alert')).toContainText('Say which agreement lets us share with it');
  await scan();
  await page.getByLabel('Name').fill('Northgate Motors');
  await page.getByLabel('What it is').selectOption('Employer');
  await page.getByLabel('Agreement to share').fill('Placement agreement, drawer 4');
  await page.getByRole('button', { name: 'Save the organisation' }).click();
  await expect(page.getByRole('table')).toContainText('Northgate Motors');
  await page.goto('/accounts?q=Hannah');
  await page.getByRole('link', { name: 'Hannah Weiss' }).click();
  await page.getByRole('button', { name: 'Give another role' }).click();
  await page.getByRole('radio', { name: 'Mentor or coach' }).check();
  await page.getByLabel('Organisation they come from').selectOption('Northgate Motors');
  await page.getByLabel('Why').fill('Mentors on Fridays');
  await page.getByRole('button', { name: 'Give this role' }).click();
  await expect(page.getByRole('main')).toContainText('Mentor or coach, from Northgate Motors');
});

test('an administrator makes a panel and gives a seat on it', async ({ page, signIn, scan }) => {
  await signIn('administrator');
  await page.goto('/panels');
  await scan();
  await page.getByRole('button', { name: 'Make a panel' }).click();
  await page.getByRole('button', { name: 'Save the panel' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter a name');
  await page.getByLabel('Name', { exact: true }).fill('Fair access');
  await page.getByLabel('What it is for').fill('Who needs a new school. First Monday of the month.');
  await page.getByRole('button', { name: 'Save the panel' }).click();
  await expect(page.getByText('Nobody sits on it yet.')).toBeVisible();
  await scan();
  await page.getByRole('button', { name: 'Give this seat' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose who');
  await scan();
  await page.getByLabel('Who').selectOption('Idris Vaughan, Community nurse · Fernshire Community Health');
  await page.getByLabel('What they do there').selectOption('Member');
  await page.getByRole('button', { name: 'Give this seat' }).click();
  await expect(page.getByRole('table', { name: 'Seats' })).toContainText('Idris Vaughan');
  await scan();
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await scrollsSideways(page)).toBe(false);
});

test('a referral is written, put before a panel without a mouse, and taken back', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('pastoral_lead');
  await page.goto(`${pageOf('ollie')}/referrals`);
  await expect(page.getByText('No referral is written')).toBeVisible();
  await scan();
  await page.goto(`${pageOf('ollie')}/questions`);
  await page.locator('button[value="panel-referral staff"]').click();
  const next = page.locator('button[name="go"][value="next"]');
  await page.getByLabel('They do not take part in it').check();
  await page.getByLabel('The situation, shortly').fill('He has stopped going to the youth worker.');
  await page.getByLabel('What was tried, by whom, and what came of it').fill('Two visits at home.');
  await next.click();
  await page.getByLabel('What the young person says').fill('It is too far away.');
  await page.getByLabel('What their parent or carer says').fill('He needs somebody near.');
  await next.click();
  await page.getByLabel('consent', { exact: true }).check();
  await page.getByLabel('What that rests on: who agreed, when, to what').fill('Both agreed at home.');
  await next.click();
  await page.getByLabel('What is hoped for from the panel').fill('Somebody near.');
  await page.getByLabel('Referred by').fill('Dev Chaudhuri');
  await next.click();
  await page.locator('main form button').first().click();
  await page.getByRole('button', { name: 'Put something before a panel' }).click();
  await page.getByRole('link', { name: /^Referral by Dev Chaudhuri/ }).press('Enter');
  await expect(page.getByText('He has stopped going to the youth worker.')).toBeVisible();
  await scan();
  await page.getByRole('radio', { name: 'Hot clinic' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Say why their page does not say it');
  await scan();
  await page.getByLabel('Why their page does not say it').fill('His father must not know where he goes');
  await page.keyboard.press('Enter');
  const put = page.getByRole('region', { name: 'Hot clinic' });
  await expect(put).toContainText('No: His father must not know where he goes');
  await scan();
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await scrollsSideways(page)).toBe(false);
  await put.getByRole('button', { name: /Take it back/ }).press('Enter');
  await expect(page.getByText(/Taken back on/)).toBeVisible();
});

test('a member of a panel reads what is before it, and nothing else', async ({ page, signIn, scan }) => {
  await signIn('panel_member');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Agenda');
  await scan();
  await page.getByRole('link', { name: nameOf('rosie') }).click();
  await expect(page.getByText('Mornings are the worst.')).toBeVisible();
  await expect(page.getByLabel('Decision')).toHaveCount(0);
  await scan();
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.goto(pageOf('rosie'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
});
