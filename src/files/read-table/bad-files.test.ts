import { execFileSync } from 'node:child_process';
import { appendFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refused } from '#outcome';
import { written } from '#test/files/written';
import { type Row, readTable, type TableOptions } from './index.ts';
import { unreadable } from './standing-file.ts';

async function rowsOf(path: string, options?: TableOptions): Promise<{ header: string[]; rows: Row[] }> {
  const table = await readTable(path, options);
  const rows: Row[] = [];
  for await (const batch of table.batches) rows.push(...batch);
  return { header: table.header, rows };
}
const refusalAt = (path: string, options?: TableOptions) =>
  rowsOf(path, options).then(
    () => 'not refused',
    (error: unknown) => (error instanceof Refused ? error.message : `threw ${error}`),
  );
const refusal = (content: string | Uint8Array, options?: TableOptions) =>
  refusalAt(written(content), options);
const wide = (text: string) => Buffer.from(text, 'utf16le');
const wanted = { columns: ['upn', 'date', 'session', 'code'] };

describe('what is no file', () => {
  it('is refused when it is not there', async () => {
    expect(await refusalAt('nowhere.csv')).toBe('There is no file nowhere.csv.');
    expect(await refusalAt(join(written('a\n'), 'b.csv'))).toMatch(/^There is no file/);
  });
  it('is refused when it is a folder', async () => {
    expect(await refusalAt(dirname(written('a\n')))).toMatch(/is a folder, not a file/);
  });
  it('is refused when it is a pipe, without waiting for somebody to write into it', async () => {
    const path = `${written('')}.pipe`;
    execFileSync('mkfifo', [path]);
    expect(await refusalAt(path)).toMatch(/a pipe or a device: save it as a file/);
    expect(await refusalAt('/dev/zero')).toMatch(/a pipe or a device/);
  });
  it('is refused when it is a link that leads round in a circle', async () => {
    const path = `${written('')}.link`;
    symlinkSync(path, path);
    expect(await refusalAt(path)).toMatch(/leads round in a circle/);
  });
  it('is refused in a sentence, whatever the system says', () => {
    const said = (code: string) => {
      const error = unreadable('x.csv', Object.assign(new Error('no'), { code, syscall: 'open' }));
      return error instanceof Refused ? error.message : 'a bug';
    };
    expect(said('EACCES')).toBe('x.csv may not be read by whoever started Waymark: give leave to read it.');
    expect(said('EPERM')).toMatch(/may not be read/);
    expect(said('EISDIR')).toMatch(/is a folder/);
    expect(said('EIO')).toMatch(/could not be read \(EIO\): copy it to a disk/);
    const bug = new TypeError('x is undefined');
    expect(unreadable('x.csv', bug)).toBe(bug);
  });
});

describe('a file that changes while it is read', () => {
  const rows = 'a,b\n'.repeat(100_000);
  async function read(between: (path: string) => void) {
    const path = written(`x,y\n${rows}`);
    const table = await readTable(path);
    try {
      for await (const _ of table.batches) between(path);
      return 'not refused';
    } catch (error) {
      return error instanceof Refused ? error.message : `threw ${error}`;
    }
  }
  it('is refused when it grows', async () => {
    expect(await read((path) => appendFileSync(path, 'c,d\n'))).toMatch(/changed while it was being read/);
  });
  it('is refused when it is written anew with as many bytes', async () => {
    expect(await read((path) => writeFileSync(path, `y,x\n${rows}`))).toMatch(/changed while/);
  });
  it('is refused when it goes', async () => {
    expect(await read((path) => rmSync(path, { force: true }))).toMatch(/changed while/);
    const path = written('x,y\n1,2\n');
    const table = await readTable(path);
    rmSync(path);
    await expect(table.batches[Symbol.asyncIterator]().next()).rejects.toThrow(/There is no file/);
  });
});

describe('bytes', () => {
  it('are refused when they look like UTF-16 without a mark, naming the way out', async () => {
    expect(await refusal(wide('upn,date\nA,b\n'))).toMatch(
      /UTF-16 without a byte order mark.*`encoding: utf-16le`/,
    );
    expect(await refusal(wide('upn,date\nA,b\n').swap16())).toMatch(/`encoding: utf-16be`/);
    expect((await rowsOf(written(wide('upn,date\nA,b\n')), { encoding: 'utf-16le' })).rows).toHaveLength(1);
  });
  it('are refused when the mapping says UTF-16 and they are not', async () => {
    expect(await refusal('upn,date\nA,b\n', { encoding: 'utf-16le' })).toMatch(/but this file is not/);
  });
  it('are refused when they are UTF-32, cut UTF-16 or half a character', async () => {
    expect(await refusal(Buffer.from('fffe000041000000', 'hex'))).toMatch(/UTF-32/);
    expect(await refusal(Buffer.concat([wide('\uFEFFa,b\n1,2\n'), Buffer.from([0x41])]))).toMatch(
      /not valid UTF-16/,
    );
    expect(await refusal(wide('\uFEFFa,b\n1,\ud83d\n'))).toMatch(/not valid UTF-16/);
  });
  it('are told by line when they are not UTF-8, however far down', async () => {
    const many = 'Zo,1\n'.repeat(40_000);
    expect(await refusal(Buffer.from(`name,fee\n${many}Zo\xeb,1\n`, 'latin1'))).toMatch(
      /^Line 40002 is not valid UTF-8.*windows-1252/,
    );
  });
  it('are told to be mixed when some lines are UTF-8 and others are not', async () => {
    const mixed = Buffer.concat([Buffer.from('name,fee\nZoë,1\n'), Buffer.from('Zo\xeb,1\n', 'latin1')]);
    expect(await refusal(mixed)).toMatch(/^Line 3 is in another encoding than other lines/);
    expect(await refusal(mixed, { encoding: 'windows-1252' })).toMatch(/^Line 2 is in another encoding/);
    const apart = Buffer.concat([
      Buffer.from(`name\nZoë\n${'a\n'.repeat(50_000)}`),
      Buffer.from('Zo\xeb\n', 'latin1'),
    ]);
    expect(await refusal(apart)).toMatch(/^Line 50003 is in another encoding/);
  });
  it('may begin with more than one mark, as joined files do', async () => {
    expect((await rowsOf(written('\uFEFF\uFEFF"upn",date\n1,2\n'))).header).toEqual(['upn', 'date']);
  });
  it('are refused when a NUL stands far down', async () => {
    expect(await refusal(`a,b\n${'1,2\n'.repeat(50_000)}\0`)).toMatch(/not text: it holds NUL bytes/);
  });
});

describe('line ends', () => {
  it('may be returns alone in a file longer than a block', async () => {
    const { rows } = await rowsOf(written(`a,b\r${'1,2\r'.repeat(700_000)}`));
    expect([rows.length, rows.at(-1)?.line]).toEqual([700_000, 700_001]);
  });
  it('may be returns alone in UTF-16', async () => {
    const { rows } = await rowsOf(written(wide(`\uFEFFa,b\r${'1,2\r'.repeat(100_000)}`)));
    expect(rows).toHaveLength(100_000);
  });
});

describe('a header', () => {
  it('may stand under empty lines, and lines count', async () => {
    const { header, rows } = await rowsOf(written('\n  \n,,\na,b\n1,2\n'));
    expect([header, rows]).toEqual([['a', 'b'], [{ line: 5, number: 1, cells: ['1', '2'] }]]);
  });
  it('keeps an unnamed first column of a file with tabs', async () => {
    expect(await refusal('\tname\n1\tZoë\n', { delimiter: '\t' })).toMatch(/Column 1 has no name/);
  });
  it('loses what cannot be seen round its names, and line breaks within', async () => {
    const { header } = await rowsOf(written('\u200bupn\u00a0,"Date of\nbirth",NC\u00a0year\n1,2,3\n'));
    expect(header).toEqual(['upn', 'Date of birth', 'NC year']);
  });
  it('is refused when a name holds what cannot be seen, or is a page long', async () => {
    expect(await refusal('up\u200bn,b\n1,2\n')).toMatch(
      /name of column 1 holds a character that cannot be seen/,
    );
    expect(await refusal(`a,${'b'.repeat(501)}\n1,2\n`)).toMatch(/name of column 2 has 501 characters/);
  });
  it('is refused when two names differ only in case or spaces', async () => {
    expect(await refusal('upn,UPN\n1,2\n')).toMatch(
      /Columns 1 and 2 have names that differ only in case or spaces, “upn” and “UPN”: rename/,
    );
    expect(await refusal('Tutor group,TutorGroup\n1,2\n')).toMatch(/differ only in case or spaces/);
    expect(await refusal('upn,upn \n1,2\n')).toMatch(/Columns 1 and 2 have the same name, “upn”: rename/);
    expect((await rowsOf(written('upn,b,B\n1,2,3\n'))).header).toEqual(['upn', 'b', 'B']);
    expect(await refusal('Ada,Testling,ada\n1,2,3\n', wanted)).toBe(
      'Columns 1 and 3 have names that differ only in case or spaces: rename one of the two.',
    );
  });
  it('is refused when it ends with a separator too many', async () => {
    expect(await refusal('a,b,\n1,2,\n')).toMatch(
      /Column 3 has no name: the first row ends with a separator/,
    );
    expect(await refusal('a,,b\n1,2,3\n')).toMatch(/Column 2 has no name: every column/);
  });
  it('is missed when the first row is data, and what stands in it is not repeated', async () => {
    for (const row of [
      'C909432115001,Testling,Ada',
      '17,2026-09-01,AM,/',
      'Ada,14/03/2011,9',
      'ada@example.org,9',
    ]) {
      const said = await refusal(`${row}\n${row}\n`, wanted);
      expect(said).toMatch(/first row looks like data, not column names: \d of its \d cells/);
      expect(said).not.toMatch(/Ada|ada|Testling|C9094|2011|2026/);
    }
    expect(await refusal('upn,2024,2025,2026\n1,2,3,4\n', wanted)).toBe('not refused');
  });
  it('is named by its line when a title stands above it, without repeating the title', async () => {
    const said = await refusal(
      'Report produced by J Field,12/09/2026\n\n"Year\n9"\nupn,date,code\n1,2,3\n',
      wanted,
    );
    expect(said).toBe(
      'The column names stand on line 5, under other lines: take out what stands above them.',
    );
    const unknown = await refusal('Marks of Ada Testling\na,b,c,d\n1,2,3,4\n5,6,7,8\n', wanted);
    expect(unknown).toMatch(/first line with anything on it has 1 cell and lines below it up to 4/);
    expect(unknown).not.toMatch(/Ada/);
  });
  it('may have ten thousand columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, at) => `column ${at}`);
    const { header, rows } = await rowsOf(written(`${names.join(',')}\n${names.map(() => '1').join(',')}\n`));
    expect([header.length, rows[0]?.cells.length]).toEqual([10_000, 10_000]);
  });
});

describe('rows', () => {
  it('may be a million blank lines, before the header and after', async () => {
    const blank = '\n'.repeat(1_000_000);
    const { header, rows } = await rowsOf(written(`${blank}a,b\n${blank}1,2\n`));
    expect([header, rows]).toEqual([['a', 'b'], [{ line: 2_000_002, number: 1, cells: ['1', '2'] }]]);
  });
  it('keep a quotation mark that stands inside a cell without quotes', async () => {
    const { rows } = await rowsOf(written('name,height\nAda "Addie" T,5" 3\n'));
    expect(rows[0]?.cells).toEqual(['Ada "Addie" T', '5" 3']);
  });
  it('may have a cell of nearly a million characters, and no longer row', async () => {
    expect((await rowsOf(written(`a,b\n1,${'x'.repeat(999_000)}\n`))).rows[0]?.cells[1]).toHaveLength(
      999_000,
    );
    expect(await refusal(`a,b\n1,"${'x\n'.repeat(1_100_000)}"\n`)).toMatch(
      /longer than a million characters/,
    );
    expect(await refusal(`a,b\n1,${'x'.repeat(3_000_000)}\n`)).toMatch(/longer than a million characters/);
  });
});
