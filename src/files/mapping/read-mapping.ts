import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import { shorten } from '../refusals.ts';
import { knownKeys } from './known-keys.ts';
import { type Mapping, mappingSchema } from './schema.ts';
import { senseless } from './senseless.ts';
import { mistypedFirst, tellIssue, type Wrong } from './tell-issue.ts';

/** One fault of a mapping: its line, and what is wrong there with how to mend it. */
export type MappingFault = { line: number; reason: string };

/** A mapping is a page or two; more is another file, and may be made to fill the memory. */
const LONGEST = 1_000_000;

/**
 * Reads a mapping from YAML text, or says everything that is wrong with it.
 *
 * @example
 * const read = readMapping(text);
 * if ('faults' in read) for (const { line, reason } of read.faults) say(`line ${line}: ${reason}`);
 */
export function readMapping(text: string): { mapping: Mapping } | { faults: MappingFault[] } {
  if (text.length > LONGEST) return { faults: [{ line: 1, reason: 'it is too long to be a mapping.' }] };
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if ('faults' in parsed) return parsed;
  const { document, value } = parsed;
  const read = mappingSchema.safeParse(value);
  const wrong = read.success
    ? senseless(read.data)
    : mistypedFirst(read.error.issues).map((issue) =>
        tellIssue(issue, value, (path) => knownKeys(mappingSchema, path)),
      );
  if (read.success && wrong.length === 0) return { mapping: read.data };
  return { faults: wrong.map((each) => ({ line: lineOf(each.path), reason: sentence(each) })) };

  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        return lines.linePos(Number(node.range[0])).line;
      }
    }
    return 1;
  }
}

type Parsed = { document: ReturnType<typeof parseDocument>; value: unknown };

function parse(text: string, lineCounter: LineCounter): Parsed | { faults: MappingFault[] } {
  try {
    const document = parseDocument(text, { lineCounter, stringKeys: true });
    const [broken] = document.errors;
    if (broken) return { faults: [yamlFault(broken)] };
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { document, value };
  } catch {
    // The library gives up by throwing: nested without end, aliases that multiply, an alias of nothing.
    const reason =
      'it is not YAML that can be read: it nests too deep, or an alias (*) stands for nothing or for too much.';
    return { faults: [{ line: 1, reason }] };
  }
}

const YAML_FAULTS: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'a key stands twice in one place',
  TAB_AS_INDENT: 'a tab indents the line: use spaces',
  BAD_INDENT: 'a line is indented more or less than those it belongs to, or a bracket is left open',
  MISSING_CHAR: 'a quotation mark, a bracket, a colon or a comma is missing',
  MULTIPLE_DOCS: 'a second document begins: one file is one mapping',
  BAD_ALIAS: 'an alias (*) has no name',
  NON_STRING_KEY: 'a key is not text',
};

function yamlFault({ code, linePos }: YAMLError): MappingFault {
  const what =
    YAML_FAULTS[code] ?? 'it cannot be read here: look at indentation, quotation marks and brackets';
  return { line: linePos?.[0].line ?? 1, reason: `it is not valid YAML: ${what}.` };
}

function sentence({ path, reason }: Wrong): string {
  const place = path.map((key) => shorten(String(key))).join('.');
  return place === '' ? reason : `${place}: ${reason}`;
}
