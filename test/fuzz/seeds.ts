/** Valid files of every kind, small, about nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { zipped } from '../files/zipped.ts';

const fixtures = fileURLToPath(new URL('../fixtures/files/', import.meta.url));
const mappings = fileURLToPath(new URL('../../library/mappings/', import.meta.url));

const people =
  'upn,source_id,setting_urn,given_name,family_name,date_of_birth,sex,nc_year,tutor_group,house,started_on\n' +
  '\n , ,\n"C909432115001",1,123456,Ada,Testling,2011-03-14,F,9,9A,Ash,2022-09-05\n' +
  'F909432115003,,123456,Grace,"Testling\nor\n\nTester",,,10,,,\n' +
  ',2,123456,Zoë,"Ó Testling, the ""second""",14/03/2011,male,R,,,\n' +
  'R909432115002,,123456,علی\u200cرضا,Łódź,,M,Year 11,11B,Elm,05/09/2022\n';
const registers =
  'upn,source_id,date,session,code,setting_urn\n' +
  'C909432115001,,2026-09-02,AM,/,123456\nC909432115001,,2026-09-02,PM,\\,123456\n,7,02/09/2026,am,I,123456\n';

/** Tables of each kind, in every encoding and with every delimiter. */
export const PEOPLE = shaped(people);
export const REGISTERS = shaped(registers);
export const CENSUS = shaped(readFileSync(`${fixtures}census-layout.csv`, 'utf8'));
export const MEASURES = shaped(readFileSync(`${fixtures}student-layout.csv`, 'utf8'));
export const TABLES: readonly Buffer[] = [...PEOPLE, ...REGISTERS, ...CENSUS, ...MEASURES];

function shaped(text: string): readonly Buffer[] {
  return [
    Buffer.from(text),
    Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`),
    Buffer.from(`\ufeff${text.replaceAll(',', ';')}`, 'utf16le'),
    Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le').swap16(),
    Buffer.from(text.replaceAll('\n', '\r')),
    Buffer.from(text.replaceAll(',', '|')),
    Buffer.from(`${text}\nTotal,,3\n`),
    Buffer.from(`Report produced for nobody\n\n${text}`),
    Buffer.from(text, 'latin1'),
  ];
}

const manyRows = Array.from(
  { length: 2_000 },
  (_, at) => `C90943211${at},${at},123456,"Zoë\n${'é'.repeat(at % 9)}","Ó, ""${at}""",,F,9,,,`,
);

/** Tables longer than a block of 64 kB, quoted and plain, with letters of two and three bytes. */
export const LONG_TABLES: readonly Buffer[] = [
  Buffer.from(`${people}${manyRows.join('\n')}\n`),
  Buffer.from(`${people}${manyRows.join('\r\n').replaceAll('"', '').replaceAll('Zoë\n', 'Łukasz')}\r\n`),
  Buffer.from(`${registers}${',7,2026-09-03,AM,/,123456\r'.repeat(6_000)}`.replaceAll('\n', '\r')),
  Buffer.from(`\ufeff${people}${manyRows.join('\n')}`, 'utf16le'),
];

const ctf =
  '<?xml version="1.0" encoding="UTF-8"?>\n<CTfile><Header><CTFversion>25.0</CTFversion><SourceSchool><LEA>909</LEA>' +
  '<Estab>4321</Estab></SourceSchool></Header><CTFpupilData><Pupil><UPN>C909432115001</UPN><Surname>Testling</Surname>' +
  '</Pupil><Pupil><UPN>R909432115002</UPN><!-- x --><Forename>Zo&#235;</Forename></Pupil></CTFpupilData></CTfile>\n';

/** Files that are no table. */
export const OTHER_KINDS: readonly Buffer[] = [
  Buffer.from(ctf),
  Buffer.from(`\ufeff${ctf.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
  Buffer.from(ctf.replace('UTF-8', 'windows-1252'), 'latin1'),
  Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
  Buffer.from('<html><body><table><tr><td>UPN</td></tr></table></body></html>'),
  Buffer.from('[{"upn": "C909432115001"}]'),
  zipped({
    'manifest.csv': 'propertyName,value\noneroster.version,1.2\nfile.users,bulk\n',
    'users.csv': 'sourcedId\n1\n',
  }),
  zipped({
    '[Content_Types].xml': '<a/>',
    'xl/workbook.xml': '<workbook/>',
    'xl/worksheets/sheet1.xml': '<a/>',
  }),
  gzipSync('upn\n1\n'),
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.from('%PDF-1.7\n1 0 obj\n'),
];

/** The mappings of the library, as text. */
export const MAPPINGS: readonly Buffer[] = readdirSync(mappings).map((name) =>
  readFileSync(`${mappings}${name}`),
);
