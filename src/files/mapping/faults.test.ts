import { describe, expect, it } from 'vitest';
import { readMapping } from './read-mapping.ts';

const head = 'name: small\nversion: 1\ntitle: Small\nabout: A small mapping.\n';
const person = 'people:\n  identity: { upn: { column: UPN } }\n  setting: { column: School, as: urn }\n';
const measured = (columns: string, date = '{ column: Day }') =>
  `${head}measures:\n  identity: { upn: { column: UPN } }\n  date: ${date}\n  columns: ${columns}\n`;
const faults = (text: string) => {
  const read = readMapping(text);
  return 'faults' in read ? read.faults.map(({ line, reason }) => `${line} ${reason}`) : [];
};

describe('the faults of a mapping', () => {
  it('are none in a sound one', () => {
    expect(faults(head + person)).toEqual([]);
  });
  it.each([
    [
      'a key nobody knows',
      `${head}peple: {}\n`,
      '5 peple: “peple” is not a key here: perhaps people is meant.',
    ],
    [
      'a key like no other',
      `${head}zebra: 1\n`,
      /^5 zebra: “zebra” is not a key here: there may be name, version, title, about/,
    ],
    [
      'a key nobody knows further in',
      `${head}people:\n  identity: { upm: { column: UPN } }\n  setting: { column: S, as: urn }\n`,
      '6 people.identity.upm: “upm” is not a key here: perhaps upn is meant.',
    ],
    [
      'a number that is text',
      head.replace('1', 'one'),
      '2 version: it is text, and a number is needed here.',
    ],
    ['a number too small', head.replace('1', '0'), '2 version: “0” is too small: it is at least 1.'],
    ['a fraction', head.replace('1', '1.5'), /^2 version: /],
    [
      'a name with spaces',
      head.replace('small', 'Our file'),
      '1 name: “Our file” has to be lower-case words joined by hyphens.',
    ],
    ['an empty text', head.replace('Small', "''"), '3 title: it is empty: at least one is needed.'],
    ['nothing at all', '', '1 it is empty, and keys and what they mean is needed here.'],
    ['a list', '- a\n', '1 it is a list, and keys and what they mean is needed here.'],
    ['something missing', 'name: a\n', /^1 version: it is missing: a number is needed here\.$/],
    [
      'a setting of no known kind',
      `${head}${person.replace('as: urn', 'as: number')}`,
      '7 people.setting.as: “number” is not one of name, urn, laestab.',
    ],
    [
      'a column that is a list of nothing',
      `${head}${person.replace('column: UPN', 'column: []')}`,
      '6 people.identity.upn.column: it is empty: at least one is needed.',
    ],
    [
      'a mistyped column',
      `${head}${person}  nc_year: { colum: Year }\n`,
      '8 people.nc_year.colum: “colum” is not a key here: perhaps column is meant.',
    ],
    [
      'registers about nobody',
      `${head}registers:\n  date: { column: Date }\n  session: { column: Session }\n  code: { column: Code }\n`,
      /^\d+ registers\.identity: it is missing: keys and what they mean is needed here\.$/,
    ],
    [
      'a constant without its reason',
      measured('{ a: { as: number } }', "{ value: '2026-06-30' }"),
      /^7 measures\.date\.reason: it is missing: text is needed here/,
    ],
    [
      'a date format nobody reads',
      measured('{ a: { as: number } }', '{ column: Day, format: dd.MM.yyyy }'),
      /^7 measures\.date\.format: “dd\.MM\.yyyy” is not one of yyyy-MM-dd, dd\/MM\/yyyy/,
    ],
    [
      'a measure of no known kind',
      measured('{ a: { as: figure } }'),
      '8 measures.columns.a.as: “figure” is not known: write one of number, yes_no, category.',
    ],
    [
      'a measure of no kind',
      measured('{ a: {} }'),
      '8 measures.columns.a.as: it is missing: write one of number, yes_no, category.',
    ],
    [
      'blanks that are no list',
      `${head}file: { blank: n/a }\n`,
      '5 file.blank: it is text, and a list is needed here.',
    ],
    [
      'a delimiter nobody uses',
      `${head}file: { delimiter: x }\n`,
      '5 file.delimiter: “x” is not one of ,, ;, a tab, |.',
    ],
  ])('are told in our own words: %s', (_, text, says) => {
    expect(faults(text)[0]).toMatch(says instanceof RegExp ? says : new RegExp(`^${escaped(says)}$`));
  });
  it('never hold a word of a library', () => {
    const all = [
      'a: [',
      'a: b: c',
      head.replace('1', '[]'),
      `${head}people: 1\nmeasures: 2\nfile: 3\nignore: 4\n`,
    ];
    expect(all.flatMap(faults).join(' ')).not.toMatch(/Invalid|expected|received|Unrecognized|undefined|zod/);
  });
  it('are all told, each with its line', () => {
    expect(faults('name: A B\nversion: x\ntitle: t\nabout: a\n').map((fault) => fault.slice(0, 2))).toEqual([
      '1 ',
      '2 ',
    ]);
  });
});

describe('YAML that cannot be read', () => {
  it.each([
    ['a key twice', `${head}version: 2\n`, /^5 it is not valid YAML: a key stands twice/],
    ['a bracket left open', 'a: [', /^1 it is not valid YAML: .*a bracket is left open/],
    ['a tab', 'a:\n\tb: 1\n', /^2 it is not valid YAML: a tab/],
    ['two documents', 'a: 1\n---\nb: 2\n', /it is not valid YAML: a second document/],
    ['an alias of nothing', 'a: *b\n', /alias/],
  ])('is told by its line and what is wrong: %s', (_, text, says) => {
    expect(faults(text)[0]).toMatch(says);
  });
  it('is given up when it nests without end, multiplies itself, or is a book', () => {
    expect(faults('['.repeat(50_000))[0]).toMatch(/nests too deep|not valid YAML/);
    const bomb = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(9)}]`);
    expect(faults(`a0: &a0 [1]\n${bomb.join('\n')}\n`)[0]).toMatch(/alias|not a key/);
    expect(faults(`# ${'x'.repeat(1_000_001)}`)).toEqual(['1 it is too long to be a mapping.']);
  });
});

describe('a mapping that makes no sense', () => {
  it.each([
    [
      'a column both ignored and used',
      `${head}${person}ignore: [{ columns: [Note, UPN], reason: x }]\n`,
      '8 ignore.0.columns.1: “UPN” is ignored here and used elsewhere in the mapping: leave out one of the two.',
    ],
    [
      'a column name that no header has',
      `${head}${person}  house: { column: "The\\nhouse" }\n`,
      /^6 people: “The␊house” holds a line break/,
    ],
    [
      'a setting that is none',
      `${head}people:\n  identity: { upn: { column: U } }\n  setting: { value: '12', as: urn, reason: x }\n`,
      '7 people.setting.value: “12” is not a URN, six digits such as 123456.',
    ],
    [
      'a code for a setting that is none',
      `${head}${person.replace('as: urn', 'as: laestab, codes: { A: 99 }')}`,
      /^7 people\.setting\.codes\.A: “99” is not an LAESTAB/,
    ],
    [
      'a code for sex that is neither',
      `${head}${person}  sex: { column: Sex, codes: { girl: F, boy: B } }\n`,
      '8 people.sex.codes.boy: “B” is not F, M or blank.',
    ],
    [
      'a day that does not exist',
      measured('{ a: { as: number } }', "{ value: '2026-02-30', reason: x }"),
      '7 measures.date.value: “2026-02-30” is not a date: write it like 2025-03-14.',
    ],
    ['no measure', measured('{}'), /^8 measures\.columns: it is empty: name at least one column/],
    [
      'limits the wrong way round',
      measured('{ a: { as: number, min: 5, max: 4 } }'),
      '8 measures.columns.a.min: the lowest value, 5, is above the highest, 4.',
    ],
    [
      'a code that means both',
      measured('{ a: { as: yes_no, yes: [Y, 1], no: [N, 1] } }'),
      '8 measures.columns.a.yes: 1 means both yes and no.',
    ],
    [
      'a category without codes',
      measured('{ a: { as: category, categories: {} } }'),
      /list the codes of the file/,
    ],
    [
      'one measure from two columns',
      measured('{ a: { name: b, as: number }, b: { as: number } }'),
      '8 measures.columns.b: the measure “b” is read from “a” already: give one of them another name.',
    ],
  ])('is refused: %s', (_, text, says) => {
    expect(faults(text)[0]).toMatch(says instanceof RegExp ? says : new RegExp(`^${escaped(says)}$`));
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
