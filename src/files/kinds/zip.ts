import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { type Kind, PEOPLE_INSTEAD } from './kind.ts';
import { oneRosterSet, sdsSet } from './rosters.ts';

const SIGNATURES = ['504b0304', '504b0506', '504b0708'];
/** Names of more files than this say nothing new. */
const MOST_FILES = 2_000;
const LONGEST_MANIFEST = 1 << 16;

const SHEET_INSTEAD = 'Save the sheet as CSV in UTF-8 and bring that.';
const UNPACK = 'Unpack it and bring the CSV inside.';

type Contents = { names: string[]; count: number; manifest: string };

/**
 * What is in a zip archive: a workbook, a OneRoster set, or files. Only the list of its files is read, and of them the
 * manifest of a OneRoster set.
 */
export async function zipKind(path: string, head: Buffer): Promise<Kind | undefined> {
  if (!SIGNATURES.includes(head.subarray(0, 4).toString('hex'))) return undefined;
  const contents = await readContents(path);
  return documentKind(contents?.names ?? namesIn(head), head) ?? archiveKind(contents);
}

function documentKind(names: readonly string[], head: Buffer): Kind | undefined {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (has('xl/')) return { is: 'an Excel workbook (.xlsx), not CSV', instead: SHEET_INSTEAD };
  if (head.includes('opendocument.spreadsheet'))
    return { is: 'an OpenDocument spreadsheet (.ods), not CSV', instead: SHEET_INSTEAD };
  if (has('[Content_Types].xml') || has('META-INF/manifest.xml'))
    return {
      is: 'an Office document, not CSV',
      instead: 'Save the table in it as CSV in UTF-8 and bring that.',
    };
  return undefined;
}

function archiveKind(contents: Contents | undefined): Kind {
  if (!contents)
    return { is: 'a zip archive that cannot be opened', instead: 'Ask for it once more, or for CSV.' };
  const { names, count, manifest } = contents;
  const set = oneRosterSet(names, manifest) ?? sdsSet(names);
  if (set) return { is: `${set}, packed as a zip archive`, instead: PEOPLE_INSTEAD };
  return { is: `a zip archive with ${count === 1 ? '1 file' : `${count} files`}, not CSV`, instead: UNPACK };
}

async function readContents(path: string): Promise<Contents | undefined> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: false });
    const names: string[] = [];
    let manifest = '';
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (/(^|\/)manifest\.csv$/i.test(entry.fileName)) manifest = await readText(zip, entry);
      if (names.length >= MOST_FILES) break;
    }
    return { names, count: zip.entryCount, manifest };
  } catch {
    // Cut short, or with a password: what is wrong with the archive is for whoever packed it.
    return undefined;
  } finally {
    zip?.close();
  }
}

async function readText(zip: ZipFile, entry: Entry): Promise<string> {
  let text = '';
  const stream = await zip.openReadStreamPromise(entry);
  for await (const chunk of stream) {
    text += chunk.toString('utf8');
    if (text.length > LONGEST_MANIFEST) break;
  }
  return text;
}

/** The names that can be seen in the first bytes of an archive whose list of files is lost. */
function namesIn(head: Buffer): string[] {
  return ['xl/', '[Content_Types].xml', 'META-INF/manifest.xml'].filter((name) => head.includes(name));
}
