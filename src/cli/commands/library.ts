import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LibraryFault, loadMapping, type Mapping, mappingFaults } from '#files';
import { checkInstruments } from '#modules/instruments';
import { retentionFaults } from '#modules/people';
import { checkRiskLibrary } from '#modules/risk';
import { Refused } from '#outcome';
import { messagesFrom, packFaults } from '#web';
import { importKinds } from '../../app.ts';
import { type Command, Misused } from '../command.ts';
import { pathFrom } from '../paths.ts';

const shipped = fileURLToPath(new URL('../../../library', import.meta.url));

/** Every definition in a library directory, checked; each fault with file, line and reason. */
export const library: Command = {
  permission: 'installation',
  usage: 'library check [DIR]',
  summary:
    'Checks every definition in the library: factors, rule sets, instruments, mappings, retention and language packs.',
  options: {},
  handsOver: false,
  async run({ positionals: [verb, directory], io }) {
    if (verb !== 'check') throw new Misused('Say check');
    const place = directory === undefined ? shipped : pathFrom(io, directory);
    const isWhole = !holdsSome(place);
    const faults = [
      ...checkRiskLibrary(place, isWhole ? place : shipped),
      ...checkInstruments(place),
      ...(await faultsOfMappings(place)),
      ...faultsOfMessages(place),
      ...(isWhole ? retentionFaults(place) : []),
    ];
    for (const { file, line, reason } of faults) io.err(`${file}, line ${line}: ${reason}\n`);
    if (faults.length > 0) return 1;
    io.out('Every definition in the library is sound.\n');
    return 0;
  },
};

/**
 * Whether a folder holds definitions of one's own and is no library of its own: neither the list of factors nor the rules of keeping are in it,
 * and those of Waymark hold.
 */
function holdsSome(place: string): boolean {
  const has = (name: string) => existsSync(join(place, name));
  if (has('factors.yaml') || has('retention.yaml')) return false;
  return ['instruments', 'rules', 'mappings', 'messages'].some(has);
}

async function faultsOfMappings(place: string): Promise<LibraryFault[]> {
  const faults: LibraryFault[] = [];
  for (const name of namesIn(join(place, 'mappings'))) {
    const file = `mappings/${name}`;
    const path = join(place, 'mappings', name);
    try {
      const found = await mappingFaults(path);
      faults.push(...found.map((fault) => ({ file, ...fault })));
      if (found.length > 0) continue;
      const mapping = await loadMapping(path);
      if (`${mapping.name}.yaml` !== name)
        faults.push({ file, line: 1, reason: `it calls itself ${mapping.name}` });
      faults.push(...faultsInWords(mapping, { path, file }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push({ file, line: 1, reason: error.message });
    }
  }
  return faults;
}

/** Words in a section that are on no list of the kind that it reads; the line is that of the section. */
function faultsInWords(mapping: Mapping, { path, file }: { path: string; file: string }): LibraryFault[] {
  return importKinds.flatMap(({ section, refuseMapping }): LibraryFault[] => {
    if (!mapping[section] || !refuseMapping) return [];
    try {
      refuseMapping(mapping);
      return [];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const lines = readFileSync(path, 'utf8').split('\n');
      return [
        {
          file,
          line: lines.findIndex((line) => line.startsWith(`${section}:`)) + 1 || 1,
          reason: error.message,
        },
      ];
    }
  });
}

/** Every language pack against the English that is shipped. */
function faultsOfMessages(place: string): LibraryFault[] {
  const english = messagesFrom(readFileSync(join(shipped, 'messages', 'en.yaml'), 'utf8'));
  return namesIn(join(place, 'messages')).flatMap((name) =>
    packFaults(readFileSync(join(place, 'messages', name), 'utf8'), english).map((fault) => ({
      file: `messages/${name}`,
      ...fault,
    })),
  );
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.yaml'))
      .sort();
  } catch {
    return [];
  }
}
