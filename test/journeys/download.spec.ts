import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { castSettings, castYoungPeople } from '#test/cast';
import { expect, test } from './fixture.ts';

type Row = Record<string, string>;

test('the list on the screen comes as a file with everybody in it and the unknown as unknown', async ({
  page,
  signIn,
}) => {
  await signIn('participation_lead');
  await page.goto(`/people?setting=${castSettings.fernlow.id}&sort=points`);
  const link = page.getByRole('link', { name: /^Download this list/ });
  const count = Number(/\d+/.exec(await link.innerText())?.[0]);
  expect(count).toBeGreaterThan(25);

  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('people.csv');
  const text = readFileSync(await download.path(), 'utf8');
  expect(
    text.startsWith('\uFEFFfamily_name,given_name,'),
    'Excel reads the names only after a byte order mark',
  ).toBe(true);

  const people: Row[] = parse(text, { bom: true, columns: true });
  expect(people).toHaveLength(count);
  expect(new Set(people.map((row) => row.setting))).toEqual(new Set([castSettings.fernlow.name]));
  const points = people.map((row) => Number(row.points_known));
  expect(points).toEqual(points.toSorted((one, other) => other - one));

  const lukasz = people.find((row) => row.id === castYoungPeople.lukasz.id);
  expect(lukasz).toMatchObject({
    family_name: 'Wiśniewski',
    given_name: 'Łukasz',
    nc_year: '11',
    family: 'unknown',
    social: 'unknown',
    institutional: '2',
  });
  expect(
    people.every((row) => row.social === 'unknown'),
    'no record says how anybody gets on with others',
  ).toBe(true);
});
