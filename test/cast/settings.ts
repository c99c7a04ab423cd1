import type { SettingId } from '#db';

/** The organisation that runs this Waymark. There is no such county. */
export const council = {
  name: 'Fernshire County Council (made up)',
  clusters: ['North', 'Vale', 'Coast'],
  /** Agencies whose people have an account. */
  organisations: [
    {
      name: 'Fernshire Community Health',
      kind: 'health',
      agreement: 'Sharing agreement of the hot clinic, with the data protection officer',
    },
    {
      name: 'Kestrel Youth Trust',
      kind: 'voluntary',
      agreement: 'Agreement on mentoring, with the participation team',
    },
  ],
} as const;

export type SettingKey = 'fernlow' | 'larkmoss' | 'quillbeck' | 'dapplemere' | 'turnstile';

export type CastSetting = {
  id: SettingId;
  name: string;
  kind: 'primary' | 'secondary' | 'alternative_provider';
  /** From 990001: numbers in use are near 150000 in England and near 400000 in Wales. */
  urn: string;
  cluster: (typeof council.clusters)[number];
};

/** Fernlow and Larkmoss are where most of the cast are; the others are there for those who moved or go to two places. */
export const castSettings: Readonly<Record<SettingKey, CastSetting>> = {
  fernlow: setting(1, 'Fernlow High School', 'secondary', 'Vale'),
  larkmoss: setting(2, 'Larkmoss Primary School', 'primary', 'Vale'),
  /** Has sent no list of suspensions: whether there were any is unknown. */
  quillbeck: setting(3, 'Quillbeck School', 'secondary', 'North'),
  /** Keeps a calendar of its own. */
  dapplemere: setting(4, 'Dapplemere Academy', 'secondary', 'Coast'),
  turnstile: setting(5, 'The Turnstile Centre', 'alternative_provider', 'North'),
};

/**
 * The id of something in the cast: shaped as a UUIDv7 so early that nothing real can have it.
 *
 * @param kind 1 setting, 2 tutor group, 3 staff, 4 account, 5 young person
 */
export function castId<Id extends string>(kind: 1 | 2 | 3 | 4 | 5, number: number): Id {
  return `01900000-0000-700${kind}-8000-${String(number).padStart(12, '0')}` as Id;
}

function setting(
  number: number,
  name: string,
  kind: CastSetting['kind'],
  cluster: CastSetting['cluster'],
): CastSetting {
  return { id: castId(1, number), name, kind, urn: String(990_000 + number), cluster };
}
