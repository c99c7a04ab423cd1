import { fieldsOf, isFactSection, type Section } from '#files';

/** How the text of a column is read, which decides what else has to be said about it. */
export type Reads = 'text' | 'date' | 'code' | 'number' | 'yes_no' | 'identity' | 'setting' | 'measure';

/** Something that a column of a file of one kind can be. */
export type Meaning = {
  /** As it stands in a form: `date_of_birth`, `setting:urn`, `measure:number`. */
  id: string;
  reads: Reads;
  /** A file that lacks all columns of one group does not do. */
  needed?: 'who' | 'where' | 'self';
};

const who: readonly Meaning[] = [
  { id: 'upn', reads: 'identity', needed: 'who' },
  { id: 'source_id', reads: 'identity', needed: 'who' },
];
const where = (needed?: 'where'): readonly Meaning[] =>
  (['setting:urn', 'setting:laestab', 'setting:name'] as const).map((id) => ({
    id,
    reads: 'setting',
    ...(needed ? { needed } : {}),
  }));
const text = (id: string): Meaning => ({ id, reads: 'text' });

const people: readonly Meaning[] = [
  ...who,
  ...where('where'),
  ...['given_name', 'family_name', 'known_as'].map(text),
  { id: 'date_of_birth', reads: 'date' },
  { id: 'sex', reads: 'code' },
  ...['nc_year', 'tutor_group', 'house'].map(text),
  { id: 'started_on', reads: 'date' },
];
const registers: readonly Meaning[] = [
  ...who,
  { id: 'date', reads: 'date', needed: 'self' },
  { id: 'session', reads: 'code', needed: 'self' },
  { id: 'code', reads: 'code', needed: 'self' },
  ...where(),
];
const measures: readonly Meaning[] = [
  ...who,
  { id: 'date', reads: 'date' },
  { id: 'measure:number', reads: 'measure' },
  { id: 'measure:yes_no', reads: 'measure' },
  { id: 'measure:category', reads: 'measure' },
];

/**
 * Everything that a column of a file can be, as the kind of file has it; undefined for a kind whose columns only a
 * mapping file can tell.
 *
 * @example meaningsOf('registers')?.map(({ id }) => id) // ['upn', 'source_id', 'date', …]
 */
export function meaningsOf(section: Section): readonly Meaning[] | undefined {
  if (section === 'people') return people;
  if (section === 'registers') return registers;
  if (section === 'measures') return measures;
  if (!isFactSection(section)) return undefined;
  const fields = Object.entries(fieldsOf(section)).map(
    ([id, { reads, needed }]): Meaning => ({
      id,
      reads: reads === 'whole' ? 'number' : reads,
      ...(needed ? { needed: 'self' } : {}),
    }),
  );
  const meanings = [...who, ...where(), ...fields];
  return meanings.filter(({ id }, at) => meanings.findIndex((each) => each.id === id) === at);
}

/** Several columns may be it. */
export function isMany(id: string): boolean {
  return id.startsWith('measure:');
}

/** The fact that a meaning fills: one file has one setting, however it is told. */
export function factOf(id: string): string {
  return id.split(':')[0] ?? id;
}
