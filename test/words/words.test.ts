import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesFrom } from '../../src/web/words.ts';
import { faultsIn, gradeOf, STAFF, sentencesOf, wordsOf, YOUNG } from './reading.ts';

const file = readFileSync(new URL('../../library/messages/en.yaml', import.meta.url), 'utf8');
const messages = [...messagesFrom(file)].flatMap(([key, message]) =>
  Object.values(typeof message === 'string' ? { message } : message).map((text) => ({ key, text })),
);
const young = messages.filter(({ key }) => key.startsWith('young.'));
const staff = messages.filter(({ key }) => !key.startsWith('young.'));

describe('the measures', () => {
  it('count sentences and words', () => {
    expect(sentencesOf('I ask. They help me! Do they? Yes.')).toHaveLength(4);
    expect(wordsOf('My grown-up’s name is {name}, born 2012.')).toEqual([
      'My',
      'grown-up’s',
      'name',
      'is',
      '{name}',
      'born',
      '2012',
    ]);
  });

  it('give the grade that Flesch and Kincaid gave', () => {
    // 11.8 × 1 syllable a word + 0.39 × 6 words a sentence − 15.59
    expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(-1.45, 1);
    // 20 words in a sentence, 30 syllables: 11.8 × 1.5 + 0.39 × 20 − 15.59
    const twenty = `${'a '.repeat(10)}${'paper '.repeat(10)}`;
    expect(gradeOf(`${twenty.trim()}.`)).toBeCloseTo(9.91, 1);
  });

  it('find a sentence of one word too many, and none of as many as may be', () => {
    const sentence = (words: number) => `${Array(words).fill('one').join(' ')}.`;
    expect(faultsIn(sentence(YOUNG.words), YOUNG)).toEqual([]);
    expect(faultsIn(sentence(YOUNG.words + 1), YOUNG)).toHaveLength(1);
    expect(faultsIn(sentence(STAFF.words), STAFF)).toEqual([]);
    expect(faultsIn(sentence(STAFF.words + 1), STAFF)).toHaveLength(1);
  });

  it.each([
    'You are at Risk.',
    'He risks much.',
    'Flagged today.',
    'NEET',
    'His scores.',
    'A drop-out.',
    'She dropouts.',
  ])('find what is not to be said: %s', (text) => {
    expect(faultsIn(text, YOUNG)).toHaveLength(1);
  });

  it.each(['A brisk walk.', 'Neetu is here.', 'Underscored.', 'Flagon.'])(
    'leave other words alone: %s',
    (text) => {
      expect(faultsIn(text, YOUNG)).toEqual([]);
    },
  );
});

describe('the words for young people and families', () => {
  it('are there', () => {
    expect(young.length).toBeGreaterThan(30);
  });

  it.each(young.map(({ key, text }) => [key, text]))('%s can be read', (_key, text) => {
    expect(faultsIn(text, YOUNG)).toEqual([]);
  });

  it('can be read by a nine-year-old, each notice as a whole', () => {
    const notices = Map.groupBy(young, ({ key }) => key.split('.')[1] ?? '');
    for (const [notice, parts] of notices) {
      const text = parts.map(({ text }) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ');
      expect(gradeOf(text), notice).toBeLessThanOrEqual(YOUNG.grade);
    }
  });

  it('would not pass as written for adults', () => {
    const adults = messages.filter(({ key }) => key.startsWith('privacy.')).map(({ text }) => text);
    expect(gradeOf(adults.join(' '))).toBeGreaterThan(YOUNG.grade);
  });
});

describe('the words for staff', () => {
  it.each(STAFF.forbidden)('never say “%s”, and no sentence is longer than it may be', (word) => {
    const forbidden = { words: STAFF.words, forbidden: [word] };
    expect(
      staff.flatMap(({ key, text }) => faultsIn(text, forbidden).map((fault) => `${key} ${fault}`)),
    ).toEqual([]);
  });
});
