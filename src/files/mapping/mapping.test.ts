import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { listMappings, loadMapping, parseMapping } from './load.ts';
import { matchMapping } from './match.ts';

const text = (more = '') => `name: small
version: 1
title: Small
about: A small mapping.
ignore: [{ columns: [note], reason: Not needed }]
registers:
  identity: { upn: { column: [upn, UPN] } }
  date: { column: date }
  session: { column: session }
  code: { column: code }
${more}`;
const small = () => parseMapping(text(), 'small.yaml');
const header = ['UPN', 'date', 'session', 'code'];

describe('the library of mappings', () => {
  it('loads whole, each under the name of its file', async () => {
    const files = readdirSync('library/mappings').map((file) => file.replace(/\.yaml$/, ''));
    expect(files.length).toBeGreaterThan(5);
    expect((await listMappings()).map(({ name }) => name)).toEqual(files.sort());
  });
  it('names what there is when a mapping is not there', async () => {
    await expect(loadMapping('nothing')).rejects.toThrow(/no mapping “nothing”. There are: .*waymark-people/);
  });
  it('is read anew when a file of it has changed', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'waymark-mapping-')), 'small.yaml');
    writeFileSync(path, text());
    expect(await loadMapping(path)).toBe(await loadMapping(path));
    writeFileSync(path, text().replace('version: 1', 'version: 22'));
    expect((await loadMapping(path)).version).toBe(22);
    rmSync(path);
    await expect(loadMapping(path)).rejects.toThrow(/There is no file/);
  });
  it('knows every column of a mapping once', async () => {
    for (const mapping of await listMappings()) {
      const columns = columnsOf(mapping);
      expect(new Set(columns).size).toBe(columns.length);
    }
    expect(columnsOf(await loadMapping('uci-student-performance'))).toHaveLength(33);
  });
});

describe('a faulty mapping', () => {
  it('is refused with the line and the reason', () => {
    expect(() =>
      parseMapping(text('people: { identity: {}, setting: { column: s, as: urn } }\n'), 'x.yaml'),
    ).toThrow(/x.yaml is faulty at line 11: people.identity: an identity needs upn or source_id\./);
    expect(() => parseMapping(text().replace('version: 1', 'version: one'), 'x.yaml')).toThrow(
      /line 2: version: it is text, and a number is needed here\./,
    );
    expect(() => parseMapping(text().replace('title', 'titel'), 'x.yaml')).toThrow(
      /line 3: titel: “titel” is not a key here: perhaps title is meant\. There is 1 more fault\./,
    );
    expect(() => parseMapping('a: [', 'x.yaml')).toThrow(/not valid YAML/);
  });
  it('is refused when a constant gives no reason', () => {
    const measures =
      'measures: { identity: { upn: { column: upn } }, date: { value: 2006-06-30 }, columns: {} }\n';
    expect(() => parseMapping(text(measures), 'x.yaml')).toThrow(/measures.date/);
  });
});

describe('matching a header', () => {
  it('applies a mapping when every column is known and every needed one is there, in any order', () => {
    const match = matchMapping([...header, 'note'].reverse(), [small()], 'registers');
    expect(match).toEqual({ applied: small() });
  });
  it('suggests the closest with what is missing and what is unknown', () => {
    const other = {
      ...small(),
      name: 'other',
      registers: { ...small().registers, date: { column: ['day'] } },
    };
    const match = matchMapping(['UPN', 'date', 'session', 'mark'], [other, small()] as never, 'registers');
    expect(match).toEqual({ suggestion: { mapping: small(), missing: ['code'], unknown: ['mark'] } });
  });
  it('misses who a row is about', () => {
    const match = matchMapping(['date', 'session', 'code'], [small()], 'registers');
    expect(match).toHaveProperty('suggestion.missing', ['upn or UPN']);
  });
  it('does not read one of two names for the same thing and lose the other', () => {
    const match = matchMapping(['upn', ...header], [small()], 'registers');
    expect(match).toHaveProperty('suggestion.unknown', ['UPN']);
  });
  it('takes the mapping that uses most of the columns, and refuses two that use as many', () => {
    const twin = { ...small(), name: 'twin' };
    expect(() => matchMapping(header, [small(), twin], 'registers')).toThrow(/small and twin/);
    const narrow = { ...twin, ignore: [{ columns: ['UPN'], reason: 'x' }] };
    narrow.registers = {
      ...small().registers,
      identity: { source_id: { row_number: true, reason: 'x' } },
    } as never;
    expect(matchMapping(header, [narrow, small()], 'registers')).toHaveProperty('applied.name', 'small');
  });
  it('needs no identity in a section that is about no young person', async () => {
    const match = matchMapping(
      ['urn', 'name', 'open_date', 'town', 'postcode'],
      await listMappings(),
      'establishments',
    );
    expect(match).toHaveProperty('applied.name', 'gias-short');
  });
  it('finds nothing when no mapping has the section', () => {
    expect(matchMapping(header, [small()], 'people')).toEqual({ none: true });
  });
});

describe('columns that a mapping leaves out without naming them', () => {
  const columns = ['urn', 'name', 'town', 'status', 'phase'];
  const leaving = (used: readonly string[], more = '') => `name: leaving
version: 1
title: Leaving out
about: A mapping that leaves out the rest.
establishments:
${used.map((column) => `  ${column}: { column: ${column} }`).join('\n')}
${more}`;
  const rest = 'ignore_rest: { reason: Not read. }\n';
  const mapping = () => parseMapping(leaving(columns, rest), 'leaving.yaml');

  it('do not stand in the way where all that it reads are there, and are named', () => {
    expect(matchMapping([...columns, 'extra', 'more'], [mapping()], 'establishments')).toEqual({
      applied: mapping(),
      rest: ['extra', 'more'],
    });
    expect(matchMapping(columns, [mapping()], 'establishments')).toEqual({ applied: mapping() });
  });
  it('do where one that it reads is missing, though it could do without', () => {
    const match = matchMapping(['urn', 'name', 'town', 'status', 'extra'], [mapping()], 'establishments');
    expect(match).toHaveProperty('suggestion.unknown', ['extra']);
    expect(matchMapping(['urn', 'name', 'town'], [mapping()], 'establishments')).toHaveProperty('applied');
  });
  it('never hide a second name of a column that is read', () => {
    const both = parseMapping(
      leaving(columns, rest).replace('urn: { column: urn }', 'urn: { column: [urn, URN] }'),
      'x',
    );
    const match = matchMapping([...columns, 'URN', 'extra'], [both], 'establishments');
    expect(match).toHaveProperty('suggestion.unknown', ['URN']);
  });
  it('are left out only by a mapping that reads enough columns to know a layout by', () => {
    expect(() => parseMapping(leaving(columns.slice(1), rest), 'x.yaml')).toThrow(
      /x.yaml is faulty at line 10: ignore_rest: establishments reads 4 columns; at least 5/,
    );
    expect(() => parseMapping(leaving(columns, 'ignore_rest: true\n'), 'x.yaml')).toThrow(/ignore_rest/);
    expect(parseMapping(leaving(columns.slice(1)), 'x.yaml').name).toBe('leaving');
  });
});
