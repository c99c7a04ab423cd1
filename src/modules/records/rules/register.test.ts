import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, daysBetween, plainDate } from '#dates';
import {
  EMPTY_REGISTER,
  foldMarks,
  markTwice,
  mergeRegister,
  registerDates,
  registerYear,
  setMark,
  slotOf,
  windowMask,
} from './index.ts';

const day = plainDate;
const bytes = (marks: string) => new Uint8Array(Buffer.from(marks.padEnd(732), 'latin1'));

describe('a register year', () => {
  it('begins on 1 August, a month before the academic year', () => {
    expect(
      ['2026-07-31', '2026-08-01', '2026-12-31', '2027-01-01'].map((date) => registerYear(day(date))),
    ).toEqual([2025, 2026, 2026, 2026]);
  });
  it('has a place of its own for every session, the last only in a leap year', () => {
    for (const [year, last] of [
      [2022, 729],
      [2023, 731],
      [2027, 731],
      [2028, 729],
    ] as const) {
      const { from, to } = registerDates(year);
      expect([slotOf(from, 0), slotOf(from, 1), slotOf(to, 1)]).toEqual([0, 1, last]);
      expect(
        windowMask(year, from, to).indexOf('0') === -1 ? 731 : windowMask(year, from, to).indexOf('0') - 1,
      ).toBe(last);
    }
    expect(slotOf(day('2024-03-01'), 0) - slotOf(day('2024-02-28'), 0)).toBe(4);
  });
  it('numbers sessions in the order of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const date = addDays(day('1990-01-01'), days);
        expect(slotOf(date, 1)).toBe(2 * daysBetween(registerDates(registerYear(date)).from, date) + 1);
        expect(slotOf(date, 1) < 732).toBe(true);
      }),
    );
  });
  it('takes a mark without touching the others', () => {
    const marks = setMark(setMark(EMPTY_REGISTER, 0, 'a'), 731, 'p');
    expect([marks.length, marks[0], marks[731], marks.trim().length]).toEqual([732, 'a', 'p', 732]);
    expect(() => setMark('short', 0, 'a')).toThrow(RangeError);
    expect(() => setMark(EMPTY_REGISTER, 732, 'a')).toThrow(RangeError);
    expect(() => setMark(EMPTY_REGISTER, 0, 'ab')).toThrow(RangeError);
  });
});

describe('folding marks', () => {
  const A = 97;
  const I = 73;
  it('builds a register for each pupil and year', () => {
    const fold = foldMarks();
    fold.add(0, dayNumber(day('2026-07-31')), 1, A);
    fold.add(0, dayNumber(day('2026-08-01')), 0, I);
    fold.add(1, dayNumber(day('2026-07-31')), 1, A);
    const registers = fold
      .registers()
      .map(({ pupil, year, marks }) => [pupil, year, Buffer.from(marks).toString('latin1')]);
    expect(registers).toEqual([
      [0, 2025, setMark(EMPTY_REGISTER, 729, 'a')],
      [1, 2025, setMark(EMPTY_REGISTER, 729, 'a')],
      [0, 2026, setMark(EMPTY_REGISTER, 0, 'I')],
    ]);
  });
  it('keeps the first of two different marks for a session and names it; the same mark twice is no fault', () => {
    const fold = foldMarks();
    const on = dayNumber(day('2026-09-01'));
    expect([
      fold.add(0, on, 0, A),
      fold.add(0, on, 0, A),
      fold.add(0, on, 0, I),
      fold.add(0, on, 1, I),
    ]).toEqual([undefined, undefined, 'a', undefined]);
    expect(Buffer.from(fold.registers()[0]?.marks ?? []).toString('latin1')).toBe(
      setMark(setMark(EMPTY_REGISTER, 62, 'a'), 63, 'I'),
    );
    expect(markTwice('a', 'I').message).toMatch(/gives \/ .* this one I/);
  });
  it('gives what setting the marks one by one gives, for more pupils than share a piece of memory', () => {
    const mark = fc.tuple(
      fc.nat(600),
      fc.nat(800),
      fc.constantFrom(0 as const, 1 as const),
      fc.constantFrom('a', 'p', 'I'),
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 900 }), (marks) => {
        const fold = foldMarks();
        const plain = new Map<string, string>();
        for (const [pupil, offset, session, letter] of marks) {
          const date = addDays(day('2025-01-01'), offset);
          const key = `${pupil} ${registerYear(date)}`;
          const before = plain.get(key) ?? EMPTY_REGISTER;
          const there = before[slotOf(date, session)];
          const other = fold.add(pupil, dayNumber(date), session, letter.charCodeAt(0));
          expect(other).toBe(there === ' ' || there === letter ? undefined : there);
          if (there === ' ') plain.set(key, setMark(before, slotOf(date, session), letter));
        }
        const folded = fold
          .registers()
          .map((each) => [`${each.pupil} ${each.year}`, Buffer.from(each.marks).toString('latin1')] as const);
        expect(new Map(folded)).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });
});

describe('merging a file into a register', () => {
  it('adds, changes and leaves alone, with every change as a slice', () => {
    const merged = mergeRegister('aN I'.padEnd(732), bytes('aOp '));
    expect(merged).toEqual({
      marks: 'aOpI'.padEnd(732),
      added: 1,
      changed: 1,
      same: 1,
      changes: [{ at: 1, before: 'N ', after: 'Op' }],
    });
  });
  it('begins a register where there was none, up to its last session', () => {
    const merged = mergeRegister(null, bytes(setMark(EMPTY_REGISTER, 731, 'p')));
    expect([merged.added, merged.changes]).toEqual([1, [{ at: 731, before: ' ', after: 'p' }]]);
  });
  it('changes nothing the second time, and its slices bring the old register back', () => {
    const marks = fc
      .array(fc.constantFrom(' ', ' ', 'a', 'p', 'I', 'N'), { minLength: 732, maxLength: 732 })
      .map((each) => each.join(''));
    fc.assert(
      fc.property(marks, marks, (before, file) => {
        const merged = mergeRegister(before, bytes(file));
        const again = mergeRegister(merged.marks, bytes(file));
        expect([again.added, again.changed, again.changes]).toEqual([0, 0, []]);
        expect(merged.added + merged.changed + merged.same).toBe(file.replaceAll(' ', '').length);
        const back = merged.changes.reduce(
          (text, { at, before: old }) => text.slice(0, at) + old + text.slice(at + old.length),
          merged.marks,
        );
        expect(back).toBe(before);
        const slots = merged.changes.reduce((sum, change) => sum + change.after.length, 0);
        expect(slots).toBe(merged.added + merged.changed);
      }),
      { numRuns: 40 },
    );
  });
  it('throws at a malformed register', () => {
    expect(() => mergeRegister('short', bytes(''))).toThrow(RangeError);
  });
});
