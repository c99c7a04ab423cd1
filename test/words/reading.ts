/** How hard a text is to read, and what it should not say. */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** Of a text for young people and families. */
export const YOUNG = {
  /** A reading age of nine: a nine-year-old is in the fourth grade of the measure (Kincaid and others, 1975). */
  grade: 4.99,
  words: 20,
  /**
   * What makes a young person a case, or a verdict of a reason to talk; and what only the trade understands. Whole words
   * in any case, with their endings.
   */
  forbidden: [
    'risk',
    'risky',
    'neet',
    'score',
    'flag',
    'dropout',
    'drop-out',
    'vulnerable',
    'disadvantaged',
    'pupil',
    'referral',
    'intervention',
    'data',
  ],
};

/** Of what staff read: the words of the trade are theirs, long sentences are nobody's. */
export const STAFF = {
  words: 36,
  /** American spellings, Latin, and what a form should not say. */
  forbidden: [
    'color',
    'center',
    'organization',
    'organize',
    'behavior',
    'enrollment',
    'program',
    'recognize',
    'favorite',
    'e.g.',
    'i.e.',
    'etc',
    'please',
    'sorry',
    'click here',
  ],
};

const segmenter = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** The sentences of a text. @example sentencesOf('I ask. They help.') // ['I ask.', 'They help.'] */
export function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text.replace(/\s+/g, ' '))]
    .map(({ segment }) => segment.trim())
    .filter(Boolean);
}

/** The words of a sentence; what is filled in later counts as one. */
export function wordsOf(sentence: string): string[] {
  return sentence.match(/\{\w+\}|[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * The grade of a text by Flesch and Kincaid: sentence length and syllables a word, over all of it.
 *
 * @example gradeOf('The cat sat on the mat.') // below 1
 */
export function gradeOf(text: string): number {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  });
}

/**
 * What is wrong with the words of one text: sentences that are too long, words that are not to be there.
 *
 * @example faultsIn('You are at risk!', YOUNG) // ['says “risk”: You are at risk!']
 */
export function faultsIn(
  text: string,
  { words, forbidden }: { words: number; forbidden: readonly string[] },
): string[] {
  return sentencesOf(text).flatMap((sentence) => {
    const count = wordsOf(sentence).length;
    const long = count > words ? [`${count} words: ${sentence}`] : [];
    return [
      ...long,
      ...forbidden.filter((word) => says(sentence, word)).map((word) => `says “${word}”: ${sentence}`),
    ];
  });
}

/** A word by itself, with an ending or without. */
function says(sentence: string, word: string): boolean {
  const stem = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // The last letter is doubled in flagged and flagging.
  const ending = /\p{L}$/u.test(word) ? `${word.at(-1)}?(?:s|es|d|ed|ing|ly)?(?![\\p{L}\\p{N}])` : '';
  return new RegExp(`(?<![\\p{L}\\p{N}])${stem}${ending}`, 'iu').test(sentence);
}
