import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import {
  ATTENDANCE_CODES,
  codeOf,
  count,
  EMPTY_REGISTER,
  isPersistent,
  isSevere,
  letterOf,
  masks,
  setMark,
  slotOf,
  windowMask,
} from './index.ts';

const day = plainDate;
const FROM = day('2023-08-01');
const letters = ATTENDANCE_CODES.map((code) => code.letter);
const marksOf = fc
  .array(fc.constantFrom(' ', ...letters), { minLength: 732, maxLength: 732 })
  .map((marks) => marks.join(''));

describe('attendance codes', () => {
  it('keep their private letters for ever', () => {
    expect(ATTENDANCE_CODES.map(({ code, letter }) => `${code}=${letter}`).join(' ')).toBe(
      '/=a \\=p L=L B=B K=K P=P V=V W=W C=C C1=c C2=d E=E I=I J1=j M=M R=R S=S T=T G=G N=N O=O U=U ' +
        'D=D Q=Q X=X Y1=1 Y2=2 Y3=3 Y4=4 Y5=5 Y6=6 Y7=7 Z=Z #=# -=- H=H J=J Y=Y',
    );
  });
  it('have one printable letter each, which no SQL text needs to escape', () => {
    expect(new Set(letters).size).toBe(38);
    for (const letter of letters) expect(letter).toMatch(/^[!#-$(-[\]^`-~]$/);
    for (const letter of letters) expect(' \'"\\%_').not.toContain(letter);
  });
  it('go to their letter and back, and nothing else does', () => {
    for (const { code, letter } of ATTENDANCE_CODES)
      expect(codeOf(letterOf(code) ?? '')?.letter).toBe(letter);
    for (const text of ['', ' ', 'l', 'c', 'Y8', 'C3', 'toString', '//'])
      expect(letterOf(text)).toBeUndefined();
    expect(codeOf(' ')).toBeUndefined();
  });
  it('keep D, Q, X and Y1 to Y7 out of absence', () => {
    for (const code of ['D', 'Q', 'X', 'Y', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7']) {
      expect(codeOf(letterOf(code) ?? '')?.class).toBe('not_possible');
    }
  });
  it('keep the class that withdrawn codes had', () => {
    const withdrawn = ATTENDANCE_CODES.filter((code) => code.withdrawn).map((code) => [
      code.code,
      code.class,
    ]);
    expect(withdrawn).toEqual([
      ['H', 'authorised'],
      ['J', 'approved_activity'],
      ['Y', 'not_possible'],
    ]);
  });
});

describe('counting sessions', () => {
  it('follows the session arithmetic, code by code', () => {
    const each = ATTENDANCE_CODES.map((code) => code.letter)
      .join('')
      .padEnd(732);
    expect(count(each, 2023, FROM, day('2024-07-31'))).toEqual({
      possible: 24,
      present: 3,
      late: 2,
      approvedActivity: 6,
      authorised: 11,
      unauthorised: 4,
      missing: 1,
    });
  });
  it('holds the identities for every register and window, and agrees with the masks', () => {
    fc.assert(
      fc.property(marksOf, fc.nat(380), fc.nat(380), (marks, start, length) => {
        const from = addDays(FROM, start - 7);
        const to = addDays(from, length);
        const sessions = count(marks, 2023, from, to);
        const absent = sessions.authorised + sessions.unauthorised;
        expect(sessions.present + sessions.approvedActivity + absent).toBe(sessions.possible);
        const window = windowMask(2023, from, to);
        const bits = (mask: string) =>
          [...mask].filter((bit, slot) => bit === '1' && window[slot] === '1').length;
        const made = masks(marks);
        expect([made.possible, made.absent, made.unauthorised, made.late].map(bits)).toEqual([
          sessions.possible,
          absent,
          sessions.unauthorised,
          sessions.late,
        ]);
      }),
      { numRuns: 40 },
    );
  });
  it('counts a mark on the first and the last day of the window, and none beside it', () => {
    const on = (date: string) => setMark(EMPTY_REGISTER, slotOf(day(date), 1), 'O');
    const counted = (date: string) =>
      count(on(date), 2023, day('2024-02-28'), day('2024-03-01')).unauthorised;
    expect(['2024-02-27', '2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02'].map(counted)).toEqual([
      0, 1, 1, 1, 0,
    ]);
  });
  it('counts nothing in a window of another year or one that ends before it begins', () => {
    const full = 'a'.repeat(732);
    expect(count(full, 2023, day('2024-08-01'), day('2024-09-01')).possible).toBe(0);
    expect(count(full, 2023, day('2024-03-02'), day('2024-03-01')).possible).toBe(0);
    expect(windowMask(2023, day('2024-08-01'), day('2024-09-01'))).toBe('0'.repeat(732));
  });
});

describe('persistent and severe absence', () => {
  it('begin exactly at a tenth and at a half', () => {
    expect([isPersistent(37, 380), isPersistent(38, 380), isPersistent(1, 10), isPersistent(1, 11)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([isSevere(189, 380), isSevere(190, 380), isSevere(1, 3), isSevere(2, 3)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
  it('are not decided by rounding, where a percentage as a fraction would be', () => {
    for (let possible = 10; possible <= 420; possible += 10) {
      expect(isPersistent(possible / 10, possible)).toBe(true);
      expect(isPersistent(possible / 10 - 1, possible)).toBe(false);
    }
  });
  it('are nobody’s who had no possible session', () => {
    expect([isPersistent(0, 0), isSevere(0, 0)]).toEqual([false, false]);
  });
});
