import { describe, expect, it } from 'vitest';
import type { Result } from './rig/results.ts';
import { withResults } from './tell.ts';

const document =
  'before\n<!-- results: written by npm run bench -- tell -->\nold\n<!-- end of results -->\nafter\n';
const spread = { median: 2, least: 1, most: 3 };
const result: Result = {
  name: 'registers',
  database: 'server',
  machine: { system: 'Linux', processor: 'A processor', cores: 2, memoryGb: 24 },
  versions: { postgresql: '15.18', node: '24' },
  commit: 'abc',
  on: '2026-11-22',
  quick: false,
  sizes: { marks: 1_000 },
  comparisons: [
    {
      what: 'import',
      ours: 'a',
      bare: 'b',
      turns: 7,
      pairs: [],
      oursMs: spread,
      bareMs: spread,
      ratio: spread,
    },
  ],
  figures: [{ what: 'growth', unit: '', value: 1.01 }],
};

describe('docs/benchmarks.md', () => {
  it('gets the results between its marks and keeps the rest, however often', () => {
    const once = withResults(document, [result]);
    expect(once).toContain('| import | 2 ms (1 to 3) | 2 ms (1 to 3) | 2× (1 to 3) |');
    expect(once).toContain('PostgreSQL 15.18');
    expect(once).not.toContain('old');
    expect(once.startsWith('before\n')).toBe(true);
    expect(once.endsWith('after\n')).toBe(true);
    expect(withResults(once, [result])).toBe(once);
  });

  it('says so when nothing has been measured, and refuses a document without marks', () => {
    expect(withResults(document, [])).toContain('Nothing has been measured yet.');
    expect(() => withResults('no marks', [])).toThrow('needs the lines');
  });
});
