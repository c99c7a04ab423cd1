/** The settings of the made-up council: ten at full size, fewer for a small crowd, as many again for each 6,000 more. */
import type { SettingId } from '#db';
import { castSettings, council, type SettingKey } from '#test/cast';
import type { Ids } from './ids.ts';

export type PlaceKind =
  | 'primary'
  | 'secondary'
  | 'special'
  | 'independent'
  | 'alternative_provider'
  | 'college';

export type Place = {
  id: SettingId;
  /** Those that the cast knows by name. */
  key: SettingKey | null;
  name: string;
  kind: PlaceKind;
  urn: string;
  cluster: string;
  /** How much of each year group comes here, against the other settings. */
  draws: Readonly<Record<number, number>>;
};

/** Young people that ten settings hold. */
const FULL = 6_000;

type Outline = {
  name: string;
  kind: PlaceKind;
  cluster: number;
  from: number;
  draws: Record<number, number>;
};

const primaryYears = { 5: 1, 6: 1 };
const secondaryYears = (weight: number) => years(7, 11, weight);

/** `from` is the size of crowd from which the setting is there; those of the cast always are, with or without a crowd. */
const CAST: Record<SettingKey, { from: number; draws: Record<number, number> }> = {
  fernlow: { from: 0, draws: { ...secondaryYears(1.2), 12: 0.35, 13: 0.35 } },
  larkmoss: { from: 0, draws: primaryYears },
  quillbeck: { from: 150, draws: secondaryYears(1) },
  dapplemere: { from: 300, draws: secondaryYears(0.9) },
  turnstile: { from: 400, draws: years(9, 11, 0.04) },
};

const OTHERS: readonly Outline[] = [
  { name: 'Fernshire Wetherlow College', kind: 'college', cluster: 1, from: 200, draws: { 12: 1, 13: 1 } },
  { name: 'Tansy Row Primary School', kind: 'primary', cluster: 2, from: 400, draws: primaryYears },
  {
    name: 'Sorrelgate School',
    kind: 'special',
    cluster: 0,
    from: 500,
    draws: { ...years(5, 13, 0.08), 5: 0.04, 6: 0.04 },
  },
  {
    name: 'Marchpane House',
    kind: 'independent',
    cluster: 2,
    from: 600,
    draws: { ...years(7, 11, 0.25), 12: 0.1, 13: 0.1 },
  },
  { name: 'Hobmarsh School', kind: 'secondary', cluster: 0, from: 800, draws: secondaryYears(0.8) },
];

const FIRST =
  'Alder Bracken Clover Damson Elder Foxglove Gorse Hazel Iris Juniper Kestrel Linnet Mallow Nettle Osier Plover Quince Rowan Sedge Teasel'.split(
    ' ',
  );
const LAST = 'barrow beck bourne combe croft dale field garth holt mere'.split(' ');
const TITLES: Record<PlaceKind, string> = {
  primary: 'Primary School',
  secondary: 'High School',
  special: 'Special School',
  independent: 'Hall',
  alternative_provider: 'Centre',
  college: 'College',
};

/**
 * The settings for a crowd of this size, the cast's five first.
 *
 * @example placesFor(2_000, ids).length // 10
 */
export function placesFor(youngPeople: number, ids: Ids): Place[] {
  const cast = Object.entries(castSettings).map(([key, setting]): Place => {
    const { from, draws } = CAST[key as SettingKey];
    return { ...setting, key: key as SettingKey, draws: youngPeople >= from ? draws : {} };
  });
  const blocks = Math.max(1, Math.ceil(youngPeople / FULL));
  const places = [...cast];
  for (const outline of OTHERS.filter(({ from }) => youngPeople >= from))
    places.push(placeOf(outline, outline.name));
  const pattern = [...cast.map((place) => ({ ...place, from: 0, cluster: 0 })), ...OTHERS];
  for (let number = 0; number < (blocks - 1) * pattern.length; number += 1) {
    const outline = pattern[number % pattern.length] as Outline;
    const stem = `${FIRST[number % FIRST.length]}${LAST[Math.floor(number / FIRST.length) % LAST.length]}`;
    const again = Math.floor(number / (FIRST.length * LAST.length));
    const name = `${stem} ${TITLES[outline.kind]}${again === 0 ? '' : ` ${again + 1}`}`;
    places.push(
      placeOf({ ...outline, cluster: number % council.clusters.length }, name, Math.floor(number / 30) + 2),
    );
  }
  return places;

  // Some thirty settings are three clusters; whoever works with one of them knows its settings.
  function placeOf({ kind, cluster, draws }: Outline, name: string, more = 1): Place {
    const urn = String(990_001 + places.length);
    return {
      id: ids(),
      key: null,
      name,
      kind,
      urn,
      cluster: `${council.clusters[cluster] ?? council.clusters[0]}${more === 1 ? '' : ` ${more}`}`,
      draws,
    };
  }
}

function years(from: number, to: number, weight: number): Record<number, number> {
  const weights: Record<number, number> = {};
  for (let year = from; year <= to; year += 1) weights[year] = weight;
  return weights;
}
