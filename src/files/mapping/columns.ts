import { type FactSection, fieldsOf, isFactSection } from './fact-sections.ts';
import {
  type ComparisonsMapping,
  type Mapping,
  type RegistersMapping,
  type Section,
  type Source,
  sectionNames,
} from './schema.ts';

/** One fact of a section: its name, where it comes from, and whether a file may lack it. */
export type Want = { field: string; names: readonly string[]; needed: boolean };

/** What a section asks of a header. `identity` is met by any one of its columns. */
export type Wants = { facts: Want[]; identity: Want[] };

/** The columns a section uses; nothing for constants and row numbers. */
export function wantsOf(mapping: Mapping, section: Section): Wants | undefined {
  if (isFactSection(section)) return factWants(mapping, section);
  if (section === 'comparisons') return comparisonWants(mapping.comparisons);
  if (section === 'circumstances') return circumstanceWants(mapping);
  if (section === 'attainment') return attainmentWants(mapping);
  const part = mapping[section];
  if (!part) return undefined;
  const identity = facts(part.identity, () => false);
  if (section === 'measures' && mapping.measures) {
    const columns = Object.keys(mapping.measures.columns);
    const measures = columns.map((name) => ({ field: name, names: [name], needed: true }));
    return { identity, facts: [...facts({ date: mapping.measures.date }, () => true), ...measures] };
  }
  if (section === 'registers' && mapping.registers)
    return { identity, facts: registerWants(mapping.registers) };
  const { identity: _, ...rest } = part;
  return { identity, facts: facts(rest, (field) => field === 'setting') };
}

/** Whether a section can tell who a row is about without any column. */
export function identifiesByRow(mapping: Mapping, section: Section): boolean {
  if (section === 'comparisons') return false;
  const source = mapping[section]?.identity?.source_id;
  return source !== undefined && 'row_number' in source;
}

/** Every column name that a mapping knows, in any section, ignored ones included. */
export function columnsOf(mapping: Mapping): string[] {
  const wants = sectionNames.flatMap((section) => {
    const asked = wantsOf(mapping, section);
    return asked ? [...asked.identity, ...asked.facts] : [];
  });
  const ignored = mapping.ignore.flatMap((group) => group.columns);
  return [...new Set([...wants.flatMap((want) => want.names), ...ignored])];
}

/** Every column name known to any of the mappings: what shows that a delimiter is right. */
export function knownColumns(mappings: readonly Mapping[]): string[] {
  return [...new Set(mappings.flatMap(columnsOf))];
}

/** The position of the first of `names` that the header has, or -1. */
export function place(header: readonly string[], names: readonly string[]): number {
  for (const name of names) {
    const at = header.indexOf(name);
    if (at >= 0) return at;
  }
  return -1;
}

function comparisonWants(part: ComparisonsMapping | undefined): Wants | undefined {
  if (!part) return undefined;
  const want = (field: string, names: readonly string[], needed: boolean): Want => ({ field, names, needed });
  const { period, areas, measures } = part;
  return {
    identity: [],
    facts: [
      want('period', period.column, true),
      want('level', areas.column, true),
      ...Object.values(areas.levels).flatMap(({ code, name }) => [
        want('area', code, true),
        want('area', name, true),
      ]),
      ...Object.entries(measures).map(([measure, { column }]) => want(measure, column, false)),
    ],
  };
}

function factWants(mapping: Mapping, section: FactSection): Wants | undefined {
  const part = mapping[section];
  if (!part) return undefined;
  const specs = fieldsOf(section);
  return {
    identity: facts(part.identity ?? {}, () => false),
    facts: [
      ...facts(part.fields, (field) => specs[field]?.needed ?? false),
      ...facts({ setting: part.setting }, () => specs.setting?.needed ?? false),
    ],
  };
}

function circumstanceWants({ circumstances: part }: Mapping): Wants | undefined {
  if (!part) return undefined;
  const { identity, need = {}, columns, ...rest } = part;
  const isAlone = part.kind === undefined && columns === undefined;
  return {
    identity: facts(identity, () => false),
    facts: [
      ...facts(rest, (field) => field === 'kind' || (field === 'date' && !part.starts_on)),
      ...wideWants(columns),
      ...facts(need, (field) => isAlone && field !== 'primary' && field !== 'secondary'),
    ],
  };
}

function attainmentWants({ attainment: part }: Mapping): Wants | undefined {
  if (!part) return undefined;
  const { identity, columns, ...rest } = part;
  const needed = ['subject', 'scale', 'value'];
  return {
    identity: facts(identity, () => false),
    facts: [
      ...facts(rest, (field) => needed.includes(field)),
      ...wideWants(columns),
      ...Object.entries(columns ?? {}).flatMap(([name, { expected }]) =>
        expected === undefined ? [] : [{ field: `${name} expected`, names: [expected], needed: false }],
      ),
    ],
  };
}

/** Each column of its own, known by its one heading. */
function wideWants(columns: Readonly<Record<string, { needed: boolean }>> = {}): Want[] {
  return Object.entries(columns).map(([name, { needed }]) => ({ field: name, names: [name], needed }));
}
function registerWants(part: RegistersMapping): Want[] {
  const { setting } = part;
  const where = facts({ setting }, () => false);
  const all = () => true;
  if (part.form === 'marks') {
    const { date, session, code } = part;
    return [...facts({ date, session, code }, all), ...where];
  }
  if (part.form === 'week') {
    const marks =
      'columns' in part.marks ? sessionWants(part.marks.columns) : facts({ marks: part.marks }, all);
    return [...facts({ week: part.week }, all), ...marks, ...where];
  }
  if (part.form === 'stretch') {
    const { starts_on, marks } = part;
    return [...facts({ starts_on, marks }, all), ...where];
  }
  const { year, term, possible, codes = {}, totals = {} } = part;
  const counted = Object.entries(codes).map(([code, names]) => ({
    field: code,
    names,
    needed: PRESENT.includes(code),
  }));
  return [...facts({ year, term, possible, ...totals }, all), ...counted, ...where];
}

/** Columns for the weekend may be missing; a file without one for a weekday is another file. */
function sessionWants(columns: Readonly<Record<string, readonly string[]>>): Want[] {
  return Object.entries(columns).map(([session, names]) => ({
    field: session,
    names,
    needed: !/^S/.test(session),
  }));
}

/** Codes that every school uses; which of the others a file has a column for differs from year to year. */
const PRESENT = ['/', '\\'];

function facts(part: object, needed: (field: string) => boolean): Want[] {
  const sources: [string, Source | undefined][] = Object.entries(part);
  return sources.flatMap(([field, source]) =>
    source && 'column' in source ? [{ field, names: source.column, needed: needed(field) }] : [],
  );
}
