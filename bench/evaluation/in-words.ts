/** An evaluation as text for a terminal, and as the tables of docs/evidence.md. */
import type { Estimate } from '#modules/risk';
import type { Evaluation, ScoreFound } from './evaluate.ts';

/** What the figures are about: said before them, never after. */
export function caution(rules: string): string {
  return rules === 'uci-student-performance'
    ? 'This tests the engine on two Portuguese schools of 2005/06. It says nothing about practice in England.'
    : 'This describes the people of one file and nobody else.';
}

export function inWords(found: Evaluation): string {
  const { rules, asOf, outcome, people, withOutcome, unknown, unreviewed, scores, tiers } = found;
  const left = [
    ...(unknown > 0 ? [`${unknown} whose outcome is blank are left out.`] : []),
    ...(unreviewed > 0 ? [`${unreviewed} rows of the file are nobody in the review.`] : []),
  ];
  return [
    caution(rules),
    '',
    `Reviewed by ${rules} on ${asOf}; the outcome is ${outcome}: ${withOutcome.count} of ${people}, ${percent(withOutcome)}.`,
    ...left,
    'Intervals are 95 %: DeLong for the AUC and for paired differences of it, Wilson for shares. Where the last place of',
    'a list is tied, counts are the expected ones over every way of choosing among the tied.',
    '',
    ...table([
      [
        'score',
        'AUC',
        'points better by',
        ...['10 %', '20 %'].flatMap((top) => [`top ${top}: places`, 'found', 'precision', 'recall', 'lift']),
      ],
      ...scores.map(rowOf),
    ]),
    '',
    ...table([
      ['tier', 'people', 'with the outcome', 'share'],
      ...tiers.map(({ tier, people: many, withOutcome: had, share }) => [
        tier,
        String(many),
        String(had),
        share ? percent(share) : '',
      ]),
    ]),
  ].join('\n');
}

function rowOf({ score, auc, pointsBetterBy: by, top }: ScoreFound): string[] {
  const separation = auc
    ? `${fixed(auc.value)} (${fixed(auc.low)} to ${fixed(auc.high)})`
    : 'not enough data';
  return [
    score,
    separation,
    by ? `${fixed(by.value)} (${fixed(by.low)} to ${fixed(by.high)})` : '',
    ...top.flatMap(({ places, cut, found, precision, recall, lift }) => [
      cut.tied > cut.taken ? `${places}, ${cut.taken} of ${cut.tied} tied at ${cut.score}` : String(places),
      found.toFixed(1),
      percent(precision),
      recall ? percent(recall) : '',
      lift === undefined ? '' : lift.toFixed(1),
    ]),
  ];
}

export function percent({ value, low, high }: Estimate): string {
  return `${hundredths(value)} % (${hundredths(low)} to ${hundredths(high)})`;
}

function hundredths(value: number): string {
  return (100 * value).toFixed(1);
}

function fixed(value: number): string {
  return value.toFixed(3);
}

/** Rows in Markdown, padded so that they can be read as they are. */
export function table(rows: readonly string[][]): string[] {
  const [header = [], ...rest] = rows;
  const widths = header.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(header), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)];
}
