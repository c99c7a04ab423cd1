import { basename } from 'node:path';
import type { RunId, Tx } from '#db';
import {
  knownColumns,
  listMappings,
  loadMapping,
  type Mapping,
  matchMapping,
  readTable,
  type Section,
  type Suggestion,
  type Table,
} from '#files';
import { Refused } from '#outcome';
import type { Policy } from '../rules/share.ts';
import type { Found } from './with-run.ts';

/** What somebody asks of an import, whatever its kind. */
export type ImportCall = {
  path: string;
  /** The name under which this source's facts and identifiers are kept. */
  source: string;
  /** A mapping, or one by its name or path; without it the header decides, and only if it fits fully. */
  mapping?: string | Mapping | undefined;
  /** Mappings that were made here for this source: the header may choose them, beside those of the library. */
  saved?: readonly Mapping[] | undefined;
  dryRun: boolean;
  /** What this run may do to what its source said before; otherwise what is settled for the source. */
  policy?: Policy | undefined;
  /** Goes on although it moves more than is usual: somebody has looked. */
  confirmed?: boolean | undefined;
  /** Told how many rows have been read so far. */
  progress?: ((rows: number) => void) | undefined;
  /** Told which mapping is used, before anything is written. */
  said?: ((text: string) => void) | undefined;
  /** Done first, in the transaction of the import: kept when the import is kept, and only then. */
  first?: ((tx: Tx) => Promise<void>) | undefined;
  /** Told what the run comes to, in its transaction, before it is kept or (in a dry run) taken back. */
  found?: ((tx: Tx, found: Found) => Promise<void>) | undefined;
  /** Done last, in the transaction of the import. */
  done?: ((tx: Tx, runId: RunId) => Promise<void>) | undefined;
  /** Aborts before the commit; afterwards everything is there. */
  signal?: AbortSignal | undefined;
};

export type OpenFile = { table: Table; mapping: Mapping; name: string };

/**
 * Opens a file under the mapping asked for, or under the one whose columns the header has and no others.
 * Refuses a header that lacks a needed column, and one that no mapping fits: then nothing is written and the nearest
 * mapping is named.
 *
 * @example const { table, mapping } = await openFile({ path: 'people.csv', source: 'mis', dryRun: true }, 'people');
 */
export async function openFile(call: ImportCall, section: Section): Promise<OpenFile> {
  const name = basename(call.path);
  const saved = call.saved ?? [];
  const mappings =
    call.mapping === undefined ? [...(await listMappings()), ...saved] : [await mappingOf(call.mapping)];
  const [only] = mappings;
  const table = await readTable(call.path, {
    columns: knownColumns(mappings),
    ...(call.mapping !== undefined && only
      ? { delimiter: only.file.delimiter, encoding: only.file.encoding }
      : {}),
  });
  const match = matchMapping(table.header, mappings, section);
  if ('applied' in match) {
    call.said?.(`${name}: read with the mapping ${match.applied.name}, version ${match.applied.version}.\n`);
    return { table, mapping: match.applied, name };
  }
  if ('none' in match)
    throw new Refused(
      call.mapping === undefined
        ? `No mapping reads ${section}.`
        : `The mapping ${only?.name} has no section for ${section}.`,
    );
  const { suggestion } = match;
  if (call.mapping !== undefined && suggestion.missing.length === 0) {
    call.said?.(
      `${name}: read with the mapping ${suggestion.mapping.name}. Columns it does not know, left out: ${suggestion.unknown.join(', ')}.\n`,
    );
    return { table, mapping: suggestion.mapping, name };
  }
  throw new Refused(explain(name, suggestion, call.mapping !== undefined));
}

function mappingOf(given: string | Mapping): Promise<Mapping> | Mapping {
  return typeof given === 'string' ? loadMapping(given) : given;
}

function explain(name: string, { mapping, missing, unknown }: Suggestion, asked: boolean): string {
  const lacks = missing.length > 0 ? ` It lacks: ${missing.join(', ')}.` : '';
  const extra = unknown.length > 0 ? ` Not known to it: ${unknown.join(', ')}.` : '';
  const advice = asked
    ? 'Mend the header or the mapping.'
    : `If that is the right one, say --mapping ${mapping.name}; otherwise write a mapping for this file (library/mappings).`;
  return `The header of ${name} does not fit ${asked ? `the mapping ${mapping.name}` : 'any mapping fully, so nothing was written'}. ${asked ? '' : `Nearest is ${mapping.name}.`}${lacks}${extra} ${advice}`;
}
