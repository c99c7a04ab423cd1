import { describe, expect, it } from 'vitest';
import { parseMapping } from '../mapping/load.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { Read } from '../refusals.ts';
import { readText, tidy } from './cells.ts';
import { RECORD_YEARS, readDate } from './dates.ts';
import { compileMeasures } from './measures.ts';
import { readNumber } from './numbers.ts';
import { compilePeople } from './people.ts';

const checkUpn = (upn: string) =>
  /^[A-Z]\d{12}$/.test(upn) ? { upn } : { fault: { rule: 'upn.shape', message: 'Type it again.' } };
const told = (read: object) =>
  'fault' in read
    ? Object.values(read.fault as { rule: string; message: string }).join(': ')
    : Object.values(read)[0];
const fault = (read: Read<unknown>) =>
  'refusals' in read
    ? read.refusals.map(({ field, rule, found }) => [field, rule, found].join('|')).join(' ')
    : 'read';

const head = 'name: x\nversion: 1\ntitle: X\nabout: X\n';
const person = parseMapping(
  `${head}people:\n  identity: { upn: { column: upn }, source_id: { column: id } }\n  setting: { column: school, as: name }\n  family_name: { column: surname }\n`,
  'x.yaml',
);
const header = ['upn', 'id', 'school', 'surname'];
const people = (...cells: string[]) =>
  compilePeople(person, header, { checkUpn, checkUln: (uln) => ({ uln }) })({ line: 7, number: 6, cells });

describe('a number', () => {
  const read = (text: string) => told(readNumber(text, { min: -1_000, max: 10_000 }));
  it('is read as it stands, with a point', () => {
    expect(['12', '-3.5', '+4', '.5', '7.'].map(read)).toEqual([12, -3.5, 4, 0.5, 7]);
  });
  it.each([
    [
      '1,234',
      'number.separator: “1,234” separates thousands, which can be read in two ways: write the digits alone, such as 1234.5.',
    ],
    ['1 234.5', /^number\.separator/],
    ['1.234.567,8', /^number\.separator/],
    ["1'234", /^number\.separator/],
    ['3,5', 'number.comma: “3,5” has a comma where a point is read: write 3.5.'],
    ['-12,75', /write -12\.75\.$/],
    [
      '85%',
      'number.percent: “85%” has a percentage sign: write 85 alone, and let the unit of the measure say what it is.',
    ],
    ['8,5 %', /^number\.percent: .*write the number alone/],
    ['1.23E+09', 'number.shape: “1.23E+09” is not a number: write digits, such as 12.'],
    ['=1+1', /^number\.shape/],
    ['£5', /^number\.shape/],
    ['twelve', /^number\.shape/],
    ['٣', /^number\.shape/],
    ['9'.repeat(500), /^number\.shape/],
  ])('is refused with the way to write it: %s', (text, says) => {
    expect(read(text)).toMatch(says);
  });
  it('is refused outside its limits, and with a fraction where none can be', () => {
    expect(told(readNumber('5', { max: 4 }))).toBe(
      'number.range: 5 is out of range: this measure goes at most 4.',
    );
    expect(told(readNumber('1.5', { whole: true }))).toMatch(/is not a whole number/);
  });
});

describe('a date', () => {
  const read = (text: string) => told(readDate(text, ['dd/MM/yyyy'], RECORD_YEARS));
  it.each([
    ['31/02/2026', 'date.exists: There is no day “31/02/2026”: mend the day or the month.'],
    [
      '03/09/24',
      'date.short_year: The year of “03/09/24” has two digits, and nobody can tell its century: write all four, like 14/03/2025.',
    ],
    ['3-9-24', /^date\.short_year/],
    [
      '44629',
      'date.serial: “44629” is how a spreadsheet counts days, perhaps 9 March 2022: format the column as a date, like 14/03/2025.',
    ],
    ['44629.5', /^date\.serial: .*9 March 2022/],
    ['2022-03-09', /^date\.format/],
    ['=TODAY()', /^date\.format/],
    ['1'.repeat(100_000), /^date\.format/],
  ])('is refused and never guessed: %s', (text, says) => {
    expect(read(text)).toMatch(says);
  });
});

describe('text', () => {
  it('loses what cannot be seen at its ends, and keeps it within', () => {
    expect(
      ['\u200f Zoë\u200b\u00a0', '\ufeffAda', 'علی\u200cرضا', '\u2066Ada\u2069', 'Ada\u00ad'].map(tidy),
    ).toEqual(['Zoë', 'Ada', 'علی\u200cرضا', 'Ada', 'Ada']);
  });
  it('has hard spaces written as spaces', () => {
    expect(told(readText('Ada\u00a0May\u2009Testling'))).toBe('Ada May Testling');
    expect(told(readText('علی\u200cرضا'))).toBe('علی\u200cرضا');
  });
  it.each([
    ['a\u0007b', /^text\.control/],
    ['Ada\u202ednomaiD', /^text\.control/],
    [
      'Zo\ufffd',
      'text.spoilt: In “Zo\ufffd” a letter was lost when the file was saved: export it again as CSV in UTF-8.',
    ],
    ['ZoÃ«', /^text\.spoilt/],
    ['Oâ€™Neill', /^text\.spoilt/],
    ['\ud83d', /^text\.spoilt/],
    ['x'.repeat(1_000_000), 'text.long: The text has 1000000 characters; 200 are kept at most.'],
  ])('is refused when it was spoilt or cannot be seen (%#)', (text, says) => {
    expect(told(readText(text))).toMatch(says);
  });
  it('is not refused for letters that only look like it', () => {
    expect(['JOÃO', 'Âna', 'Ã', 'Đỗ', 'Ngô\u0301'].map((text) => told(readText(text)))).toEqual([
      'JOÃO',
      'Âna',
      'Ã',
      'Đỗ',
      'Ngô\u0301',
    ]);
  });
});

describe('a row about a young person', () => {
  it.each([
    [['1.23457E+12', '', 'Ashdale', ''], 'upn|identity.shortened|1.23457E+12'],
    [['', '1.23E+09', 'Ashdale', ''], 'id|identity.shortened|1.23E+09'],
    [['', '101.0', 'Ashdale', ''], 'id|identity.fraction|101.0'],
    [['', '="00101"', 'Ashdale', ''], 'id|identity.formula|="00101"'],
    [['', 'x'.repeat(101), 'Ashdale', ''], /^id\|identity\.shape\|x{59}…$/],
    [['', '10\u200b1', 'Ashdale', ''], /^id\|identity\.shape/],
    [['', 'Total', 'Ashdale', ''], 'id|row.footer|Total'],
    [['Grand total:', '', '', '17'], /^upn\|row\.footer\|Grand total:/],
    [['', '', 'Report produced by SIMS on 12/09/2026', ''], '|row.footer|'],
    [['Total', '3'], '|row.footer|'],
    [['C909432115001', '1', 'Ashdale'], '|columns|3'],
    [['C909432115001', '', 'x'.repeat(300), ''], /^school\|text\.long/],
    [['C909432115001', '', 'Ash\u0007dale', ''], /^school\|text\.control/],
  ])('is refused and says which cell is at fault (%#)', (cells, says) => {
    expect(fault(people(...cells))).toMatch(says);
  });
  it('keeps a formula in a name as text, with our own apostrophe taken off', () => {
    const names = ["'=SUM(A1)", '=SUM(A1)', "O'Neill"].map((surname) => {
      const read = people('C909432115001', '', 'Ashdale', surname);
      return 'value' in read ? read.value.familyName : read;
    });
    expect(names).toEqual(['=SUM(A1)', '=SUM(A1)', "O'Neill"]);
  });
  it('keeps identifiers that only look like shortened ones', () => {
    for (const id of ['1E5', '9E2', 'E+12', '0012', '12.5', 'total7'])
      expect(fault(people('', id, 'Ashdale', ''))).toBe('read');
  });
});

describe('a message', () => {
  it('stays short when a mapping knows hundreds of codes', () => {
    const codes = Array.from({ length: 300 }, (_, at) => `code ${at}`);
    const mapping: Mapping = {
      ...person,
      measures: {
        identity: { upn: { column: ['upn'] } },
        date: { value: '2026-06-30', reason: 'x' },
        columns: {
          a: { as: 'category', categories: Object.fromEntries(codes.map((code) => [code, code])) },
          b: { as: 'yes_no', yes: codes, no: ['n'] },
        },
      },
    };
    const read = compileMeasures(mapping, ['upn', 'a', 'b'], { checkUpn })({
      line: 2,
      number: 1,
      cells: ['C909432115001', '?'.repeat(500), '\n'.repeat(3) + 'x'.repeat(500)],
    });
    const messages = 'refusals' in read ? read.refusals.map(({ message }) => message) : [];
    expect(messages).toHaveLength(2);
    for (const message of messages) expect(message.length).toBeLessThan(400);
    expect(messages[0]).toMatch(/code 0, code 1, .* and 292 more/);
  });
});
