import type { Say } from './frame.ts';

/** "Year 9", "Reception", or that it is not known. @example yearInWords(say, 0) // 'Reception' */
export function yearInWords(say: Say, ncYear: number | null): string {
  if (ncYear === null) return say('people.year.unknown');
  return ncYear === 0 ? say('people.year.reception') : say('people.year.number', { year: ncYear });
}
