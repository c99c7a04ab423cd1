import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DefinitionRead, type LibraryFault, orThrow, readDefinition } from '#files';
import {
  faultsAgainstEarlier,
  faultsInInstrument,
  type Instrument,
  instrumentSchema,
} from './rules/index.ts';

/** The library that ships with Waymark. */
const SHIPPED = fileURLToPath(new URL('../../../library', import.meta.url));

/** `NAME.yaml` is the version that is given out; `NAME.1.yaml` one that was before it. */
const FILE = /^(?<name>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(?<version>\d+))?\.yaml$/;

let shipped: readonly Instrument[] | undefined;

/**
 * Every instrument of the library that is given out, checked, by name.
 *
 * @throws Error naming file, line and reason of each fault
 * @example loadInstruments().map(({ name }) => name) // ['activity-evaluation', 'apir', …]
 */
export function loadInstruments(library = SHIPPED): readonly Instrument[] {
  if (library === SHIPPED && shipped) return shipped;
  const read = filesIn(library)
    .filter((file) => FILE.exec(file)?.groups?.['version'] === undefined)
    .map((file) => orThrow(readInstrument(file, library)));
  if (library === SHIPPED) shipped = read;
  return read;
}

/**
 * Every fault of the instruments in a library: none when all can be used. Versions of one instrument are held against one another.
 *
 * @example checkInstruments() // [{ file: 'instruments/parent-survey.yaml', line: 12, reason: '…' }]
 */
export function checkInstruments(library = SHIPPED): LibraryFault[] {
  return filesIn(library).flatMap((file) => {
    const read = readInstrument(file, library);
    return 'faults' in read ? read.faults : [];
  });
}

function filesIn(library: string): string[] {
  const folder = join(library, 'instruments');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

function readInstrument(file: string, library: string): DefinitionRead<Instrument> {
  const { name, version } = FILE.exec(file)?.groups ?? {};
  const read = readDefinition(library, `instruments/${file}`, instrumentSchema, (instrument) => [
    ...(instrument.name === name ? [] : [{ path: ['name'], reason: `the file is called ${file}` }]),
    ...(version === undefined || instrument.version === Number(version)
      ? []
      : [{ path: ['version'], reason: `the file is of version ${version}` }]),
    ...faultsInInstrument(instrument),
    ...earlierThan(instrument, library).flatMap((earlier) => faultsAgainstEarlier(instrument, earlier)),
  ]);
  return read;
}

/** The versions before it that are in the library and can be read. */
function earlierThan({ name, version }: Instrument, library: string): Instrument[] {
  return filesIn(library).flatMap((file) => {
    const groups = FILE.exec(file)?.groups;
    if (groups?.['name'] !== name || groups['version'] === undefined) return [];
    if (Number(groups['version']) >= version) return [];
    const read = readDefinition(library, `instruments/${file}`, instrumentSchema);
    return 'value' in read ? [read.value] : [];
  });
}
