import { createHash } from 'node:crypto';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { written } from '#test/files/written';
import { type Row, readTable, type Table, type TableOptions } from './index.ts';
import { splitPlainLines } from './plain-lines.ts';

async function read(
  content: string | Uint8Array,
  options: TableOptions = {},
): Promise<{ table: Table; rows: Row[] }> {
  const table = await readTable(written(content), options);
  const rows: Row[] = [];
  for await (const batch of table.batches) rows.push(...batch);
  return { table, rows };
}

const cellsOf = async (content: string | Uint8Array, options?: TableOptions) =>
  (await read(content, options)).rows.map((row) => row.cells);
const refusal = async (content: string | Uint8Array, options?: TableOptions) =>
  read(content, options).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.message : `threw ${error}`),
  );
const utf16 = (text: string, big = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('rows', () => {
  it('carry the line they start on and their number, newlines inside quotes counted', async () => {
    const { rows } = await read('a,b\n1,"x\ny\nz"\n\n3,4\n');
    expect(rows).toEqual([
      { line: 2, number: 1, cells: ['1', 'x\ny\nz'] },
      { line: 6, number: 2, cells: ['3', '4'] },
    ]);
  });
  it('keep too many and too few cells for the reader to refuse', async () => {
    expect(await cellsOf('a,b,c\n1,2\n1,2,3,4\n"1",2\n')).toEqual([
      ['1', '2'],
      ['1', '2', '3', '4'],
      ['1', '2'],
    ]);
  });
  it('pass over rows in which nothing stands', async () => {
    const { rows } = await read('a,b\n,\n1,\n\n"",""\n');
    expect(rows).toEqual([{ line: 3, number: 1, cells: ['1', ''] }]);
  });
  it('read the same with any line ending and without a last one', async () => {
    const wanted = [
      ['1', 'x\ny'],
      ['3', '4'],
    ];
    for (const text of ['a,b\r\n1,"x\r\ny"\r\n3,4', 'a,b\r1,"x\ry"\r3,4\r', 'a,b\n1,"x\ny"\n3,4\n']) {
      expect(await cellsOf(text)).toEqual(wanted);
    }
  });
  it('can be read twice', async () => {
    const { table, rows } = await read('a,b\n1,2\n');
    const again: Row[] = [];
    for await (const batch of table.batches) again.push(...batch);
    expect(again).toEqual(rows);
  });
  it('are none when there is a header alone, or blank cells under it', async () => {
    for (const text of ['a,b', 'a,b\n', 'a,b\n\n , \n"\n",\n']) expect(await cellsOf(text)).toEqual([]);
  });
});

describe('encodings', () => {
  const text = 'name;place\nZoë;Łódź\n';
  it('are UTF-8 with and without a byte order mark, and UTF-16 both ways', async () => {
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), utf16(text), utf16(text, true)]) {
      const { table, rows } = await read(bytes);
      expect(table.header).toEqual(['name', 'place']);
      expect(rows[0]?.cells).toEqual(['Zoë', 'Łódź']);
    }
  });
  it('are Windows-1252 only when the mapping says so', async () => {
    const bytes = Buffer.from('name,fee\nZo\xeb O\x92Neill,\x80 5\n', 'latin1');
    expect(await cellsOf(bytes, { encoding: 'windows-1252' })).toEqual([['Zoë O’Neill', '€ 5']]);
    expect(await refusal(bytes)).toMatch(/not valid UTF-8.*windows-1252/);
  });
  it('are not believed when UTF-8 would be read as Windows-1252', async () => {
    expect(await refusal('name,x\nZoë,1\n', { encoding: 'windows-1252' })).toMatch(/is UTF-8/);
  });
  it('are told apart by the bytes where a mapping allows both, wherever in the file the first accent stands', async () => {
    const encoding = ['utf-8', 'windows-1252'] as const;
    const plain = 'a,b\n'.repeat(40_000);
    for (const [bytes, found] of [
      [Buffer.from(`${plain}Zoë,1\n`), 'utf-8'],
      [Buffer.from(`${plain}Zo\xeb,1\n`, 'latin1'), 'windows-1252'],
      // Here and there the bytes of such a file happen to be UTF-8 as well.
      [Buffer.from(`${plain}Zo\xc3\xab,1\n${plain}Zo\xeb,1\n`, 'latin1'), 'windows-1252'],
      [Buffer.from(`${plain}Zo\xc3`, 'latin1'), 'windows-1252'],
      [Buffer.from(plain), 'utf-8'],
      [utf16(`${plain}Zoë,1\n`), 'utf-16le'],
    ] as const) {
      const { table, rows } = await read(bytes, { encoding });
      expect(table.encoding).toBe(found);
      expect(rows.at(-1)?.cells[0]).toMatch(/^(a|Zoë|ZoÃ)$/);
    }
  });
  it('are UTF-8 wherever a character is cut by the end of a chunk', async () => {
    for (let pad = 0; pad < 4; pad += 1) {
      const text = `a\n${'x'.repeat(65_530 + pad)}😀é\nb\n`;
      const { table } = await read(text, { encoding: ['windows-1252', 'utf-8'] });
      expect(table.encoding).toBe('utf-8');
    }
  });
  it('survive characters and quoted lines cut by the end of a chunk', async () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => [
      `${index}`,
      `Łódź ${'é'.repeat(index % 7)}\n"${index}"`,
    ]);
    const quoted = lines.map(([a, b]) => `${a},"${b?.replaceAll('"', '""')}"`).join('\n');
    const { rows } = await read(`a,b\n${quoted}\n`);
    expect(rows.map((row) => row.cells)).toEqual(lines);
    expect(rows.at(-1)?.line).toBe(2 + 2 * 29_999);
    expect((await read(utf16(`a,b\n${quoted}\n`))).rows).toEqual(rows);
  });
});

describe('delimiters', () => {
  it('are found by the columns wanted', async () => {
    const { table } = await read('upn;surname, forename\nA;b\n', { columns: ['upn', 'surname, forename'] });
    expect([table.delimiter, table.header]).toEqual([';', ['upn', 'surname, forename']]);
  });
  it('are found alone when only one splits the header', async () => {
    for (const delimiter of [',', ';', '\t', '|'] as const) {
      expect((await read(`a${delimiter}b\n1${delimiter}2\n`)).table.delimiter).toBe(delimiter);
    }
  });
  it('are found with quoted names', async () => {
    expect((await read('"a";"b"\n"1";"2"\n')).table.header).toEqual(['a', 'b']);
  });
  it('are refused when two are as good', async () => {
    expect(await refusal('a,b;c\n1,2;3\n')).toMatch(/not clear/);
  });
  it('are taken from the mapping', async () => {
    expect((await read('a,b;c\n1,2;3\n', { delimiter: ';' })).table.header).toEqual(['a,b', 'c']);
  });
});

describe('a file as a whole', () => {
  it('has the SHA-256 of its bytes', async () => {
    const { table } = await read('a,b\n1,2\n');
    expect(table.sha256).toBe(createHash('sha256').update('a,b\n1,2\n').digest('hex'));
  });
  it('is refused when it is empty', async () => {
    expect(await refusal('')).toMatch(/empty/);
    expect(await refusal('\uFEFF')).toMatch(/empty/);
    expect(await refusal('\n \n')).toMatch(/empty/);
  });
  it('is refused by name when it is a workbook or an archive', async () => {
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('xl/workbook.xml')]);
    expect(await refusal(zip)).toMatch(/Excel workbook \(.xlsx\)/);
    expect(await refusal(Buffer.from('504b03040000', 'hex'))).toMatch(/zip archive/);
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch(/old Excel/);
  });
  it('is refused when it is not text', async () => {
    expect(await refusal(Buffer.from('a,b\n1,\0\n'))).toMatch(/not text/);
    expect(await refusal(utf16('a,b\n1,\0\n'))).toMatch(/not text/);
  });
  it('is refused when a column name is there twice or missing', async () => {
    expect(await refusal('a,b,a\n1,2,3\n')).toMatch(/Columns 1 and 3 have the same name, “a”/);
    expect(await refusal('a,,c\n1,2,3\n')).toMatch(/Column 2 has no name/);
  });
  it('is refused when a quotation mark is left open, with the line', async () => {
    expect(await refusal('a,b\n1,2\n3,"4\n5,6\n')).toMatch(/line 3 is never closed/);
  });
  it('is refused when text follows a closing quotation mark', async () => {
    expect(await refusal('a,b\n1,"2"x\n5,6\n')).toMatch(/line 2 text follows/);
  });
  it('is refused before an open quotation mark fills the memory', async () => {
    expect(await refusal(`a,b\n1,"2\n${'5,6\n'.repeat(700_000)}`)).toMatch(/line 2 is longer than a million/);
  });
});

describe('the fast path', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '0', "'", '/', '\\', '\t'), maxLength: 4 });
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  it('splits as the library does', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '|'), fc.boolean(), (cells, delimiter, ended) => {
        const text = cells.map((row) => row.join(delimiter)).join('\n') + (ended ? '\n' : '');
        const library = Papa.parse<string[]>(text, { delimiter, newline: '\n' }).data;
        const wanted = library.filter((row) => row.some((each) => each.trim() !== ''));
        expect(splitPlainLines(text, delimiter, 1, 0).rows.map((row) => row.cells)).toEqual(wanted);
      }),
    );
  });
  it('gives the same rows as the path for quotes, lines included', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const lines = cells.map((row) => row.join(','));
        const plain = await read(`a,b\n${lines.join('\n')}\n`, { delimiter: ',' });
        // A quoted cell in the header sends the whole block down the other path.
        const quoted = await read(`"a",b\n${lines.join('\n')}\n`, { delimiter: ',' });
        expect(quoted.rows).toEqual(plain.rows);
      }),
      { numRuns: 60 },
    );
  });
});
