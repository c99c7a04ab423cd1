import { isUtf8 } from 'node:buffer';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refused } from '#outcome';
import { unreadable } from '../read-table/standing-file.ts';
import { listed, shorten } from '../refusals.ts';
import { type MappingFault, readMapping } from './read-mapping.ts';
import type { Mapping } from './schema.ts';

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
  const isPath = /[/\\]|\.ya?ml$/.test(nameOrPath);
  const names = isPath ? [] : await mappingNames();
  if (!isPath && !names.includes(nameOrPath))
    throw new Refused(`There is no mapping “${shorten(nameOrPath)}”. There are: ${listed(names, 40)}.`);
  const path = isPath ? nameOrPath : `${LIBRARY}${nameOrPath}.yaml`;
  // Looked at before it is read: what is written meanwhile is read anew the next time.
  const stamp = await stampOf(path);
  const known = loaded.get(path);
  if (known && known.stamp === stamp) return known.mapping;
  const mapping = parseMapping(await textOf(path), basename(nameOrPath));
  if (stamp !== undefined) loaded.set(path, { stamp, mapping });
  return mapping;
}

/** All mappings of the library, by name. */
export async function listMappings(): Promise<Mapping[]> {
  return Promise.all((await mappingNames()).map(loadMapping));
}

/** Reads a mapping from YAML text; `file` is what a refusal calls it. */
export function parseMapping(text: string, file: string): Mapping {
  const read = readMapping(text);
  if ('mapping' in read) return read.mapping;
  const [first, ...more] = read.faults;
  const rest =
    more.length > 0
      ? ` There ${more.length === 1 ? 'is 1 more fault' : `are ${more.length} more faults`}.`
      : '';
  throw new Refused(`The mapping ${shorten(file)} is faulty at line ${first?.line}: ${first?.reason}${rest}`);
}

/** Everything that is wrong with a mapping in a file; nothing when it is sound. */
export async function mappingFaults(path: string): Promise<MappingFault[]> {
  const read = readMapping(await textOf(path));
  return 'faults' in read ? read.faults : [];
}

async function stampOf(path: string): Promise<string | undefined> {
  const file = await stat(path).catch(() => undefined);
  return file && `${file.mtimeMs} ${file.size} ${file.ino}`;
}

async function textOf(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (!isUtf8(bytes))
    throw new Refused(`The mapping ${shorten(basename(path))} is not valid UTF-8: save it as UTF-8.`);
  return bytes.toString('utf8');
}

async function mappingNames(): Promise<string[]> {
  const files = await readdir(LIBRARY);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}
