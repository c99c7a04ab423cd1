/**
 * DfE, Pupil absence in schools in England, 2024/25: overall absence 6.87 %, persistent absence 18.7 %
 * (years 1 to 11); severe absence was a little over 2 % in the years before. The bounds are generous: the council has more secondary pupils than the country, and is made up.
 */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type TenantId } from '#db';
import { count, isPersistent, isSevere } from '#modules/records';
import { planCouncil } from './council.ts';
import { crowdOf } from './crowd/index.ts';

describe.each([1, 2, 3])('the crowd of seed %i', (seed) => {
  const today = plainDate('2026-11-20');
  const council = planCouncil({ tenantId: newId<TenantId>(), crowd: 3_000, seed, today });
  const crowd = [...crowdOf(council)];
  const share = (part: number, whole: number) => (100 * part) / whole;

  it('is absent about as much as pupils in England', () => {
    const lastYear = crowd
      .flatMap(({ stays }) => stays)
      .filter(({ academicYear, ncYear, status }) => academicYear === 2025 && ncYear <= 11 && status !== 'S')
      .map(({ marks }) =>
        count(
          Buffer.from(marks ?? []).toString('latin1'),
          2025,
          plainDate('2025-08-01'),
          plainDate('2026-07-31'),
        ),
      )
      .map(({ possible, authorised, unauthorised }) => ({ possible, absent: authorised + unauthorised }))
      .filter(({ possible }) => possible > 0);
    const sum = (of: 'possible' | 'absent') => lastYear.reduce((total, each) => total + each[of], 0);
    const persistent = lastYear.filter(({ absent, possible }) => isPersistent(absent, possible)).length;
    const severe = lastYear.filter(({ absent, possible }) => isSevere(absent, possible)).length;
    expect(share(sum('absent'), sum('possible'))).toBeGreaterThan(5.8);
    expect(share(sum('absent'), sum('possible'))).toBeLessThan(8.2);
    expect(share(persistent, lastYear.length)).toBeGreaterThan(15);
    expect(share(persistent, lastYear.length)).toBeLessThan(23);
    expect(share(severe, lastYear.length)).toBeGreaterThan(1);
    expect(share(severe, lastYear.length)).toBeLessThan(4);
  });

  it('has needs and circumstances about as often', () => {
    const among = (kind: string) => {
      const known = crowd.filter(({ circumstances }) =>
        circumstances.some((each) => each.kind === kind && each.endsOn === null),
      );
      return share(
        known.filter(({ circumstances }) =>
          circumstances.some((each) => each.kind === kind && each.present && each.endsOn === null),
        ).length,
        known.length,
      );
    };
    const provision = (letter: string) =>
      share(crowd.filter(({ need }) => need?.provision === letter).length, crowd.length);
    expect(provision('K')).toBeGreaterThan(11);
    expect(provision('K')).toBeLessThan(17);
    expect(provision('E')).toBeGreaterThan(3.5);
    expect(provision('E')).toBeLessThan(7.5);
    expect(among('free_school_meals')).toBeGreaterThan(20);
    expect(among('free_school_meals')).toBeLessThan(30);
    expect(among('english_additional_language')).toBeGreaterThan(16);
    expect(among('english_additional_language')).toBeLessThan(27);
    expect(among('young_carer')).toBeLessThan(5);
    expect(among('looked_after')).toBeLessThan(2);
  });
});
