import type { PlainDate } from '#dates';
import { isOpen, type Present, type YearAt } from './present.ts';
import { isMain } from './stays.ts';

/** A move that the rolls of two settings suggest, without either saying so. */
export type ProposedMove<Place extends string = string> = {
  from: Place;
  to: Place;
  /** When it seems to have been: the first day at the new setting, else the day on which a file first named them there. */
  onDate: PlainDate | null;
  fromSource: string;
  source: string;
};

/** One academic year at a setting, with where it was said. */
export type SaidYear<Place extends string = string> = YearAt<Place> & {
  source: string;
  /** The day on which a source first said it. */
  saidOn: PlainDate | null;
};

/**
 * Moves that somebody has to decide: a second setting has a young person as its own, and the one where they were has them
 * still. Registered at both as main and subsidiary, or as a guest, they have not moved.
 *
 * @example proposedMoves(years, presentAt(years, today, ashdale), today) // [{ from: ashdale, to: birchwood, onDate, … }]
 */
export function proposedMoves<Place extends string>(
  years: readonly SaidYear<Place>[],
  { main, all }: Present<Place>,
  today: PlainDate,
): ProposedMove<Place>[] {
  const claims = all.flatMap((place) => {
    const [newest] = years
      .filter(({ settingId }) => settingId === place)
      .sort((one, other) => other.academicYear - one.academicYear);
    return newest && isMain(newest.status) && isOpen(newest, today) ? [newest] : [];
  });
  const from = claims.find(({ settingId }) => settingId === main);
  if (!from) return [];
  return claims.flatMap((to) =>
    to === from
      ? []
      : [
          {
            from: from.settingId,
            to: to.settingId,
            onDate: to.startsOn ?? to.saidOn,
            fromSource: from.source,
            source: to.source,
          },
        ],
  );
}
