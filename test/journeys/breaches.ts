/** axe as it stands, without the wrapper for Playwright, which sends everything that passed as well. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export type Breach = { id: string; help: string; at: unknown[] };

type WithAxe = { axe: { run(options: RunOptions): Promise<AxeResults> } };

/** The stylesheet, which one rule reads, is the same for every page: it is read once. */
let hasReadStyles = false;

/** Every breach of WCAG 2.2 A and AA that axe finds on a page as it is now. Ours have no frames. */
export async function breachesOn(page: Page): Promise<Breach[]> {
  await page.evaluate(AXE);
  const options: RunOptions = {
    runOnly: LEVELS,
    resultTypes: ['violations'],
    iframes: false,
    preload: !hasReadStyles,
  };
  hasReadStyles = true;
  return page.evaluate(async (asked): Promise<Breach[]> => {
    const { violations } = await (globalThis as unknown as WithAxe).axe.run(asked);
    return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ target }) => target) }));
  }, options);
}
