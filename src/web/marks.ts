import { DOMAINS, type Domain, type DomainMark, type Mark } from '#ui';
import type { Say } from './words.ts';

export type Tier = 'universal' | 'targeted' | 'intensive' | 'specialist';

const NAMES: Record<Mark, string> = { '0': 'none', '✓': 'one', '✓✓': 'two', unknown: 'unknown' };

/**
 * The five marks as `DomainStrip` shows them, named and said in the language of the page. A domain that is not there
 * is not known: nobody has looked, which is another thing than having found nothing.
 *
 * @example <DomainStrip size="row" marks={marksInWords(say, { family: '✓✓' })} caption={person.name} />
 */
export function marksInWords(say: Say, marks: Partial<Record<Domain, Mark>>): DomainMark[] {
  return DOMAINS.map((domain) => {
    const mark = marks[domain] ?? 'unknown';
    return { domain, mark, label: say(`domains.${domain}`), says: say(`marks.${NAMES[mark]}`) };
  });
}

/** The name of a tier of help. */
export function tierName(say: Say, tier: Tier): string {
  return say(`tiers.${tier}`);
}
