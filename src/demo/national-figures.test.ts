/**
 * The crowd beside what the Department for Education publishes of England, by phase, because this council has more secondary
 * pupils than the country. The bounds are generous: it is made up, and a small phase is a matter of luck.
 *
 * - Absence: Pupil attendance in schools, academic year 2024/25, year to date: absent primary 5.25 %, secondary 8.59 %,
 *   special 12.88 %; persistently primary 13.50 %, secondary 24.32 %, special 35.80 % (Explore Education Statistics).
 *   Severely about 2.2 %: Pupil absence in schools in England, autumn and spring 2023/24. By free meals 10.4 % against
 *   5.5 %, by provision 12.4 % (plan), 10.3 % (support), 6.1 % (none): Pupil attendance in schools, autumn 2023.
 * - Need: Special educational needs in England, 2024/25: plans 5.3 %, SEN support 14.2 %.
 * - Meals: Schools, pupils and their characteristics, 2023/24: 24.6 % eligible.
 * - Suspensions in a hundred pupils and year: SFR 35/2017 (2016/17): primary 1.37, secondary 9.40, special 13.03, all 4.76;
 *   4.62 % of secondary pupils at least once. In 2023/24 all were 11.31, 2.4 times as many (Suspensions and permanent
 *   exclusions in England), so each phase is held between then and 2.5 times then. Permanent: 0.20 in secondary schools.
 */
import { describe, expect, it } from 'vitest';
import { plainDate } from '#dates';
import { newId, type TenantId } from '#db';
import { count, isPersistent, isSevere } from '#modules/records';
import { planCouncil } from './council.ts';
import { crowdOf } from './crowd/index.ts';
import type { YoungPerson } from './young-person.ts';

const LAST_YEAR = [plainDate('2025-08-01'), plainDate('2026-07-31')] as const;

/** Somebody's last academic year at one setting, as far as year 11. */
type Year = {
  person: YoungPerson;
  kind: string;
  possible: number;
  absent: number;
  suspensions: number;
  excluded: boolean;
};

describe.each([1, 2])('the crowd of seed %i', (seed) => {
  const council = planCouncil({
    tenantId: newId<TenantId>(),
    crowd: 20_000,
    seed,
    today: plainDate('2026-11-20'),
  });
  const crowd = [...crowdOf(council)];
  const kinds = new Map(council.places.map(({ id, kind }) => [id, kind]));
  const years = crowd.flatMap((person) => yearsOf(person));

  it.each([
    ['primary', [4.5, 6.5], [11.5, 17]],
    ['secondary', [7.6, 9.4], [20, 27]],
    ['special', [9.5, 17], [28, 48]],
  ] as const)('is absent from %s schools about as much as in England', (kind, absence, persistence) => {
    const here = years.filter((year) => year.kind === kind);
    within(absenceOf(here), absence);
    within(
      shareOf(here, ({ absent, possible }) => isPersistent(absent, possible)),
      persistence,
    );
  });

  it('is away for half of the time about as often', () => {
    within(
      shareOf(years, ({ absent, possible }) => isSevere(absent, possible)),
      [1.4, 3.2],
    );
  });

  it('is away more where meals are free and needs are known', () => {
    const meals = (isPoor: boolean) => absenceOf(years.filter(({ person }) => freeMeals(person) === isPoor));
    within(meals(true), [9, 13]);
    within(meals(false), [5, 8]);
    const provision = (letter: string) =>
      absenceOf(years.filter(({ person }) => person.need?.provision === letter));
    within(provision('E'), [9, 16]);
    within(provision('K'), [8, 13]);
    within(provision('N'), [5.5, 8.5]);
  });

  it.each([
    ['primary', 1.37],
    ['secondary', 9.4],
    ['special', 13.03],
  ] as const)('is suspended from %s schools about as often', (kind, then) => {
    const here = years.filter((year) => year.kind === kind);
    const hundred = (100 * here.reduce((sum, { suspensions }) => sum + suspensions, 0)) / here.length;
    within(hundred, [then, 2.5 * then]);
  });

  it('has suspensions gathered on few, and hardly anybody excluded', () => {
    const here = years.filter(({ kind }) => kind === 'secondary');
    within(
      shareOf(here, ({ suspensions }) => suspensions > 0),
      [4.62, 2.2 * 4.62],
    );
    within(
      shareOf(here, ({ excluded }) => excluded),
      [0.02, 0.5],
    );
  });

  it('has needs and circumstances about as often', () => {
    const atSchool = crowd.filter(({ ncYear, settingIds }) => ncYear <= 11 && settingIds.length > 0);
    within(
      shareOf(atSchool, ({ need }) => need?.provision === 'K'),
      [11.5, 17],
    );
    within(
      shareOf(atSchool, ({ need }) => need?.provision === 'E'),
      [4, 7],
    );
    const known = atSchool.filter((person) => freeMeals(person) !== undefined);
    within(
      shareOf(known, (person) => freeMeals(person) === true),
      [21, 29],
    );
    within(among('english_additional_language'), [16, 27]);
    within(among('young_carer'), [0.5, 5]);
    within(among('looked_after'), [0.2, 2]);
  });

  it('leaves unknown what is unknown in life', () => {
    const without = (is: (person: YoungPerson) => boolean) => shareOf(crowd, is);
    within(
      without(({ upn }) => upn === null),
      [1, 4],
    );
    within(
      without(({ need }) => need === null),
      [2, 8],
    );
    within(
      without((person) => freeMeals(person) === undefined),
      [10, 25],
    );
    within(
      without(({ stays }) => stays.length > 0 && stays.every(({ marks }) => marks === null)),
      [2, 10],
    );
    within(
      without(({ stays }) => new Set(stays.map(({ settingId }) => settingId)).size > 1),
      [8, 40],
    );
  });

  function yearsOf(person: YoungPerson): Year[] {
    return person.stays.flatMap(({ settingId, academicYear, ncYear, status, marks }) => {
      if (academicYear !== 2025 || ncYear > 11 || status === 'S' || marks === null) return [];
      const { possible, authorised, unauthorised } = count(
        Buffer.from(marks).toString('latin1'),
        2025,
        ...LAST_YEAR,
      );
      if (possible === 0) return [];
      const here = person.suspensions.filter(
        (each) =>
          each.settingId === settingId && each.startsOn >= LAST_YEAR[0] && each.startsOn <= LAST_YEAR[1],
      );
      const suspensions = here.filter(({ kind }) => kind === 'suspension').length;
      const absent = authorised + unauthorised;
      const kind = kinds.get(settingId) ?? '';
      return [{ person, kind, possible, absent, suspensions, excluded: here.length > suspensions }];
    });
  }

  function among(kind: string): number {
    const said = crowd.flatMap(({ circumstances }) =>
      circumstances.filter((each) => each.kind === kind && each.endsOn === null),
    );
    return shareOf(said, ({ present }) => present);
  }
});

/** Undefined: nobody has said. */
function freeMeals({ circumstances }: YoungPerson): boolean | undefined {
  return circumstances.find(({ kind, endsOn }) => kind === 'free_school_meals' && endsOn === null)?.present;
}

function absenceOf(years: readonly Year[]): number {
  const sum = (of: 'possible' | 'absent') => years.reduce((total, year) => total + year[of], 0);
  return (100 * sum('absent')) / sum('possible');
}

function shareOf<Each>(list: readonly Each[], is: (each: Each) => boolean): number {
  return (100 * list.filter(is).length) / list.length;
}

function within(value: number, [least, most]: readonly [number, number]): void {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
}
