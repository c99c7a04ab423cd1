import { DATE_FORMATS, type DateFormat, RECORD_YEARS, readDate, type Section } from '#files';
import { ATTENDANCE_CODES, letterOf } from '#modules/records';
import type { Draft, Tried } from '#modules/sources';
import { type Meaning, meaningsOf } from './meanings.ts';

/** A column of a file and what somebody said it is. */
export type ChosenColumn = { at: number; name: string; meaning: Meaning };

/** What has to be said about a column before its cells can be read. `at` is its place in the file. */
export type Question = { at: number; name: string; meaning: string } & (
  | { ask: 'dates'; formats: readonly FittingFormat[] }
  /** What the file writes and what that means here: one of `choices`, or words of one's own where there are none. */
  | { ask: 'codes'; found: readonly FoundCode[]; choices: readonly string[] | undefined }
  | { ask: 'number' }
  | { ask: 'yes_no'; found: readonly FoundCode[] }
  | { ask: 'category'; found: readonly FoundCode[] }
);

/** A way of writing dates, how many cells of the sample fit it, and one of them. */
export type FittingFormat = { format: DateFormat; fits: number; example: string | undefined };

/** A value of the file, and what it is suggested to mean; undefined where nothing is. */
export type FoundCode = { found: string; suggested: string | undefined };

/** More different values than this are no list of codes. */
const MOST = 40;

const SEX: Readonly<Record<string, string>> = {
  f: 'F',
  female: 'F',
  girl: 'F',
  m: 'M',
  male: 'M',
  boy: 'M',
};
const SESSION: Readonly<Record<string, string>> = { am: 'AM', morning: 'AM', pm: 'PM', afternoon: 'PM' };
const YES_NO: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['yes', 'y', 'true', 't', '1'].map((word) => [word, 'yes'])),
  ...Object.fromEntries(['no', 'n', 'false', 'f', '0'].map((word) => [word, 'no'])),
};

/** What was chosen for each column: a meaning, `ignore`, or nothing yet. */
export function choicesIn(draft: Draft, header: readonly string[]): string[] {
  return header.map((_, at) => [draft[`column-${at}`] ?? ''].flat()[0] ?? '');
}

/** The columns that are something. */
export function chosenColumns(draft: Draft, header: readonly string[], section: Section): ChosenColumn[] {
  const meanings = new Map((meaningsOf(section) ?? []).map((each) => [each.id, each]));
  return choicesIn(draft, header).flatMap((id, at) => {
    const meaning = meanings.get(id);
    return meaning ? [{ at, name: header[at] ?? '', meaning }] : [];
  });
}

/**
 * Everything that is left to say about the columns chosen, in the order of the file. Values are those of the sample, and
 * those that a dry run refused because nobody had said what they mean.
 */
export function questionsAbout(
  columns: readonly ChosenColumn[],
  rows: readonly (readonly string[])[],
  tried: Tried | null,
  section: Section,
): Question[] {
  return columns.flatMap(({ at, name, meaning }): Question[] => {
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '');
    const refused = (tried?.refusals ?? []).filter(
      ({ field, rule }) =>
        field === name && /^(code\.unknown|session\.value|yes_no\.value|category\.value)$/.test(rule),
    );
    const values = [...new Set([...cells, ...refused.map(({ found }) => found)])];
    const about = { at, name, meaning: meaning.id };
    switch (meaning.reads) {
      case 'date':
        return [{ ...about, ask: 'dates', formats: formatsFor(cells) }];
      case 'code':
        return codeQuestion(about, values, section);
      case 'yes_no': {
        const odd = values.filter((value) => YES_NO[value.toLowerCase()] === undefined);
        return odd.length === 0 ? [] : [{ ...about, ask: 'yes_no', found: suggested(values, YES_NO) }];
      }
      case 'measure':
        return measureQuestion(about, values);
      default:
        return [];
    }
  });
}

type About = Pick<Question, 'at' | 'name' | 'meaning'>;

function codeQuestion(about: About, values: readonly string[], section: Section): Question[] {
  if (about.meaning === 'sex')
    return [{ ...about, ask: 'codes', found: suggested(values, SEX), choices: ['F', 'M'] }];
  if (section === 'registers' && about.meaning === 'session')
    return [{ ...about, ask: 'codes', found: suggested(values, SESSION), choices: ['AM', 'PM'] }];
  if (section === 'registers') {
    const odd = values.filter((value) => letterOf(value) === undefined);
    const choices = ATTENDANCE_CODES.filter(({ withdrawn }) => !withdrawn).map(({ code }) => code);
    return odd.length === 0 ? [] : [{ ...about, ask: 'codes', found: suggested(odd, {}), choices }];
  }
  return [{ ...about, ask: 'codes', found: suggested(values, {}), choices: undefined }];
}

function measureQuestion(about: About, values: readonly string[]): Question[] {
  if (about.meaning === 'measure:number') return [{ ...about, ask: 'number' }];
  if (about.meaning === 'measure:yes_no')
    return [{ ...about, ask: 'yes_no', found: suggested(values, YES_NO) }];
  return [{ ...about, ask: 'category', found: suggested(values, {}) }];
}

function suggested(values: readonly string[], known: Readonly<Record<string, string>>): FoundCode[] {
  return values.slice(0, MOST).map((found) => ({ found, suggested: known[found.toLowerCase()] }));
}

function formatsFor(cells: readonly string[]): FittingFormat[] {
  return DATE_FORMATS.map((format) => {
    const fitting = cells.filter((cell) => 'date' in readDate(cell, [format], RECORD_YEARS));
    return { format, fits: fitting.length, example: fitting[0] };
  });
}

/** Words that stand for nothing in many systems. */
const NOTHING = ['n/a', '#n/a', 'na', 'null', 'none', 'not known', 'unknown', '-', '.', '?'];

/** Cells of the columns chosen that may say nothing, as the file writes them. A code may look like one and be none. */
export function blanksIn(columns: readonly ChosenColumn[], rows: readonly (readonly string[])[]): string[] {
  const plain = columns.filter(({ meaning }) => meaning.reads !== 'code');
  const cells = new Set(plain.flatMap(({ at }) => rows.map((row) => (row[at] ?? '').trim())));
  return [...cells].filter((cell) => NOTHING.includes(cell.toLowerCase()));
}
