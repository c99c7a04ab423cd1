import { Refused } from '#outcome';
import { columnsOf, identifiesByRow, place, wantsOf } from './columns.ts';
import type { Mapping, Section } from './schema.ts';
import { keyOf } from './suggest/names.ts';

/** The mapping that comes closest to a header, and what stands between them. */
export type Suggestion = {
  mapping: Mapping;
  /** Columns the mapping needs and the file lacks; aliases are joined by " or ". */
  missing: string[];
  /** Columns of the file that the mapping neither uses nor ignores. */
  unknown: string[];
};

/** `rest` are the columns that the mapping leaves out without naming them. */
export type Match =
  | { applied: Mapping; rest?: readonly string[] }
  | { suggestion: Suggestion }
  | { none: true };

/**
 * Finds the mapping that fits a header fully: every column of the file is known to it and every column it needs for
 * the section is there. One that says `ignore_rest` also fits a header with columns it does not know, but only where all
 * that it reads are there. Nothing is guessed: otherwise the closest mapping is handed back as a suggestion.
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
  if (best) return { applied: best.mapping, ...(best.rest.length > 0 ? { rest: best.rest } : {}) };
  compared.sort((a, b) => b.near - a.near || b.used - a.used || distance(a) - distance(b));
  const [closest] = compared;
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
  const identified =
    wants.identity.length === 0 ||
    identifiesByRow(mapping, section) ||
    wants.identity.some((want) => used.includes(want));
  if (!identified) missing.unshift(wants.identity.flatMap((want) => want.names).join(' or '));
  const known = new Set(columnsOf(mapping));
  const unread = new Set(all.flatMap((want) => secondAliases(header, want.names)));
  const keys = new Set(header.map(keyOf));
  const near = all.filter((want) => want.names.some((name) => keys.has(keyOf(name)))).length;
  const strange = header.filter((name) => !known.has(name));
  const leavesOut = mapping.ignore_rest !== undefined && used.length === all.length;
  const unknown = header.filter((name) => unread.has(name) || (!leavesOut && strange.includes(name)));
  return { mapping, missing, unknown, rest: leavesOut ? strange : [], used: used.length, near };
}

/** Two names of the same fact in one header: only the first would be read, and the other lost without a word. */
function secondAliases(header: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => header.includes(name)).slice(1);
}

function distance(each: { missing: string[]; unknown: string[] }): number {
  return each.missing.length + each.unknown.length;
}
