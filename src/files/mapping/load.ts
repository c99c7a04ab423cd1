import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { Refused } from '#outcome';
import { wantsOf } from './columns.ts';
import { type Mapping, mappingSchema, sectionNames } from './schema.ts';

/** With fewer columns to know a layout by, leaving out the rest would take almost any file for it. */
const FEWEST_COLUMNS = 5;

const LIBRARY = fileURLToPath(new URL('../../../library/mappings/', import.meta.url));

/**
 * Loads one mapping, by its name in the library or by the path of a YAML file.
 * Refuses one that is not there or is faulty, naming the line and the reason.
 *
 * @example const mapping = await loadMapping('waymark-registers');
 */
export async function loadMapping(nameOrPath: string): Promise<Mapping> {
  const path = /[/\\]|\.ya?ml$/.test(nameOrPath) ? nameOrPath : `${LIBRARY}${nameOrPath}.yaml`;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new Refused(
      `There is no mapping “${nameOrPath}”. There are: ${(await mappingNames()).join(', ')}.`,
    );
  }
  return parseMapping(text, nameOrPath);
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
  if (read.success) {
    const few = tooFewFor(read.data);
    if (few === undefined) return read.data;
    throw new Refused(
      `The mapping ${file} is faulty at line ${lineOf(['ignore_rest'])}, ignore_rest: ${few}`,
    );
  }
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

/** Why a mapping may not leave out what it does not name, or nothing. */
function tooFewFor(mapping: Mapping): string | undefined {
  if (!mapping.ignore_rest) return undefined;
  const wants = sectionNames.flatMap((section) => {
    const asked = wantsOf(mapping, section);
    return asked ? [{ section, columns: asked.identity.length + asked.facts.length }] : [];
  });
  const few = wants.find(({ columns }) => columns < FEWEST_COLUMNS);
  return (
    few &&
    `${few.section} reads ${few.columns} columns; at least ${FEWEST_COLUMNS} are needed to know a layout by`
  );
}

async function mappingNames(): Promise<string[]> {
  const files = await readdir(LIBRARY);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}
