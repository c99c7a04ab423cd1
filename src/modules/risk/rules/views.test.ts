import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import type { Mark } from './domains.ts';
import { disagreements, type GivenMark, type Marks, marksOfView } from './views.ts';

const given = (more: Partial<GivenMark>): GivenMark => ({
  domain: 'social',
  view: 'adults',
  mark: 1,
  authorId: 'joe',
  onDate: plainDate('2026-11-02'),
  ...more,
});
const marks = (more: Partial<Marks> = {}): Marks => ({
  personal: 'unknown',
  family: 'unknown',
  social: 'unknown',
  institutional: 'unknown',
  structural: 'unknown',
  ...more,
});

describe('what adults say', () => {
  it('is unknown where nobody has said anything, and clear only where somebody looked', () => {
    expect(marksOfView([given({ mark: 0 })], 'adults')).toEqual(marks({ social: '0' }));
  });
  it('is the latest of one author and the strongest of several', () => {
    const joe = [given({ mark: 2 }), given({ mark: 1 })];
    expect(marksOfView(joe, 'adults').social).toBe('✓');
    expect(marksOfView([...joe, given({ authorId: 'eilidh', mark: 2 })], 'adults').social).toBe('✓✓');
    expect(marksOfView([...joe, given({ authorId: 'eilidh', mark: 0 })], 'adults').social).toBe('✓');
  });
  it('is kept apart from what the young person says', () => {
    const both = [given({}), given({ view: 'young_person', mark: 0 })];
    expect([marksOfView(both, 'adults').social, marksOfView(both, 'young_person').social]).toEqual([
      '✓',
      '0',
    ]);
  });
});

describe('views that disagree', () => {
  const between = (records: Mark, adults: Mark, youngPerson: Mark) =>
    disagreements({
      records: marks({ family: records }),
      adults: marks({ family: adults }),
      young_person: marks({ family: youngPerson }),
    }).map(({ sees, seesNothing }) => `${sees} > ${seesNothing}`);

  it('are one that sees something and one that looked and sees nothing', () => {
    expect(between('✓', '0', 'unknown')).toEqual(['records > adults']);
    expect(between('0', '✓✓', '✓')).toEqual(['adults > records', 'young_person > records']);
  });
  it('are not two that both see something, however strong, nor one that does not know', () => {
    expect(between('✓', '✓✓', 'unknown')).toEqual([]);
    expect(between('unknown', '✓✓', 'unknown')).toEqual([]);
    expect(between('0', '0', '0')).toEqual([]);
  });
});
