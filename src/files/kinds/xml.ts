import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { readChunks } from '../read-table/standing-file.ts';
import { shorten } from '../refusals.ts';
import { type Kind, PEOPLE_INSTEAD, TABLE_INSTEAD } from './kind.ts';

/** Real files nest ten deep; a longer stretch without a tag is no file of records. Both would fill the memory. */
const DEEPEST = 100;
const LONGEST_STRETCH = 1_000_000;

/** What is known of an XML file once it has been read as far as needed. */
type Seen = { root: string; header: Map<string, string>; people: number };

class Stop extends Error {}
class Unsound extends Error {}

const HEADER = new Set(
  ['CTFversion', 'SourceSchool/LEA', 'SourceSchool/Estab'].map((name) => `/Header/${name}`),
);

/**
 * What an XML file is, by its root element. A Common Transfer File (DfE, Common transfer file specification: root
 * `CTfile`, with a `Header` and `CTFpupilData`) is read through once, streaming, for its version, the school it comes
 * from and how many young people it holds. A document type declaration is refused and no entity is ever resolved.
 */
export async function xmlKind(path: string, encoding: string, start: string): Promise<Kind> {
  const seen: Seen = { root: '', header: new Map(), people: 0 };
  const unsound = await read(path, encoding === 'utf-8' ? (declared(start) ?? encoding) : encoding, seen);
  if (!seen.root)
    return { is: `XML that is not sound (${unsound})`, instead: 'Ask for it once more, or for CSV.' };
  if (!isCtf(seen.root))
    return { is: `XML (its first element is ${shorten(seen.root)}), not CSV`, instead: TABLE_INSTEAD };
  if (unsound) {
    return {
      is: `a Common Transfer File that is not sound (${unsound})`,
      instead: 'Ask the school it came from for it once more.',
    };
  }
  return { is: describeCtf(seen), instead: PEOPLE_INSTEAD };
}

function describeCtf({ header, people }: Seen): string {
  const value = (name: string, shape: RegExp) => shape.exec(header.get(`/Header/${name}`)?.trim() ?? '')?.[0];
  const version = value('CTFversion', /^[\w.]{1,10}$/);
  const lea = value('SourceSchool/LEA', /^\w{3}$/);
  const estab = value('SourceSchool/Estab', /^\w{4}$/);
  return [
    'a Common Transfer File',
    ...(version ? [`version ${version}`] : []),
    ...(lea && estab ? [`from school ${lea}/${estab}`] : []),
    `with ${people === 1 ? '1 young person' : `${people || 'no'} young people`}`,
  ].join(', ');
}

/** Reads until the file is known for what it is. Answers what is wrong with it, or nothing. */
async function read(path: string, encoding: string, seen: Seen): Promise<string | undefined> {
  const parser = watch(seen);
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    for await (const chunk of readChunks(path)) parser.take(decoder.decode(chunk, { stream: true }));
    parser.take(decoder.decode());
    parser.close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    if (error instanceof Unsound) return error.message;
    // Both come from the decoder: bytes that are not in the encoding, an encoding there is none of.
    if (error instanceof TypeError || error instanceof RangeError)
      return 'its letters are not in the encoding it names';
    throw error;
  }
}

function watch(seen: Seen) {
  const parser = new SaxesParser({ xmlns: false });
  const path: string[] = [];
  let text = '';
  let stretch = 0;
  const line = () => `line ${parser.line}`;
  parser.on('error', () => {
    throw new Unsound(line());
  });
  parser.on('doctype', () => {
    throw new Unsound(`${line()} declares a document type, which is never read`);
  });
  parser.on('text', (piece) => {
    text = piece.length > 100 ? '' : piece;
  });
  parser.on('opentag', ({ name }) => {
    stretch = 0;
    text = '';
    if (path.length === 0) {
      seen.root = name;
      if (!isCtf(name)) throw new Stop();
    }
    path.push(name);
    if (path.length > DEEPEST) throw new Unsound(`${line()} nests more than ${DEEPEST} deep`);
    if (path.length === 3 && path[1] === 'CTFpupilData' && name === 'Pupil') seen.people += 1;
  });
  parser.on('closetag', () => {
    stretch = 0;
    const at = `/${path.slice(1).join('/')}`;
    if (HEADER.has(at)) seen.header.set(at, text);
    path.pop();
  });
  return {
    take(chunk: string) {
      stretch += chunk.length;
      parser.write(chunk);
      if (stretch > LONGEST_STRETCH) throw new Unsound(`${line()} goes on without an end`);
    },
    close: () => parser.close(),
  };
}

function declared(start: string): string | undefined {
  return /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
}

function isCtf(root: string): boolean {
  return root.toLowerCase() === 'ctfile';
}
