import { describe, expect, it } from 'vitest';
import { readAcademicYear } from './academic-year.ts';

describe('an academic year in a file', () => {
  it.each([
    ['2026', '2026'],
    ['2026/27', '2026'],
    ['2026-27', '2026'],
    ['2026/2027', '2026'],
    ['1999/00', '1999'],
    ['2100', '2100'],
    ['1980', '1980'],
  ])('%s is the one that begins in %s', (found, value) => {
    expect(readAcademicYear(found)).toEqual({ value });
  });

  it.each(['2026/28', '2026/26', '26/27', '1979', '2101', '2026/', 'now', ''])('%j is none', (found) => {
    expect(readAcademicYear(found)).toMatchObject({ fault: { rule: 'academic_year.shape' } });
  });
});
