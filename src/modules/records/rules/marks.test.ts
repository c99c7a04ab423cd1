import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate } from '#dates';
import { type Calendar, collectedTerm, proposeCalendar, schoolDays } from '#modules/people';
import {
  ATTENDANCE_CODES,
  addUp,
  closedDays,
  contradicts,
  count,
  dayRules,
  EMPTY_REGISTER,
  isPersistent,
  isSevere,
  letterOf,
  NEEDS_SESSION,
  registerDates,
  schoolDaysSince,
  setMark,
  slotOf,
} from './index.ts';

const day = plainDate;
const byte = (code: string) => (letterOf(code) ?? '').charCodeAt(0);
const codes = ATTENDANCE_CODES.map(({ code }) => code);

describe('what may stand on a day', () => {
  const on = (date: string, today = '2026-11-20') => {
    const rule = dayRules(day(today))(day(date));
    return codes.filter((code) => rule.refuses[byte(code)] === 0).join(' ');
  };
  const OLD = '/ \\ L B P V W C E I M R S T G N O U D X Z # - H J Y';
  const NEW = '/ \\ L B K P V W C C1 C2 E I J1 M R S T G N O U D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z # -';
  it('changed on 19 August 2024', () => {
    expect([on('2024-08-18'), on('2024-08-19')]).toEqual([OLD, NEW]);
    expect(on('1990-09-03')).toBe(OLD);
  });
  it('is a planned closure alone from tomorrow on', () => {
    expect([on('2026-11-20'), on('2026-11-21'), on('2024-08-18', '2024-08-17')]).toEqual([NEW, '#', '#']);
  });
  it('has a remedy for every code that may not stand', () => {
    for (const date of ['2024-08-18', '2024-08-19']) {
      const rule = dayRules(day('2026-11-20'))(day(date));
      for (const code of codes.filter((each) => rule.refuses[byte(each)] === 1))
        expect(rule.faultOf(byte(code)).message).toMatch(new RegExp(`^The code ${code} .*: write [A-Z]`));
    }
  });
});

describe('the days without a session', () => {
  const daysIn = (year: number, calendar: Calendar | undefined) => {
    const { from, to } = registerDates(year);
    return calendar && schoolDays(calendar, from, to);
  };
  it('are not known without a calendar of the register year', () => {
    expect(closedDays(2026, undefined, daysIn(2026, proposeCalendar(2025)) ?? [])).toBeUndefined();
  });
  it('are those of the year’s calendar, and in August of the calendar before as well', () => {
    const own = proposeCalendar(2026);
    const [first, ...rest] = own.halfTerms;
    if (!first) throw new Error('A year has half terms');
    const early = { ...own, halfTerms: [{ ...first, startsOn: day('2026-08-27') }, ...rest] };
    const before = proposeCalendar(2025);
    const last = {
      term: 'summer' as const,
      half: 2 as const,
      startsOn: day('2026-06-01'),
      endsOn: day('2026-08-04'),
    };
    const long = { ...before, halfTerms: [...before.halfTerms.slice(0, 5), last] };
    const days = closedDays(2026, daysIn(2026, early), daysIn(2026, long) ?? []);
    const open = (date: string) => days?.[slotOf(day(date), 0) / 2] === 0;
    expect(
      ['2026-08-04', '2026-08-05', '2026-08-26', '2026-08-27', '2026-08-28', '2026-08-29'].map(open),
    ).toEqual([true, false, false, true, true, false]);
  });
  it('are as many as the year has, a leap year one more', () => {
    const length = (year: number) => closedDays(year, daysIn(year, proposeCalendar(year)), [])?.length;
    expect([length(2022), length(2023), length(2024)]).toEqual([365, 366, 365]);
  });
  it('need no session for a closure, for whoever could not attend or is not on roll, and for no mark', () => {
    expect(codes.filter((code) => NEEDS_SESSION[byte(code)] === 0).join(' ')).toBe(
      'Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z # - Y',
    );
  });
});

describe('two marks for one session', () => {
  it('contradict each other when both say where somebody was or that they were away', () => {
    const beside = codes.filter((code) => !contradicts(byte(code), byte('/')));
    expect(beside.join(' ')).toBe('B D Q X Y1 Y2 Y3 Y4 Y5 Y6 Y7 Z # - Y');
    for (const one of codes)
      for (const other of codes)
        expect(contradicts(byte(one), byte(other))).toBe(!beside.includes(one) && !beside.includes(other));
  });
});

describe('an N', () => {
  it('is too old when more than five school days have begun since', () => {
    const days = [
      '2026-11-12',
      '2026-11-13',
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
      '2026-11-19',
      '2026-11-20',
    ].map(day);
    expect(
      ['2026-11-20', '2026-11-14', '2026-11-13', '2026-11-12', '2026-10-01'].map((date) =>
        schoolDaysSince(day(date), days),
      ),
    ).toEqual([0, 5, 5, 6, 7]);
  });
});

describe('a part-time timetable', () => {
  it('counts C2 as absence with leave: every Wednesday afternoon and Friday away is three in ten', () => {
    let marks = EMPTY_REGISTER;
    for (let week = 0; week < 10; week += 1) {
      for (let weekday = 0; weekday < 5; weekday += 1) {
        const date = addDays(day('2025-09-01'), 7 * week + weekday);
        const [am, pm] = weekday === 4 ? ['C2', 'C2'] : weekday === 2 ? ['/', 'C2'] : ['/', '\\'];
        marks = setMark(marks, slotOf(date, 0), letterOf(am) ?? '');
        marks = setMark(marks, slotOf(date, 1), letterOf(pm) ?? '');
      }
    }
    const counted = count(marks, 2025, day('2025-09-01'), day('2025-12-19'));
    expect(counted).toEqual({
      possible: 100,
      present: 70,
      late: 0,
      approvedActivity: 0,
      authorised: 30,
      unauthorised: 0,
      missing: 0,
    });
    expect([isPersistent(30, 100), isSevere(30, 100)]).toEqual([true, false]);
  });
});

describe('a year', () => {
  it('holds its 29 February and no other day of the next, and two settings add up', () => {
    let one = EMPTY_REGISTER;
    let other = EMPTY_REGISTER;
    const moved = day('2024-02-29');
    for (let date = day('2024-02-26'); date <= day('2024-03-01'); date = addDays(date, 1)) {
      const code = letterOf(date === moved ? 'I' : '/') ?? '';
      if (date < moved) one = setMark(one, slotOf(date, 0), code);
      else other = setMark(other, slotOf(date, 0), code);
    }
    const { from, to } = registerDates(2023);
    const [first, second] = [one, other].map((marks) => count(marks, 2023, from, to));
    expect([first?.possible, second?.possible, second?.authorised]).toEqual([3, 2, 1]);
    expect(count(other, 2023, moved, moved)).toMatchObject({ possible: 1, authorised: 1 });
  });
  it('takes the last week of August to the year that begins', () => {
    const august = setMark(EMPTY_REGISTER, slotOf(day('2026-08-26'), 0), letterOf('/') ?? '');
    expect(count(august, 2026, day('2026-08-01'), day('2026-08-31')).present).toBe(1);
    expect(slotOf(day('2026-08-26'), 0)).toBe(50);
  });
});

describe('a term', () => {
  it('ends where the Department’s collection does: at New Year, Easter Sunday and the end of July', () => {
    expect((['autumn', 'spring', 'summer'] as const).map((term) => collectedTerm(2026, term))).toEqual([
      { from: '2026-08-01', to: '2026-12-31' },
      { from: '2027-01-01', to: '2027-03-28' },
      { from: '2027-03-29', to: '2027-07-31' },
    ]);
  });
  it('leaves no day of a register year out and has none twice', () => {
    for (let year = 1990; year < 2060; year += 1) {
      const [autumn, spring, summer] = (['autumn', 'spring', 'summer'] as const).map((term) =>
        collectedTerm(year, term),
      );
      expect([autumn?.from, summer?.to]).toEqual(Object.values(registerDates(year)));
      expect([
        addDays(autumn?.to ?? day('1990-01-01'), 1),
        addDays(spring?.to ?? day('1990-01-01'), 1),
      ]).toEqual([spring?.from, summer?.from]);
    }
  });
});

describe('termly counts', () => {
  it('add up: attended and absent are possible, codes for no possible session are outside', () => {
    const codesOf = { '/': 55, '\\': 52, L: 4, V: 2, J: 1, I: 9, M: 1, C: 1, O: 3, U: 2, D: 6, X: 1 };
    expect(addUp(2023, 'autumn', 130, { codes: codesOf })).toEqual({
      possible: 130,
      absent: 16,
      unauthorised: 5,
      late: 6,
    });
    expect(
      addUp(2023, 'autumn', 130, { totals: { attended: 114, authorised: 11, unauthorised: 5 } }),
    ).toEqual({
      possible: 130,
      absent: 16,
      unauthorised: 5,
      late: null,
    });
    expect(addUp(2023, 'spring', 0, { codes: {} })).toMatchObject({ possible: 0, absent: 0, late: null });
    expect(addUp(2023, 'spring', 1, { codes: { '/': 1, L: 0, U: 0 } })).toMatchObject({ late: 0 });
  });
  it('are a fault when they contradict themselves, with both numbers', () => {
    const found = addUp(2023, 'autumn', 129, { codes: { '/': 60, '\\': 60, I: 8, O: 2 } });
    expect(found).toEqual({
      rule: 'count.sum',
      message:
        'The counts come to 130 sessions in the autumn term (120 attended, 8 absent with leave and 2 without), and the file says that 129 were possible: mend the one or the other.',
    });
  });
  it('have the codes of their year, the old to 2023/24 and the new from 2024/25 on', () => {
    const rule = (year: number, code: string) => {
      const found = addUp(year, 'autumn', 1, { codes: { '/': 1, [code]: 0, X: 1 } });
      const more = addUp(year, 'autumn', 1, { codes: { [code]: 1 } });
      return ['rule' in found ? found.rule : 'none', 'rule' in more ? more.rule : 'none'];
    };
    expect([rule(2023, 'H'), rule(2024, 'H')]).toEqual([
      ['none', 'none'],
      ['none', 'code.withdrawn'],
    ]);
    expect([rule(2023, 'C1'), rule(2024, 'C1')]).toEqual([
      ['none', 'code.not_yet'],
      ['none', 'none'],
    ]);
  });
  it('agree with the marks they were counted from, whatever those are', () => {
    const letters = fc.array(fc.constantFrom(' ', ...ATTENDANCE_CODES.map(({ letter }) => letter)), {
      minLength: 732,
      maxLength: 732,
    });
    fc.assert(
      fc.property(letters, (all) => {
        const marks = all.join('');
        const { from, to } = collectedTerm(2024, 'spring');
        const counted = count(marks, 2024, from, to);
        const { first, last } = { first: slotOf(from, 0), last: slotOf(to, 1) };
        const ofCodes = Object.fromEntries(
          ATTENDANCE_CODES.filter(({ withdrawn }) => !withdrawn).map(({ code, letter }) => [
            code,
            [...marks.slice(first, last + 1)].filter((each) => each === letter).length,
          ]),
        );
        const withdrawn = count(
          [...marks].map((letter) => (['H', 'J', 'Y'].includes(letter) ? ' ' : letter)).join(''),
          2024,
          from,
          to,
        );
        expect(withdrawn.possible).toBeLessThanOrEqual(counted.possible);
        expect(addUp(2024, 'spring', withdrawn.possible, { codes: ofCodes })).toEqual({
          possible: withdrawn.possible,
          absent: withdrawn.authorised + withdrawn.unauthorised,
          unauthorised: withdrawn.unauthorised,
          late: withdrawn.late,
        });
      }),
      { numRuns: 30 },
    );
  });
});
