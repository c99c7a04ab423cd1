import { describe, expect, it } from 'vitest';
import { wordsFor } from '#web';
import type { PastValidation } from '../../queries/validations.ts';
import { everyPicture, picturesOf } from './pictures.ts';

const say = wordsFor('en');
const estimate = { value: 0.2, low: 0.1, high: 0.3 };
const group = (name: string, found: typeof estimate | undefined) => ({
  group: name,
  people: 200,
  withOutcome: 20,
  found,
  foundInVain: undefined,
  missed: undefined,
  ratio: undefined,
});
const past = {
  at: '2026-11-20T08:00:00Z',
  result: {
    leaversYear: 2025,
    countings: [
      {
        results: [
          { score: 'rules', auc: { value: 0.79, low: 0.76, high: 0.82 } },
          { score: 'roni', auc: null },
        ],
      },
    ],
    calibration: [
      { from: 0, to: 0, people: 900, share: { value: 0.02, low: 0.01, high: 0.03 } },
      { from: 1, to: 3, people: 1, share: estimate },
    ],
    groups: { sex: [group('F', estimate), group('not known', undefined)] },
  },
} as unknown as PastValidation;

describe('what a validation found, as pictures', () => {
  it('is how well each separates, what points came to, and who was found', () => {
    const { separates, calibration, found } = picturesOf(past, say);
    expect(separates).toMatchObject({
      id: 'separates-2025',
      rows: [
        { name: 'These rules', value: { value: 0.79, least: 0.76, most: 0.82 } },
        { name: 'Published indicators, weighted', value: null },
      ],
    });
    expect(calibration).toMatchObject({
      rows: [
        { name: '0: 900 young people', value: { value: 0.02, least: 0.01, most: 0.03 } },
        { name: '1 to 3: 1 young person', value: { value: 0.2, least: 0.1, most: 0.3 } },
      ],
    });
    expect(found).toMatchObject([{ id: 'found-sex-2025', rows: [{ name: 'F' }, { value: null }] }]);
    expect(everyPicture([past], say).map(({ id }) => id)).toEqual([
      'separates-2025',
      'calibration-2025',
      'found-sex-2025',
    ]);
  });

  it('is nothing where there is not enough data', () => {
    const little = {
      ...past,
      result: { ...past.result, countings: [{ results: undefined }], calibration: undefined, groups: {} },
    } as unknown as PastValidation;
    expect(everyPicture([little], say)).toEqual([]);
  });
});
