/**
 * A picture without what it says beside its pixels: where and when it was taken, by which telephone, what somebody wrote about it, and a
 * smaller copy from before it was cropped. Which way up a photograph is held is kept, or it would lie on its side.
 */
import type { FileType } from './file-kinds.ts';

type Picture = Extract<FileType, 'image/jpeg' | 'image/png'>;

/**
 * The picture alone, in the format that it has. What is not known to be needed for showing it is left out, and so is whatever follows its end.
 *
 * @param content a file that begins as a JPEG (ITU T.81, annex B) or a PNG (third edition, chapter 5) does
 * @returns undefined for one whose parts cannot be followed to its end: it is damaged, or no picture
 * @example barePicture(photograph, 'image/jpeg') // some kilobytes less, no place and no time
 */
export function barePicture(content: Uint8Array, type: Picture): Uint8Array | undefined {
  try {
    return joined(type === 'image/jpeg' ? bareJpeg(content) : barePng(content));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const SCAN = 0xda;
const END = 0xd9;
const COMMENT = 0xfe;

/** Parts of a JPEG: marker segments with a length, and after each start of a scan bytes up to the next marker. */
function bareJpeg(content: Uint8Array): Uint8Array[] {
  const view = viewOf(content);
  const kept: Uint8Array[] = [content.subarray(0, 2)];
  let turned = 1;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw new RangeError('There is no marker where one has to be');
    const marker = view.getUint8(at + 1);
    // Any number of filling bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) break;
    const next = at + 2 + view.getUint16(at + 2);
    if (next > content.length) throw new RangeError('A segment goes beyond the end');
    const segment = content.subarray(at, next);
    if (isExif(segment)) turned = orientationOf(segment.subarray(10)) ?? turned;
    if (isForShowing(marker, segment)) kept.push(segment);
    at = next;
    if (marker !== SCAN) continue;
    const end = endOfScan(view, at);
    kept.push(content.subarray(at, end));
    at = end;
  }
  kept.push(Uint8Array.of(0xff, END));
  if (turned !== 1) kept.splice(1, 0, exifOf(turned));
  return kept;
}

/** Application segments are left out, but for three: what pixels are (APP0), a colour profile (APP2) and how colours are written (APP14). */
function isForShowing(marker: number, segment: Uint8Array): boolean {
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return (
    (marker === 0xe0 && says(segment, 'JFIF\0')) ||
    (marker === 0xe2 && says(segment, 'ICC_PROFILE\0')) ||
    (marker === 0xee && says(segment, 'Adobe'))
  );
}

function isExif(segment: Uint8Array): boolean {
  return segment[1] === 0xe1 && says(segment, 'Exif\0\0');
}

function says(segment: Uint8Array, words: string): boolean {
  return [...words].every((letter, index) => segment[4 + index] === letter.charCodeAt(0));
}

/** Within a scan a byte of ones is followed by a nought, or by a number from D0 to D7 that restarts it. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; ; at += 1) {
    if (view.getUint8(at) !== 0xff) continue;
    const then = view.getUint8(at + 1);
    if (then !== 0 && !(then >= 0xd0 && then <= 0xd7) && then !== 0xff) return at;
  }
}

const ORIENTATION = 0x0112;

/** Which way up it is held, from 1 to 8, in the first directory of what TIFF calls a file; undefined where it does not say. */
function orientationOf(tiff: Uint8Array): number | undefined {
  const view = viewOf(tiff);
  if (tiff.length < 14) return undefined;
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return undefined;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** A segment that says which way up it is held, and nothing else. */
function exifOf(orientation: number): Uint8Array {
  const text = [...'Exif\0\0MM\0*'].map((letter) => letter.charCodeAt(0));
  const directory = [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.of(0xff, 0xe1, 0, 2 + text.length + directory.length, ...text, ...directory);
}

/** Chunks of a PNG that change what is seen, beside those that it cannot be shown without: those begin with a capital. */
const SHOWN = new Set(
  'tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
);

function barePng(content: Uint8Array): Uint8Array[] {
  const view = viewOf(content);
  const kept: Uint8Array[] = [content.subarray(0, 8)];
  for (let at = 8; ; ) {
    const next = at + 12 + view.getUint32(at);
    if (next > content.length) throw new RangeError('A chunk goes beyond the end');
    const name = String.fromCharCode(...content.subarray(at + 4, at + 8));
    if (/^[A-Z]/.test(name) || SHOWN.has(name)) kept.push(content.subarray(at, next));
    if (name === 'IEND') return kept;
    at = next;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
