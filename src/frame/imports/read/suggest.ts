import type { Mapping, Section } from '#files';
import { checkUpn } from '#modules/people';
import { factOf, isMany, type Meaning, meaningsOf } from './meanings.ts';

/** What a column may be, and why one would think so. Never more than a suggestion: a person says. */
export type ColumnGuess = { meaning: string; why: 'known-name' | 'like-name' | 'content' };

/** Names that systems give to their columns, without case, spaces or signs. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  upn: ['uniquepupilnumber', 'pupilupn'],
  source_id: ['id', 'pupilid', 'studentid', 'nativeid', 'admissionnumber', 'admno', 'misid', 'externalid'],
  given_name: ['forename', 'firstname', 'givenname', 'legalforename'],
  family_name: ['surname', 'lastname', 'familyname', 'legalsurname'],
  known_as: ['preferredforename', 'preferredname', 'knownas', 'chosenname'],
  date_of_birth: ['dob', 'dateofbirth', 'birthdate'],
  sex: ['sex', 'gender', 'legalsex'],
  nc_year: ['year', 'yeargroup', 'ncyear', 'ncyearactual', 'yr'],
  tutor_group: ['reg', 'reggroup', 'form', 'tutorgroup', 'registrationgroup', 'class'],
  house: ['house', 'housegroup'],
  started_on: ['entrydate', 'dateofentry', 'admissiondate', 'startdate'],
  'setting:urn': ['urn', 'schoolurn', 'settingurn'],
  'setting:laestab': ['laestab', 'estab', 'dfenumber', 'dfesnumber', 'laestabnumber'],
  'setting:name': ['school', 'schoolname', 'setting'],
  date: ['date', 'markdate', 'attendancedate', 'assessmentdate', 'resultdate'],
  session: ['session', 'ampm'],
  code: ['mark', 'code', 'attendancecode', 'attendancemark'],
};

/**
 * What each column of a file may be: by the names that mappings know, by names like them, and by what stands in it. No
 * two columns are suggested to be the same thing.
 *
 * @param rows some of its rows
 * @returns one entry a column, undefined where nothing speaks for anything
 */
export function suggestFor(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  mappings: readonly Mapping[],
  section: Section,
): (ColumnGuess | undefined)[] {
  const meanings = meaningsOf(section) ?? [];
  const known = namesKnown(mappings, section);
  const taken = new Set<string>();
  const guesses: (ColumnGuess | undefined)[] = header.map(() => undefined);
  const tries: ((column: string, at: number) => ColumnGuess | undefined)[] = [
    (column) => guessed(known.get(column), 'known-name'),
    (column) => guessed(byName(column, meanings, known), 'like-name'),
    (_, at) =>
      guessed(
        byContent(
          rows.map((row) => row[at] ?? ''),
          meanings,
        ),
        'content',
      ),
  ];
  for (const attempt of tries) {
    for (const [at, column] of header.entries()) {
      const guess = guesses[at] ?? attempt(column, at);
      if (guess === undefined || guesses[at] || taken.has(factOf(guess.meaning))) continue;
      guesses[at] = guess;
      if (guess.meaning !== 'ignore' && !isMany(guess.meaning)) taken.add(factOf(guess.meaning));
    }
  }
  return guesses;
}

function guessed(meaning: string | undefined, why: ColumnGuess['why']): ColumnGuess | undefined {
  return meaning === undefined ? undefined : { meaning, why };
}

/** The columns that mappings of this kind know, and what they are there. */
export function namesKnown(mappings: readonly Mapping[], section: Section): Map<string, string> {
  const known = new Map<string, string>();
  for (const mapping of mappings)
    for (const [column, meaning] of meaningsIn(mapping, section))
      if (!known.has(column)) known.set(column, meaning);
  return known;
}

/** What each column is by one mapping: `ignore` where it is left out. */
export function meaningsIn(mapping: Mapping, section: Section): Map<string, string> {
  const found = new Map<string, string>();
  const part = mapping[section];
  if (!part) return found;
  for (const group of mapping.ignore) for (const column of group.columns) found.set(column, 'ignore');
  const { identity, ...rest } = 'identity' in part ? part : { ...part, identity: undefined };
  const facts = 'fields' in rest ? { setting: rest.setting, ...rest.fields } : rest;
  for (const [fact, source] of Object.entries({ ...identity, ...facts })) {
    if (fact === 'columns') {
      for (const [column, { as }] of Object.entries(mapping.measures?.columns ?? {}))
        found.set(column, `measure:${as}`);
    } else if (typeof source === 'object' && source !== null && 'column' in source) {
      const meaning = 'as' in source ? `${fact}:${source.as}` : fact;
      for (const column of [source.column].flat()) found.set(String(column), meaning);
    }
  }
  return found;
}

/** What a mapping says of every row alike, because the file does not say it. */
export function constantsIn(mapping: Mapping, section: Section): { meaning: string; value: string }[] {
  const part = mapping[section];
  if (!part) return [];
  const { identity: _, ...rest } = 'identity' in part ? part : { ...part, identity: undefined };
  const facts = 'fields' in rest ? { setting: rest.setting, ...rest.fields } : rest;
  return Object.entries(facts).flatMap(([fact, source]) => {
    if (typeof source !== 'object' || source === null || !('value' in source)) return [];
    return [{ meaning: 'as' in source ? `${fact}:${source.as}` : fact, value: String(source.value) }];
  });
}

function byName(
  column: string,
  meanings: readonly Meaning[],
  known: ReadonlyMap<string, string>,
): string | undefined {
  const plain = plainly(column);
  const alike = [...known].find(([name, meaning]) => meaning !== 'ignore' && plainly(name) === plain);
  if (alike) return alike[1];
  return meanings.find(({ id }) => plainly(id) === plain || USUAL[id]?.includes(plain))?.id;
}

function plainly(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function byContent(cells: readonly string[], meanings: readonly Meaning[]): string | undefined {
  const said = cells.filter((cell) => cell.trim() !== '');
  if (said.length < 3) return undefined;
  const has = (id: string) => meanings.some((each) => each.id === id);
  const all = (test: (cell: string) => boolean) => said.every((cell) => test(cell.trim()));
  if (has('upn') && all((cell) => 'upn' in checkUpn(cell))) return 'upn';
  if (has('session') && all((cell) => /^(am|pm)$/i.test(cell))) return 'session';
  if (has('setting:laestab') && all((cell) => /^[1-9]\d{2}\/?\d{4}$/.test(cell))) return 'setting:laestab';
  return undefined;
}
