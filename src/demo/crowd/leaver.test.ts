/**
 * DfE, Participation in education, training and NEET age 16 to 17 by local authority, 2025: NEET 3.4 %, not known 2.2 %
 * of 16 and 17 year olds. The bounds are generous: the council is made up.
 */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type TenantId } from '#db';
import { activityGroup } from '#modules/records';
import { planCouncil } from '../council.ts';
import { leaver } from './leaver.ts';

describe.each([1, 2])('those who left, by seed %i', (seed) => {
  const today = plainDate('2026-11-20');
  const council = planCouncil({ tenantId: newId<TenantId>(), crowd: 40_000, seed, today });
  const after = council.crowd.filter(({ ncYear }) => ncYear >= 12);
  const cohort = after.reduce((sum, { heads }) => sum + heads, 0);
  const left = after
    .filter((group) => group.left)
    .flatMap(({ place, ncYear, heads }) =>
      Array.from({ length: heads }, (_, number) => leaver(council, place, ncYear, number, number)),
    );
  const last = left.map(({ activities }) => activityGroup(activities.at(-1)?.code ?? ''));
  const share = (group: string) => (100 * last.filter((each) => each === group).length) / cohort;

  it('are NEET, and not known, about as often as in England', () => {
    expect(share('neet')).toBeGreaterThan(2.8);
    expect(share('neet')).toBeLessThan(4.3);
    expect(share('not_known')).toBeGreaterThan(1.5);
    expect(share('not_known')).toBeLessThan(3);
  });

  it('were away from school more if they became NEET, and by no means all of them', () => {
    const absence = (group: string) => {
      // The registers of those in year 13 are from before the council kept any.
      const those = left.filter(({ ncYear }, index) => ncYear === 12 && last[index] === group);
      const missed = those.map(({ stays }) => {
        const letters = Buffer.from(stays.at(-1)?.marks ?? [])
          .toString('latin1')
          .trim();
        return letters.replace(/[^ICMOGN]/g, '').length / Math.max(1, letters.replaceAll(' ', '').length);
      });
      return missed.sort((one, other) => one - other)[missed.length >> 1] ?? 0;
    };
    expect(absence('neet')).toBeGreaterThan(1.3 * absence('eet'));
  });

  it('are on no roll, and were in year 11 to the end of that year', () => {
    expect(left.every(({ settingIds }) => settingIds.length === 0)).toBe(true);
    expect(new Set(left.map(({ stays }) => stays.at(-1)?.endsOn))).toEqual(
      new Set(['2026-08-31', '2025-08-31']),
    );
  });
});
