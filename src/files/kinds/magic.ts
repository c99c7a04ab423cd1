import { type Kind, TABLE_INSTEAD } from './kind.ts';

const PICTURE = 'Ask for the table itself as CSV.';
/** Kinds that their first bytes give away, in hexadecimal. */
const KINDS: readonly [starts: string, is: string, instead?: string][] = [
  ['25504446', 'a PDF', 'Ask the system it came from for the same table as CSV.'],
  ['1f8b', 'a gzip archive', 'Unpack it and bring the CSV inside.'],
  ['377abcaf271c', 'a 7-Zip archive', 'Unpack it and bring the CSV inside.'],
  ['526172211a07', 'a RAR archive', 'Unpack it and bring the CSV inside.'],
  ['425a68', 'a bzip2 archive', 'Unpack it and bring the CSV inside.'],
  ['50415231', 'a Parquet file', 'Write the table as CSV in UTF-8 and bring that.'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['000100005374616e64617264', 'an Access database'],
  ['24464c32', 'an SPSS data file'],
  ['7b5c727466', 'a text document (RTF)'],
  ['89504e470d0a', 'a picture (PNG)', PICTURE],
  ['ffd8ff', 'a picture (JPEG)', PICTURE],
];
const COMPOUND = 'd0cf11e0a1b11ae1';

/** What the first bytes of a file say it is, when it is not text. */
export function magicKind(head: Buffer): Kind | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  if (hex.startsWith(COMPOUND)) return compoundKind(head);
  const found = KINDS.find(([starts]) => hex.startsWith(starts));
  return found && { is: `${found[1]}, not CSV`, instead: found[2] ?? TABLE_INSTEAD };
}

/** Old Office documents; new ones with a password are wrapped in the same way. */
function compoundKind(head: Buffer): Kind {
  if (head.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return {
      is: 'an Office document with a password, probably an Excel workbook',
      instead: 'Open it, save the sheet as CSV in UTF-8 and bring that.',
    };
  }
  return {
    is: 'an old Excel workbook (.xls) or another old Office document, not CSV',
    instead: 'Save the sheet as CSV in UTF-8 and bring that.',
  };
}
