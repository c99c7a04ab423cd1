import { isPlainDate } from '#dates';
import { tidyName } from '../read-table/header.ts';
import { listed, shorten } from '../refusals.ts';
import { wantsOf } from './columns.ts';
import { type Mapping, type Measure, type PeopleMapping, sectionNames } from './schema.ts';
import { SETTING_SHAPES } from './setting-shapes.ts';
import type { Wrong } from './tell-issue.ts';

/**
 * What no schema sees: a mapping of the right shape that cannot mean anything. A column that is ignored and used, a name
 * no header can hold, a constant that is no date or no setting, codes that stand for nothing, limits the wrong way
 * round, one measure under two names.
 */
export function senseless(mapping: Mapping): Wrong[] {
  return [
    ...ignoredAndUsed(mapping),
    ...oddNames(mapping),
    ...tooFewToLeaveOut(mapping),
    ...(mapping.people ? people(mapping.people) : []),
    ...(mapping.measures ? measures(mapping.measures.columns) : []),
    ...constantDate(mapping.measures?.date, ['measures', 'date', 'value']),
  ];
}

function ignoredAndUsed(mapping: Mapping): Wrong[] {
  const used = new Set(sectionNames.flatMap((section) => namesOf(mapping, section)));
  return mapping.ignore.flatMap(({ columns }, at) =>
    columns.flatMap((name, column) =>
      used.has(name)
        ? [
            {
              path: ['ignore', at, 'columns', column],
              reason: `“${shorten(name)}” is ignored here and used elsewhere in the mapping: leave out one of the two.`,
            },
          ]
        : [],
    ),
  );
}

function oddNames(mapping: Mapping): Wrong[] {
  return sectionNames.flatMap((section) =>
    namesOf(mapping, section)
      .filter((name) => tidyName(name) !== name)
      .map((name) => ({
        path: [section],
        reason: `“${shorten(name)}” holds a line break, a hard space or a character that cannot be seen: write it with ordinary spaces, as it is read from a file.`,
      })),
  );
}

/** With fewer columns to know a layout by, leaving out the rest would take almost any file for it. */
const FEWEST_COLUMNS = 5;

function tooFewToLeaveOut(mapping: Mapping): Wrong[] {
  if (!mapping.ignore_rest) return [];
  return sectionNames.flatMap((section) => {
    const asked = wantsOf(mapping, section);
    const columns = asked ? asked.identity.length + asked.facts.length : FEWEST_COLUMNS;
    const reason = `${section} reads ${columns} columns; at least ${FEWEST_COLUMNS} are needed to know a layout by`;
    return columns < FEWEST_COLUMNS ? [{ path: ['ignore_rest'], reason }] : [];
  });
}

function namesOf(mapping: Mapping, section: (typeof sectionNames)[number]): string[] {
  const wants = wantsOf(mapping, section);
  return wants ? [...wants.identity, ...wants.facts].flatMap((want) => [...want.names]) : [];
}

function people({ setting, sex, started_on: startedOn }: PeopleMapping): Wrong[] {
  const { shape, wanted } = SETTING_SHAPES[setting.as];
  const named: [key: string[], value: string][] =
    'value' in setting
      ? [[['value'], setting.value]]
      : Object.entries(setting.codes ?? {}).map(([code, value]) => [['codes', code], value]);
  const settings = named
    .filter(([, value]) => !shape.test(value))
    .map(([key, value]) => ({
      path: ['people', 'setting', ...key],
      reason: `“${shorten(value)}” is not ${wanted}.`,
    }));
  const sexes = Object.entries(sex?.codes ?? {})
    .filter(([, value]) => !['F', 'M', ''].includes(value))
    .map(([code, value]) => ({
      path: ['people', 'sex', 'codes', code],
      reason: `“${shorten(value)}” is not F, M or blank.`,
    }));
  return [...settings, ...sexes, ...constantDate(startedOn, ['people', 'started_on', 'value'])];
}

function constantDate(source: object | undefined, path: string[]): Wrong[] {
  if (!source || !('value' in source) || isPlainDate(String(source.value))) return [];
  return [{ path, reason: `“${shorten(String(source.value))}” is not a date: write it like 2025-03-14.` }];
}

function measures(columns: Readonly<Record<string, Measure>>): Wrong[] {
  const entries = Object.entries(columns);
  if (entries.length === 0)
    return [
      {
        path: ['measures', 'columns'],
        reason: 'it is empty: name at least one column that becomes a measure.',
      },
    ];
  const first = new Map<string, string>();
  return entries.flatMap(([column, measure]) => {
    const path = ['measures', 'columns', column];
    const name = measure.name ?? column;
    const other = first.get(name);
    first.set(name, other ?? column);
    const twice =
      other === undefined
        ? []
        : [
            {
              path,
              reason: `the measure “${shorten(name)}” is read from “${shorten(other)}” already: give one of them another name.`,
            },
          ];
    return [...twice, ...measureFaults(measure, path)];
  });
}

function measureFaults(measure: Measure, path: string[]): Wrong[] {
  if (measure.as === 'number') {
    const { min, max } = measure;
    return min !== undefined && max !== undefined && min > max
      ? [{ path: [...path, 'min'], reason: `the lowest value, ${min}, is above the highest, ${max}.` }]
      : [];
  }
  if (measure.as === 'yes_no') {
    const both = measure.yes.filter((code) => measure.no.includes(code));
    return both.length > 0
      ? [{ path: [...path, 'yes'], reason: `${listed(both)} means both yes and no.` }]
      : [];
  }
  return Object.keys(measure.categories).length === 0
    ? [{ path: [...path, 'categories'], reason: 'it is empty: list the codes of the file.' }]
    : [];
}
