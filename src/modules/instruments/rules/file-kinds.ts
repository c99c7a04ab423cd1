/** What a file may be: what it is called in a definition, its media types, and how their files begin. */
export const FILE_KINDS = {
  pdf: { 'application/pdf': [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  picture: {
    'image/jpeg': [[0xff, 0xd8, 0xff]],
    'image/png': [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  },
  text: { 'text/plain': [] },
} as const;
export type FileKind = keyof typeof FILE_KINDS;
export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'text/plain';

/** In kilobytes: the largest that any item may take. */
export const LARGEST_FILE = 5_120;

/**
 * What a file is, by how it begins; its name says nothing. Text is whatever can be read as UTF-8 and has no control characters but ends of
 * lines and tabs. Nothing that could run is any of these.
 *
 * @returns the media type, or undefined for what is none of the kinds
 * @example typeOfFile(bytes, ['pdf', 'picture']) // 'application/pdf'
 */
export function typeOfFile(content: Uint8Array, kinds: readonly FileKind[]): FileType | undefined {
  for (const kind of kinds)
    for (const [type, beginnings] of Object.entries<readonly (readonly number[])[]>(FILE_KINDS[kind])) {
      const is = beginnings.some((begins) => begins.every((byte, at) => content[at] === byte));
      if (is || (type === 'text/plain' && isText(content))) return type as FileType;
    }
  return undefined;
}

function isText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return !/[^\P{Cc}\n\r\t]/u.test(text);
  } catch {
    return false;
  }
}

/**
 * A name for a file that says what it is and can do no harm in a header or on a disk.
 *
 * @example nameOfFile('../Proof of “ID”.exe', 'application/pdf') // 'Proof of ID.pdf'
 */
export function nameOfFile(given: string, type: FileType): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/\.[^.]{1,8}$/, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._()-]+/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${plain.slice(0, 100) || 'file'}.${ENDINGS[type]}`;
}

const ENDINGS: Readonly<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain': 'txt',
};
