import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type SettingId } from '#db';
import { proposeCalendar } from '#modules/people';
import { EMPTY_REGISTER, letterOf, setMark, slotOf } from '../../rules/index.ts';
import { weeksOf } from './weeks.ts';

const words = { noSession: 'No session', noMark: 'No mark', dayAndMonth: (date: string) => date };
const from = plainDate('2026-09-01');
const to = plainDate('2026-11-20');

function register(...marks: [day: string, session: 0 | 1, code: string][]) {
  const letters = marks.reduce(
    (text, [day, session, code]) => setMark(text, slotOf(plainDate(day), session), letterOf(code) ?? '?'),
    EMPTY_REGISTER,
  );
  const settingId = newId<SettingId>();
  return [{ settingId, settingName: 'Fernlow', registerYear: 2026, marks: letters, source: 'a test' }];
}

describe('the weeks of a register', () => {
  it('run from the first to the last mark, holidays between them too, Monday to Friday', () => {
    const weeks = weeksOf(register(['2026-09-03', 0, '/'], ['2026-09-22', 1, 'I']), from, to, words);
    expect(weeks.map(({ startsOn }) => startsOn)).toEqual([
      '2026-08-31',
      '2026-09-07',
      '2026-09-14',
      '2026-09-21',
    ]);
    expect(weeks[0]?.days.map(({ am }) => am.kind)).toEqual(['none', 'none', 'none', 'present', 'none']);
    expect(weeks[3]?.days[1]?.pm).toEqual({ kind: 'authorised', code: 'I', says: 'Illness' });
  });

  it('have seven days where a Saturday or Sunday has a mark', () => {
    expect(weeksOf(register(['2026-09-05', 0, '/']), from, to, words)[0]?.days).toHaveLength(6);
  });

  it('show nothing after the last day, and nothing at all without a mark', () => {
    expect(weeksOf(register(['2026-11-23', 0, '/']), from, to, words)).toEqual([]);
    expect(weeksOf(register(), from, to, words)).toEqual([]);
    expect(weeksOf([], from, to, words)).toEqual([]);
  });

  it('tell late from too late, and a session without a mark from one that was there', () => {
    const [week] = weeksOf(
      register(
        ['2026-09-07', 0, 'L'],
        ['2026-09-07', 1, 'U'],
        ['2026-09-08', 0, '-'],
        ['2026-09-09', 0, 'D'],
      ),
      from,
      to,
      words,
    );
    expect(week?.days.slice(0, 3).map(({ am, pm }) => [am.kind, pm.kind])).toEqual([
      ['late', 'unauthorised'],
      ['none', 'none'],
      ['not-possible', 'none'],
    ]);
  });

  it('tell a day without school from a day without a mark by the calendar, and claim nothing without one', () => {
    const marks = register(['2026-09-21', 0, '/'], ['2026-10-30', 0, '/']);
    const said = (calendar?: Parameters<typeof weeksOf>[4]) =>
      weeksOf(marks, from, to, words, calendar).flatMap(({ days }) =>
        days.filter(({ date }) => ['2026-09-22', '2026-10-27'].includes(date)).map(({ am }) => am.says),
      );
    expect(said()).toEqual(['No mark', 'No mark']);
    const calendar = proposeCalendar(2026);
    expect(
      calendar.halfTerms.some(({ startsOn, endsOn }) => startsOn <= '2026-10-27' && '2026-10-27' <= endsOn),
    ).toBe(false);
    expect(said(calendar)).toEqual(['No mark', 'No session']);
  });
});
