import { nameKind, PEOPLE_INSTEAD } from './kind.ts';

/**
 * Rosters that a learning platform exchanges: OneRoster (1EdTech, OneRoster 1.1 and 1.2, CSV binding) and Microsoft
 * School Data Sync, whose version 2.1 borrows most of OneRoster's names. Each file of a set is told by columns that no
 * other file of the set has.
 */
type File = {
  name: string;
  has: readonly string[];
  /** No more columns than this, for a file whose columns alone say little. */
  most?: number;
  holds: string;
  people?: true;
};

const ONEROSTER: readonly File[] = [
  {
    name: 'users',
    has: ['sourcedid', 'username', 'givenname', 'familyname'],
    holds: 'names and addresses of young people and staff',
    people: true,
  },
  {
    name: 'roles',
    has: ['usersourcedid', 'orgsourcedid', 'role'],
    holds: 'who belongs to which setting, and as what',
  },
  { name: 'enrollments', has: ['classsourcedid', 'usersourcedid', 'role'], holds: 'who is in which class' },
  { name: 'demographics', has: ['birthdate', 'sex'], holds: 'dates of birth and sex' },
  { name: 'classes', has: ['sourcedid', 'title', 'coursesourcedid'], holds: 'classes' },
  { name: 'courses', has: ['sourcedid', 'title', 'schoolyearsourcedid'], holds: 'courses' },
  {
    name: 'academicSessions',
    has: ['sourcedid', 'title', 'startdate', 'enddate'],
    holds: 'academic years and terms',
  },
  {
    name: 'orgs',
    has: ['sourcedid', 'name', 'type', 'parentsourcedid'],
    holds: 'settings and who runs them',
  },
  {
    name: 'relationships',
    has: ['usersourcedid', 'relationshipusersourcedid'],
    holds: 'who looks after whom',
  },
  { name: 'userFlags', has: ['usersourcedid', 'flag'], holds: 'flags of young people' },
  { name: 'manifest', has: ['propertyname', 'value'], most: 2, holds: 'the list of the files of the set' },
];

/** Of School Data Sync before version 2.1; the identifier is `SIS ID`, `ID` or `DfE Number`, by country. */
const SDS: readonly File[] = [
  { name: 'Student', has: ['firstname', 'lastname', 'studentnumber'], holds: 'young people', people: true },
  { name: 'Teacher', has: ['firstname', 'lastname', 'teachernumber'], holds: 'staff' },
  { name: 'Section', has: ['sectionname', 'sectionnumber'], holds: 'classes' },
  { name: 'School', has: ['name', 'schoolnumber', 'principalname'], holds: 'settings' },
  {
    name: 'StudentEnrollment or TeacherRoster',
    has: ['sectionid', 'id'],
    most: 3,
    holds: 'who is in which class',
  },
  {
    name: 'StudentEnrollment or TeacherRoster',
    has: ['sectionsisid', 'sisid'],
    most: 3,
    holds: 'who is in which class',
  },
];

/**
 * Names a file that is one of a OneRoster or School Data Sync set, by its columns; nothing for any other header.
 *
 * @param fileName tells two files of the same columns apart
 * @example nameRoster(['sourcedId', 'username', 'givenName', 'familyName'], 'users.csv')
 * // 'This file is the users file of a Microsoft School Data Sync set (version 2.1). It holds …'
 */
export function nameRoster(header: readonly string[], fileName: string): string | undefined {
  const columns = new Set(header.map((name) => name.toLowerCase().replace(/[^a-z]/g, '')));
  const found = oneRosterFile(columns) ?? sdsFile(columns);
  if (!found) return undefined;
  const { file, set } = found;
  const stem = fileName.replace(/\.\w+$/, '').toLowerCase();
  const name = file.name.split(' or ').find((each) => each.toLowerCase() === stem) ?? file.name;
  const instead = file.people
    ? `It holds ${file.holds}. ${PEOPLE_INSTEAD}`
    : `It holds ${file.holds}, and cannot be brought in yet. What can be: young people, exported as CSV with UPN, names, date of birth, NC year and the URN or LAESTAB of the setting.`;
  return nameKind({ is: `the ${name} file of a ${set}`, instead });
}

function oneRosterFile(columns: ReadonlySet<string>) {
  const file = find(ONEROSTER, columns);
  if (file?.name === 'manifest') return { file, set: 'OneRoster set' };
  if (!columns.has('sourcedid') && !columns.has('usersourcedid')) return undefined;
  // OneRoster's own files say of every row whether it still stands and since when; School Data Sync's do not.
  const own = columns.has('status') && columns.has('datelastmodified');
  if (!file && !own) return undefined;
  const other: File = { name: 'additional', has: [], holds: 'what a learning platform adds' };
  const set = own ? `OneRoster ${versionOf(columns)}set` : 'Microsoft School Data Sync set (version 2.1)';
  return { file: file ?? other, set };
}

/** Only some files changed from 1.1 to 1.2. */
function versionOf(columns: ReadonlySet<string>): string {
  if (columns.has('usermasteridentifier') || columns.has('roletype')) return '1.2 ';
  return columns.has('orgsourcedids') ? '1.1 ' : '';
}

function sdsFile(columns: ReadonlySet<string>) {
  const file = find(SDS, columns);
  return file && { file, set: 'Microsoft School Data Sync set' };
}

function find(files: readonly File[], columns: ReadonlySet<string>): File | undefined {
  return files.find(
    ({ has, most = columns.size }) => columns.size <= most && has.every((name) => columns.has(name)),
  );
}

/** A OneRoster set, by the manifest of a zip archive; which files it says are in it, and in which version. */
export function oneRosterSet(names: readonly string[], manifest: string): string | undefined {
  if (!/^["\s]*propertyName/i.test(manifest.replace(/^\ufeff/, ''))) return undefined;
  const version = /^"?oneroster\.version"?,"?(\d[\d.]{0,7})/m.exec(manifest)?.[1];
  const files = [...manifest.matchAll(/^"?file\.([A-Za-z]{1,40})"?,"?(?:bulk|delta)/gm)].map(
    (match) => match[1],
  );
  const held = files.length > 0 ? files : csvNames(names);
  return `a OneRoster ${version ? `${version} ` : ''}set with ${held.slice(0, 12).join(', ') || 'no files'}`;
}

/** A School Data Sync set, by the names of the files in a zip archive. */
export function sdsSet(names: readonly string[]): string | undefined {
  const held = csvNames(names);
  const lower = new Set(held.map((name) => name.toLowerCase()));
  if (
    ['school', 'section', 'student'].every((name) => lower.has(name)) ||
    ['orgs', 'users', 'roles'].every((name) => lower.has(name))
  )
    return `a Microsoft School Data Sync set with ${held.slice(0, 12).join(', ')}`;
  return undefined;
}

function csvNames(names: readonly string[]): string[] {
  return names.flatMap((name) => /([\w-]{1,40})\.csv$/i.exec(name)?.[1] ?? []);
}
