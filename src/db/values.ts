/**
 * How values cross between TypeScript and the database: one table for both drivers, which differ if left alone
 * (`int8`, `bytea` and `interval` come back in different shapes, and both turn a `date` into a moment in time).
 *
 * Parameters are written as PostgreSQL text here and passed on untouched; results are read by type number.
 */
import pg from 'pg';

export type Parser = (text: string) => unknown;

const TYPE = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  json: 114,
  float4: 700,
  float8: 701,
  jsonb: 3802,
  numeric: 1700,
  int2Array: 1005,
  int4Array: 1007,
  textArray: 1009,
  int8Array: 1016,
  dateArray: 1182,
  uuidArray: 2951,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  varbit: 1562,
  uuid: 2950,
  text: 25,
  name: 19,
  xid8: 5069,
} as const;

const asText: Parser = (text) => text;

/** Whole numbers and decimals become numbers (Waymark holds none beyond 2^53), moments ISO text in UTC, days stay `YYYY-MM-DD`. */
export const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [TYPE.bool, (text) => text === 't' || text === 'true'],
  [TYPE.int2, Number],
  [TYPE.int4, Number],
  [TYPE.int8, Number],
  [TYPE.oid, Number],
  [TYPE.float4, Number],
  [TYPE.float8, Number],
  [TYPE.numeric, Number],
  [TYPE.json, JSON.parse],
  [TYPE.jsonb, JSON.parse],
  [TYPE.timestamptz, (text) => new Date(text).toISOString()],
  [TYPE.bytea, (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))],
  [TYPE.textArray, arrayOf(String)],
  [TYPE.uuidArray, arrayOf(String)],
  [TYPE.dateArray, arrayOf(String)],
  [TYPE.int2Array, arrayOf(Number)],
  [TYPE.int4Array, arrayOf(Number)],
  [TYPE.int8Array, arrayOf(Number)],
  // Named although text is what they are anyway: the embedded database has readers of its own to put aside.
  ...[TYPE.date, TYPE.timestamp, TYPE.interval, TYPE.varbit, TYPE.uuid, TYPE.text, TYPE.name, TYPE.xid8].map(
    (type): [number, Parser] => [type, asText],
  ),
]);

/** The reader for one type number; a type without one is left as PostgreSQL wrote it. */
export function parserFor(type: number): Parser {
  return parsers.get(type) ?? asText;
}

function arrayOf(read: (text: string) => unknown): Parser {
  const { create } = pg.types.arrayParser as unknown as ArrayParser;
  return (text) => create(text, read).parse();
}

/** As it is; the package's own types describe it as a plain function. */
type ArrayParser = { create(text: string, read: (text: string) => unknown): { parse(): unknown[] } };

/**
 * Writes one parameter as PostgreSQL text: arrays as `{…}`, bytes as hex, other objects as JSON.
 *
 * @example encode(['a', null]) // '{"a",NULL}'
 */
export function encode(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return encodeArray(value);
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

const PLAIN = /^[A-Za-z0-9_.:+-]+$/;

function encodeArray(values: readonly unknown[]): string {
  const parts = new Array<string>(values.length);
  for (let index = 0; index < values.length; index++) {
    const text = encode(values[index]);
    if (text === null) parts[index] = 'NULL';
    else if (PLAIN.test(text) && text.toUpperCase() !== 'NULL') parts[index] = text;
    else parts[index] = `"${text.replace(/[\\"]/g, '\\$&')}"`;
  }
  return `{${parts.join(',')}}`;
}
