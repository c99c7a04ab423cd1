import { stringify } from 'yaml';
import type { Section } from '../schema.ts';
import type { Assigned, Column } from './assign.ts';

/** A column that would become a measure, and what is known of it. */
export type MeasureLine = { column: Column; config: object; why: string; sure: boolean };

export type ToWrite = {
  section: Section;
  assigned: readonly Assigned[];
  measures: readonly MeasureLine[];
  /** Columns that nothing uses, with the reason where it is known. */
  ignored: ReadonlyMap<Column, string | undefined>;
  missing: readonly { field: string; why: string }[];
};

/** More columns than these are not worth a line: with `--mapping` they are left out anyway, and counted. */
const MOST_IGNORED = 200;

/** What to write where no column was found, so that somebody only has to fill it in. */
const TO_FILL: Readonly<Record<string, string>> = {
  upn: 'upn: { column: … }',
  setting: "setting: { value: '123456', as: urn, reason: The file is about one setting. }",
  date: "date: { value: '2026-06-30', reason: The file has no date. }",
};

/** A mapping as text: every line that was guessed says so. */
export function writeMapping(wish: ToWrite): string {
  const { section, assigned, measures, missing } = wish;
  const identity = assigned.filter(({ wanted }) => wanted.identity);
  const facts = assigned.filter(({ wanted }) => !wanted.identity);
  const needs = (isIdentity: boolean) =>
    missing
      .filter(({ field }) => (field === 'upn') === isIdentity)
      .map(({ field, why }) => `# ${field} is ${why}: ${TO_FILL[field] ?? `${field}: { column: … }`}`);
  const who = [...needs(true), ...identity.map(factLine)];
  return [
    '# Suggested from the column names and the first rows. Check every line, those marked as a guess most of all.',
    'name: our-file',
    'version: 1',
    'title: Our file',
    'about: Say what the file is, who makes it and how often.',
    `${section}:`,
    ...(who.length > 0 ? ['  identity:', ...who.map((line) => `    ${line}`)] : []),
    ...[...needs(false), ...facts.map(factLine)].map((line) => `  ${line}`),
    ...(section === 'measures' ? measureLines(measures) : []),
    ...ignoreLines(wish.ignored),
    '',
  ].join('\n');
}

function factLine({ wanted, column, config, why, sure }: Assigned): string {
  const guess = sure && !why.includes('guessed') ? '' : guessed(why);
  return `${wanted.field}: ${flow({ column: column.name, ...config })}${guess}`;
}

function measureLines(measures: readonly MeasureLine[]): string[] {
  if (measures.length === 0)
    return ['  # No column looks like a measure: name at least one.', '  columns: {}'];
  return [
    '  columns:',
    ...measures.map(
      ({ column, config, why, sure }) =>
        `    ${flow(column.name)}: ${flow(config)}${sure ? '' : guessed(why)}`,
    ),
  ];
}

function ignoreLines(ignored: ToWrite['ignored']): string[] {
  const shown = [...ignored].slice(0, MOST_IGNORED);
  if (shown.length === 0) return [];
  const byReason = Map.groupBy(shown, ([, reason]) => reason ?? 'Say why it is not kept.');
  const groups = [...byReason].flatMap(([reason, columns]) => [
    `  - columns: ${flow(columns.map(([{ name }]) => name))}`,
    `    reason: ${flow(reason)}`,
  ]);
  const more = ignored.size - shown.length;
  return [
    'ignore:',
    ...groups,
    ...(more > 0 ? [`  # and ${more} more columns, which are left out as they stand`] : []),
  ];
}

function flow(value: unknown): string {
  // As a key on a line of its own, text with a line break would become a block.
  if (typeof value === 'string' && /[\p{C}\u2028\u2029]/u.test(value)) return JSON.stringify(value);
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}

function guessed(why: string): string {
  return ` # a guess: ${why.replace(', guessed from the first rows', '').replace(/[^\P{C}]|\s+/gu, ' ')}`;
}
