/** Broken inputs: valid ones to which something was done that disks, programs and people do to files. */
import fc from 'fast-check';

/** What stood in real bad files, as bytes. */
const TOKENS: readonly Buffer[] = [
  ...[
    '"',
    '""',
    ',"',
    '\n"',
    ',',
    ';',
    '\t',
    '|',
    '\r',
    '\n',
    '\r\n',
    '\n\n\n',
    '=1+1',
    "'=1",
    '1.23E+09',
    '44629',
  ],
  ...[
    '31/02/2026',
    '03/09/24',
    '2026-02-30',
    '1,234',
    '85%',
    '3,5',
    'Total',
    'Report produced by x',
    '-',
    '0',
    '00',
  ],
  ...[
    '\u00a0',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u2028',
    '\ufffd',
    'ZoÃ«',
    '👩‍👩‍👧',
    '😀',
    '__proto__',
    'constructor',
    'NaN',
  ],
  ...[
    '<',
    '<?xml',
    ']]>',
    '&a;',
    '<!DOCTYPE a>',
    '{',
    '[',
    '*a',
    '&a',
    '<<: ',
    '!!js/x',
    '%',
    '`',
    '\\',
    '\u0085',
  ],
].map((text) => Buffer.from(text));
/** What is put in many times over. */
const REPEATED: readonly Buffer[] = ['😀', '9', 'x ', 'é', '\u202e', '"', ',', '\n', '[', '<a>', '- '].map(
  (text) => Buffer.from(text),
);
const BYTES: readonly Buffer[] = [
  '00',
  '0000',
  'ff',
  'c3',
  'c328',
  'eda080',
  'fffe',
  'feff',
  'efbbbf',
  '80',
  '1a',
].map((hex) => Buffer.from(hex, 'hex'));
const DELIMITERS = [',', ';', '\t', '|'].map((each) => each.charCodeAt(0));
/** So often in a row: longer than a message shows, than a name may be, than a page. */
const LENGTHS = [40, 201, 5_000];

type Change = (bytes: Buffer) => Buffer;

/** A place in a file, as a share of its length, so that it stays there when the file shrinks. */
/** Whole numbers, since half of all doubles between 0 and 1 are next to nothing. */
const share = (most: number) => fc.noBias(fc.integer({ min: 0, max: most })).map((number) => number / 10_000);
const place = share(10_000);

/**
 * Inputs made of seeds, with up to five things done to each: bytes flipped, cut out, doubled, put in; the end cut off;
 * a piece of another seed put in; delimiters swapped; quotation marks, NULs and bytes of no encoding put in.
 */
export function mutated(seeds: readonly Buffer[], longest = 200_000): fc.Arbitrary<Buffer> {
  const seed = fc.constantFrom(...seeds);
  const put =
    (at: number, piece: Buffer): Change =>
    (bytes) => {
      const index = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, index), piece, bytes.subarray(index)]);
    };
  const between =
    (from: number, to: number, change: (piece: Buffer) => Buffer): Change =>
    (bytes) => {
      const [start, end] = [from, to].map((at) => Math.floor(at * bytes.length)).sort((a, b) => a - b) as [
        number,
        number,
      ];
      return Buffer.concat([
        bytes.subarray(0, start),
        change(bytes.subarray(start, end)),
        bytes.subarray(end),
      ]);
    };
  const near = fc.tuple(place, share(1_000)).map(([at, more]) => [at, Math.min(1, at + more)] as const);
  const change: fc.Arbitrary<Change> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(place, fc.constantFrom(...TOKENS)).map(([at, token]) => put(at, token)),
    },
    { weight: 1, arbitrary: fc.tuple(place, fc.constantFrom(...BYTES)).map(([at, token]) => put(at, token)) },
    { weight: 2, arbitrary: near.map(([from, to]) => between(from, to, () => Buffer.alloc(0))) },
    {
      weight: 2,
      arbitrary: near.map(([from, to]) => between(from, to, (piece) => Buffer.concat([piece, piece]))),
    },
    { weight: 1, arbitrary: place.map((at) => between(at, 1, () => Buffer.alloc(0))) },
    {
      weight: 1,
      arbitrary: fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(([at, byte]) => flip(at, byte)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(place, seed, near)
        .map(([at, other, [from, to]]) => put(at, slice(other, from, to))),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...DELIMITERS), fc.constantFrom(...DELIMITERS))
        .map(([one, other]) => swap(one, other)),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(place, fc.constantFrom(...REPEATED), fc.constantFrom(...LENGTHS))
        .map(([at, token, length]) => put(at, Buffer.alloc(token.length * length, token))),
    },
  );
  return fc.tuple(seed, fc.array(change, { maxLength: 5 })).map(([bytes, changes]) =>
    // A doubled piece may be doubled again: an input stays small enough for thousands of them.
    changes.reduce((so, each) => each(so).subarray(0, longest), bytes),
  );
}

function slice(bytes: Buffer, from: number, to: number): Buffer {
  return bytes.subarray(Math.floor(from * bytes.length), Math.floor(to * bytes.length));
}

function flip(at: number, byte: number): Change {
  return (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[Math.min(copy.length - 1, Math.floor(at * copy.length))] = byte;
    return copy;
  };
}

function swap(one: number, other: number): Change {
  return (bytes) => Buffer.from(bytes.map((byte) => (byte === one ? other : byte === other ? one : byte)));
}
