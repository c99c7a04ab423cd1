import { TextDecoder } from 'node:util';
import { byteOrderMark, withoutMark } from '../read-table/encoding.ts';
import { type Kind, TABLE_INSTEAD } from './kind.ts';
import { xmlKind } from './xml.ts';

const SNIFFED = 4096;

/** Text that is no table: JSON, a web page, XML. */
export async function textKind(path: string, head: Buffer): Promise<Kind | undefined> {
  const encoding = byteOrderMark(head)?.encoding ?? withoutMark(head) ?? 'utf-8';
  const start = new TextDecoder(encoding).decode(head.subarray(0, SNIFFED)).trimStart();
  // A column name may stand in brackets; a quotation mark, a bracket or a brace right after one is JSON.
  if (/^(\{\s*["}]|\[\s*["{[\]])/.test(start))
    return { is: 'JSON, not CSV', instead: 'Ask the system it came from for the same table as CSV.' };
  if (/^<(!doctype\s+html|html|head|body|table|meta|style|div|title)\b/i.test(start))
    return {
      is: 'a web page (HTML), as some systems write when they export to Excel',
      instead: `Open it in a spreadsheet. ${TABLE_INSTEAD}`,
    };
  if (/^<[?!\p{L}_]/u.test(start)) return xmlKind(path, encoding, start);
  return undefined;
}
