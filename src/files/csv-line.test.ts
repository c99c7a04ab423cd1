import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine, guardCell, unguard } from './csv-line.ts';

const tricky = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', 'a', ' ', '"', ',', '\n') });

describe('guarding cells', () => {
  it('puts an apostrophe before what a spreadsheet would run', () => {
    expect(['=1+1', '+44', '-', '@x', '\tx'].map(guardCell)).toEqual(["'=1+1", "'+44", "'-", "'@x", "'\tx"]);
  });
  it('leaves ordinary text alone, an apostrophe included', () => {
    expect(["O'Neill", "'t Hart", 'a=b', ''].map(guardCell)).toEqual(["O'Neill", "'t Hart", 'a=b', '']);
  });
  it('gives back every text that was guarded, even one that looks guarded already', () => {
    fc.assert(fc.property(tricky, (text) => unguard(guardCell(text)) === text));
    expect(unguard(guardCell("'=1"))).toBe("'=1");
  });
  it('never writes text that begins with a risky character', () => {
    fc.assert(fc.property(tricky, (text) => !/^[=+\-@\t\r]/.test(guardCell(text))));
  });
});

describe('a line of CSV', () => {
  it('quotes where needed, keeps negative numbers numbers and leaves unknown empty', () => {
    expect(csvLine(['Ade, Ola', -5, null, true, 'say "so"'])).toBe('"Ade, Ola",-5,,true,"say ""so"""\r\n');
  });
  it('is read back by the library as it was written', () => {
    fc.assert(
      fc.property(fc.array(tricky, { minLength: 2, maxLength: 5 }), (cells) => {
        const [read] = Papa.parse<string[]>(csvLine(cells), { delimiter: ',', newline: '\r\n' }).data;
        expect(read?.map(unguard)).toEqual(cells);
      }),
    );
  });
});
