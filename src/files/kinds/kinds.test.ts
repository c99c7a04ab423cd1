import { describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { written } from '#test/files/written';
import { zipped } from '#test/files/zipped';
import { readTable } from '../read-table/index.ts';
import { nameRoster } from './index.ts';

async function named(content: string | Uint8Array): Promise<string> {
  try {
    const table = await readTable(written(content));
    return `read as a table: ${table.header}`;
  } catch (error) {
    return error instanceof Refused ? error.message : `threw ${error}`;
  }
}
const hex = (bytes: string) => Buffer.from(bytes, 'hex');

describe('a file of another kind', () => {
  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n'), /is a PDF, not CSV\. Ask the system/],
    ['gzip', hex('1f8b0800'), /is a gzip archive, not CSV\. Unpack it/],
    ['7-Zip', hex('377abcaf271c0004'), /is a 7-Zip archive/],
    ['RAR', hex('526172211a070100'), /is a RAR archive/],
    ['Parquet', Buffer.from('PAR1\x15\x04'), /is a Parquet file/],
    ['SQLite', Buffer.from('SQLite format 3\0'), /is an SQLite database/],
    ['Access', Buffer.from('\0\x01\0\0Standard Jet DB\0'), /is an Access database/],
    ['PNG', hex('89504e470d0a1a0a'), /is a picture \(PNG\)/],
    ['RTF', Buffer.from('{\\rtf1\\ansi'), /is a text document \(RTF\)/],
    ['an old workbook', hex('d0cf11e0a1b11ae1'), /is an old Excel workbook \(\.xls\)/],
    [
      'a workbook with a password',
      Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.from('EncryptedPackage', 'utf16le')]),
      /Office document with a password/,
    ],
    [
      'a web page',
      '<html><table><tr><td>UPN</td></tr></table></html>',
      /is a web page \(HTML\), as some systems/,
    ],
    ['a web page with a mark', '\uFEFF\n<!DOCTYPE html><p>', /is a web page/],
    ['JSON', '[{"upn":"x"}]', /is JSON, not CSV/],
    ['JSON of an object', ' {\n "data": []}', /is JSON/],
    ['JSON in UTF-16', Buffer.from('{"a":1}', 'utf16le'), /is JSON/],
  ])('is told by its beginning: %s', async (_, content, says) => {
    expect(await named(content)).toMatch(says);
  });
  it('is not a table whose names stand in brackets or below a less-than sign', async () => {
    expect(await named('[UPN],[Name]\n1,2\n')).toMatch(/read as a table/);
    expect(await named('<5 %,b\n1,2\n')).toMatch(/read as a table/);
  });
});

describe('a zip archive', () => {
  it.each([
    ['a workbook', { '[Content_Types].xml': '', 'xl/workbook.xml': '' }, /is an Excel workbook \(\.xlsx\)/],
    [
      'a spreadsheet',
      { mimetype: 'application/vnd.oasis.opendocument.spreadsheet' },
      /OpenDocument spreadsheet/,
    ],
    ['a text', { '[Content_Types].xml': '', 'word/document.xml': '' }, /is an Office document/],
    ['one file', { 'people.csv': 'upn\n' }, /is a zip archive with 1 file, not CSV\. Unpack it/],
    ['nothing', {}, /is a zip archive with 0 files/],
    [
      'a OneRoster set',
      {
        'manifest.csv':
          'propertyName,value\r\noneroster.version,1.2\r\nfile.users,bulk\r\nfile.orgs,delta\r\nfile.results,absent\r\n',
        'users.csv': '',
        'orgs.csv': '',
      },
      /is a OneRoster 1\.2 set with users, orgs, packed as a zip archive\. It cannot be brought in yet: export/,
    ],
    [
      'a School Data Sync set',
      { 'School.csv': '', 'Section.csv': '', 'Student.csv': '' },
      /is a Microsoft School Data Sync set with School, Section, Student, packed/,
    ],
  ])('is told by what is in it: %s', async (_, files, says) => {
    expect(await named(zipped(files))).toMatch(says);
  });
  it('is told by its beginning when its list of files is lost', async () => {
    const cut = zipped({ 'xl/workbook.xml': 'x'.repeat(500) }).subarray(0, 300);
    expect(await named(cut)).toMatch(/Excel workbook/);
    expect(await named(zipped({ 'a.csv': 'a' }).subarray(0, 40))).toMatch(
      /zip archive that cannot be opened/,
    );
  });
});

const ctf = (
  people: number,
  header = '<CTFversion>25.0</CTFversion>',
) => `<?xml version="1.0" encoding="UTF-8"?>
<CTfile><Header>${header}<SourceSchool><LEA>909</LEA><Estab>4321</Estab></SourceSchool></Header>
<CTFpupilData>${'<Pupil><UPN>C909432115001</UPN><Surname>Testling</Surname></Pupil>'.repeat(people)}</CTFpupilData></CTfile>`;

describe('a Common Transfer File', () => {
  it('is told with its version, its school and how many it holds', async () => {
    expect(await named(ctf(3))).toMatch(
      /^This file is a Common Transfer File, version 25\.0, from school 909\/4321, with 3 young people\. It cannot be brought in yet: export the young people as CSV/,
    );
    expect(await named(ctf(1, ''))).toMatch(/File, from school 909\/4321, with 1 young person\./);
    expect(await named('<CTfile/>')).toMatch(/a Common Transfer File, with no young people\./);
  });
  it('may be long, in UTF-16, or in Windows-1252', async () => {
    expect(await named(ctf(20_000))).toMatch(/with 20000 young people/);
    expect(await named(Buffer.from(`\uFEFF${ctf(2)}`.replace('UTF-8', 'UTF-16'), 'utf16le'))).toMatch(
      /with 2 young/,
    );
    const western = ctf(2).replace('UTF-8', 'windows-1252').replace('Testling', 'Zo\xeb');
    expect(await named(Buffer.from(western, 'latin1'))).toMatch(/with 2 young/);
    expect(await named(Buffer.from(western.replace('windows-1252', 'UTF-8'), 'latin1'))).toMatch(
      /not sound \(its letters are not in the encoding it names\)/,
    );
  });
  it('is told to be unsound by the line, and nothing of it is repeated', async () => {
    const said = await named(ctf(3).replace('</CTFpupilData>', ''));
    expect(said).toMatch(/a Common Transfer File that is not sound \(line 3\)/);
    expect(said).not.toMatch(/Testling|C9094/);
    expect(await named(ctf(3).slice(0, -20))).toMatch(/not sound \(line 3\)/);
  });
  it('never resolves an entity or reads a document type', async () => {
    const bomb = '<!DOCTYPE CTfile [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CTfile>&b;</CTfile>';
    expect(await named(bomb)).toMatch(/declares a document type, which is never read/);
    expect(await named('<CTfile><Header>&who;</Header></CTfile>')).toMatch(/not sound \(line 1\)/);
  });
  it('is given up when it nests without end or goes on without a tag', async () => {
    expect(await named(`<CTfile>${'<a>'.repeat(5_000)}`)).toMatch(/nests more than 100 deep/);
    expect(await named(`<CTfile><a>${'x'.repeat(3_000_000)}`)).toMatch(/goes on without an end/);
  });
});

describe('other XML', () => {
  it('is told by its first element, and read no further', async () => {
    expect(await named('<Message><a></Message>')).toMatch(/is XML \(its first element is Message\), not CSV/);
    expect(await named('<?xml version="1.0"?><!-- x -->')).toMatch(/is XML that is not sound/);
  });
});

describe('one file of a roster', () => {
  const oneRoster = 'sourcedId,status,dateLastModified';
  it.each([
    [
      `${oneRoster},enabledUser,username,givenName,familyName,userMasterIdentifier`,
      'users',
      'OneRoster 1.2 set',
    ],
    [
      `${oneRoster},enabledUser,orgSourcedIds,role,username,givenName,familyName`,
      'users',
      'OneRoster 1.1 set',
    ],
    [`${oneRoster},userSourcedId,roleType,role,orgSourcedId`, 'roles', 'OneRoster 1.2 set'],
    [
      `${oneRoster},title,type,startDate,endDate,parentSourcedId,schoolYear`,
      'academicSessions',
      'OneRoster set',
    ],
    [`${oneRoster},title,classType,courseSourcedId,schoolSourcedId`, 'classes', 'OneRoster set'],
    [`${oneRoster},schoolYearSourcedId,title,courseCode`, 'courses', 'OneRoster set'],
    [`${oneRoster},classSourcedId,schoolSourcedId,userSourcedId,role`, 'enrollments', 'OneRoster set'],
    [`${oneRoster},name,type,identifier,parentSourcedId`, 'orgs', 'OneRoster set'],
    [`${oneRoster},birthDate,sex`, 'demographics', 'OneRoster set'],
    [`${oneRoster},lineItemSourcedId,score`, 'additional', 'OneRoster set'],
    ['propertyName,value', 'manifest', 'OneRoster set'],
    [
      'sourcedId,username,givenName,familyName,password',
      'users',
      'Microsoft School Data Sync set (version 2.1)',
    ],
    ['userSourcedId,flag', 'userFlags', 'Microsoft School Data Sync set (version 2.1)'],
    ['ID,School DfE Number,First Name,Last Name,Student Number', 'Student', 'Microsoft School Data Sync set'],
    ['SIS ID,School SIS ID,First Name,Last Name,Teacher Number', 'Teacher', 'Microsoft School Data Sync set'],
    ['Section SIS ID,SIS ID', 'TeacherRoster', 'Microsoft School Data Sync set'],
  ])('is told by its columns: %s', (header, name, set) => {
    expect(nameRoster(header.split(','), `${name}.csv`)).toMatch(
      `This file is the ${name} file of a ${set}. It holds `,
    );
  });
  it('is nothing of the kind for other tables', () => {
    for (const header of [
      'upn,date,session,code',
      'propertyName,value,extra',
      'id,name',
      'section id,id,title,room',
    ])
      expect(nameRoster(header.split(','), 'x.csv')).toBeUndefined();
  });
});
