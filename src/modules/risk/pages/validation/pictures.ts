import type { Chart } from '#charts';
import { academicYearName } from '#dates';
import type { Say } from '#web';
import type { PastValidation } from '../../queries/validations.ts';
import type { Estimate } from '../../rules/index.ts';
import { groupInWords } from './figures.ts';

/** The pictures of one year of leavers, by what they show; each is left out where there is not enough data for it. */
export type ValidationPictures = { separates?: Chart; calibration?: Chart; found: readonly Chart[] };

/** What a validation found, as pictures: dots with the intervals that they lie in. */
export function picturesOf({ result }: PastValidation, say: Say): ValidationPictures {
  const { leaversYear } = result;
  const year = academicYearName(leaversYear);
  const [counted] = result.countings;
  return {
    ...(counted?.results && {
      separates: {
        id: `separates-${leaversYear}`,
        title: say('validation.pictures.separates', { year }),
        kind: 'intervals',
        axis: say('validation.columns.score'),
        measure: say('validation.columns.separates'),
        rows: counted.results.map(({ score, auc }) => ({
          name: say(`validation.scores.${score}`),
          value: intervalOf(auc),
        })),
        unit: 'number',
      },
    }),
    ...(result.calibration && {
      calibration: {
        id: `calibration-${leaversYear}`,
        title: say('validation.calibration.title'),
        kind: 'intervals',
        axis: say('validation.calibration.points'),
        measure: say('validation.calibration.share'),
        rows: result.calibration.map(({ from, to, people, share }) => ({
          name: say('validation.calibration.row', {
            points: from === to ? String(from) : say('validation.calibration.between', { from, to }),
            count: people,
          }),
          value: intervalOf(share),
        })),
        unit: 'share',
      },
    }),
    found: Object.entries(result.groups).map(([kind, rates]) => ({
      id: `found-${kind.replace(/[^a-z0-9]+/gi, '-')}-${leaversYear}`,
      title: say('validation.pictures.found', { kind: say(`validation.groups.kinds.${kind}`) }),
      kind: 'intervals',
      axis: say('validation.groups.group'),
      measure: say('validation.groups.found'),
      rows: rates.map(({ group, found }) => ({ name: groupInWords(say, group), value: intervalOf(found) })),
      unit: 'share',
    })),
  };
}

/** All of them, for whoever asks for the file of one. */
export function everyPicture(past: readonly PastValidation[], say: Say): Chart[] {
  return past.flatMap((each) => {
    const { separates, calibration, found } = picturesOf(each, say);
    return [separates, calibration, ...found].filter((chart) => chart !== undefined);
  });
}

function intervalOf(estimate: Estimate | undefined | null) {
  return estimate ? { value: estimate.value, least: estimate.low, most: estimate.high } : null;
}
