import { expect, it } from 'vitest';
import { activityGroup } from './activity.ts';

it('puts each edge of the groups where it is written down', () => {
  expect(
    ['530', '540', '550', '615', '616', '619', '260', '710', '810', '150', '210'].map(activityGroup),
  ).toEqual(['eet', 'neet', 'eet', 'eet', 'eet', 'neet', 'eet', 'out', 'not_known', 'not_known', 'eet']);
});

it('knows no code that there is not', () => {
  expect(['232', '', '5400', 'NEET'].map(activityGroup)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
