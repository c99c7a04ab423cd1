/** Academic years as files write them. */

const SHAPE = /^(\d{4})(?:[/-](\d{2}|\d{4}))?$/;

/**
 * Reads an academic year by its first calendar year: 2026, 2026/27 or 2026/2027. Answers that year as text.
 *
 * @example readAcademicYear('2026/27') // { value: '2026' }
 */
export function readAcademicYear(found: string) {
  const [, first = '', second] = SHAPE.exec(found) ?? [];
  const year = Number(first);
  const follows = second === undefined || Number(second.slice(-2)) === (year + 1) % 100;
  if (year >= 1980 && year <= 2100 && follows) return { value: first };
  const message = `“${found.slice(0, 60)}” is not an academic year: write it like 2026/27.`;
  return { fault: { rule: 'academic_year.shape', message } };
}
