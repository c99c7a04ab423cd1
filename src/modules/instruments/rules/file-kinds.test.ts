import { describe, expect, it } from 'vitest';
import { nameOfFile, typeOfFile } from './file-kinds.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);

describe('what a file is', () => {
  it('is told by how it begins, and only of the kinds that are taken', () => {
    expect(typeOfFile(bytes('%PDF-1.7 …'), ['pdf'])).toBe('application/pdf');
    expect(typeOfFile(png, ['pdf', 'picture'])).toBe('image/png');
    expect(typeOfFile(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), ['picture'])).toBe('image/jpeg');
    expect(typeOfFile(png, ['pdf'])).toBeUndefined();
    expect(typeOfFile(bytes('%PDF'), ['pdf'])).toBeUndefined();
  });

  it('is text only without control characters and in UTF-8', () => {
    expect(typeOfFile(bytes('Zoë said\r\n\tyes'), ['text'])).toBe('text/plain');
    expect(typeOfFile(bytes('MZ\u0000\u0001'), ['text'])).toBeUndefined();
    expect(typeOfFile(new Uint8Array([0xe9, 0x20]), ['text'])).toBeUndefined();
  });

  it('names it without paths, signs, and endings that lie', () => {
    expect(nameOfFile('../../Proof of “ID”.exe', 'application/pdf')).toBe('Proof of ID.pdf');
    expect(nameOfFile('C:\\temp\\a"b\r\nc.png', 'image/png')).toBe('abc.png');
    expect(nameOfFile('<script>.html', 'text/plain')).toBe('script.txt');
    expect(nameOfFile('', 'image/jpeg')).toBe('file.jpg');
    expect(nameOfFile(`${'x'.repeat(300)}.pdf`, 'application/pdf')).toHaveLength(104);
  });
});
