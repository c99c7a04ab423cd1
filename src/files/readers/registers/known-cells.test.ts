import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellBounds, findCells } from './find-cells.ts';
import { findCell, keepCell, noCells } from './known-cells.ts';
import { findCode, keepCode, noCodes } from './known-codes.ts';

const find = (what: 'cells' | 'codes') => {
  const [cells, codes] = [noCells(), noCodes()];
  const bounds = cellBounds(1);
  return {
    recall(text: string): number {
      const bytes = Buffer.from(text, 'utf8');
      Object.assign(bounds, { count: 1, starts: Int32Array.of(0), ends: Int32Array.of(bytes.length) });
      return what === 'cells' ? findCell(cells, bytes, bounds, 0) : findCode(codes, bytes, bounds, 0);
    },
    keep: (text: string, value: number) =>
      what === 'cells' ? keepCell(cells, text, value) : keepCode(codes, text, value),
  };
};

describe.each(['cells', 'codes'] as const)('known %s', (what) => {
  it('tell a character from the same one before a NUL', () => {
    const known = find(what);
    known.keep('/', 1);
    expect([known.recall('/\0'), known.recall('/')]).toEqual([-1, 1]);
  });
  it('are found in any order, short or long, and nothing else is', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\0', '/'), maxLength: 4 }),
      fc.constantFrom('AM', 'PM', '2026-09-01'),
      fc.nat(400).map((number) => `P${number}`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.boolean()), { maxLength: 300 }), (steps) => {
        const known = find(what);
        const plain = new Map<string, number>();
        for (const [index, [text, recall]] of steps.entries()) {
          expect(known.recall(text)).toBe(plain.get(text) ?? -1);
          if (recall || plain.has(text)) continue;
          known.keep(text, index);
          plain.set(text, index);
        }
        for (const [text, value] of plain) expect(known.recall(text)).toBe(value);
      }),
      { numRuns: 60 },
    );
  });
  it('never hold what only a row that is split as text can have in a cell', () => {
    const known = find(what);
    for (const text of ['"', 'a"', 'a\nb', 'a\r']) {
      known.keep(text, 1);
      expect(known.recall(text)).toBe(-1);
    }
  });
});

describe('the cells of a line', () => {
  const found = (text: string, at = 0) => {
    const bytes = Buffer.from(text, 'utf8');
    const bounds = cellBounds(8);
    const next = findCells(bytes, at, ','.charCodeAt(0), bounds);
    if (next < 0) return next;
    const cells = Array.from({ length: bounds.count }, (_, cell) =>
      bytes.subarray(bounds.starts[cell], bounds.ends[cell]).toString('utf8'),
    );
    return [next, ...cells];
  };
  it('end at a delimiter, a line end of any kind or the end of the file', () => {
    expect(found('a,bc,,é\nx')).toEqual([9, 'a', 'bc', '', 'é']);
    expect(found('a,b\r\nx')).toEqual([5, 'a', 'b']);
    expect(found('a,b')).toEqual([4, 'a', 'b']);
    expect(found('a,\nx')).toEqual([3, 'a', '']);
    expect(found('\nx')).toEqual([1, '']);
    expect(found('a,b\nc,d\n', 4)).toEqual([8, 'c', 'd']);
  });
  it('lose the quotation marks round them', () => {
    expect(found('"a","b,c","",d\r\n')).toEqual([16, 'a', 'b,c', '', 'd']);
    expect(found('"a","b"\r\nx')).toEqual([9, 'a', 'b']);
    expect(found('"a","b"')).toEqual([8, 'a', 'b']);
    expect(found('a,5" long\n')).toEqual([10, 'a', '5" long']);
  });
  it('are left to be split as text where a quoted one holds a mark or a line end, goes on or stays open', () => {
    for (const text of ['"a""b",c\n', '"a\nb",c\n', '"a"b,c\n', '"a" ,c\n', 'c,"a', '"a"\r,c\n']) {
      expect(found(text)).toBe(-1);
    }
  });
  it('are counted beyond the columns there are', () => {
    const bounds = cellBounds(2);
    expect(findCells(Buffer.from('a,b,c,d\n'), 0, 44, bounds)).toBe(8);
    expect([bounds.count, bounds.starts.length]).toEqual([4, 2]);
  });
});
