import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type TenantId } from '#db';
import { planCouncil } from '../council.ts';
import { crowdOf } from './index.ts';

const council = planCouncil({
  tenantId: newId<TenantId>(),
  crowd: 3_000,
  seed: 1,
  today: plainDate('2026-11-20'),
});
const crowd = [...crowdOf(council)];

/** At one setting under one family name, two or three years apart. */
const pairs = [...Map.groupBy(crowd, ({ settingIds: [at], familyName }) => `${at} ${familyName}`).values()]
  .flatMap((family) =>
    family.flatMap((one, at) => family.slice(at + 1).map((other) => [one, other] as const)),
  )
  .filter(
    ([one, other]) => one.settingIds[0] !== undefined && [2, 3].includes(Math.abs(one.ncYear - other.ncYear)),
  );

const mealsOf = ({ circumstances }: (typeof crowd)[number]) =>
  circumstances.filter(({ kind }) => kind === 'free_school_meals');

describe('brothers and sisters', () => {
  it('share a name and what is known of the home, and hardly anybody else does both', () => {
    const alike = pairs.filter(
      ([one, other]) => JSON.stringify(mealsOf(one)) === JSON.stringify(mealsOf(other)),
    );
    const withMeals = alike.filter(([one]) => mealsOf(one).some(({ present }) => present));
    // The days on which meals began are drawn for each home: two homes hardly ever have the same.
    expect(withMeals.length).toBeGreaterThan(crowd.length / 100);
  });

  it('were born more than a year apart', () => {
    const siblings = pairs.filter(
      ([one, other]) =>
        mealsOf(one).some(({ present }) => present) &&
        JSON.stringify(mealsOf(one)) === JSON.stringify(mealsOf(other)),
    );
    for (const [one, other] of siblings) {
      const [first, second] = [one.dateOfBirth, other.dateOfBirth].map((date) => Date.parse(date ?? ''));
      expect(Math.abs((first ?? 0) - (second ?? 0))).toBeGreaterThan(364 * 86_400_000);
    }
    expect(siblings.length).toBeGreaterThan(0);
  });
});
