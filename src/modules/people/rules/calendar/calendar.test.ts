import { describe, expect, it } from 'vitest';
import { addDays, plainDate, weekday } from '#dates';
import {
  bankHolidays,
  type Calendar,
  currentHalfTerm,
  easterMonday,
  easterSunday,
  goodFriday,
  halfTermOf,
  isSchoolDay,
  lastSchoolWeeks,
  proposeCalendar,
  schoolDays,
  schoolWeekOf,
  schoolWeeks,
  termDates,
} from './index.ts';

const day = plainDate;

describe('Easter', () => {
  it('falls where the almanacs say', () => {
    const sundays = {
      1961: '04-02',
      2000: '04-23',
      2008: '03-23',
      2011: '04-24',
      2019: '04-21',
      2020: '04-12',
      2024: '03-31',
      2025: '04-20',
      2026: '04-05',
      2027: '03-28',
      2028: '04-16',
      2029: '04-01',
      2030: '04-21',
      2038: '04-25',
      2049: '04-18',
      2076: '04-19',
    };
    for (const [year, date] of Object.entries(sundays))
      expect(easterSunday(Number(year))).toBe(`${year}-${date}`);
  });
  it('is a Sunday between 22 March and 25 April in every year', () => {
    for (let year = 1900; year < 2200; year += 1) {
      const sunday = easterSunday(year);
      expect(weekday(sunday)).toBe(7);
      expect(sunday >= `${year}-03-22` && sunday <= `${year}-04-25`).toBe(true);
    }
  });
  it('has its Friday and Monday, over the end of a month too', () => {
    expect([goodFriday(2024), easterMonday(2024)]).toEqual(['2024-03-29', '2024-04-01']);
  });
});

describe('bank holidays in England', () => {
  const dates = (year: number) => bankHolidays(year).map((holiday) => holiday.date.slice(5));
  it('are those of gov.uk', () => {
    expect(dates(2024)).toEqual(['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26']);
    expect(dates(2025)).toEqual(['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26']);
    expect(dates(2026)).toEqual(['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']);
    expect(dates(2027)).toEqual(['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']);
  });
  it('are made up for on weekdays', () => {
    expect(dates(2022)).toEqual([
      '01-03',
      '04-15',
      '04-18',
      '05-02',
      '06-02',
      '06-03',
      '08-29',
      '09-19',
      '12-26',
      '12-27',
    ]);
    expect(dates(2021).slice(-2)).toEqual(['12-27', '12-28']);
    expect(dates(2023)).toEqual([
      '01-02',
      '04-07',
      '04-10',
      '05-01',
      '05-08',
      '05-29',
      '08-28',
      '12-25',
      '12-26',
    ]);
    expect(dates(2020)).toContain('05-08');
    expect(dates(2020)).not.toContain('05-04');
  });
  it('are never on a weekend and never two on one day', () => {
    for (let year = 2005; year < 2060; year += 1) {
      const all = bankHolidays(year).map((holiday) => holiday.date);
      expect(all.filter((date) => weekday(date) > 5)).toEqual([]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('a proposed calendar', () => {
  it('has 190 days with pupils, 195 with its five INSET days, in every year', () => {
    for (let year = 2015; year < 2060; year += 1) {
      const calendar = proposeCalendar(year);
      const pupils = schoolDays(calendar, day(`${year}-08-01`), day(`${year + 1}-07-31`)).length;
      const insets = calendar.closures.filter((closure) => closure.kind === 'inset').length;
      const end = calendar.halfTerms[5]?.endsOn ?? '';
      expect([year, insets]).toEqual([year, 5]);
      // When the days run out before 17 July or past 31 July the summer term keeps the ordinary end.
      expect(Math.abs(pupils - 190), `${year} ends ${end} with ${pupils} days`).toBeLessThanOrEqual(2);
      expect(end >= `${year + 1}-07-17` && end <= `${year + 1}-07-31`).toBe(true);
    }
  });
  it('keeps its half terms apart, in order, four to nine weeks long', () => {
    for (let year = 2015; year < 2060; year += 1) {
      const halves = proposeCalendar(year).halfTerms;
      expect(halves.map((half) => `${half.term} ${half.half}`)).toEqual([
        'autumn 1',
        'autumn 2',
        'spring 1',
        'spring 2',
        'summer 1',
        'summer 2',
      ]);
      for (const [index, half] of halves.entries()) {
        const next = halves[index + 1];
        if (next) expect(addDays(half.endsOn, 7) < next.startsOn).toBe(true);
        expect(weekday(half.startsOn) <= 5 && weekday(half.endsOn) <= 5).toBe(true);
        const weeks = schoolWeeks({ ...proposeCalendar(year), halfTerms: [half] }).length;
        expect(weeks >= 4 && weeks <= 9, `${year} ${half.term} ${half.half}: ${weeks}`).toBe(true);
      }
    }
  });
  it('is the year that councils publish for 2026/27, near enough to start from', () => {
    expect(proposeCalendar(2026).halfTerms.map((half) => `${half.startsOn} ${half.endsOn}`)).toEqual([
      '2026-09-01 2026-10-23',
      '2026-11-02 2026-12-18',
      '2027-01-04 2027-02-12',
      '2027-02-22 2027-03-25',
      '2027-04-12 2027-05-28',
      '2027-06-07 2027-07-21',
    ]);
  });
  it('has no school on a bank holiday', () => {
    for (let year = 2015; year < 2040; year += 1) {
      const calendar = proposeCalendar(year);
      for (const { date } of bankHolidays(year + 1)) expect(isSchoolDay(calendar, date)).toBe(false);
    }
  });
});

const week: Calendar = {
  academicYear: 2023,
  weekdays: [1, 2, 3, 4, 5],
  halfTerms: [
    { term: 'spring', half: 1, startsOn: day('2024-02-05'), endsOn: day('2024-02-09') },
    { term: 'spring', half: 2, startsOn: day('2024-02-19'), endsOn: day('2024-03-08') },
  ],
  closures: [
    { date: day('2024-02-19'), kind: 'inset', label: 'INSET day' },
    { date: day('2024-03-01'), kind: 'closure', label: 'Boiler' },
  ],
};

describe('school days', () => {
  it('leave out weekends, holidays, INSET days and closures, and know 29 February', () => {
    const days = schoolDays(week, day('2024-02-08'), day('2024-03-04'));
    expect(days).toEqual([
      '2024-02-08',
      '2024-02-09',
      '2024-02-20',
      '2024-02-21',
      '2024-02-22',
      '2024-02-23',
      '2024-02-26',
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-04',
    ]);
    expect(days.every((each) => isSchoolDay(week, each))).toBe(true);
  });
  it('take in Saturdays where there is school on Saturdays', () => {
    const saturday = { ...week, weekdays: [1, 2, 3, 4, 5, 6] };
    expect(schoolDays(saturday, day('2024-02-23'), day('2024-02-25'))).toEqual(['2024-02-23', '2024-02-24']);
  });
  it('are none when the window is empty', () => {
    expect(schoolDays(week, day('2024-02-10'), day('2024-02-18'))).toEqual([]);
    expect(schoolDays(week, day('2024-03-05'), day('2024-03-04'))).toEqual([]);
  });
});

describe('school weeks', () => {
  it('are numbered through the year without the holidays', () => {
    expect(
      schoolWeeks(week).map((each) => [each.number, each.startsOn, each.days.length, each.half]),
    ).toEqual([
      [1, '2024-02-05', 5, 1],
      [2, '2024-02-19', 4, 2],
      [3, '2024-02-26', 4, 2],
      [4, '2024-03-04', 5, 2],
    ]);
    expect(schoolWeekOf(week, day('2024-02-25'))?.number).toBe(2);
    expect(schoolWeekOf(week, day('2024-02-14'))).toBeUndefined();
  });
  it('are the last ones up to a date, the running week with its days so far', () => {
    const last = lastSchoolWeeks(week, day('2024-02-27'), 2);
    expect([last?.from, last?.to, last?.days]).toEqual(['2024-02-20', '2024-02-27', 6]);
    expect(lastSchoolWeeks(week, day('2024-02-26'), 1)?.days).toBe(1);
  });
  it('reach over a holiday, and do not count a week that has not begun', () => {
    const last = lastSchoolWeeks(week, day('2024-02-19'), 6);
    expect([last?.weeks.length, last?.from, last?.to]).toEqual([1, '2024-02-05', '2024-02-09']);
  });
  it('are nothing before the first day of school', () => {
    expect(lastSchoolWeeks(week, day('2024-02-04'), 6)).toBeUndefined();
  });
  it('reach into the year before when its calendar is given', () => {
    const last = lastSchoolWeeks([proposeCalendar(2026), proposeCalendar(2025)], day('2026-09-13'), 6);
    expect(last?.weeks.map((each) => each.academicYear)).toEqual([2025, 2025, 2025, 2025, 2026, 2026]);
    expect(lastSchoolWeeks(proposeCalendar(2026), day('2026-11-22'), 6)?.from).toBe('2026-10-05');
  });
});

describe('half terms', () => {
  it('are found by a date inside them and carried on into the holiday', () => {
    expect(halfTermOf(week, day('2024-02-09'))?.half).toBe(1);
    expect(halfTermOf(week, day('2024-02-10'))).toBeUndefined();
    expect(currentHalfTerm(week, day('2024-02-12'))?.half).toBe(1);
    expect(currentHalfTerm(week, day('2023-09-01'))?.half).toBe(1);
    expect(termDates(week, 'spring')).toEqual({ startsOn: '2024-02-05', endsOn: '2024-03-08' });
    expect(termDates(week, 'autumn')).toBeUndefined();
  });
});
