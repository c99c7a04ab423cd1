import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { type CountTable, forOutside } from './control.ts';

function table(counts: number[][], name = 'year'): CountTable {
  return {
    name,
    rows: counts.map((_, at) => `row ${at}`),
    columns: (counts[0] ?? []).map((_, at) => `column ${at}`),
    counts,
  };
}

const numbersOf = (counts: number[][], settings = 12) => forOutside([table(counts)], settings)[0]?.numbers;

describe('numbers that leave the organisation', () => {
  it('are rounded to five, ten is shown and nine is not', () => {
    expect(
      numbersOf([
        [10, 12],
        [13, 118],
      ]),
    ).toEqual([
      [10, 10, 20],
      [15, 120, 130],
      [25, 130, 155],
    ]);
    expect(
      numbersOf([
        [10, 99],
        [99, 99],
      ])?.[0]?.[0],
    ).toBe(10);
    expect(
      numbersOf([
        [9, 99],
        [99, 99],
      ])?.[0]?.[0],
    ).toBeNull();
    expect(
      numbersOf([
        [0, 99],
        [99, 99],
      ])?.[0]?.[0],
    ).toBeNull();
  });

  it('leave out as much more as would give a small one away by subtraction', () => {
    const numbers =
      numbersOf([
        [4, 60, 80],
        [40, 50, 70],
        [90, 30, 20],
      ]) ?? [];
    const left = numbers.flat().filter((number) => number === null).length;
    expect(numbers[0]?.[0]).toBeNull();
    // One more in its row and one more in its column at least, and the one that would give those away.
    expect(left).toBeGreaterThanOrEqual(4);
    expect(numbers.at(-1)?.at(-1)).toBe(445);
  });

  it('are about three settings or more', () => {
    expect(() => numbersOf([[50, 60]], 2)).toThrow(Refused);
    expect(numbersOf([[50, 60]], 3)).toEqual([
      [50, 60, 110],
      [50, 60, 110],
    ]);
  });

  it('of columns that come to one of another table leave nothing to be had by adding up', () => {
    const levels: CountTable = {
      name: 'level',
      rows: ['all'],
      columns: ['none', 'some', 'much'],
      counts: [[200, 50, 3]],
    };
    const years: CountTable = {
      name: 'year',
      rows: ['7', '8'],
      columns: ['none', 'more'],
      counts: [
        [100, 27],
        [100, 26],
      ],
    };
    const alone = forOutside([years], 9)[0]?.numbers;
    expect(alone?.flat()).not.toContain(null);
    const [level, year] = forOutside([levels, years], 9, { more: ['some', 'much'] });
    const hidden = [level, year]
      .flatMap((each) => each?.numbers.flat() ?? [])
      .filter((number) => number === null);
    expect(level?.numbers[0]?.[2]).toBeNull();
    // Some and all of more would give much away: one of them is left out wherever it stands.
    expect(level?.numbers[0]?.[1] === null || year?.numbers.at(-1)?.[1] === null).toBe(true);
    expect(hidden.length).toBeGreaterThan(1);
  });

  it('of two tables leave nothing to be had by holding one against the other', () => {
    const [year, sex] = forOutside(
      [
        table([
          [3, 60],
          [57, 80],
        ]),
        table(
          [
            [30, 70],
            [30, 70],
          ],
          'sex',
        ),
      ],
      9,
    );
    expect(year?.numbers[0]?.[0]).toBeNull();
    expect(sex?.numbers.at(-1)).toEqual(year?.numbers.at(-1));
    expect(() => forOutside([table([[50]]), table([[51]], 'sex')], 9)).toThrow('the same people');
  });
});

/** Everything two numbers in two rows may be, tried one by one: an attacker who knows nothing of how we work it out. */
function everyWorld(numbers: (number | null)[][]): number[][][] {
  const fits = (at: [number, number], value: number) => {
    const said = numbers[at[0]]?.[at[1]] ?? null;
    return said === null || (value >= 10 && Math.abs(value - said) <= 2);
  };
  const worlds: number[][][] = [];
  const most = 45;
  for (let a = 0; a <= most; a += 1)
    for (let b = 0; b <= most; b += 1) {
      if (!fits([0, 0], a) || !fits([0, 1], b) || !fits([0, 2], a + b)) continue;
      for (let c = 0; c <= most; c += 1) {
        if (!fits([1, 0], c) || !fits([2, 0], a + c)) continue;
        for (let d = 0; d <= most; d += 1) {
          if (!fits([1, 1], d) || !fits([1, 2], c + d) || !fits([2, 1], b + d)) continue;
          if (fits([2, 2], a + b + c + d))
            worlds.push([
              [a, b],
              [c, d],
            ]);
        }
      }
    }
  return worlds;
}

function spread(values: readonly number[]): number {
  return (
    values.reduce((most, value) => Math.max(most, value), 0) -
    values.reduce((least, value) => Math.min(least, value))
  );
}

describe('an attacker who tries every possibility', () => {
  const small = fc.integer({ min: 0, max: 30 });
  it('cannot say within ten what a small number is', () => {
    fc.assert(
      fc.property(fc.tuple(small, small, small, small), ([a, b, c, d]) => {
        const counts = [
          [a, b],
          [c, d],
        ];
        const worlds = everyWorld(numbersOf(counts) ?? []);
        for (const [row, cells] of counts.entries())
          for (const [column, count] of cells.entries()) {
            if (count >= 10) continue;
            const may = worlds.map((world) => world[row]?.[column] ?? 0);
            expect(may).toContain(count);
            expect(spread(may)).toBeGreaterThanOrEqual(10);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('learns no more from what one young person more or less changes, than that something changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(small, small, small), { minLength: 2, maxLength: 5 }),
        fc.nat(4),
        fc.nat(2),
        (counts, atRow, atColumn) => {
          const row = atRow % counts.length;
          const more = counts.map((line, at) =>
            line.map((n, column) => n + (at === row && column === atColumn ? 1 : 0)),
          );
          const before = (numbersOf(counts) ?? []).flat();
          const after = (numbersOf(more) ?? []).flat();
          for (const [at, number] of before.entries()) {
            const then = after[at];
            if (number !== null && then !== null && then !== undefined)
              expect([0, 5]).toContain(then - number);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
