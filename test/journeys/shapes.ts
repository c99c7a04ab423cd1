/** Pages of one shape are looked at once: what axe finds goes by markup, classes and style, not by whose name stands there. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { InBrowser } from './in-browser.ts';

/** Both halves of a whole run write here, so that what is the same with our script and without it is looked at in one of them. */
const together = process.env.WAYMARK_SHAPES;
const seen = new Set<string>();

/**
 * Whether a page like this one has not been looked at yet in this run, in this colour scheme and at this width; from now on it has.
 *
 * @example if (await isNewShape(page)) await look(page);
 */
export async function isNewShape(page: Page): Promise<boolean> {
  const shape = await page.locator('html').evaluate(shapeOf);
  const name = createHash('sha256').update(shape).digest('hex');
  if (seen.has(name)) return false;
  seen.add(name);
  if (together === undefined) return true;
  mkdirSync(together, { recursive: true });
  try {
    writeFileSync(join(together, name), '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Tags with the attributes that axe reads, and where there is text, but not which. Runs in the browser, so it stands by itself. */
function shapeOf(html: InBrowser): string {
  const whole =
    /^(class|type|role|lang|dir|tabindex|scope|hidden|disabled|checked|open|autocomplete|aria-(hidden|expanded|current|live))$/;
  const parts: string[] = [];
  const walk = (node: InBrowser): void => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) parts.push(child.textContent.trim() === '' ? '' : 'text');
      if (child.nodeType !== 1) continue;
      // What our script puts on whatever it takes care of says nothing to axe.
      const said = [...child.attributes].filter(
        ({ name }) => !name.startsWith('data-') && (name !== 'class' || child.localName !== 'body'),
      );
      // Of names, addresses and ids it matters that they are there, not which.
      const attributes = said.map(({ name, value }) =>
        whole.test(name) ? `${name}=${value}` : `${name}${value === '' ? '' : '=…'}`,
      );
      parts.push(`<${child.localName} ${attributes.sort().join(' ')}>`);
      walk(child);
      parts.push('</>');
    }
  };
  walk(html);
  const view = html.ownerDocument.defaultView;
  const colours = view.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  return `${view.innerWidth} ${colours} ${parts.join('')}`;
}
