/** Where somebody in the crowd has been: this year and last, with the moves that most never make. */
import { addDays, type PlainDate } from '#dates';
import type { Council } from '../council.ts';
import type { Place } from '../places.ts';
import type { Random } from '../random.ts';
import { startOfYear } from '../young-person.ts';

/** One time on roll, before its register is written. */
export type Outline = {
  place: Place;
  academicYear: number;
  ncYear: number;
  status: 'C' | 'M' | 'S' | 'P';
  startsOn: PlainDate;
  endsOn: PlainDate | null;
  /** First and last day on roll in this academic year, where not the whole of it. */
  from: PlainDate | null;
  to: PlainDate | null;
  /** Told by the admissions service, not by the setting where they are now. */
  earlier: boolean;
};

/**
 * Two years of being on roll, oldest first, and the year before for whoever changed school between them. Of a hundred, four moved in the middle of last year, two in this one, and
 * some came from outside the council, so that nothing of last year is known.
 */
export function staysBy(chance: Random, council: Council, place: Place, ncYear: number): Outline[] {
  const { thisYear } = council;
  const entry = entryYear(place, ncYear);
  const luck = 100 * chance.next();
  if (luck < 1.5) return [now(place, startOfYear(ncYear, ncYear, thisYear))];
  if (luck < 3.5) {
    const other = another(chance, council, place, ncYear);
    const on = middayOf(chance, council, place, thisYear);
    if (other && on)
      return [
        ...stayed(other, ncYear - 1, thisYear - 1),
        ...left(other, thisYear, ncYear, on),
        now(place, on, on),
      ];
  }
  if (entry >= ncYear) {
    const before = feeder(chance, council, place, ncYear);
    const start = now(place, startOfYear(ncYear, ncYear, thisYear));
    return before ? [...stayed(before, ncYear - 1, thisYear - 1), start] : [start];
  }
  const startsOn = startOfYear(entry, ncYear, thisYear);
  if (luck < 7.5) {
    const other = another(chance, council, place, ncYear - 1);
    const on = middayOf(chance, council, place, thisYear - 1);
    if (other && on) return [...left(other, thisYear - 1, ncYear - 1, on), lastYear(on, on), now(place, on)];
  }
  const before = entry === ncYear - 1 ? feeder(chance, council, place, entry) : undefined;
  return [
    ...(before ? stayed(before, entry - 1, thisYear - 2) : []),
    lastYear(startsOn),
    now(place, startsOn),
  ];

  function now(at: Place, since: PlainDate, from: PlainDate | null = null): Outline {
    return {
      place: at,
      academicYear: thisYear,
      ncYear,
      status: 'C',
      startsOn: since,
      endsOn: null,
      from,
      to: null,
      earlier: false,
    };
  }

  function lastYear(since: PlainDate, from: PlainDate | null = null): Outline {
    const endsOn = `${thisYear}-08-31` as PlainDate;
    return {
      place,
      academicYear: thisYear - 1,
      ncYear: ncYear - 1,
      status: 'C',
      startsOn: since,
      endsOn,
      from,
      to: null,
      earlier: false,
    };
  }

  /** A whole year at a setting that was left when it ended. */
  function stayed(at: Place, then: number, academicYear: number): Outline[] {
    const since = startOfYear(Math.min(then, entryYear(at, then)), ncYear, thisYear);
    const endsOn = `${academicYear + 1}-08-31` as PlainDate;
    return [
      {
        place: at,
        academicYear,
        ncYear: then,
        status: 'P',
        startsOn: since,
        endsOn,
        from: null,
        to: null,
        earlier: true,
      },
    ];
  }

  function left(at: Place, academicYear: number, then: number, on: PlainDate): Outline[] {
    const since = startOfYear(Math.min(then, entryYear(at, then)), ncYear, thisYear);
    const endsOn = addDays(on, -1);
    return [
      {
        place: at,
        academicYear,
        ncYear: then,
        status: 'P',
        startsOn: since,
        endsOn,
        from: null,
        to: endsOn,
        earlier: true,
      },
    ];
  }
}

/** The year group in which people usually come to a setting of this kind. */
function entryYear(place: Place, ncYear: number): number {
  if (place.kind === 'primary' || place.kind === 'special') return 0;
  if (place.kind === 'college') return 12;
  if (place.kind === 'alternative_provider') return ncYear;
  return place.kind === 'independent' && ncYear >= 12 ? 7 : Math.min(ncYear, 7);
}

/** Where somebody new to a setting in an ordinary way was last year, if in this council at all. */
function feeder(chance: Random, council: Council, place: Place, ncYear: number): Place | undefined {
  const kind = ncYear === 7 ? 'primary' : 'secondary';
  const inside = place.kind === 'independent' ? 0.3 : 0.75;
  const from = council.places.filter((each) => each.kind === kind && each.draws[ncYear - 1]);
  return from.length > 0 && chance.chance(inside) ? chance.pick(from) : undefined;
}

function another(chance: Random, council: Council, place: Place, ncYear: number): Place | undefined {
  const kinds = place.kind === 'alternative_provider' ? ['secondary'] : [place.kind];
  const others = council.places.filter(
    (each) => each !== place && kinds.includes(each.kind) && each.draws[ncYear],
  );
  return others.length > 0 ? chance.pick(others) : undefined;
}

/** A school day neither at the beginning of the year nor in the last weeks of it. */
function middayOf(
  chance: Random,
  { years }: Council,
  place: Place,
  academicYear: number,
): PlainDate | undefined {
  const { days } = years.of(place, academicYear);
  return days.length < 40 ? undefined : days[22 + chance.whole(days.length - 37)]?.date;
}
