/** Puts what a review said beside what became of the same people. */
import { z } from 'zod';
import { Refused } from '#outcome';
import { type Condition, meets, type Rival, scoreOf } from './condition.ts';

/** What `waymark review --format json` prints, as far as it is needed here. */
export const reviewSchema = z.object({
  asOf: z.string(),
  rules: z.string(),
  people: z.array(
    z.object({
      sourceId: z.string(),
      tier: z.enum(['universal', 'targeted', 'intensive', 'specialist']),
      points: z.object({ known: z.number(), lowest: z.number(), highest: z.number() }),
    }),
  ),
});
export type Review = z.output<typeof reviewSchema>;

/** The rows of a file by the identifier that the review knows people by. */
export type Cells = { header: readonly string[]; rows: ReadonlyMap<string, readonly string[]> };

export type Joined = {
  /** Identifiers, in the order of everything below. */
  people: string[];
  tiers: Review['people'][number]['tier'][];
  points: number[];
  outcomes: boolean[];
  rivals: { text: string; scores: number[] }[];
  /** People of the review whose outcome the file leaves blank: left out of everything. */
  unknown: number;
  /** Rows of the file that the review has nobody for: left out too. */
  unreviewed: number;
};

/**
 * Joins a review and a file, one row a person, by identifier.
 *
 * @throws Refused when a person has no row or is there twice, a column is missing, or a rival is blank for somebody
 *   whose outcome is known: rivals are compared on the same people or not at all
 */
export function join(
  review: Review,
  { header, rows }: Cells,
  outcome: Condition,
  rivals: readonly Rival[],
): Joined {
  const outcomeAt = placeOf(header, outcome.column);
  const columns = rivals.map((rival) => ({
    rival,
    at: placeOf(header, rival.column),
    scores: [] as number[],
  }));
  const joined: Omit<Joined, 'rivals'> = {
    people: [],
    tiers: [],
    points: [],
    outcomes: [],
    unknown: 0,
    unreviewed: 0,
  };
  const seen = new Set<string>();
  for (const { sourceId, tier, points } of review.people) {
    if (seen.has(sourceId))
      throw new Refused(
        `The review has two people with the identifier ${sourceId}: review one source at a time.`,
      );
    seen.add(sourceId);
    const cells = rows.get(sourceId);
    if (!cells)
      throw new Refused(
        `The file has no row for ${sourceId}, whom the review has: it is not the file that was imported.`,
      );
    const happened = meets(outcome, (cells[outcomeAt] ?? '').trim());
    if (happened === undefined) {
      joined.unknown += 1;
      continue;
    }
    joined.people.push(sourceId);
    joined.tiers.push(tier);
    joined.points.push(points.known);
    joined.outcomes.push(happened);
    for (const { rival, at, scores } of columns) {
      const score = scoreOf(rival, (cells[at] ?? '').trim());
      if (score === undefined)
        throw new Refused(
          `The column ${rival.column} is blank for ${sourceId}: it cannot stand beside the review as a score.`,
        );
      scores.push(score);
    }
  }
  if (joined.points.length === 0) throw new Refused('The review has nobody whose outcome the file knows.');
  joined.unreviewed = rows.size - seen.size;
  return { ...joined, rivals: columns.map(({ rival, scores }) => ({ text: rival.text, scores })) };
}

function placeOf(header: readonly string[], column: string): number {
  const at = header.indexOf(column);
  if (at < 0) throw new Refused(`The file has no column ${column}. It has: ${header.join(', ')}.`);
  return at;
}
