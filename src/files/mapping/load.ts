import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { Refused } from '#outcome';
import { type Mapping, mappingSchema } from './schema.ts';

const LIBRARY = fileURLToPath(new URL('../../../library/mappings/', import.meta.url));

/** What was read of a file, until the file changes: a small import would otherwise spend most of its time on all of them. */
const loaded = new Map<string, { stamp: string; mapping: Mapping }>();

/**
 * Loads one mapping, by its name in the library or by the path of a YAML file.
 * Refuses one that is not there or is faulty, naming the line and the reason.
 *
 * @example const mapping = await loadMapping('waymark-registers');
 */
export async function loadMapping(nameOrPath: string): Promise<Mapping> {
  const path = /[/\\]|\.ya?ml$/.test(nameOrPath) ? nameOrPath : `${LIBRARY}${nameOrPath}.yaml`;
  const file = await stat(path).catch(() => undefined);
  const stamp = `${file?.mtimeMs} ${file?.size} ${file?.ino}`;
  const known = loaded.get(path);
  if (file && known?.stamp === stamp) return known.mapping;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Refused(
      `There is no mapping “${nameOrPath}”. There are: ${(await mappingNames()).join(', ')}.`,
    );
  }
  const mapping = parseMapping(text, nameOrPath);
  loaded.set(path, { stamp, mapping });
  return mapping;
}

/** All mappings of the library, by name. */
export async function listMappings(): Promise<Mapping[]> {
  return Promise.all((await mappingNames()).map(loadMapping));
}

/** Reads a mapping from YAML text; `file` is what a refusal calls it. */
export function parseMapping(text: string, file: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new Refused(`The mapping ${file} is not valid YAML: ${broken.message.split('\n')[0]}`);
  const read = mappingSchema.safeParse(document.toJS());
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const path = issue?.path ?? [];
  throw new Refused(
    `The mapping ${file} is faulty at line ${lineOf(path)}, ${path.join('.')}: ${issue?.message}`,
  );

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

async function mappingNames(): Promise<string[]> {
  const files = await readdir(LIBRARY);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}
