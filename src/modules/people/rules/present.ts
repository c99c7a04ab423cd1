import type { PlainDate } from '#dates';
import { type EnrolmentStatus, isMain } from './stays.ts';

/** One academic year at a setting, as far as it says where somebody is. */
export type YearAt<Place extends string = string> = {
  /** UUIDv7: later made sorts later. */
  id: string;
  settingId: Place;
  academicYear: number;
  status: EnrolmentStatus;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
};

/** Where somebody is. */
export type Present<Place extends string = string> = {
  /** The setting of the main registration; null when they are at none. */
  main: Place | null;
  /** The main one first, the others in the order of their ids. */
  all: Place[];
  /** The day they left the last setting; null while they are at one, and where no day is known. */
  leftOn: PlainDate | null;
};

/**
 * Where somebody is on a day, by the newest year that is known of each setting: they are there unless it is *previous* or
 * has ended. A stay that ends on a day has ended on that day, from the moment this is known.
 *
 * The main registration (current or main) decides which setting counts as theirs; a subsidiary one or a guest only adds
 * another. Where two claim to be the main one, the setting stays that was theirs before: nobody is moved by a file.
 *
 * @param before the main setting until now
 * @example presentAt([{ settingId: ashdale, status: 'M', … }, { settingId: turnstile, status: 'S', … }], today, null).main // ashdale
 */
export function presentAt<Place extends string>(
  years: readonly YearAt<Place>[],
  today: PlainDate,
  before: Place | null,
): Present<Place> {
  const newest = new Map<Place, YearAt<Place>>();
  for (const year of years) {
    const known = newest.get(year.settingId);
    if (!known || known.academicYear < year.academicYear) newest.set(year.settingId, year);
  }
  const open = [...newest.values()].filter((year) => isOpen(year, today));
  const main = mainOf(open, before);
  const others = open.map(({ settingId }) => settingId).filter((id) => id !== main);
  return {
    main,
    all: [...(main === null ? [] : [main]), ...others.sort()],
    leftOn: open.length > 0 ? null : latestEnd(years),
  };
}

/** Whether a stay still goes on. */
export function isOpen({ status, endsOn }: Pick<YearAt, 'status' | 'endsOn'>, today: PlainDate): boolean {
  return status !== 'P' && (endsOn === null || endsOn > today);
}

function mainOf<Place extends string>(open: readonly YearAt<Place>[], before: Place | null): Place | null {
  const claims = open.filter(({ status }) => isMain(status));
  const among = claims.length > 0 ? claims : open;
  if (among.some(({ settingId }) => settingId === before)) return before;
  const [first] = [...among].sort(
    (one, other) =>
      Number(other.status === 'M') - Number(one.status === 'M') ||
      (other.startsOn ?? '').localeCompare(one.startsOn ?? '') ||
      other.id.localeCompare(one.id),
  );
  return first?.settingId ?? null;
}

function latestEnd(years: readonly YearAt[]): PlainDate | null {
  return years.reduce<PlainDate | null>(
    (latest, { endsOn }) => (endsOn !== null && (latest === null || endsOn > latest) ? endsOn : latest),
    null,
  );
}
