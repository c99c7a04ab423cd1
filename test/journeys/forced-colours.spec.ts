import type { Locator } from '@playwright/test';
import { expect, pageOf, test } from './fixture.ts';
import type { InBrowser } from './in-browser.ts';

type Cell = { strokes: number; line: string; ground: string; border: string };

/** What is drawn in a cell of the strip: how many strokes of the mark, in which colours, in which border. */
async function drawn(cell: Locator): Promise<Cell> {
  return cell.evaluate((element: InBrowser) => {
    const { defaultView: view } = element.ownerDocument;
    const picture = view.getComputedStyle(element.querySelector('.wm-strip__picture'));
    const strokes = [...element.querySelectorAll('.wm-strip__mark path')];
    return {
      strokes: strokes.length,
      line: view.getComputedStyle(strokes[0] ?? element.querySelector('.wm-domain-icon')).stroke,
      ground: picture.backgroundColor,
      border: `${picture.borderTopStyle} ${picture.borderTopWidth} ${picture.borderTopColor}`,
    };
  });
}

// Not for axe: it reads the colours of the sheet, not those that the reader's choice puts in their place.
for (const colorScheme of ['light', 'dark'] as const) {
  test(`the marks are told apart where the reader chooses the colours (${colorScheme})`, async ({
    page,
    signIn,
  }) => {
    await signIn('headteacher');
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await page.goto(pageOf('rosie'));
    const strip = page.getByRole('list', { name: 'What records show' });
    const marks: Record<string, Cell> = {};
    for (const [says, kind] of Object.entries({
      'nothing noticed': 'none',
      'one tick': 'one',
      'two ticks': 'two',
      'not known': 'unknown',
    })) {
      const cell = strip.getByRole('listitem').filter({ hasText: says }).first();
      await expect(cell).toBeVisible();
      marks[kind] = await drawn(cell);
    }
    const { none, one, two, unknown } = marks;
    expect([none?.strokes, one?.strokes, two?.strokes, unknown?.strokes]).toEqual([0, 1, 2, 1]);
    for (const [kind, { line, ground, border }] of Object.entries(marks)) {
      expect(line, `${kind} is drawn in another colour than it stands on`).not.toBe(ground);
      expect(border, `${kind} has a border`).not.toMatch(/none|\b0px/);
    }
    expect(unknown?.border).toMatch(/^dashed/);
    expect(two?.border).not.toBe(one?.border);
  });
}
