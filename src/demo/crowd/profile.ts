/** What the records would say of somebody in the crowd: needs, circumstances, and what these make likelier. */
import { addDays, addMonths, type PlainDate } from '#dates';
import { type CircumstanceKind, circumstanceKinds } from '#test/cast';
import type { Council } from '../council.ts';
import type { Place } from '../places.ts';
import type { Random } from '../random.ts';
import type { Circumstance, YoungPerson } from '../young-person.ts';

export type Profile = {
  need: YoungPerson['need'];
  circumstances: Circumstance[];
  /** How much likelier absence and suspension are than for somebody with nothing in particular. */
  absence: number;
  suspension: number;
};

/** Chance in a hundred that a source says yes, and that no source says anything. */
type Odds = { yes: number; unknown: number; ended?: number };

/**
 * Near what England publishes for 2024/25 where it does (SEN support 14 %, plans 5 %, free school meals 25 %, additional
 * language 21 %), rounder elsewhere. What colleges and independent schools are not asked for is unknown there.
 */
function oddsOf(kind: CircumstanceKind, additionalLanguage: number, place: Place, ncYear: number): Odds {
  const unasked = place.kind === 'college' || place.kind === 'independent';
  switch (kind) {
    case 'english_additional_language':
      return { yes: 88 * additionalLanguage, unknown: unasked ? 60 : 1 };
    case 'educated_off_site':
      return { yes: place.kind === 'alternative_provider' ? 100 : 0.4, unknown: 3 };
    case 'looked_after':
      return { yes: place.kind === 'alternative_provider' ? 6 : 0.6, unknown: 2, ended: 0.2 };
    case 'early_help':
      return { yes: 3.5, unknown: 22, ended: 1.5 };
    case 'pregnant_or_parent':
      return { yes: ncYear >= 10 ? 0.4 : 0, unknown: ncYear >= 10 ? 15 : 2 };
    case 'free_school_meals':
      return {
        yes: place.kind === 'independent' ? 0 : place.kind === 'alternative_provider' ? 60 : 24,
        unknown: unasked ? 100 : 2,
        ended: 1.5,
      };
    case 'young_carer':
      return { yes: 2.4, unknown: 18, ended: 0.2 };
    case 'in_custody':
      return { yes: ncYear >= 10 ? 0.05 : 0, unknown: 6 };
    case 'youth_justice':
      return {
        yes: ncYear >= 8 ? (place.kind === 'alternative_provider' ? 10 : 0.4) : 0,
        unknown: 6,
        ended: 0.1,
      };
  }
}

/** What is so of everybody in a home. */
const OF_HOME: ReadonlySet<CircumstanceKind> = new Set([
  'english_additional_language',
  'early_help',
  'free_school_meals',
]);

/** Where people are away more than their age, need and circumstances say. */
const AWAY: Partial<Record<Place['kind'], number>> = {
  alternative_provider: 4,
  special: 1.75,
  secondary: 1.08,
};

const PRIMARY_NEEDS = ['SEMH', 'SLCN', 'MLD', 'SPLD', 'ASD', 'OTH', 'HI', 'PD'];

/** @param home what brothers and sisters share: its own for whoever has none */
export function profileBy(
  chance: Random,
  council: Council,
  place: Place,
  ncYear: number,
  additionalLanguage: number,
  home = chance,
): Profile {
  const circumstances = circumstanceKinds.flatMap((kind) =>
    circumstanceBy(
      OF_HOME.has(kind) ? home : chance,
      council,
      kind,
      oddsOf(kind, additionalLanguage, place, ncYear),
    ),
  );
  const need = needBy(chance, council, place);
  const is = (kind: CircumstanceKind) => circumstances.some((each) => each.kind === kind && each.present);
  const provision = need?.provision ?? 'N';
  const poor = is('free_school_meals');
  const age = [1, 0.72, 0.72, 0.85, 1, 1.12, 1.2, 1.25, 1.05, 1.05][ncYear - 4] ?? 1;
  return {
    need,
    circumstances,
    absence: age * (poor ? 1.5 : 0.86) * { N: 0.93, K: 1.25, E: 1.3 }[provision] * (AWAY[place.kind] ?? 1),
    suspension: (poor ? 2 : 0.8) * { N: 0.8, K: 2, E: 2 }[provision] * (is('youth_justice') ? 3 : 1),
  };
}

function circumstanceBy(
  chance: Random,
  council: Council,
  kind: CircumstanceKind,
  odds: Odds,
): Circumstance[] {
  const { today, thisYear } = council;
  const luck = 100 * chance.next();
  if (luck < odds.unknown) return [];
  const said = `${thisYear - 1}-09-01` as PlainDate;
  const yes = 100 * chance.next();
  if (yes < odds.yes)
    return [{ kind, present: true, startsOn: addDays(today, -60 - chance.whole(900)), endsOn: null }];
  if (yes >= odds.yes + (odds.ended ?? 0)) return [{ kind, present: false, startsOn: said, endsOn: null }];
  const endsOn = addDays(today, -20 - chance.whole(500));
  return [
    { kind, present: true, startsOn: addMonths(endsOn, -3 - chance.whole(24)), endsOn },
    { kind, present: false, startsOn: addDays(endsOn, 1), endsOn: null },
  ];
}

function needBy(chance: Random, { thisYear }: Council, place: Place): YoungPerson['need'] {
  const luck = 100 * chance.next();
  const [plan, support, unknown] = {
    special: [100, 0, 0],
    alternative_provider: [25, 60, 2],
    college: [3.5, 13, 8],
    independent: [3.5, 14, 15],
    primary: [3.5, 15, 2],
    secondary: [3.2, 14.2, 3],
  }[place.kind] as [number, number, number];
  if (luck >= 100 - unknown) return null;
  const startsOn = `${thisYear - 1 - chance.whole(3)}-09-01` as PlainDate;
  if (luck < plan)
    return { provision: 'E', primaryNeed: chance.chance(0.4) ? 'ASD' : chance.pick(PRIMARY_NEEDS), startsOn };
  if (luck < plan + support) return { provision: 'K', primaryNeed: chance.pick(PRIMARY_NEEDS), startsOn };
  return { provision: 'N', primaryNeed: null, startsOn };
}
