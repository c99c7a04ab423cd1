import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, plainDate, weekday } from '#dates';
import { scanRegisters } from '#test/files/scan-registers';
import { listMappings, loadMapping, parseMapping } from '../../mapping/load.ts';

const [A, B] = ['K990399916001', 'N990399915002'];
const fixture = async (name: string) =>
  scanRegisters(readFileSync(`test/fixtures/files/${name}`), await listMappings());
const mappingOf = (registers: string) =>
  parseMapping(`name: own\nversion: 1\ntitle: Own\nabout: Own.\nregisters:\n${registers}`, 'own.yaml');
const week = (marks: string, more = '') =>
  mappingOf(
    `  identity: { source_id: { column: id } }\n  week: { column: week }\n  marks: ${marks}\n${more}`,
  );
const stretch = (marks: string, more = '') =>
  mappingOf(
    `  identity: { source_id: { column: id } }\n  starts_on: { column: from }\n  marks: ${marks}\n${more}`,
  );
const short = (marks: string[]) => marks.map((mark) => mark.split(' ').slice(2).join(' '));

describe('a week a row', () => {
  it('has ten marks from Monday morning on, whatever day of the week is named, and twelve or fourteen with the weekend', async () => {
    const { rows, marks, refusals, messages } = await fixture('registers-weekly.csv');
    expect(rows).toBe(11);
    const of = (line: number) => short(marks.filter((mark) => mark.startsWith(`${line} `)));
    expect(of(2)).toEqual([
      '2026-09-07 AM /',
      '2026-09-07 PM \\',
      '2026-09-08 AM /',
      '2026-09-08 PM \\',
      '2026-09-09 AM L',
      '2026-09-09 PM \\',
      '2026-09-10 AM I',
      '2026-09-10 PM I',
      '2026-09-11 AM /',
      '2026-09-11 PM \\',
    ]);
    expect(of(3).join(' ')).toBe(
      '2026-09-07 AM / 2026-09-07 PM \\ 2026-09-08 AM C1 2026-09-08 PM C2 2026-09-09 AM Y1 2026-09-09 PM J1 2026-09-11 AM / 2026-09-11 PM U',
    );
    expect(of(4).at(-1)).toBe('2026-09-20 AM B');
    expect([of(11), of(12)]).toEqual([[], []]);
    expect(refusals).toEqual([
      '5 marks marks.length',
      '6 marks code.unknown',
      '7 week date.exists',
      '9 marks mark.future',
      '10 upn upn.check_letter',
      '10 week date.format',
    ]);
    expect(messages[0]).toBe(
      'The string has 11 marks and a week has 10 or 12 or 14: write one for each session, and a blank that the mapping knows where there is none.',
    );
    expect(messages[1]).toMatch(
      /^Mark 4 \(Tuesday afternoon, 15 September 2026\): “Q9” is not an attendance code/,
    );
    expect(messages[3]).toMatch(
      /^Mark 10 \(Friday afternoon, 27 November 2026\): The session lies in the future/,
    );
    expect(of(8)).toHaveLength(10);
  });

  it('may have a column for each session, an empty one for no mark', async () => {
    const { marks, refusals, messages } = await fixture('registers-sessions.csv');
    expect(short(marks)).toEqual([
      '2026-09-07 AM /',
      '2026-09-07 PM \\',
      '2026-09-08 AM /',
      '2026-09-08 PM \\',
      '2026-09-09 AM L',
      '2026-09-09 PM \\',
      '2026-09-10 AM I',
      '2026-09-10 PM I',
    ]);
    expect(refusals).toEqual(['3 Fri PM code.unknown']);
    expect(messages[0]).toMatch(/^Mark 10 \(Friday afternoon, 11 September 2026\): “late”/);
  });

  it('may be a string of one character a mark, in which a space at either end is a session without one', async () => {
    const own = week("{ column: marks, width: 1, blank: [' ', '-', '.'] }");
    const { marks, refusals } = await scanRegisters(
      'id,week,marks\n1,2026-09-07,  /\\/\\-.I \n1,2026-09-14,/\\/\\/\\/\\\n1,2026-09-21,/\\/\\/\\/\\/\\/\n1,2026-09-28,   \n',
      [own],
    );
    expect(short(marks)).toEqual([
      '2026-09-08 AM /',
      '2026-09-08 PM \\',
      '2026-09-09 AM /',
      '2026-09-09 PM \\',
      '2026-09-11 AM I',
    ]);
    expect(refusals).toEqual(['3 marks marks.length', '4 marks marks.length']);
  });

  it('may be a string of two characters a mark, and have codes of its own', async () => {
    const own = week("{ column: marks, width: 2, codes: { XB: '#' } }", '  days: 1\n');
    const { marks } = await scanRegisters(
      'id,week,marks\n1,2026-09-08,Y1/ \n1,2026-09-15,XBXB\n1,2026-09-22,C2-\n',
      [own],
    );
    expect(short(marks)).toEqual([
      '2026-09-07 AM Y1',
      '2026-09-07 PM /',
      '2026-09-14 AM #',
      '2026-09-14 PM #',
      '2026-09-21 AM C2',
    ]);
  });

  it('is taken for the same marks as a mark a row', async () => {
    const codes = ['/', '\\', 'L', 'I', 'C2', 'Y1', '-', '.'];
    const weekly = await loadMapping('waymark-registers-weekly');
    const single = await loadMapping('waymark-registers');
    const sessions = (marks: readonly string[]) => marks.map((mark) => mark.replace(/^\d+ /, '')).sort();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 52 }),
        fc.integer({ min: 0, max: 6 }),
        fc
          .constantFrom(10, 12, 14)
          .chain((length) => fc.array(fc.constantFrom(...codes), { minLength: length, maxLength: length })),
        async (weeks, day, marks) => {
          const monday = addDays(plainDate('2025-09-01'), 7 * weeks);
          expect(weekday(monday)).toBe(1);
          const row = `upn,week,marks\n${A},${addDays(monday, day)},${marks.join(' ')}\n`;
          const rows = marks.flatMap((code, at) =>
            ['-', '.'].includes(code)
              ? []
              : [`${A},${addDays(monday, at >> 1)},${at % 2 === 0 ? 'AM' : 'PM'},${code}`],
          );
          const one = await scanRegisters(row, [weekly]);
          const many = await scanRegisters(['upn,date,session,code', ...rows, ''].join('\n'), [single]);
          expect([one.refusals, sessions(one.marks)]).toEqual([[], sessions(many.marks)]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a stretch of days a row', () => {
  it('has two places a day from its first day on, or none at the weekend, also over a leap day and a new year', async () => {
    const all = await scanRegisters('id,from,marks\n1,2024-02-28,/\\/\\  /\\\n', [
      stretch('{ column: marks, width: 1 }'),
    ]);
    expect(short(all.marks)).toEqual([
      '2024-02-28 AM /',
      '2024-02-28 PM \\',
      '2024-02-29 AM /',
      '2024-02-29 PM \\',
      '2024-03-02 AM /',
      '2024-03-02 PM \\',
    ]);
    const weekdays = await scanRegisters('id,from,marks\n1,2025-07-31,/\\/\\/\\\n1,2025-08-02,/\\\n', [
      stretch('{ column: marks, width: 1 }', '  days: 5\n'),
    ]);
    expect(short(weekdays.marks)).toEqual([
      '2025-07-31 AM /',
      '2025-07-31 PM \\',
      '2025-08-01 AM /',
      '2025-08-01 PM \\',
      '2025-08-04 AM /',
      '2025-08-04 PM \\',
      '2025-08-04 AM /',
      '2025-08-04 PM \\',
    ]);
  });
  it('is refused when it is longer than a year', async () => {
    const rows = [732, 733].map((length) => `1,2023-08-01,${'/'.repeat(length)}`);
    const { marks, refusals } = await scanRegisters(['id,from,marks', ...rows].join('\n'), [
      stretch('{ column: marks, width: 1 }'),
    ]);
    expect([marks.length, marks.at(-1), refusals]).toEqual([
      732,
      '2 1 2024-07-31 PM /',
      ['3 marks marks.length'],
    ]);
  });
});

describe('a mapping of a stretch of marks', () => {
  it('says how the string is cut, and names sessions that there are', () => {
    expect(() => week('{ column: marks }')).toThrow(/line 8: registers.marks: .*width .* or a separator/);
    expect(() => week("{ column: marks, width: 1, separator: ' ' }")).toThrow(/width .* or a separator/);
    expect(() => week('{ column: marks, width: 3 }')).toThrow(/registers.marks/);
    expect(() => week('{ columns: { Mon morning: m } }')).toThrow(/sessions of a week are Mon AM/);
    expect(() => stretch('{ columns: { Mon AM: m } }')).toThrow(/registers.marks/);
    expect(() => week('{ column: marks, width: 1 }', '  session: { column: s }\n')).toThrow(/session/);
  });
  it('knows its columns, those of the weekend as ones that may be missing', async () => {
    const { marks } = await scanRegisters(`upn,week,marks\n${B},2026-09-07,/ \\ / \\ / \\ / \\ / \\\n`, [
      ...(await listMappings()),
    ]);
    expect(marks).toHaveLength(10);
    await expect(scanRegisters(`upn,week,mon_am\n${B},2026-09-07,/\n`, await listMappings())).rejects.toThrow(
      /waymark-registers-sessions.*missing":\["mon_pm or Mon PM"/,
    );
  });
});
