import { isPlainDate } from '#dates';
import type { Section } from '#files';
import type { Draft } from '#modules/sources';
import type { Problem } from '#outcome';
import type { Say } from '#web';
import { fieldInWords } from '../words.ts';
import { answered, slugOf } from './definition.ts';
import { factOf, isMany, meaningsOf } from './meanings.ts';
import { choicesIn, chosenColumns, type Question } from './questions.ts';

/** A list of problems is read, not counted: beyond these a last one says how many more there are. */
const SHOWN = 5;

/** What is wrong with what was chosen for the columns. */
export function columnProblems(
  say: Say,
  header: readonly string[],
  section: Section,
  draft: Draft,
): Problem[] {
  const chosen = chosenColumns(draft, header, section);
  const choices = choicesIn(draft, header);
  const problems: Problem[] = [];
  const first = new Map<string, string>();
  for (const { at, name, meaning } of chosen) {
    const fact = factOf(meaning.id);
    const earlier = first.get(fact);
    if (earlier === undefined) first.set(fact, name);
    else if (!isMany(meaning.id))
      problems.push({
        field: `column-${at}`,
        message: say('imports.columns.twice', {
          one: earlier,
          other: name,
          what: fieldInWords(say, meaning.id),
        }),
      });
  }
  problems.push(
    ...missing(
      say,
      section,
      chosen.map(({ meaning }) => meaning.id),
    ),
  );
  const open = choices.flatMap((choice, at) => (choice === '' ? [at] : []));
  for (const at of open.slice(0, SHOWN))
    problems.push({
      field: `column-${at}`,
      message: say('imports.columns.undecided', { column: header[at] ?? '' }),
    });
  if (open.length > SHOWN)
    problems.push({
      field: 'leave-rest',
      message: say('imports.columns.more-undecided', { count: open.length - SHOWN }),
    });
  return problems;
}

function missing(say: Say, section: Section, chosen: readonly string[]): Problem[] {
  const meanings = meaningsOf(section) ?? [];
  const problems: Problem[] = [];
  const who = meanings.filter(({ needed }) => needed === 'who');
  if (who.length > 0 && !who.some(({ id }) => chosen.includes(id)))
    problems.push({ field: 'column-0', message: say('imports.columns.nobody') });
  for (const { id, needed } of meanings)
    if (needed === 'self' && !chosen.includes(id))
      problems.push({
        field: 'column-0',
        message: say('imports.columns.lacks', { what: fieldInWords(say, id) }),
      });
  if (section === 'measures' && !chosen.some(isMany))
    problems.push({ field: 'column-0', message: say('imports.columns.no-measure') });
  return problems;
}

/** What the file leaves open and somebody has to say. */
export type Open = { setting: boolean; date: boolean };

/** What is wrong with what was answered about the columns. */
export function detailProblems(
  say: Say,
  draft: Draft,
  questions: readonly Question[],
  open: Open,
): Problem[] {
  const problems: Problem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field, message });
  if (open.setting && answered(draft, 'setting-all') === '')
    wrong('setting-all', say('imports.details.setting-missing'));
  if (open.date && dateFrom(draft) === undefined) wrong('all-day', say('imports.details.date-missing'));
  for (const { at, name, ask, meaning } of questions) {
    if (ask === 'dates' && [draft[`format-${at}`] ?? []].flat().length === 0)
      wrong(`format-${at}`, say('imports.details.format-missing', { column: name }));
    if (ask === 'number')
      for (const limit of ['min', 'max'] as const)
        if (!/^(-?\d+(\.\d+)?)?$/.test(answered(draft, `${limit}-${at}`)))
          wrong(`${limit}-${at}`, say('imports.details.limit-wrong', { column: name }));
    if (ask === 'category' && meaning === 'measure:category' && !(`found-${at}-0` in draft))
      wrong(`label-${at}`, say('imports.details.no-category', { column: name }));
  }
  if (answered(draft, 'keep') === 'yes' && slugOf(answered(draft, 'name')) === '')
    wrong('name', say('imports.details.name-missing'));
  return problems;
}

/** The day that all rows are of, as it was typed in three boxes; undefined when it is none. */
export function dateFrom(draft: Draft): string | undefined {
  const boxes = ['all-year', 'all-month', 'all-day'].map((box) => answered(draft, box).padStart(2, '0'));
  const date = boxes.join('-');
  return isPlainDate(date) ? date : undefined;
}
