import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readDefinitionText } from '#files';
import { faultsInInstrument, type Instrument, instrumentSchema } from './index.ts';
import { faultsAgainstEarlier } from './versions.ts';

const sample = `
name: sample
version: 1
title: A sample
about: For tests of the schema and nothing else.
shelf: self
answered_by: [young_person]
about_whom: person
reading: young
whose: ours
source: { title: A test }
answers:
  often:
    - { code: never, text: Never, value: 1 }
    - { code: always, text: Always, value: 2 }
pages:
  - code: one
    title: One
    sections:
      - items:
          - { code: first, kind: scale, asks: I am asked first, answers: often }
          - { code: size, kind: number, asks: How many, least: 0, most: 10 }
          - { code: words, kind: long_text, asks: In my words }
  - code: two
    title: Two
    show_when: { item: first, is: [always] }
    sections:
      - items:
          - { code: second, kind: scale, asks: I am asked second, answers: often }
scales:
  - { code: all, title: All, method: mean, items: [first, second] }
`;

/** The faults of the sample after a change of its text, each with its line. */
function faults(from: string | RegExp = '', to = ''): string[] {
  const text = sample.replace(from, to);
  const read = readDefinitionText('sample.yaml', text, instrumentSchema, faultsInInstrument);
  return 'faults' in read ? read.faults.map(({ line, reason }) => `${line}: ${reason}`) : [];
}
const instrument = (from = '', to = ''): Instrument =>
  instrumentSchema.parse(parse(sample.replace(from, to)));

describe('an instrument', () => {
  it('is accepted when nothing is wrong with it', () => {
    expect(faults()).toEqual([]);
  });

  it.each([
    ['a field nobody reads', 'shelf: self', 'shelf: self\ncolour: red', /Unrecognized key: "colour"/],
    [
      'a kind that is not there',
      'kind: number',
      'kind: slider',
      /^2[0-9]: pages\.0\.sections\.0\.items\.1\.kind/,
    ],
    ['a code twice', 'code: second', 'code: first', /^29: .*two items are called first/],
    ['two pages of one code', 'code: two', 'code: one', /two pages are called one/],
    [
      'a list of answers that is nowhere',
      /answers: often \}\n {10}- \{ code: size/,
      'answers: seldom }\n          - { code: size',
      /no list of answers is called seldom/,
    ],
    [
      'a list that nobody uses',
      'answers:\n',
      'answers:\n  spare: [{ code: a, text: A }, { code: b, text: B }]\n',
      /no item uses this list/,
    ],
    ['a scale answer without a value', ', value: 2', '', /every answer of a scale has a value/],
    [
      'a scale over a text',
      'items: [first, second]',
      'items: [first, words]',
      /^31: .*words is a long_text: it has no value/,
    ],
    [
      'a scale over an item that is nowhere',
      'items: [first, second]',
      'items: [first, third]',
      /no item is called third/,
    ],
    [
      'a scale that needs more than it has',
      'items: [first, second] }',
      'items: [first, second], needs: 3 }',
      /there are only 2 items/,
    ],
    [
      'marks without a domain',
      'items: [first, second] }',
      'items: [first, second], marks: { one: 2, two: 1 } }',
      /marks are of a domain/,
    ],
    [
      'a condition on what comes later',
      'code: one\n    title: One',
      'code: one\n    title: One\n    show_when: { item: second, is: [always] }',
      /circle/,
    ],
    [
      'a condition on its own page',
      'show_when: { item: first',
      'show_when: { item: second',
      /circle|not on an earlier page/,
    ],
    [
      'a condition on an answer that is not there',
      'is: [always]',
      'is: [often]',
      /often is no answer of first/,
    ],
    [
      'a condition on a text',
      'item: first, is: [always]',
      'item: words, is: [always]',
      /it has no single answer/,
    ],
    [
      'a condition that can never hold',
      'item: first, is: [always]',
      'item: size, at_least: 11',
      /it can never hold/,
    ],
    [
      'a condition on nothing',
      'item: first, is: [always]',
      'item: nothing, is: [always]',
      /no item is called nothing/,
    ],
    [
      'a signature in what is always anonymous',
      'about_whom: person',
      'about_whom: nobody\nanonymous: always',
      undefined,
    ],
    ['words for staff to young people', 'reading: young', 'reading: staff', /the words are for them/],
  ])('is refused with %s', (_, from, to, reason) => {
    const found = faults(from, to);
    if (reason === undefined) expect(found).toEqual([]);
    else expect(found.join('\n')).toMatch(reason);
  });

  it('names nobody where it is always anonymous', () => {
    const text = sample
      .replace('about_whom: person', 'about_whom: nobody\nanonymous: always')
      .replace('kind: long_text', 'kind: signature');
    const read = readDefinitionText('sample.yaml', text, instrumentSchema, faultsInInstrument);
    expect('faults' in read && read.faults[0]?.reason).toMatch(/nobody can be named in what is anonymous/);
  });

  it('is refused when items wait for one another, naming the round', () => {
    const round = sample.replace('title: One', 'title: One\n    show_when: { item: second, is: [always] }');
    const read = readDefinitionText('sample.yaml', round, instrumentSchema, faultsInInstrument);
    expect('faults' in read && read.faults.map(({ reason }) => reason).join('\n')).toMatch(
      /the conditions run in a circle: one → second → two → first|the conditions run in a circle: /,
    );
  });

  it('is refused with ten thousand answers, in a moment and with one line', () => {
    const many = Array.from(
      { length: 10_000 },
      (_, at) => `    - { code: a${at}, text: A${at}, value: ${at} }`,
    ).join('\n');
    const found = faults('    - { code: never, text: Never, value: 1 }', many);
    expect(found).toEqual(['14: answers.often: there are at most 60 answers']);
  });
});

describe('another version', () => {
  it('may mend a comma, and gives a new meaning a new code', () => {
    expect(
      faultsAgainstEarlier(instrument('asks: I am asked first', "asks: 'I am, asked first!'"), instrument()),
    ).toEqual([]);
    const changes = [
      ['asks: I am asked first', 'asks: I am never asked', 'first asked something else in version 1'],
      ['text: Never, value: 1', 'text: Never, value: 3', 'first had other answers in version 1'],
      ['kind: long_text', 'kind: short_text', 'words was a long_text in version 1'],
    ] as const;
    for (const [from, to, reason] of changes)
      expect(faultsAgainstEarlier(instrument(from, to), instrument())[0]?.reason).toContain(reason);
    expect(faultsAgainstEarlier(instrument('code: words', 'code: in_my_words'), instrument())).toEqual([]);
  });
});
