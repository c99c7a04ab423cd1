import type { PlainDate } from '#dates';
import { DOMAINS, type Domain, type Mark } from './domains.ts';

/** Who sees it so: records, adults who know the young person, or the young person. */
export const VIEWS = ['records', 'adults', 'young_person'] as const;
export type View = (typeof VIEWS)[number];

/** A mark that somebody gave. */
export type GivenMark = {
  domain: Domain;
  view: Exclude<View, 'records'>;
  mark: 0 | 1 | 2;
  /** Whose it is: a later one of the same author, view and domain takes its place. */
  authorId: string;
  onDate: PlainDate;
};

export type Marks = Record<Domain, Mark>;

/** How long a mark that somebody gave is taken for what they think: about a school year. Our own choice. */
export const MARK_MONTHS = 12;

const KEPT: readonly Mark[] = ['0', '✓', '✓✓'];

/**
 * What adults, or the young person, say of each domain: of each author the latest mark, and of several authors the
 * strongest. A domain of which nobody has said anything is unknown, never clear.
 *
 * @param given marks from the oldest to the newest, those too old for the day left out
 * @example marksOfView(given, 'adults').social // '✓✓'
 */
export function marksOfView(given: readonly GivenMark[], view: GivenMark['view']): Marks {
  const latest = new Map<string, GivenMark>();
  for (const mark of given) if (mark.view === view) latest.set(`${mark.authorId} ${mark.domain}`, mark);
  const marks = Object.fromEntries(DOMAINS.map((domain) => [domain, 'unknown'])) as Marks; // one for each domain
  for (const { domain, mark } of latest.values()) {
    const standing = marks[domain];
    if (standing === 'unknown' || KEPT.indexOf(standing) < mark) marks[domain] = KEPT[mark] ?? 'unknown';
  }
  return marks;
}

/** Two views that do not say the same of a domain: where to look. */
export type Disagreement = {
  domain: Domain;
  /** Who sees something, and who has looked and sees nothing. */
  sees: View;
  seesNothing: View;
};

/**
 * Where one view sees something and another has looked and sees nothing. What one of them does not know is no
 * disagreement: nobody has looked.
 *
 * @example disagreements({ records, adults, young_person }) // [{ domain: 'social', sees: 'young_person', seesNothing: 'adults' }]
 */
export function disagreements(views: Readonly<Record<View, Marks>>): Disagreement[] {
  return DOMAINS.flatMap((domain) =>
    VIEWS.flatMap((sees) =>
      VIEWS.flatMap((seesNothing) => {
        const [one, other] = [views[sees][domain], views[seesNothing][domain]];
        return (one === '✓' || one === '✓✓') && other === '0' ? [{ domain, sees, seesNothing }] : [];
      }),
    ),
  );
}
