import { basename } from 'node:path';
import type { PlainDate } from '#dates';
import type { RunId, Tx } from '#db';
import {
  knownColumns,
  listed,
  listMappings,
  loadMapping,
  type Mapping,
  matchMapping,
  readTable,
  type Section,
  type Table,
} from '#files';
import { Refused } from '#outcome';
import type { Policy } from '../rules/share.ts';
import { refuseUnfitting } from './unfitting-file.ts';
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
  /** The day that the file speaks of, where neither its rows nor its mapping say. */
  on?: PlainDate | undefined;
  /** The days for which the file holds everything of its kind at its settings. */
  covers?: Days | undefined;
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

/** Both ends included. */
export type Days = { from: PlainDate; to: PlainDate };

export type OpenFile = { table: Table; mapping: Mapping; name: string };

/**
 * Opens a file under the mapping asked for, or under the one whose columns the header has and no others.
 * Refuses a header that lacks a needed column, and one that no mapping fits: then nothing is written, what the file may
 * be is said, and a mapping for it is suggested.
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
      : { encoding: ['utf-8', 'windows-1252'] as const }),
  });
  const match = matchMapping(table.header, mappings, section);
  if ('applied' in match) {
    const { applied, rest } = match;
    refuseEncoding(table, applied);
    call.said?.(`${name}: read with the mapping ${applied.name}, version ${applied.version}.\n`);
    if (rest)
      call.said?.(
        `${name}: columns that the mapping does not name, left out: ${rest.join(', ')}. ${applied.ignore_rest?.reason}\n`,
      );
    return { table, mapping: applied, name };
  }
  if ('suggestion' in match && call.mapping !== undefined && match.suggestion.missing.length === 0) {
    const { mapping, unknown } = match.suggestion;
    call.said?.(
      `${name}: read with the mapping ${mapping.name}. Columns it does not know, left out: ${listed(unknown, 20)}.\n`,
    );
    return { table, mapping, name };
  }
  return refuseUnfitting(call, section, table, mappings, match);
}

function mappingOf(given: string | Mapping): Promise<Mapping> | Mapping {
  return typeof given === 'string' ? loadMapping(given) : given;
}

/** Bytes that are not UTF-8 are read as Windows-1252 only where the mapping says that the file may be so. */
function refuseEncoding({ encoding }: Table, { file }: Mapping): void {
  if (encoding === 'windows-1252' && !(file.encoding ?? []).includes('windows-1252'))
    throw new Refused(
      'This file is not valid UTF-8. Save it as CSV UTF-8, or use a mapping that says `encoding: windows-1252`.',
    );
}
