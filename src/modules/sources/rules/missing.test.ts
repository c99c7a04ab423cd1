import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { type LastRun, whyMissing } from './missing.ts';

const run = (source: string, more: Partial<LastRun> = {}): LastRun => ({
  source,
  on: plainDate('2026-11-02'),
  file: `${source}.csv`,
  names: false,
  refusal: null,
  ...more,
});
const refusal = {
  line: 14,
  field: 'dob',
  message: 'There is no day “31/02/2011”: mend the day or the month.',
};

describe('why something is missing', () => {
  it.each<[string, LastRun[], boolean, object]>([
    ['is that nobody has ever brought it', [], true, { because: 'never' }],
    [
      'is that the last file of each source did not hold them',
      [run('mis'), run('council')],
      false,
      { because: 'not_held', runs: [{ source: 'mis' }, { source: 'council' }] },
    ],
    [
      'is that a source names them and leaves it blank',
      [run('council'), run('mis', { names: true })],
      true,
      { because: 'blank', source: 'mis' },
    ],
    [
      'is not that it is blank where a file need not hold everybody',
      [run('mis', { names: true })],
      false,
      { because: 'not_held' },
    ],
    [
      'is that their row was refused, before anything else',
      [run('council', { names: true }), run('mis', { refusal })],
      true,
      { because: 'refused', source: 'mis', file: 'mis.csv', line: 14, message: refusal.message },
    ],
    [
      'is the newest refusal of two',
      [run('mis', { refusal }), run('council', { refusal: { ...refusal, line: 3 } })],
      true,
      { because: 'refused', source: 'mis', line: 14 },
    ],
  ])('%s', (_, runs, isOfPeople, expected) => {
    expect(whyMissing(runs, isOfPeople)).toMatchObject(expected);
  });
});
