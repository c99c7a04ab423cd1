import { wantsOf } from '../columns.ts';
import type { Mapping, Section } from '../schema.ts';
import { type Aliases, aliasesOf, keyOf } from './names.ts';

/** A fact that a section can take from a file, and how mappings of the library take it. */
export type Wanted = {
  field: string;
  needed: boolean;
  identity: boolean;
  aliases: Aliases;
  /** What the nearest mapping says of its column: codes, formats, how a setting is named. */
  config: object;
};

/** Asked of every file, whatever the mappings of the library take: a file names people in one way or the other. */
const IDENTITY = ['upn', 'source_id'];

/**
 * Mappings of a section, the nearest to a header first: most of its columns known, written in whatever way. Of registers
 * those with a mark a row: how a week or a term is written down cannot be told from the names of its columns.
 */
export function byNearness(
  header: readonly string[],
  mappings: readonly Mapping[],
  section: Section,
): Mapping[] {
  const keys = new Set(header.map(keyOf));
  const counted = mappings.flatMap((mapping) => {
    const wants = wantsOf(mapping, section);
    if (!wants || (section === 'registers' && mapping.registers?.form !== 'marks')) return [];
    const all = [...wants.identity, ...wants.facts];
    const used = all.filter(({ names }) => names.some((name) => keys.has(keyOf(name)))).length;
    return [{ mapping, used }];
  });
  return counted.sort((a, b) => b.used - a.used).map(({ mapping }) => mapping);
}

/** The facts of a section, from every mapping that has it; what the nearest says comes first. */
export function wantedOf(nearest: readonly Mapping[], section: Section): Wanted[] {
  const found = new Map<string, { alias: string; mapping: string }[]>();
  const needed = new Set<string>(section === 'measures' ? ['date'] : []);
  const fields = new Set([...IDENTITY, ...needed]);
  for (const [at, mapping] of nearest.entries()) {
    const wants = wantsOf(mapping, section);
    for (const { field, names, needed: must } of [
      ...(wants?.identity ?? []),
      ...factsOf(wants?.facts, section),
    ]) {
      fields.add(field);
      const known = found.get(field) ?? [];
      found.set(field, [...known, ...names.map((alias) => ({ alias, mapping: mapping.name }))]);
      if (must && at === 0) needed.add(field);
    }
  }
  return [...fields].map((field) => ({
    field,
    needed: needed.has(field),
    identity: IDENTITY.includes(field),
    aliases: aliasesOf(found.get(field) ?? []),
    config: configOf(nearest, section, field),
  }));
}

/** The columns of a measures mapping are measures of their own, and not facts that another file has. */
function factsOf<Fact extends { field: string }>(
  facts: readonly Fact[] = [],
  section: Section,
): readonly Fact[] {
  return section === 'measures' ? facts.filter(({ field }) => field === 'date') : facts;
}

function configOf(mappings: readonly Mapping[], section: Section, field: string): object {
  for (const mapping of mappings) {
    const part: object = mapping[section] ?? {};
    const source = objectAt(part, field) ?? objectAt(objectAt(part, 'identity') ?? {}, field);
    if (source && 'column' in source) return source;
  }
  return {};
}

function objectAt(from: object, key: string): object | undefined {
  const value: unknown = Object.hasOwn(from, key) ? Reflect.get(from, key) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}
