import { Refused } from '#outcome';
import { columnsOf, identifiesByRow, place, wantsOf } from './columns.ts';
import type { Mapping, Section } from './schema.ts';
import { nearness } from './suggest/wanted.ts';

/** The mapping that comes closest to a header, and what stands between them. */
export type Suggestion = {
  mapping: Mapping;
  /** Columns the mapping needs and the file lacks; aliases are joined by " or ". */
  missing: string[];
  /** Columns of the file that the mapping neither uses nor ignores. */
  unknown: string[];
};

export type Match = { applied: Mapping } | { suggestion: Suggestion } | { none: true };

/**
 * Finds the mapping that fits a header fully: every column of the file is known to it and every column it needs for
 * the section is there. Nothing is guessed: otherwise the closest mapping is handed back as a suggestion.
 * Refuses when two mappings fit equally well.
 *
 * @example
 * const match = matchMapping(table.header, await listMappings(), 'registers');
 * if ('applied' in match) const read = compileRegisters(match.applied, table.header, checks);
 */
export function matchMapping(
  header: readonly string[],
  mappings: readonly Mapping[],
  section: Section,
): Match {
  const compared = mappings.flatMap((mapping) => compare(header, mapping, section) ?? []);
  const fitting = compared.filter((each) => each.missing.length === 0 && each.unknown.length === 0);
  const most = Math.max(...fitting.map((each) => each.used));
  const [best, second] = fitting.filter((each) => each.used === most);
  if (best && second) {
    throw new Refused(
      `Two mappings fit this header, ${best.mapping.name} and ${second.mapping.name}: say which with --mapping.`,
    );
  }
  if (best) return { applied: best.mapping };
  const [closest] = compared
    .map((each) => ({ ...each, near: each.near() }))
    .sort((a, b) => b.near - a.near || b.used - a.used || distance(a) - distance(b));
  if (!closest) return { none: true };
  const { mapping, missing, unknown } = closest;
  return { suggestion: { mapping, missing, unknown } };
}

function compare(header: readonly string[], mapping: Mapping, section: Section) {
  const wants = wantsOf(mapping, section);
  if (!wants) return undefined;
  const all = [...wants.identity, ...wants.facts];
  const used = all.filter((want) => place(header, want.names) >= 0);
  const missing = wants.facts
    .filter((want) => want.needed && !used.includes(want))
    .map((want) => want.names.join(' or '));
  const identified = identifiesByRow(mapping, section) || wants.identity.some((want) => used.includes(want));
  if (!identified) missing.unshift(wants.identity.flatMap((want) => want.names).join(' or '));
  const known = new Set(columnsOf(mapping));
  const unread = new Set(all.flatMap((want) => secondAliases(header, want.names)));
  const unknown = header.filter((name) => !known.has(name) || unread.has(name));
  return { mapping, missing, unknown, used: used.length, near: () => nearness(header, all) };
}

/** Two names of the same fact in one header: only the first would be read, and the other lost without a word. */
function secondAliases(header: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => header.includes(name)).slice(1);
}

function distance(each: { missing: string[]; unknown: string[] }): number {
  return each.missing.length + each.unknown.length;
}
