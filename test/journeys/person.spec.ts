import type { Page } from '@playwright/test';
import { expect, nameOf, pageOf, test } from './fixture.ts';

const strip = (page: Page) => page.getByRole('list', { name: 'What records show' }).getByRole('listitem');
const domain = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('a mark comes with its value, threshold, points, date and source', async ({ page, signIn, scan }) => {
  await signIn('pastoral_lead');
  await page.goto(pageOf('ollie'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nameOf('ollie'));
  await expect(page).toHaveTitle(`${nameOf('ollie')} – Waymark`);
  await expect(page.getByRole('main')).toContainText(
    'You can see this because of your role: pastoral lead at Fernlow High School.',
  );

  const school = domain(page, 'School');
  await expect(school).toContainText(
    '2 suspensions or exclusions in the last twelve months, the latest on 10 November 2026',
  );
  await expect(school).toContainText(
    '2 points for at least 2 suspensions or exclusions; from school-mis, 10 November 2026',
  );
  await expect(strip(page).nth(3)).toHaveText('School: two ticks');
  await expect(page.getByRole('main')).toContainText('A person decides.');
  await scan();
});

test('what nobody has said is shown as unknown, never as clear', async ({ page, signIn, scan }) => {
  await signIn('participation_lead');
  await page.goto(pageOf('etienne'));
  const unknown = ['Personal', 'Family', 'Social', 'School', 'Structural'];
  await expect(strip(page)).toHaveText(unknown.map((name) => `${name}: not known`));
  for (const name of unknown) {
    await expect(domain(page, name)).toContainText(/Not known/);
    await expect(domain(page, name)).not.toContainText('nothing noticed');
  }
  const main = page.getByRole('main');
  await expect(main).toContainText(/0 points known, up to \d+ if everything unknown were a concern/);
  await expect(main).toContainText('Too little is known');
  await expect(main).toContainText(
    'No register is on record for 2026/27. That does not mean full attendance.',
  );
  await expect(main).toContainText('Not known. No source says whether there is a need.');
  await expect(main).toContainText('Not known. No list of suspensions has come from this setting.');
  await expect(main).toContainText('Nobody has written anything yet.');
  await scan();
});

test('one unknown beside much that is known keeps its domain from being clear', async ({ page, signIn }) => {
  await signIn('headteacher');
  await page.goto(pageOf('ollie'));
  await expect(strip(page).nth(1)).toHaveText('Family: not known');
  await expect(domain(page, 'Family')).toContainText(
    'Early help in the last twelve months: not known (could add 1 point)',
  );
  await expect(domain(page, 'Family')).not.toContainText('nothing noticed');
  // No results have been brought in, so what is personal is not clear either, whatever else is known.
  await expect(domain(page, 'Personal')).toContainText('latest assessment: not known (could add 1 point)');
  await expect(domain(page, 'Personal')).not.toContainText('nothing noticed');
});

test('the attendance calendar is there as a table that says the same', async ({ page, signIn, scan }) => {
  await signIn('attendance_officer');
  await page.goto(pageOf('amara'));
  const attendance = page.getByRole('region', { name: 'Attendance', exact: true });
  const [, absent, possible] =
    /absent for (\d+) of (\d+) possible sessions/.exec(await attendance.innerText()) ?? [];
  await attendance.getByText('Show this as a table').first().click();
  const table = attendance.getByRole('table', { name: 'Attendance in 2026/27, Fernlow High School' });
  await expect(table.getByRole('columnheader')).toHaveText([
    'Week',
    'Monday',
    'Tuesday',
    'Wednesday',
    'Thursday',
    'Friday',
  ]);

  const days = await table.getByRole('cell').allTextContents();
  const said = days.flatMap((day) =>
    [...day.matchAll(/(?:Morning|Afternoon): ([^.]+)/g)].map(([, says]) => says ?? ''),
  );
  const sessions = said.filter((says) => !['No session', 'No mark'].includes(says));
  expect(sessions).toHaveLength(Number(possible));
  expect(sessions.filter((says) => !says.startsWith('Present'))).toHaveLength(Number(absent));
  expect(Number(absent)).toBe(1 + 2 + 3 + 4 + 5 + 6);

  const lastWeek = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: '16 November' }) });
  await expect(lastWeek.getByRole('cell').nth(4)).toContainText(/Afternoon: (?!Present)/);
  await scan();
});

test('two places have a calendar each, and the year before is a press away', async ({
  page,
  signIn,
  scan,
}) => {
  await signIn('participation_lead');
  await page.goto(pageOf('daniel'));
  const attendance = page.getByRole('region', { name: 'Attendance', exact: true });
  await expect(attendance.getByRole('heading', { level: 3 })).toHaveText([
    'Fernlow High School',
    'The Turnstile Centre',
  ]);
  await attendance.getByText('The year before, 2025/26').click();
  await expect(attendance.getByText(/In 2025\/26, absent for \d+ of \d+/)).toBeVisible();
  await scan();
});
