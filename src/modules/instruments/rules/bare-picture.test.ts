import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barePicture } from './bare-picture.ts';

const bytes = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const segment = (marker: number, content: readonly number[]) => [
  0xff,
  marker,
  (content.length + 2) >> 8,
  (content.length + 2) & 0xff,
  ...content,
];
const shown = (content: readonly number[], type: 'image/jpeg' | 'image/png' = 'image/jpeg') =>
  barePicture(Uint8Array.from(content), type);
const said = (picture: Uint8Array | undefined) => Buffer.from(picture ?? []).toString('latin1');

/** Exif that says a place, and which way up, by the smaller or the larger half first. */
const exif = (orientation: number, order: 'II' | 'MM') => {
  const [short, long] =
    order === 'II'
      ? [(n: number) => [n & 0xff, n >> 8], (n: number) => [n & 0xff, n >> 8, 0, 0]]
      : [(n: number) => [n >> 8, n & 0xff], (n: number) => [0, 0, n >> 8, n & 0xff]];
  const entry = (tag: number, value: number[]) => [...short(tag), ...short(3), ...long(1), ...value, 0, 0];
  return segment(0xe1, [
    ...bytes('Exif\0\0'),
    ...bytes(order),
    ...short(42),
    ...long(8),
    ...short(2),
    ...entry(0x010f, short(7)),
    ...entry(0x0112, short(orientation)),
    ...long(0),
    ...bytes('52.4862N 1.8904W'),
  ]);
};
const START = [0xff, 0xd8];
const END = [0xff, 0xd9];
const JFIF = segment(0xe0, [...bytes('JFIF\0'), 1, 2, 0, 0, 1, 0, 1, 0, 0]);
const TABLE = segment(0xdb, [0, 1, 2, 3]);
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56];

describe('a photograph', () => {
  it('keeps what shows it, and loses where it was taken, what was written about it, smaller copies and whatever follows', () => {
    const icc = segment(0xe2, bytes('ICC_PROFILE\0 colours'));
    const adobe = segment(0xee, bytes('Adobe 1'));
    const lost = [
      exif(1, 'II'),
      segment(0xe1, bytes('http://ns.adobe.com/xap/1.0/\0 Amara, Fernlow')),
      segment(0xe2, bytes('MPF\0 smaller')),
      segment(0xed, bytes('Photoshop 3.0\0 caption')),
      segment(0xfe, bytes('taken by Dev')),
    ];
    const content = [
      ...START,
      ...JFIF,
      ...lost.flat(),
      ...icc,
      ...adobe,
      ...TABLE,
      ...SCAN,
      ...END,
      ...bytes('a film of it'),
    ];
    expect(shown(content)).toEqual(
      Uint8Array.from([...START, ...JFIF, ...icc, ...adobe, ...TABLE, ...SCAN, ...END]),
    );
  });

  it.each([
    ['II', 6],
    ['MM', 8],
  ] as const)(
    'that was held sideways is still shown upright, and says nothing else (%s, %i)',
    (order, orientation) => {
      const bare = shown([...START, ...exif(orientation, order), ...TABLE, ...SCAN, ...END]);
      expect(said(bare)).not.toContain('52.4862');
      expect(said(bare)).toContain('Exif\0\0MM');
      // What is written can be read again, and comes to the same.
      expect(barePicture(bare ?? new Uint8Array(), 'image/jpeg')).toEqual(bare);
      expect(bare?.[31]).toBe(orientation);
    },
  );

  it('of several scans keeps them all, and leaves out what stands between', () => {
    const between = [...TABLE, ...segment(0xfe, bytes('hidden'))];
    const bare = shown([...START, ...SCAN, ...between, 0xff, 0xff, ...SCAN.slice(1), ...END]);
    expect(said(bare)).not.toContain('hidden');
    expect(bare).toEqual(Uint8Array.from([...START, ...SCAN, ...TABLE, ...SCAN, ...END]));
  });

  it('is none when it is cut off, or its parts cannot be followed', () => {
    const whole = [...START, ...JFIF, ...TABLE, ...SCAN, ...END];
    for (let length = 2; length < whole.length; length += 1)
      expect(shown(whole.slice(0, length)), String(length)).toBeUndefined();
    expect(shown([...START, 0x12, 0x34, ...END])).toBeUndefined();
    expect(shown([...START, 0xff, 0xe1, 0xff, 0xff, ...END])).toBeUndefined();
  });
});

describe('a drawing', () => {
  const SIGNATURE = [0x89, ...bytes('PNG\r\n\x1a\n')];
  const chunk = (name: string, content: readonly number[]) => [
    0,
    0,
    0,
    content.length,
    ...bytes(name),
    ...content,
    9,
    9,
    9,
    9,
  ];
  const [head, pixels, end] = [chunk('IHDR', [1, 2, 3]), chunk('IDAT', [4, 5]), chunk('IEND', [])];

  it('keeps what shows it and loses the rest', () => {
    const clear = chunk('tRNS', [0]);
    const lost = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'caBX', 'vpAg'].flatMap((name) =>
      chunk(name, bytes('Amara')),
    );
    const bare = shown(
      [...SIGNATURE, ...head, ...lost, ...clear, ...pixels, ...end, ...bytes('more')],
      'image/png',
    );
    expect(bare).toEqual(Uint8Array.from([...SIGNATURE, ...head, ...clear, ...pixels, ...end]));
  });

  it('is none without an end', () => {
    expect(shown([...SIGNATURE, ...head, ...pixels], 'image/png')).toBeUndefined();
    expect(shown([...SIGNATURE, 0xff, 0xff, 0xff, 0xff, ...bytes('IDAT')], 'image/png')).toBeUndefined();
  });
});

describe('whatever is sent as a picture', () => {
  it('is a picture or none, and never longer by more than the way up', () => {
    const type = fc.constantFrom('image/jpeg' as const, 'image/png' as const);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), type, (content, is) => {
        const bare = barePicture(content, is);
        return bare === undefined || bare.length <= content.length + 40;
      }),
      { numRuns: 2_000 },
    );
  });
});
