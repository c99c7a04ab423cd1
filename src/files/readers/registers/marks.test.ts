import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanRegisters } from '#test/files/scan-registers';
import { listMappings, loadMapping } from '../../mapping/load.ts';

const [A, B] = ['K990399916001', 'N990399915002'];
const scan = async (bytes: string | Uint8Array) => scanRegisters(bytes, await listMappings());
const asText = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a file of one mark a row', () => {
  it('becomes marks by pupil, and refusals by line, column and rule', async () => {
    const found = await scan(readFileSync('test/fixtures/files/registers.csv'));
    expect(found.rows).toBe(12);
    expect(found.marks).toEqual([
      `2 ${A} 2026-09-02 AM /`,
      `3 ${A} 2026-09-02 PM \\`,
      `4 ${B} 2026-09-02 AM L`,
      `5 ${B} 2026-09-02 PM C1`,
      `6 ${A} 2026-09-03 AM Y4`,
      `13 ${B} 2026-09-03 PM -`,
    ]);
    expect(found.refusals).toEqual([
      '7 date date.exists',
      '8 upn upn.check_letter',
      '9 code code.unknown',
      '10 session session.value',
      '11 upn identity.missing',
      '12  columns',
    ]);
  });

  it('may name pupils by the identifier of the source', async () => {
    const found = await scan(readFileSync('test/fixtures/files/registers-by-source.csv'));
    expect([found.marks.length, found.refusals]).toEqual([3, []]);
  });

  it('keeps one pupil apart by setting, and together however the cell is written', async () => {
    const { marks, refusals } = await scan(
      [
        'upn,source_id,date,session,code,setting_urn',
        `${A},,2026-09-02,AM,/,123456`,
        `${A},,2026-09-02,AM,/,654321`,
        ` ${A} ,,2026-09-02,AM,/, 123456`,
        ',7,2026-09-02,AM,/,123456',
        `${A},,2026-09-02,AM,/,`,
        `${A},,2026-09-02,AM,/,12`,
        ',,soon,noon,?,123456',
        `${A},,0206-09-02,AM,/,123456`,
      ].join('\n'),
    );
    expect(marks).toEqual([
      `2 ${A}@123456 2026-09-02 AM /`,
      `3 ${A}@654321 2026-09-02 AM /`,
      `4 ${A}@123456 2026-09-02 AM /`,
      '5 7@123456 2026-09-02 AM /',
    ]);
    expect(refusals).toEqual([
      '6 setting_urn setting.missing',
      '7 setting_urn setting.unknown',
      '8 upn identity.missing',
      '8 date date.format',
      '8 session session.value',
      '8 code code.unknown',
      '9 date date.year',
    ]);
  });

  it('refuses marks of the future, and codes of another time, with what to write instead', async () => {
    const day = (date: string, code: string) => `1,${date},AM,${code}`;
    const { marks, refusals, messages } = await scan(
      [
        'source_id,date,session,code',
        day('2026-11-20', '/'),
        day('2026-11-21', '/'),
        day('2026-12-21', '#'),
        ...['H', 'J', 'Y'].flatMap((code) => [day('2024-08-18', code), day('2024-08-19', code)]),
        ...['C1', 'C2', 'J1', 'K', 'Q', 'Y7'].flatMap((code) => [
          day('2024-08-18', code),
          day('2024-08-19', code),
        ]),
      ].join('\n'),
    );
    expect(marks.map((mark) => mark.split(' ').slice(2).join(' '))).toEqual([
      '2026-11-20 AM /',
      '2026-12-21 AM #',
      ...['H', 'J', 'Y'].map((code) => `2024-08-18 AM ${code}`),
      ...['C1', 'C2', 'J1', 'K', 'Q', 'Y7'].map((code) => `2024-08-19 AM ${code}`),
    ]);
    expect(refusals).toEqual([
      '3 code mark.future',
      '6 code code.withdrawn',
      '8 code code.withdrawn',
      '10 code code.withdrawn',
      ...[11, 13, 15, 17, 19, 21].map((line) => `${line} code code.not_yet`),
    ]);
    expect(messages[1]).toMatch(
      /code H is not used .*: write C for leave in exceptional circumstances, or G/,
    );
    expect(messages[4]).toMatch(/code C1 is used for sessions from 19 August 2024 on: write C/);
    expect(messages[9]).toMatch(/code Y7 is used .*: write Y/);
  });

  it('may not have been met before, or have, and is read alike', async () => {
    const cell = (...cells: string[]) =>
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...cells) },
        { weight: 1, arbitrary: fc.constantFrom('', 'é', ' ') },
      );
    const row = fc.tuple(
      cell(A, B, `${A} `, 'nonsense'),
      cell('1', '22', '333'),
      cell('2026-09-01', '2026-09-02', '03/09/2026', '2026-09-31', '2027-01-01'),
      cell('AM', 'PM', 'am'),
      cell('/', '\\', 'I', 'C1', 'Q9', 'H'),
      cell('123456', '654321'),
    );
    // The identifier is not looked at where the UPN is known: what stands there must not be misread all the same.
    const odd = ['x\ry', '"x\ny"', '"x""y"', '"x,y"', '5" x', '"x" ', '""'].map(
      (inUnused) => `${A},${inUnused},2026-09-01,AM,/,123456`,
    );
    odd.push('', ',,,,,', 'a,b', 'x\ry,,,,,');
    const lineEnd = fc.constantFrom('\n', '\r\n');
    const quoted = fc.constantFrom('none', 'all', 'some');
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        lineEnd,
        quoted,
        fc.array(fc.constantFrom(...odd), { maxLength: 4 }),
        async (rows, end, how, oddities) => {
          const lines = rows.map((cells, at) =>
            cells
              .map((each) => (how === 'all' || (how === 'some' && at % 3 === 0) ? `"${each}"` : each))
              .join(','),
          );
          for (const [at, line] of oddities.entries()) lines.splice((at * 7) % lines.length, 0, line);
          const text = ['upn,source_id,date,session,code,setting_urn', ...lines, ...lines].join(end);
          expect(await scan(text)).toEqual(await scan(asText(text)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is read by its mapping: what a source writes for a session and for a code', async () => {
    const mapping = await loadMapping('waymark-registers');
    const own = {
      ...mapping,
      registers: {
        form: 'marks' as const,
        identity: { source_id: { column: ['id'] } },
        date: { column: ['day'], format: 'dd-MM-yyyy' as const },
        session: { column: ['half'], codes: { Morning: 'AM', Afternoon: 'PM' } },
        code: { column: ['mark'], codes: { Present: '/', 'Not in': 'N' } },
      },
    };
    const text =
      'id,day,half,mark\n1,01-09-2026,Morning,Present\n1,01-09-2026,Afternoon,Not in\n1,02-09-2026,Morning,Present\n';
    expect((await scanRegisters(text, [own])).marks).toEqual([
      '2 1 2026-09-01 AM /',
      '3 1 2026-09-01 PM N',
      '4 1 2026-09-02 AM /',
    ]);
  });
});
