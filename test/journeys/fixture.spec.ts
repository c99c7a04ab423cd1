import { hearComplaints } from './complaints.ts';
import { expect, scrollsSideways, test } from './fixture.ts';

/** Puts something on the page that is not there, by an element of this name with these attributes. */
const put = `({ name, attributes }) => {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  document.querySelector('main').append(element);
}`;

test('a fault of each kind is complained of', async ({ browser, baseURL, scripts }) => {
  const home = baseURL ?? '';
  const page = await browser.newPage();
  const complaints = hearComplaints(page, { home, scripts });
  await page.goto(`${home}/sign-in`);
  expect(complaints).toEqual([]);
  const seeds = [
    { fault: { name: 'p', attributes: { style: 'width: 9px' } }, heard: /console: .*inline style/ },
    { fault: { name: 'img', attributes: { src: '/assets/nothing.svg' } }, heard: /404: .*nothing\.svg/ },
    {
      fault: { name: 'img', attributes: { src: 'https://waymark.example/' } },
      heard: /Content Security Policy/,
    },
  ];
  for (const { fault, heard } of seeds) {
    await page.evaluate(`(${put})(${JSON.stringify(fault)})`);
    await expect.poll(() => complaints.join('\n')).toMatch(heard);
  }
  await page.evaluate(`setTimeout(() => { throw new Error('seeded') })`);
  await expect.poll(() => complaints.join('\n')).toContain('script: seeded');
  await page.close();
});

test('axe and the ruler find what is seeded', async ({ page, scan }) => {
  await page.goto('/sign-in');
  await scan({ again: true });
  expect(await scrollsSideways(page)).toBe(false);
  const wide = { name: 'img', attributes: { src: '/assets/favicon.svg', width: '3000' } };
  await page.evaluate(`(${put})(${JSON.stringify(wide)})`);
  await expect(scan({ again: true })).rejects.toThrow(/image-alt/);
  expect(await scrollsSideways(page)).toBe(true);
});
