import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { emptyDatabase } from '#test/database';
import { ownDatabase, ownerOfServer } from '#test/db/owner';
import { type Database, openDatabase } from './connect.ts';

let db: Database;
beforeAll(async () => {
  db = await emptyDatabase();
});
afterAll(() => db.close());

async function read(expression: string, database = db): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(
    database.kysely,
  );
  return rows[0]?.value;
}

async function echoed(value: unknown, type: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select ${value}::${sql.raw(type)} as value`.execute(
    db.kysely,
  );
  return rows[0]?.value;
}

const id = '01900000-0000-7005-8000-000000000001';
const bytes = (...values: number[]) => new Uint8Array(values);

/** The same table on either database: each run holds it to the values written here, so the two agree. */
const results: [expression: string, value: unknown][] = [
  ['null::int4', null],
  ['(-32768)::int2', -32_768],
  ['2147483647::int4', 2_147_483_647],
  ['9007199254740991::int8', 9_007_199_254_740_991],
  ['(-9007199254740991)::int8', -9_007_199_254_740_991],
  ['42::oid', 42],
  ['(select count(*) from generate_series(1, 3))', 3],
  ['(select sum(each) from generate_series(1, 3) each)', 6],
  ['(select sum(each::int8) from generate_series(1, 3) each)', 6],
  ['(select avg(each) from generate_series(1, 2) each)', 1.5],
  ['12.50::numeric(8, 2)', 12.5],
  ['0.1::float8', 0.1],
  ['0.1::float8 + 0.2::float8', 0.1 + 0.2],
  ["'NaN'::float8", Number.NaN],
  ["'Infinity'::float8", Number.POSITIVE_INFINITY],
  ['1e308::float8', 1e308],
  ['1.5::float4', 1.5],
  ['true', true],
  ['false', false],
  ["'Ciarán Ní Bhraonáin'::text", 'Ciarán Ní Bhraonáin'],
  ["''::text", ''],
  ["'null'::text", 'null'],
  ["'varying'::varchar(20)", 'varying'],
  ["'name'::name", 'name'],
  [`'${id.toUpperCase()}'::uuid`, id],
  ["'2027-03-28'::date", '2027-03-28'],
  ["'0099-12-31'::date", '0099-12-31'],
  ["'2027-03-28 01:30:00+01'::timestamptz", '2027-03-28T00:30:00.000Z'],
  ["'2027-07-01 12:00:00.123456+00'::timestamptz", '2027-07-01T12:00:00.123Z'],
  ["'2027-07-01 12:00:00.5'::timestamp", '2027-07-01 12:00:00.5'],
  ["'09:15'::time", '09:15:00'],
  ["'1 year 2 months 3 days 04:05:06'::interval", '1 year 2 mons 3 days 04:05:06'],
  ["'\\x00ff10'::bytea", bytes(0, 255, 16)],
  ["''::bytea", bytes()],
  [`'{"a": [1, null, "é"]}'::json`, { a: [1, null, 'é'] }],
  [`'{"a": [1, null, "é"]}'::jsonb`, { a: [1, null, 'é'] }],
  ["'null'::jsonb", null],
  ["'true'::jsonb", true],
  [
    "array['a', null, 'NULL', '', 'b,c', '\"q\"', 'back\\slash', '{x}', 'é']::text[]",
    ['a', null, 'NULL', '', 'b,c', '"q"', 'back\\slash', '{x}', 'é'],
  ],
  ["'{}'::text[]", []],
  ["array['a']::varchar[]", '{a}'],
  [`array['${id}', null]::uuid[]`, [id, null]],
  ['array[1, null, -3]::int4[]', [1, null, -3]],
  ['array[1, 2]::int2[]', [1, 2]],
  ['array[1, 2]::int8[]', [1, 2]],
  ["array['2027-03-28', null]::date[]", ['2027-03-28', null]],
  ['array[true, null]::boolean[]', '{t,NULL}'],
  ['array[1.5]::float8[]', '{1.5}'],
  ["B'0101'::bit varying(8)", '0101'],
  ["''::bit varying(8)", ''],
  ["B'01'::bit(2)", '01'],
  ["'123'::xid8", '123'],
];

/** What goes in as a parameter comes out as it went in. */
const parameters: [value: unknown, type: string, comes?: unknown][] = [
  [7, 'int2'],
  [-2_147_483_648, 'int4'],
  [9_007_199_254_740_991, 'int8'],
  [10n, 'int8', 10],
  [12.5, 'numeric'],
  [0.1 + 0.2, 'float8'],
  [-0.0000001, 'float8'],
  [true, 'boolean'],
  [false, 'boolean'],
  [null, 'text'],
  [undefined, 'text', null],
  ['', 'text'],
  ['O\'Brien "quoted" \\ {a,b} é 😀', 'text'],
  ['line\u2028separator', 'text'],
  [id, 'uuid'],
  ['2027-03-28', 'date'],
  ['2027-03-28T00:30:00.000Z', 'timestamptz'],
  [new Date('2027-03-28T00:30:00.000Z'), 'timestamptz', '2027-03-28T00:30:00.000Z'],
  ['2027-07-01 12:00:00', 'timestamp'],
  ['3 days', 'interval'],
  [bytes(0, 1, 255), 'bytea'],
  [Buffer.from('register'), 'bytea', new Uint8Array(Buffer.from('register'))],
  [{ a: [1, 'é', null], b: { c: '"' } }, 'json'],
  [{ a: [1, 'é', null], b: { c: '"' } }, 'jsonb'],
  [['a', null, 'NULL', 'null', '', 'b,c', '"q"', 'back\\slash', '{x}', ' lead', 'é'], 'text[]'],
  [[], 'text[]'],
  [[id, null], 'uuid[]'],
  [[], 'uuid[]'],
  [[1, null, -3], 'int4[]'],
  [[1, 2], 'int2[]'],
  [['2027-03-28', null], 'date[]'],
  ['0101', 'bit varying'],
  ['123', 'xid8'],
];

describe('values read from the database', () => {
  it.each(results)('%s', async (expression, value) => {
    expect(await read(expression)).toStrictEqual(value);
  });
});

describe('parameters', () => {
  it.each(parameters)('%o as %s', async (value, type, comes = value) => {
    expect(await echoed(value, type)).toStrictEqual(comes);
  });
});

describe.skipIf(inject('server') === null)('a server with settings of its own', () => {
  it('gives the same values however it would write dates, bytes and times by itself', async () => {
    const own = await ownDatabase(inject('server') ?? '');
    try {
      const owner = await ownerOfServer(own.url);
      for (const setting of [
        "datestyle = 'SQL, DMY'",
        "timezone = 'Asia/Kolkata'",
        "intervalstyle = 'iso_8601'",
        "bytea_output = 'escape'",
        'extra_float_digits = 0',
      ]) {
        await owner.run(`alter database ${own.name} set ${setting}`);
      }
      await owner.close();
      const other = await openDatabase({ url: own.url });
      for (const [expression, value] of results) {
        expect(await read(expression, other), expression).toStrictEqual(value);
      }
      await other.close();
    } finally {
      await own.drop();
    }
  });
});
