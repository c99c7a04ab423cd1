import type { Section } from '#files';
import type { Draft, MappingDefinition } from '#modules/sources';
import { isMany } from './meanings.ts';
import { type ChosenColumn, choicesIn, chosenColumns, type Question } from './questions.ts';

/** A setting that all rows of a file are about, as a mapping names it. */
export type SettingForAll = { as: 'urn' | 'laestab' | 'name'; value: string };

export type Answers = {
  header: readonly string[];
  section: Section;
  draft: Draft;
  questions: readonly Question[];
  /** The file does not say where somebody is; somebody did. */
  setting: SettingForAll | undefined;
  /** The file does not say of which day it is; somebody did. */
  date: string | undefined;
  about: { name: string; title: string; reason: string; leftOut: string; said: string };
};

/** The first answer to a question of a form. */
export function answered(draft: Draft, field: string): string {
  return ([draft[field] ?? ''].flat()[0] ?? '').trim();
}

/**
 * What was chosen and answered as a mapping, in the words of a mapping file. Whether it is one, `mappingSchema` says.
 *
 * @example mappingSchema.parse({ ...definitionFrom(answers), version: 1 })
 */
export function definitionFrom(answers: Answers): MappingDefinition {
  const { header, section, draft, about } = answers;
  const columns = chosenColumns(draft, header, section);
  const choices = choicesIn(draft, header);
  const ignored = header.filter((_, at) => choices[at] === 'ignore');
  return {
    name: about.name,
    title: about.title,
    about: about.reason,
    file: { blank: blankWords(draft) },
    ...(ignored.length > 0 ? { ignore: [{ columns: ignored, reason: about.leftOut }] } : {}),
    [section]: sectionFrom(answers, columns),
  };
}

function sectionFrom(answers: Answers, columns: readonly ChosenColumn[]): MappingDefinition {
  const { section, setting, date, about } = answers;
  const facts: Record<string, unknown> = {};
  const identity: Record<string, unknown> = {};
  const measures: Record<string, unknown> = {};
  for (const column of columns) {
    const [fact = '', as] = column.meaning.id.split(':');
    if (column.meaning.reads === 'identity') identity[fact] = { column: column.name };
    else if (isMany(column.meaning.id)) measures[column.name] = measureFrom(column, answers);
    else if (fact === 'setting') facts.setting = { column: column.name, as };
    else facts[fact] = sourceFrom(column, answers);
  }
  if (setting) facts.setting = { ...setting, reason: about.said };
  if (date) facts.date = { value: date, reason: about.said };
  return { identity, ...facts, ...(section === 'measures' ? { columns: measures } : {}) };
}

function sourceFrom({ at, name }: ChosenColumn, { draft, questions }: Answers): MappingDefinition {
  const question = questions.find((each) => each.at === at);
  if (question?.ask === 'dates') return { column: name, format: [draft[`format-${at}`] ?? []].flat() };
  const codes = question && 'found' in question ? codesFrom(draft, at) : undefined;
  return codes ? { column: name, codes } : { column: name };
}

/** What the file writes and what it means, where anything means something else than it says. */
function codesFrom(draft: Draft, at: number): Record<string, string> | undefined {
  const said = saidOf(draft, at);
  if (said.every(({ found, means }) => found === means)) return undefined;
  return Object.fromEntries(said.map(({ found, means }) => [found, means]));
}

function measureFrom({ at, meaning }: ChosenColumn, { draft }: Answers): MappingDefinition {
  const label = answered(draft, `label-${at}`);
  const named = {
    ...(label === '' ? {} : { label }),
    ...(answered(draft, `class-${at}`) === 'sensitive' ? { class: 'sensitive' } : {}),
  };
  if (meaning.id === 'measure:number') {
    const unit = answered(draft, `unit-${at}`);
    return {
      ...named,
      as: 'number',
      ...numberFrom(draft, `min-${at}`, 'min'),
      ...numberFrom(draft, `max-${at}`, 'max'),
      ...(unit === '' ? {} : { unit }),
    };
  }
  const said = saidOf(draft, at);
  if (meaning.id === 'measure:category')
    return {
      ...named,
      as: 'category',
      categories: Object.fromEntries(said.map(({ found, means }) => [found, means])),
    };
  const those = (wanted: string) => said.filter(({ means }) => means === wanted).map(({ found }) => found);
  return { ...named, as: 'yes_no', ...listOf('yes', those('yes')), ...listOf('no', those('no')) };
}

function listOf(name: string, values: readonly string[]): MappingDefinition {
  return values.length === 0 ? {} : { [name]: values };
}

function numberFrom(draft: Draft, field: string, name: string): MappingDefinition {
  const text = answered(draft, field);
  return text === '' ? {} : { [name]: Number(text) };
}

/** The values of a column and what was said about each, in the order of the form. */
export function saidOf(draft: Draft, at: number): { found: string; means: string }[] {
  const said: { found: string; means: string }[] = [];
  for (let number = 0; `found-${at}-${number}` in draft; number += 1) {
    const found = [draft[`found-${at}-${number}`] ?? ''].flat()[0] ?? '';
    said.push({ found, means: answered(draft, `means-${at}-${number}`) });
  }
  return said;
}

/** Cells that say nothing: an empty one always, others as they were listed, a line each. */
export function blankWords(draft: Draft): string[] {
  const listed = answered(draft, 'blank').split(/\r?\n/);
  return [...new Set(['', ...listed.map((line) => line.trim())])];
}

/** A name as mappings have them. @example slugOf('School MIS: people') // 'school-mis-people' */
export function slugOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}
