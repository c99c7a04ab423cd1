import { isAboutOthers, isAboutPerson, keyOf, type Likeness, likeness, SURE } from './names.ts';
import { guessDates, guessSettingKind, mostly, type Sample, UPN } from './values.ts';
import type { Wanted } from './wanted.ts';

export type Column = { name: string; key: string; of: number; sample: Sample };

/** Which column a field is read from, and how that is known. */
export type Assigned = {
  wanted: Wanted;
  column: Column;
  why: string;
  sure: boolean;
  /** What a mapping would say beside the column: codes, formats, how a setting is named. */
  config: object;
};

type Judged = Pick<Assigned, 'why' | 'sure' | 'config'>;

export function columnsIn(header: readonly string[], samples: readonly Sample[]): Column[] {
  return header.map((name, at) => ({ name, key: keyOf(name), of: header.length, sample: samples[at] ?? [] }));
}

/** Gives each field the column that is most like it, and each column to one field, the likest pairs first. */
export function assign(columns: readonly Column[], wanted: readonly Wanted[]): Assigned[] {
  const pairs = wanted.flatMap((want) =>
    columns.flatMap((column) => {
      const like = likeness(column, want.field, want.aliases) ?? byCells(column, want.field);
      return like ? [{ want, column, like }] : [];
    }),
  );
  pairs.sort((a, b) => b.like.score - a.like.score);
  const taken = new Set<Column>();
  const settled = new Map<string, Assigned>();
  for (const { want, column, like } of pairs) {
    if (taken.has(column) || settled.has(want.field)) continue;
    taken.add(column);
    settled.set(want.field, { wanted: want, column, ...judged(column, want, like) });
  }
  return [...settled.values()];
}

const CELLS: readonly [field: string, shape: RegExp, score: number, why: string][] = [
  ['upn', UPN, 85, 'its cells look like UPNs'],
  ['session', /^(am|pm)$/i, 70, 'its cells say AM or PM'],
];

function byCells({ name, key, sample }: Column, field: string): Likeness | undefined {
  const found = CELLS.find(([of, shape]) => of === field && mostly(sample, shape));
  if (found) return { score: found[2], why: found[3] };
  const own = field === 'date' && !isAboutPerson(key) && !isAboutOthers(name);
  return own && guessDates(sample) ? { score: 40, why: 'its cells are dates' } : undefined;
}

/** A name may promise what the cells do not keep; and what is guessed from cells is said to be. */
function judged({ key, sample }: Column, { field, config: said }: Wanted, { score, why }: Likeness): Judged {
  const { column: _, ...config }: { column?: unknown; codes?: unknown } = said;
  const sure = score >= SURE;
  if (field === 'upn' && sample.length > 0 && !mostly(sample, UPN))
    return { why: `${why}, but not all of its cells look like UPNs`, sure: false, config };
  if (field === 'setting') return asSetting(guessSettingKind(sample, key), why, sure);
  if ('format' in config || /(^|_)(date|on)($|_)/.test(field)) return asDate(sample, why, sure, config);
  return 'codes' in config ? asCode(sample, why, sure, config) : { why, sure, config };
}

/** Codes for settings are one file's own; how another names them shows in its cells. */
function asSetting(as: 'urn' | 'laestab' | 'name', why: string, sure: boolean): Judged {
  const named = { urn: 'URN', laestab: 'LAESTAB', name: 'name' }[as];
  return {
    why: `${why}; by ${named}, guessed from the first rows`,
    sure: sure && as !== 'name',
    config: { as },
  };
}

function asDate(sample: Sample, why: string, sure: boolean, config: object): Judged {
  if (sample.length === 0) return { why, sure, config };
  const dates = guessDates(sample);
  if (!dates) return { why: `${why}, but its cells are not dates that Waymark reads`, sure: false, config };
  const [only = 'yyyy-MM-dd', ...more] = dates.formats;
  const swapped = dates.swapped ? ', and day and month could be the other way round' : '';
  return {
    why: `${why}; its dates look like ${dates.formats.join(' and ')}, guessed from the first rows${swapped}`,
    sure: sure && dates.formats.every((format) => format.startsWith('yyyy')),
    config: { ...config, format: more.length === 0 ? only : dates.formats },
  };
}

/** The codes a mapping of the library lists, and the same words in the case in which this file writes them. */
function asCode(sample: Sample, why: string, sure: boolean, config: { codes?: unknown }): Judged {
  const listed = new Map(
    Object.entries(config.codes ?? {}).map(([code, meaning]) => [code, String(meaning)]),
  );
  const lower = new Map([...listed].map(([code, meaning]) => [code.toLowerCase(), meaning]));
  const codes = new Map(listed);
  let open = false;
  for (const code of new Set(sample)) {
    const meaning = listed.get(code) ?? lower.get(code.toLowerCase());
    if (meaning === undefined) open = true;
    else codes.set(code, meaning);
  }
  const rest = open ? ', but some of its codes are not listed: add what they mean' : '';
  return {
    why: `${why}${rest}`,
    sure: sure && !open,
    config: { ...config, codes: Object.fromEntries(codes) },
  };
}
