import { DOMAINS, type Domain, type Mark } from '../rules/index.ts';

const kept: readonly Mark[] = ['0', '✓', '✓✓'];

/** The marks of a kept profile: 0, 1 and 2 are what they say, nothing is unknown. */
export function marksOf(row: Record<Domain, number | null>): Record<Domain, Mark> {
  const mark = (domain: Domain): Mark => {
    const number = row[domain];
    return number === null ? 'unknown' : (kept[number] ?? 'unknown');
  };
  return Object.fromEntries(DOMAINS.map((domain) => [domain, mark(domain)])) as Record<Domain, Mark>;
}
