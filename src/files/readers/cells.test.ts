import { describe, expect, it } from 'vitest';
import { readText, tidy } from './cells.ts';
import { BIRTH_YEARS, RECORD_YEARS, readDate } from './dates.ts';
import { readNcYear } from './nc-year.ts';

const outcome = (read: object) =>
  'fault' in read ? (read.fault as { rule: string }).rule : Object.values(read)[0];

describe('a cell', () => {
  it('loses spaces round it and the guard of our own export', () => {
    expect([' a b ', '\u00a0a', 'a\u00a0', "'-", " '=1 ", "'t Hart", '', '-', 'Zoë'].map(tidy)).toEqual([
      'a b',
      'a',
      'a',
      '-',
      '=1',
      "'t Hart",
      '',
      '-',
      'Zoë',
    ]);
  });
  it('is refused as text when it is too long or holds a line break', () => {
    expect([readText('Zoë'), readText('a\nb'), readText('x'.repeat(201))].map(outcome)).toEqual([
      'Zoë',
      'text.control',
      'text.long',
    ]);
  });
});

describe('a date', () => {
  const read = (text: string, ...formats: Parameters<typeof readDate>[1]) =>
    outcome(readDate(text, formats, RECORD_YEARS));
  it('is read in the formats of the mapping alone', () => {
    expect(read('2024-02-29', 'yyyy-MM-dd')).toBe('2024-02-29');
    expect(read('3/9/2024', 'yyyy-MM-dd', 'dd/MM/yyyy')).toBe('2024-09-03');
    expect(read('03-09-2024', 'dd-MM-yyyy')).toBe('2024-09-03');
    expect(read('2024-09-03 23:59:59', 'yyyy-MM-dd HH:mm:ss')).toBe('2024-09-03');
    expect(read('03/09/2024', 'yyyy-MM-dd')).toBe('date.format');
    expect(read('2024-09-03 24:00:00', 'yyyy-MM-dd HH:mm:ss')).toBe('date.format');
    expect(read('Tuesday', 'dd/MM/yyyy')).toBe('date.format');
  });
  it('is refused when there is no such day or the year cannot be meant', () => {
    expect(
      ['2023-02-29', '2024-13-01', '2024-00-10', '2024-04-31'].map((text) => read(text, 'yyyy-MM-dd')),
    ).toEqual(new Array(4).fill('date.exists'));
    expect(['1979-12-31', '2101-01-01', '0024-09-01'].map((text) => read(text, 'yyyy-MM-dd'))).toEqual(
      new Array(3).fill('date.year'),
    );
    expect(outcome(readDate('1955-01-01', ['yyyy-MM-dd'], BIRTH_YEARS))).toBe('1955-01-01');
  });
});

describe('a year group', () => {
  it('is reception to 14, however schools write it', () => {
    expect(
      ['R', 'r', '1', '07', '14', 'Y9', 'Year 11', '8.0'].map((text) => outcome(readNcYear(text))),
    ).toEqual([0, 0, 1, 7, 14, 9, 11, 8]);
  });
  it('is unknown for X, and refused for nursery and anything else', () => {
    expect(readNcYear('X')).toEqual({ value: null });
    expect(['N1', 'E2'].map((text) => outcome(readNcYear(text)))).toEqual([
      'nc_year.nursery',
      'nc_year.nursery',
    ]);
    expect(['15', 'Seven', '7a', '-1'].map((text) => outcome(readNcYear(text)))).toEqual(
      new Array(4).fill('code.unknown'),
    );
  });
});
