import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '#web';
import { draftOf, proposeCalendar } from '../../rules/index.ts';
import { readTyped, rowsIn, typedFrom, withBankHolidays, withoutRow, withSpareRow } from './typed.ts';

const say = wordsFor('en');
const draft = draftOf(proposeCalendar(2026));
const typed = typedFrom(draft, 'none');
const read = (form: Record<string, string | string[]>) => readTyped(say, 2026, form);
const labels = (form: Record<string, string | string[]>) => rowsIn(form).map(({ label }) => label);

describe('the form of a calendar', () => {
  it('comes back as it was, with one empty row', () => {
    for (let year = 2015; year < 2060; year += 1) {
      const proposed = draftOf(proposeCalendar(year));
      const again = readTyped(say, year, typedFrom(proposed, 'seen'));
      expect(again).toMatchObject({ draft: proposed, problems: [], seen: 'seen' });
      expect(rowsIn(again.typed)).toHaveLength(proposed.closures.length + 1);
    }
  });

  it('leaves empty rows out and numbers the others again', () => {
    const form = {
      'closure-7-date': '2026-11-20',
      'closure-7-kind': 'closure',
      'closure-7-label': 'Snow',
      'closure-2-date': '',
      'closure-2-kind': 'inset',
      'closure-2-label': '  ',
      'closure-3-date': '2026-11-19',
      'closure-3-kind': 'inset',
      'closure-3-label': 'Training',
    };
    expect(labels(read(form).typed)).toEqual(['Training', 'Snow', '']);
    expect(read(form).draft.closures).toEqual([
      { date: '2026-11-19', kind: 'inset', label: 'Training' },
      { date: '2026-11-20', kind: 'closure', label: 'Snow' },
    ]);
    expect(labels(read(withoutRow(form, '3')).typed)).toEqual(['Snow', '']);
    expect(labels(read(withoutRow(form, '7')).typed)).toEqual(['Training', '']);
  });

  it('fills in a name that goes without saying, and no other', () => {
    const named = (kind: string, date: string) =>
      read({ 'closure-1-date': date, 'closure-1-kind': kind, 'closure-1-label': '' }).draft.closures[0]
        ?.label;
    expect(named('inset', '2026-11-20')).toBe('INSET day');
    expect(named('bank_holiday', '2027-05-03')).toBe('Early May bank holiday');
    expect(named('bank_holiday', '2027-05-04')).toBe('');
    expect(named('closure', '2026-11-20')).toBe('');
    expect(named('anything', '2026-11-20')).toBe('');
  });

  it('keeps what is no day, and says so', () => {
    const form = { ...typed, 'autumn-1-from': '2026-09-31', 'closure-1-date': 'soon' };
    const { typed: kept, problems, draft: of } = read(form);
    expect(problems.map(({ field }) => field)).toEqual(['autumn-1-from', 'closure-1-date']);
    expect([kept['autumn-1-from'], kept['closure-1-date']]).toEqual(['2026-09-31', 'soon']);
    expect([of.halfTerms[0]?.startsOn, of.closures[0]?.date]).toEqual([null, null]);
  });

  it('has one empty row more each time it is asked for one', () => {
    const empty = (form: Record<string, string>) => labels(form).filter((label) => label === '').length;
    const once = withSpareRow(read(typed).typed);
    const twice = withSpareRow(read(once).typed);
    expect([empty(typed), empty(once), empty(twice)]).toEqual([1, 2, 3]);
    expect(read(twice).draft).toEqual(draft);
  });

  it('takes in the bank holidays in term that it lacks, once', () => {
    const closures = draft.closures.filter(({ kind }) => kind !== 'bank_holiday');
    const without = typedFrom({ ...draft, closures }, 'none');
    const added = withBankHolidays(without, read(without).draft);
    expect(labels(added)).toContain('Early May bank holiday');
    expect(withBankHolidays(added, read(added).draft)).toEqual(added);
  });

  it('survives anything that is sent', () => {
    const field = fc.oneof(
      fc.constantFrom(...Object.keys(typed), 'seen', 'do', 'closure-999-date', 'weekday-9'),
      fc.string(),
    );
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.dictionary(field, value), (form) => {
        const once = read(form);
        expect(read(once.typed).draft).toEqual(once.draft);
      }),
    );
  });
});
