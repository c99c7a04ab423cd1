import { type Want, wantsOf } from '../columns.ts';
import type { Mapping, Section } from '../schema.ts';
import { type Aliases, aliasesOf, keyOf, likeness, SURE } from './names.ts';

/** A fact that a section can take from a file, and how mappings of the library take it. */
export type Wanted = {
  field: string;
  needed: boolean;
  identity: boolean;
  aliases: Aliases;
  /** What the nearest mapping says of its column: codes, formats, how a setting is named. */
  config: object;
};

const IDENTITY = ['upn', 'source_id'];

/** More columns than these are compared by their exact names alone. */
const MOST_COMPARED = 500;

/** How many facts of a mapping a header seems to have, by its names or by usual ones. */
export function nearness(header: readonly string[], wants: readonly Want[]): number {
  const names =
    header.length > MOST_COMPARED
      ? []
      : header.map((name) => ({ name, key: keyOf(name), of: header.length }));
  return wants.filter(({ field, names: known }) => {
    const aliases = aliasesOf(known.map((alias) => ({ alias, mapping: '' })));
    return names.some((name) => (likeness(name, field, aliases)?.score ?? 0) >= SURE);
  }).length;
}

/** Mappings of a section, the nearest to a header first: most of its facts found, written in whatever way. */
export function byNearness(
  header: readonly string[],
  mappings: readonly Mapping[],
  section: Section,
): Mapping[] {
  const counted = mappings.flatMap((mapping) => {
    const wants = wantsOf(mapping, section);
    return wants ? [{ mapping, near: nearness(header, [...wants.identity, ...wants.facts]) }] : [];
  });
  return counted.sort((a, b) => b.near - a.near).map(({ mapping }) => mapping);
}

/** The facts of a section, from every mapping that has it; what the nearest says comes first. */
export function wantedOf(nearest: readonly Mapping[], section: Section): Wanted[] {
  const found = new Map<string, { alias: string; mapping: string }[]>();
  const identity = isAboutSomebody(nearest, section) ? IDENTITY : [];
  const needed = new Set<string>(section === 'measures' ? ['date'] : []);
  const fields = new Set([...identity, ...needed]);
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
    identity: identity.includes(field),
    aliases: aliasesOf(found.get(field) ?? []),
    config: nearest.map((mapping) => sourceOf(mapping, section, field)).find((source) => source) ?? {},
  }));
}

/**
 * Whether a mapping like the nearest can be written from the names of columns: each of its facts is one column. One that
 * spreads a fact over columns, or takes several from one, has to be written by somebody who knows the file.
 */
export function isWritable([first]: readonly Mapping[], section: Section): boolean {
  if (!first) return true;
  const facts = factsOf(wantsOf(first, section)?.facts, section);
  return facts.every(({ field }) => sourceOf(first, section, field) !== undefined);
}

/** A file of settings or of staff is about what it names itself; any other names people in one way or the other. */
function isAboutSomebody(mappings: readonly Mapping[], section: Section): boolean {
  return mappings.length === 0 || mappings.some((mapping) => objectAt(mapping[section] ?? {}, 'identity'));
}

/** The columns of a measures mapping are measures of their own, and not facts that another file has. */
function factsOf<Fact extends { field: string }>(
  facts: readonly Fact[] = [],
  section: Section,
): readonly Fact[] {
  return section === 'measures' ? facts.filter(({ field }) => field === 'date') : facts;
}

/** What a mapping says of the column of a fact, wherever in its section it stands. */
function sourceOf(mapping: Mapping, section: Section, field: string): object | undefined {
  const part: object = mapping[section] ?? {};
  const places = [part, objectAt(part, 'fields'), objectAt(part, 'identity')];
  const sources = places.map((place) => place && objectAt(place, field));
  return sources.find((source) => source && 'column' in source);
}

function objectAt(from: object, key: string): object | undefined {
  const value: unknown = Object.hasOwn(from, key) ? Reflect.get(from, key) : undefined;
  return typeof value === 'object' && value !== null ? value : undefined;
}
