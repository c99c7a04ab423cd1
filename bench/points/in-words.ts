/** A fit as text for a terminal, and as the tables of docs/evidence.md. */
import type { CalibrationStep, Estimate, RankingAtCapacity } from '#modules/risk';
import { caution, percent, table } from '../evaluation/in-words.ts';
import type { Held } from './cross-validate.ts';
import type { Fit, OnEverybody } from './fit.ts';

export function inWords(fit: Fit, outcome: string): string {
  const { people, having, how, held, absent, steps, asTheyAre, asProposed, proposed } = fit;
  const yardstick = held.at(-1)?.score ?? '';
  return [
    caution(proposed.name),
    '',
    `The outcome is ${outcome}: ${having} of ${people}. No indicator may give more than ${how.most} points.`,
    ...(absent === undefined ? [] : [`There is no regression on the columns themselves: ${absent}.`]),
    '',
    `## On people held back: ${how.folds} folds, dealt again by seeds ${how.seeds.join(', ')}`,
    '',
    ...table([
      [
        'score',
        'AUC',
        `${yardstick} better by`,
        'by seed',
        ...(held[0]?.lists ?? []).map(({ share }) => `top ${100 * share} %`),
      ],
      ...held.map(heldInWords),
    ]),
    '',
    'The AUC is taken within each fold and averaged; intervals are 95 %, from the variance of the folds (DeLong).',
    '',
    '## The points, as they are and as proposed (fitted to everybody)',
    '',
    ...table([
      ['indicator', 'points now', 'proposed'],
      ...steps.map(({ indicator, points, proposed: to }) => [
        indicator,
        String(points),
        to === 0 ? 'none' : String(to),
      ]),
    ]),
    '',
    `Tiers from ${proposed.tiers.map(({ tier, from }) => `${from} (${tier})`).join(', ')}: no tier holds more people than now.`,
    '',
    '## On everybody at once: a fair look at the points as they are, too kind to those that were fitted to these people',
    '',
    ...table([
      ['points', 'AUC', 'list', 'found', 'precision', 'recall'],
      ...listsInWords('as they are', asTheyAre),
      ...listsInWords('proposed', asProposed),
    ]),
    '',
    ...table([
      ['points', 'from', 'to', 'people', 'with the outcome', 'of 100, about'],
      ...asTheyAre.calibration.map((step) => calibrated('as they are', step)),
      ...asProposed.calibration.map((step) => calibrated('proposed', step)),
    ]),
    '',
    'This is a proposal and changes nothing. A person reads it beside the rules as they are, looks at who would appear and',
    'who would vanish, and signs it (signedOff) or leaves it. Points that gain less than the interval is wide gain nothing.',
  ].join('\n');
}

function heldInWords({ score, auc, behind, lists }: Held): string[] {
  return [
    score,
    area(auc),
    behind ? area(behind) : '',
    behind ? `${behind.least.toFixed(3)} to ${behind.most.toFixed(3)}` : '',
    ...lists.map(({ found, places, precision }) => `${found.toFixed(1)} of ${places}, ${percent(precision)}`),
  ];
}

function listsInWords(name: string, { auc, lists }: OnEverybody): string[][] {
  return lists.map(({ places, found, precision, recall }: RankingAtCapacity) => [
    name,
    auc ? area(auc) : 'not enough data',
    `${places} places`,
    found.toFixed(1),
    percent(precision),
    recall ? percent(recall) : '',
  ]);
}

function calibrated(name: string, { from, to, people, withOutcome, share }: CalibrationStep): string[] {
  return [name, String(from), String(to), String(people), String(withOutcome), percent(share)];
}

function area({ value, low, high }: Estimate): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}
