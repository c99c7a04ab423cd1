import { capital, type Say } from '#web';

/** Kinds, fields and the like are data, and a new one need not have words of its own yet: then its name has to do. */

const KINDS = [
  'establishments',
  'people',
  'staff',
  'classes',
  'registers',
  'measures',
  'circumstances',
  'attainment',
  'behaviour',
  'suspensions',
  'comparisons',
] as const;

/** @example kindInWords(say, 'registers') // 'Registers' */
export function kindInWords(say: Say, kind: string): string {
  return isOneOf(KINDS, kind) ? say(`imports.kinds.${kind}.name`) : capital(plain(kind));
}

/** What a file of this kind holds, in a line; nothing for a kind without words. */
export function kindHint(say: Say, kind: string): string | undefined {
  return isOneOf(KINDS, kind) ? say(`imports.kinds.${kind}.hint`) : undefined;
}

const FIELDS = [
  'upn',
  'source_id',
  'given_name',
  'family_name',
  'known_as',
  'date_of_birth',
  'sex',
  'nc_year',
  'tutor_group',
  'house',
  'started_on',
  'date',
  'session',
  'code',
  'kind',
  'starts_on',
  'ends_on',
  'sessions',
  'reason',
  'outcome',
] as const;

/** A meaning of a column, or a column of a table. @example fieldInWords(say, 'setting:urn') // 'Setting, by its URN' */
export function fieldInWords(say: Say, field: string): string {
  if (isOneOf(FIELDS, field)) return say(`imports.fields.${field}`);
  const [fact = '', as] = field.split(':');
  if (fact === 'setting' && as !== undefined && isOneOf(SETTINGS, as)) return say(`imports.settings.${as}`);
  if (fact === 'measure' && as !== undefined && isOneOf(MEASURES, as)) return say(`imports.measures.${as}`);
  return capital(plain(field));
}

const SETTINGS = ['urn', 'laestab', 'name'] as const;
const MEASURES = ['number', 'yes_no', 'category'] as const;

/** What a fact is called, as in `sources.change`. */
export function entityInWords(say: Say, entity: string): string {
  return isOneOf(ENTITIES, entity) ? say(`imports.entities.${entity}`) : capital(plain(entity));
}

const ENTITIES = [
  'person',
  'person_source',
  'enrolment',
  'tutor_group',
  'setting',
  'staff',
  'class',
  'class_place',
  'class_teacher',
  'register',
  'measure',
  'circumstance',
  'need',
  'attainment',
  'behaviour',
  'suspension',
  'coverage',
  'comparison',
] as const;

/** A date and time as people write it, of the United Kingdom. @example momentInWords('2026-11-20T10:00:00Z') // '20 November 2026, 10:00' */
export function momentInWords(at: string): string {
  const { day, month, year, hour, minute } = partsOf(at);
  return `${day} ${month} ${year}, ${hour}:${minute}`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

function partsOf(at: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  return Object.fromEntries(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
}

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((each) => each === name);
}

function plain(name: string): string {
  return name.replaceAll(/[_:]/g, ' ');
}
