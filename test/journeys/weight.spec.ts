import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { expect, pageOf, test } from './fixture.ts';

const MOST_SCRIPT = 15_000;

test('an ordinary page carries little script, and none is needed', async ({ page, signIn, scripts }) => {
  await signIn('headteacher');
  for (const address of ['/people', pageOf('amara')]) {
    const loaded: Response[] = [];
    const hear = (response: Response) => void loaded.push(response);
    page.on('response', hear);
    await page.goto(address);
    page.off('response', hear);
    const sent = await Promise.all(
      loaded
        .filter((response) => response.request().resourceType() === 'script')
        .map((response) => response.body()),
    );
    const bytes = sent.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bytes, `${address}: bytes of script, compressed`).toBeLessThanOrEqual(MOST_SCRIPT);
    expect(bytes > 0).toBe(scripts === 'on');
    await expect(page.locator('body.js-enabled')).toHaveCount(scripts === 'on' ? 1 : 0);
  }
});
