/** Definitions of the library: YAML held to a schema, with the line of each fault. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A fault in a file of the library, as a person can find and mend it. */
export type LibraryFault = { file: string; line: number; reason: string };

export type DefinitionRead<Definition> = { value: Definition } | { faults: LibraryFault[] };

type Found = { path: readonly PropertyKey[]; reason: string };

/**
 * Reads a definition and holds it to a schema and, where that is not enough, to a check of one's own.
 *
 * @param library the directory that `file` is named from
 * @example readDefinition(library, 'factors.yaml', factorsSchema) // { value } or { faults: [{ file, line, reason }] }
 */
export function readDefinition<Definition>(
  library: string,
  file: string,
  schema: z.ZodType<Definition>,
  check: (definition: Definition) => Found[] = () => [],
): DefinitionRead<Definition> {
  const path = join(library, file);
  if (!existsSync(path)) return { faults: [{ file, line: 1, reason: 'the file is missing' }] };
  return readDefinitionText(file, readFileSync(path, 'utf8'), schema, check);
}

/**
 * The same for a definition that is no file: one that somebody typed.
 *
 * @param file what its faults are said to be in
 * @example readDefinitionText('my survey', typed, instrumentSchema, faultsInInstrument)
 */
export function readDefinitionText<Definition>(
  file: string,
  text: string,
  schema: z.ZodType<Definition>,
  check: (definition: Definition) => Found[] = () => [],
): DefinitionRead<Definition> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({
        file,
        line: lines.linePos(pos[0]).line,
        reason: message,
      })),
    };
  }
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 100 }));
  const found: Found[] = parsed.success
    ? check(parsed.data)
    : parsed.error.issues.map(({ path: where, message }) => ({ path: where, reason: message }));
  if (parsed.success && found.length === 0) return { value: parsed.data };
  return {
    faults: found.map(({ path: where, reason }) => ({
      file,
      line: lineOf(document, where, lines),
      reason: where.length === 0 ? reason : `${where.join('.')}: ${reason}`,
    })),
  };
}

/** The line a path stands on, or, where the path names something that is missing, the line of what should hold it. */
function lineOf(document: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

/** What was read; throws an error that names every fault. */
export function orThrow<Definition>(read: DefinitionRead<Definition>): Definition {
  if ('value' in read) return read.value;
  const lines = read.faults.map(({ file, line, reason }) => `${file}, line ${line}: ${reason}`);
  throw new Error(`A definition in the library cannot be used.\n${lines.join('\n')}`);
}
