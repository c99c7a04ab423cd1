import type { Page } from '@playwright/test';
import { castYoungPeople } from '#test/cast';
import { expect, pageOf, test } from './fixture.ts';

/** What would run if any page wrote it out as it is. */
const EVIL = `"><script>window.wasRun=1</script><img src=x onerror="window.wasRun=1"><svg onload="window.wasRun=1">{{7*7}}`;

/** Types it into every box of the page's forms that takes text. */
async function fillAll(page: Page, form = 'main form[method="post"]'): Promise<number> {
  const boxes = page.locator(form).last().locator('input[type="text"], input:not([type]), textarea');
  let filled = 0;
  for (const box of await boxes.all()) {
    const mode = await box.getAttribute('inputmode');
    if (mode === 'numeric' || mode === 'decimal' || !(await box.isVisible())) continue;
    await box.fill(EVIL);
    filled += 1;
  }
  return filled;
}

/** Nothing of it ran, and it stands as words where it stands at all. */
async function isHarmless(page: Page): Promise<boolean> {
  const ran = await page.evaluate(() => (globalThis as { wasRun?: number }).wasRun);
  const made = await page.locator('img[src="x"], main svg[onload]').count();
  return ran === undefined && made === 0;
}

test('script in every text field is words on every page that shows it', async ({
  page,
  browser,
  signIn,
  scripts,
}) => {
  test.slow();
  const amara = pageOf('amara');
  let filled = 0;
  const write = async (address: string, before?: () => Promise<void>) => {
    await page.goto(address);
    await before?.();
    filled += await fillAll(page);
    await page
      .locator('main form[method="post"]')
      .last()
      .locator('button:not([type="button"])')
      .first()
      .click();
    expect(await isHarmless(page), address).toBe(true);
  };
  const check = (name: string | RegExp) => page.getByLabel(name).first().check();

  await signIn('pastoral_lead');
  await write(`${amara}/notes`);
  await write(`${amara}/mark`, async () => {
    await check('Social');
    await page.locator('input[name="mark"]').last().check();
    await page.locator('input[name="view"]').first().check();
  });
  await write(`${amara}/decision`, async () => page.locator('input[name="tier"]').first().check());
  await write(`${amara}/own-accounts`);
  await write('/instruments/resilience-wellbeing/campaign', async () =>
    page.locator('input[name="named"][value="yes"]').check(),
  );
  await write('/calls');
  await write('/action-plan/new');
  await write('/break-glass');
  await page.goto(`${amara}/questions`);
  await page.getByRole('button', { name: /^Sit with the young person\s*: How I learn/ }).click();
  for (const title of ['The room', 'When and what', 'What I have said']) {
    filled += await fillAll(page);
    await page.getByRole('button', { name: /^Save and (go on|look)/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    expect(await isHarmless(page), title).toBe(true);
  }
  await page.getByRole('button', { name: 'Send it' }).click();
  expect(await isHarmless(page), 'the answers').toBe(true);
  await page.goto('/grid?year=10');
  await page.locator(`input[name="n_${castYoungPeople.amara.id}"]`).fill(EVIL);
  if (scripts === 'off')
    await page.locator(`select[name="m_${castYoungPeople.amara.id}_family"]`).selectOption('1');
  else
    await page
      .locator(`select[name="m_${castYoungPeople.amara.id}_family"]`)
      .locator('xpath=preceding-sibling::button')
      .click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  // Whatever shows any of it.
  expect(filled).toBeGreaterThan(12);
  const find = `/find?q=${encodeURIComponent(EVIL)}`;
  for (const address of [
    '/today',
    '/people',
    amara,
    `${amara}/notes`,
    `${amara}/own-accounts`,
    '/instruments',
    '/action-plan',
    '/calls',
    '/grid?year=10',
    find,
  ]) {
    await page.goto(address);
    expect(await isHarmless(page), address).toBe(true);
  }
  await signIn('participation_lead');
  await page.goto('/instruments/new');
  await page.locator('textarea').fill(`name: ${EVIL}`);
  await page.getByRole('button', { name: 'Keep it' }).click();
  expect(await isHarmless(page), 'the editor').toBe(true);
  for (const address of [amara, `${amara}/looks`, `${amara}/kept`, '/instruments']) {
    await page.goto(address);
    expect(await isHarmless(page), address).toBe(true);
  }
  // The file that is given to somebody is opened without our headers.
  const given = await page.request.get(`${amara}/kept.html`);
  const file = await browser.newPage();
  await file.setContent(await given.text());
  await expect(file.getByText('window.wasRun=1').first()).toBeAttached();
  expect(await isHarmless(file), 'the file of what is kept').toBe(true);
  await file.close();
});
