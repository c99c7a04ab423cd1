import type { z } from 'zod';
import { listed, shorten } from '../refusals.ts';
import { isNearly } from './nearly.ts';

/** What is wrong in a definition, and where: the keys that lead to it. */
export type Wrong = { path: readonly PropertyKey[]; reason: string };

type Issue = z.core.$ZodIssue;

const SORTS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys and what they mean',
  record: 'keys and what they mean',
};

/**
 * What a schema says against a value, in our own words: the library's are for programmers. Of several shapes that would
 * have been right, the one that comes nearest is told of.
 *
 * @param value what was checked
 * @param keysAt the keys that the schema knows at a path
 */
export function tellIssue(
  issue: Issue,
  value: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Wrong {
  const { path } = issue;
  const say = (reason: string): Wrong => ({ path, reason });
  const found = valueAt(value, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const like = nearest(key, keysAt(path));
      const instead = like ? `perhaps ${like} is meant` : `there may be ${listed(keysAt(path), 12)}`;
      return { path: [...path, key], reason: `“${shorten(key)}” is not a key here: ${instead}.` };
    }
    case 'invalid_type':
      return say(
        found === undefined
          ? `it is missing: ${SORTS[issue.expected] ?? issue.expected} is needed here.`
          : `it is ${sortOf(found)}, and ${SORTS[issue.expected] ?? issue.expected} is needed here.`,
      );
    case 'invalid_value':
      return say(`${quoted(found)} is not one of ${listed(issue.values.map(shown), 12)}.`);
    case 'too_small':
      return say(
        issue.origin === 'number' || issue.origin === 'int'
          ? `${quoted(found)} is too small: it is at least ${issue.minimum}.`
          : 'it is empty: at least one is needed.',
      );
    case 'too_big':
      return say(`${quoted(found)} is too big: it is at most ${issue.maximum}.`);
    case 'invalid_format':
    case 'custom':
      // These come from our own schema, and say what is wanted.
      return say(
        issue.code === 'custom' ? `${issue.message}.` : `${quoted(found)} has to be ${issue.message}.`,
      );
    case 'invalid_union':
      return tellUnion(issue, value, keysAt);
    default:
      return say(`${quoted(found)} cannot be used here.`);
  }
}

/** A key that is missing is often one that is mistyped: that one says more. */
export function mistypedFirst(issues: readonly Issue[]): Issue[] {
  return issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
}

function tellUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  value: unknown,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Wrong {
  const { path } = issue;
  const found = valueAt(value, path);
  if (issue.errors.length === 0) {
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    const given = found === undefined ? 'it is missing' : `${quoted(found)} is not known`;
    return { path, reason: `${given}: write one of ${listed(options, 12)}.` };
  }
  const sorts = issue.errors.map(([only, ...more]) =>
    only?.code === 'invalid_type' && only.path.length === 0 && more.length === 0 ? only.expected : undefined,
  );
  if (sorts.every((sort) => sort !== undefined)) {
    const wanted = [...new Set(sorts.map((sort) => SORTS[sort] ?? sort))].join(' or ');
    const given = found === undefined ? 'it is missing' : `it is ${sortOf(found)}`;
    return { path, reason: `${given}: ${wanted} is needed here.` };
  }
  // Another sort of value altogether is further away than one that is nearly right.
  const branches = issue.errors.filter((_, at) => sorts[at] === undefined);
  const [first] = mistypedFirst(
    branches.reduce((best, branch) => (distance(branch) < distance(best) ? branch : best)),
  );
  if (!first) return { path, reason: `${quoted(found)} cannot be used here.` };
  return tellIssue({ ...first, path: [...path, ...first.path] }, value, keysAt);
}

function distance(issues: readonly Issue[]): number {
  return issues.reduce(
    (sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 3 * issue.keys.length : 1),
    0,
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (from, key) =>
      typeof from === 'object' && from !== null && Object.hasOwn(from, key)
        ? Reflect.get(from, key)
        : undefined,
    value,
  );
}

function sortOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? 'true or false' : 'keys and what they mean';
}

function quoted(value: unknown): string {
  return typeof value === 'object' && value !== null ? sortOf(value) : `“${shorten(String(value))}”`;
}

function shown(value: unknown): string {
  return value === '\t' ? 'a tab' : String(value);
}

function nearest(word: string, keys: readonly string[]): string | undefined {
  return keys.find((key) => isNearly(word, key));
}
