import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainDate } from '#dates';
import { differences } from './differences.ts';
import { openOffice } from './office.ts';
import type { SheetRow } from './rows.ts';
import { HEADINGS, letters, writeSheet } from './sheet.ts';

const row: SheetRow = {
  key: 'M<1>',
  held: { looked_after: { from: plainDate('2026-01-05'), to: null } },
  provision: 'K',
  possible: 100,
  attended: 89,
  suspendedOn: null,
  excludedOn: null,
};

describe('the sheet', () => {
  const lines = [...writeSheet([row], plainDate('2026-11-20'))];
  const cells = (lines[3] ?? '').split('<table:table-cell').slice(1);

  it('has a cell for each heading, facts as values and points as formulas without a value', () => {
    expect(cells).toHaveLength(HEADINGS.length);
    expect(cells[0]).toContain('M&lt;1&gt;');
    expect(cells[HEADINGS.indexOf('looked_after from')]).toContain('office:date-value="2026-01-05"');
    expect(cells[HEADINGS.indexOf('looked_after to')]).toBe('/>');
    const points = cells.slice(HEADINGS.indexOf('points: english_additional_language'));
    expect(points).toHaveLength(14);
    for (const each of points) expect(each).toMatch(/^ table:formula="of:=[^"]+"\/>/);
  });

  it('looks at its own line and at the dates on top', () => {
    const at = (heading: string) => `[.${letters(HEADINGS.indexOf(heading))}3]`;
    const lookedAfter = cells[HEADINGS.indexOf('points: looked_after')];
    expect(lookedAfter).toContain(at('looked_after from'));
    expect(lookedAfter).toContain(`${at('looked_after to')}&gt;=[.$D$1]`);
    expect(cells[HEADINGS.indexOf('points: attendance')]).toContain(
      `100*${at('attended')}&lt;85*${at('possible')}`,
    );
  });

  it('can leave the points out, to see what reading and writing take', () => {
    expect([...writeSheet([row], plainDate('2026-11-20'), false)][3]).not.toContain('table:formula');
  });

  it('names columns as spreadsheets do', () => {
    expect([0, 25, 26, 27, 51, 52].map(letters)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA']);
  });
});

describe('the two sides', () => {
  const told = (points: number, tier = 'targeted') => new Map([['M<1>', { points, tier }]]);

  it('differ in points, in tier, and where somebody is missing', () => {
    expect(differences(told(3), told(3), [row])).toEqual([]);
    expect(differences(told(3), told(2), [row])).toHaveLength(1);
    expect(differences(told(3), told(3, 'universal'), [row])).toHaveLength(1);
    expect(differences(told(3), told(Number.NaN), [row])).toHaveLength(1);
    expect(differences(told(3), new Map(), [row])).toHaveLength(1);
    expect(differences(new Map(), new Map(), [row])).toHaveLength(1);
  });
});

describe('LibreOffice', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('that is not there is said, and nothing is claimed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'waymark-office-'));
    vi.stubEnv('PATH', directory);
    await expect(openOffice(directory)).rejects.toThrow('nothing is claimed');
    await rm(directory, { recursive: true });
  });
});
